"""What a reader begins to write: a question, a pack, a folder of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .. import assets
from ..draft.folder import FIRST_QUESTION, own_folder
from ..draft.pack import to_change
from ..draft.question import FrontMatter, to_fill
from ..finish.files import write_all
from ..load.library import load_library
from ..load.packfile import load_pack
from ..model.content import Competency, Level, Library, QuestionFormat
from ..model.placeholder import TO_DO
from ..model.problems import Problem, UsageError, did_you_mean
from ..model.slug import is_slug, slug
from .twins import twin_in

CONTENT = "content"
PACK_ENDING = ".yaml"
LONGEST_ID = 48
"""Characters of an id that is made of a wording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRequest:
    """A question to begin in a folder: its wording or an id, and what it is; without a theme, the bank's first.

    ``force`` writes over a file that is there.
    """

    words: str
    theme: str | None = None
    format: QuestionFormat = QuestionFormat.BEHAVIOURAL
    level: Level = Level.DIRECTOR
    competencies: tuple[Competency, ...] = ()
    folder: Path = field(default_factory=Path)
    force: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRequest:
    """A pack file to begin in a folder: its name, and the keys to set in it. ``force`` as above."""

    name: str
    keys: Mapping[str, object]
    folder: Path = field(default_factory=Path)
    force: bool = False


@dataclass(frozen=True, slots=True)
class Begun:
    """What was written, how it is called in the next command, warnings, and what else to know."""

    written: tuple[Path, ...]
    name: str
    problems: tuple[Problem, ...] = ()
    told: tuple[Problem, ...] = ()


def begin_question(request: QuestionRequest) -> Begun:
    """Write a question file to fill in.

    Raises:
        PrepPackError: no id can be made, the theme is unknown, the id is taken, or the file is there.
    """
    library, odd = load_library(assets.content_roots(request.folder))
    theme = request.theme or next(iter(library.themes))
    id_, wording = id_and_wording(request.words)
    _refuse_question(library, id_, theme, force=request.force)
    matter = _own(id_, theme, request.format, request.level, request.competencies)
    files = {f"{CONTENT}/questions/{theme}/{id_}.md": to_fill(matter, wording, library.themes)}
    twin = twin_in(library, wording)
    return Begun(write_all(request.folder, files, force=request.force), id_, odd, (twin,) if twin else ())


def id_and_wording(words: str) -> tuple[str, str]:
    """An id and a wording from either: an id is kept, a wording is shortened to one.

    Where a script has no capitals, and need not part its words, what could be an id is a wording too.
    """
    words = " ".join(words.split())
    if is_slug(words) and (words.isascii() or words.islower()):
        return words, f"{TO_DO} the question, as it is asked"
    return slug(words, LONGEST_ID), words


def _refuse_question(library: Library, id_: str, theme: str, *, force: bool) -> None:
    if not id_:
        raise UsageError(Problem("no id can be made from this wording", "give an id: lower-case words with hyphens"))
    if theme not in library.themes:
        raise UsageError(Problem(f'unknown theme "{theme}"', did_you_mean(theme, library.themes)))
    if id_ in library.questions and not force:
        other = library.questions[id_].where
        own = f", or have it in your own words: prep-pack eject question {id_}" if assets.is_shipped(other) else ""
        raise UsageError(Problem(f'there already is a question "{id_}", in {other}', f"give another id{own}"))


def _own(
    id_: str, theme: str, format_: QuestionFormat, level: Level, competencies: tuple[Competency, ...]
) -> FrontMatter:
    return FrontMatter(
        id=id_,
        theme=theme,
        format=format_,
        competencies=competencies or (Competency.STRATEGY,),
        level=level,
        tags=("mine",),
    )


def begin_pack(request: PackRequest) -> Begun:
    """Write a pack file with every key explained.

    Raises:
        PrepPackError: it cannot be called so, a key is wrong, or the file is there.
    """
    name = request.name.removesuffix(PACK_ENDING)
    if not is_slug(name):
        raise UsageError(Problem(f'"{name}" cannot be a pack\'s name', f'try "{slug(name, LONGEST_ID) or "my-pack"}"'))
    load_pack(None, request.keys)
    file = f"{name}{PACK_ENDING}"
    files = {file: to_change(name, request.keys, f"prep-pack build {file}")}
    return Begun(write_all(request.folder, files, force=request.force), file)


def begin_folder(folder: Path, *, force: bool = False) -> Begun:
    """Write a pack file, a first question and a design into a folder, which is made where needed.

    Raises:
        PrepPackError: a file is there.
    """
    library, _ = load_library([assets.shipped_content()])
    theme = next(iter(library.themes))
    matter = _own(FIRST_QUESTION, theme, QuestionFormat.BEHAVIOURAL, Level.DIRECTOR, ())
    first = to_fill(matter, f"{TO_DO} a question that you expect", library.themes)
    return Begun(write_all(folder, own_folder(theme, first), force=force), str(folder))
