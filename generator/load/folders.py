"""The files of a content folder: which are read, which only nearly have the right name, and reading one of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from ..model.problems import ContentError, Problem, SourceRef, did_you_mean, warning
from ..model.taxonomy import Taxonomy
from . import parts
from .frontmatter import split
from .parts import Found, Source
from .taxonomy import TAXONOMY_FILE
from .text import read_text, shown

T = TypeVar("T")

FILES = ("themes.yaml", "facts.yaml", "self-score.yaml", "glossary.yaml", "synonyms.yaml")
_AT_THE_TOP = (*FILES, TAXONOMY_FILE)
_FOLDERS = {
    **dict.fromkeys(("questions", "frameworks", "plans", "answers", "stories"), ".md"),
    "worksheets": ".yaml",
}
_ALMOST = {".yml": ".yaml", ".markdown": ".md", ".mdown": ".md", ".txt": ".md"}


def read(
    path: Path,
    root: Path,
    reader: Callable[[Source, list[Problem]], T],
    keep: Callable[[T], None],
    problems: list[Problem],
    taxonomy: Taxonomy | None = None,
    optional: bool = False,
) -> None:
    """Have a file read, and keep what it holds. One that is ``optional`` may not be there; an empty one is told."""
    if optional and not os.path.lexists(path):
        return
    try:
        text = read_text(path, root)
        if text.strip():
            keep(reader(Source(text, path, root, shown(path), taxonomy or Taxonomy()), problems))
        else:
            where = SourceRef(shown(path), 1)
            problems.append(warning("the file is empty and is passed over", "write it, or remove it", where))
    except ContentError as error:
        problems.extend(error.problems)


def walk(root: Path, folder: str, problems: list[Problem]) -> Iterator[Path]:
    """The files of one kind, in the order of their names. Hidden files are passed over, linked folders are refused."""
    suffix = _FOLDERS[folder]

    def tell(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            where = SourceRef(shown(Path(error.filename)))
            problems.append(Problem(f"the folder cannot be read: {error.strerror}", "check it", where))

    for parent, folders, files in os.walk(root / folder, onerror=tell):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in [name for name in folders if (Path(parent) / name).is_symlink()]:
            where = SourceRef(shown(Path(parent) / name))
            problems.append(Problem("a linked folder is not read", "put the folder itself there", where))
        for name in sorted(name for name in files if not name.startswith(".")):
            path = Path(parent) / name
            if path.suffix == suffix:
                yield path
            elif _ALMOST.get(path.suffix.lower(), path.suffix.lower()) == suffix:
                where = SourceRef(shown(path))
                problems.append(warning("this file is not read", f'name it "{path.stem}{suffix}"', where))


def warn_of_strays(root: Path, problems: list[Problem]) -> None:
    """A file or folder at the top whose name is nearly one that is read."""
    try:
        names = sorted(root.iterdir())
    except OSError as error:
        problems.append(Problem(f"the folder cannot be read: {error.strerror}", "check it", SourceRef(shown(root))))
        return
    for path in names:
        if path.suffix in (".yaml", ".yml") and path.name not in _AT_THE_TOP:
            where = SourceRef(shown(path))
            problems.append(warning("this file is not read", did_you_mean(path.name, _AT_THE_TOP), where))


def question_files(roots: Sequence[Path]) -> dict[str, set[Path]]:
    """The files of every question id in these folders, also of files that are wrong otherwise."""
    found: list[Found[object]] = []
    problems: list[Problem] = []
    for root in roots:
        for path in walk(root, "questions", problems):
            read(path, root, _id_only, found.append, problems)
    files: dict[str, set[Path]] = {}
    for one in found:
        files.setdefault(one.id, set()).add(Path(one.at("id").file).resolve())
    return files


def _id_only(source: Source, problems: list[Problem]) -> Found[object]:
    matter = split(source.text, source.shown).matter
    return Found(parts.id_of(matter.data), None, matter)
