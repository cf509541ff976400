"""What prep-pack brings, copied into a reader's folder, where the copy stands for it."""

from __future__ import annotations

from pathlib import Path

from .. import assets
from ..finish.files import write_all
from ..load.designs import load_design
from ..load.folders import question_files
from ..load.library import load_library
from ..load.text import shown
from ..model.problems import OutputError, Problem, SelectionError, did_you_mean
from .authoring import CONTENT


def eject_design(name: str, folder: Path) -> tuple[Path, ...]:
    """Copy a design into ``designs`` of a folder; the files that were written.

    Raises:
        DesignError: prep-pack brings none of this name.
        OutputError: there is one already.
    """
    found = load_design(name, [assets.shipped_designs()])
    target = folder / "designs" / name
    _refuse(target)
    names = sorted(path.relative_to(found.folder).as_posix() for path in found.folder.rglob("*") if path.is_file())
    return write_all(folder, {f"designs/{name}/{file}": _text(found.folder / file) for file in names})


def eject_question(id_: str, folder: Path) -> tuple[Path, ...]:
    """Copy a question's file as it is into ``content`` of a folder; the file that was written.

    Raises:
        SelectionError: prep-pack brings none of this id.
        OutputError: the folder has one of this id already.
    """
    library, _ = load_library([assets.shipped_content()])
    if id_ not in library.questions:
        raise SelectionError(Problem(f'unknown question "{id_}"', did_you_mean(id_, library.questions)))
    question = library.questions[id_]
    name = f"{CONTENT}/questions/{question.theme}/{id_}.md"
    _refuse(folder / name)
    own = folder / CONTENT
    for path in question_files([own] if own.is_dir() else []).get(id_, ()):
        _refuse(Path(shown(path)))
    return write_all(folder, {name: _text(Path(question.where.file))})


def _refuse(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise OutputError(Problem(f"{path} is already there", "change what is in it, or give another folder"))


def _text(path: Path) -> str:
    return path.read_bytes().decode()
