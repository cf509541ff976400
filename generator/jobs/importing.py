"""A document of questions and answers, or a plain list of questions, becomes question files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .. import assets
from ..finish.files import write_all
from ..load.library import load_library
from ..load.taxonomy import load_taxonomy
from ..load.text import read_text, shown
from ..model.problems import Problem
from ..model.words import counted
from .authoring import CONTENT
from .twins import twins_among


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What to import, the folder whose ``content`` receives it, and whether every line is promised to be a question.

    ``force`` writes over files that are there.
    """

    file: Path
    into: Path
    as_list: bool
    force: bool


@dataclass(frozen=True, slots=True)
class Import:
    """What was written, what to tell of it in the order of reading, and the pack that was made."""

    written: tuple[Path, ...]
    told: tuple[Problem, ...]
    pack: str


@dataclass(frozen=True, slots=True)
class _Made:
    """Files by their path in a content folder, ``longer`` those that lose nothing, and what to tell."""

    files: Mapping[str, str]
    longer: tuple[str, ...]
    told: tuple[Problem, ...]


def import_file(request: ImportRequest) -> Import:
    """Read a file as what it is, and write what becomes of it, all or nothing.

    Raises:
        PrepPackError: it cannot be read, holds no question, or a file is in the way.
    """
    from ..intake.document import is_document

    text, name = read_text(request.file, keep_controls=True), shown(request.file)
    listed = request.as_list or not is_document(text, name)
    made = _of_list(text, name, request) if listed else _of_document(text, name, request.into)
    written = write_all(request.into / CONTENT, made.files, force=request.force, longer=made.longer)
    pack = next(Path(path).stem for path in made.files if path.startswith("packs/"))
    told = (*made.told, *twins_among(made.files))
    return Import(written, tuple(_placed(problem, request.into / CONTENT, made.files) for problem in told), pack)


def _of_document(text: str, name: str, into: Path) -> _Made:
    from ..intake.document import import_document
    from ..intake.taken import taken_in
    from ..intake.themes import open_themes

    own = (into / CONTENT).absolute()
    roots = assets.content_roots(into)
    found = import_document(text, name, taken_in(own, roots), open_themes(own), load_taxonomy(roots))
    count = sum(path.startswith("questions/") for path in found.files)
    told = (_read_as("document", name, count), *found.repairs, *found.guesses, *found.unrecognised)
    return _Made(found.files, found.longer, told)


def _of_list(text: str, name: str, request: ImportRequest) -> _Made:
    from ..intake.document import left_to_mend
    from ..intake.list_files import list_files
    from ..intake.question_list import read_list
    from ..intake.taken import taken_in
    from ..intake.themes import open_themes

    found = read_list(text, name, forced=request.as_list)
    own = (request.into / CONTENT).absolute()
    roots = assets.content_roots(request.into)
    library, odd = load_library(roots)
    made = list_files(found, library, name, taken_in(own, roots), open_themes(own))
    guessed = Problem(
        "format, competencies and level are guessed from the words",
        "check the front matter, and write below each heading",
    )
    told = (_read_as("list", name, len(found.questions)), *found.told, *made.told, *left_to_mend(made.files), guessed)
    return _Made(made.files, made.longer, (*odd, *told))


def _read_as(kind: str, name: str, questions: int) -> Problem:
    return Problem(f"{name} is read as a {kind}: {counted(questions, 'question')}")


def _placed(problem: Problem, folder: Path, files: Mapping[str, str]) -> Problem:
    """A problem of a file that was just written, where the user finds it."""
    where = problem.where
    if where is None or where.file not in files:
        return problem
    return replace(problem, where=replace(where, file=(folder / where.file).as_posix()))
