"""What a reader begins to write: a question, a pack, a folder of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from .. import assets
from ..compose.naming import theme_names
from ..compose.select import check_words
from ..draft.folder import FIRST_QUESTION, own_folder, own_look
from ..draft.pack import to_change
from ..draft.question import TO_DO, FrontMatter, to_fill
from ..finish.files import write_all
from ..load.bases import ENDING
from ..load.library import load_library
from ..load.packfile import read_pack
from ..load.taxonomy import load_taxonomy
from ..load.text import read_text
from ..model.content import Library
from ..model.keys import flag_of
from ..model.packfile import EXTENDS
from ..model.problems import Problem, UsageError, did_you_mean
from ..model.slug import is_slug, slug
from ..model.taxonomy import Taxonomy, Words
from .packs import OWN_PACK, base_of

CONTENT = "content"
LONGEST_ID = 48
"""Characters of an id that is made of a wording."""


class Role(StrEnum):
    """What a folder begins with: the shipped bank's role, one with questions and words of its own, or only words."""

    DIRECTOR = "director"
    PRODUCT = "product"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRequest:
    """A question to begin in a folder: its wording or an id, and what it is; without a theme, the bank's first.

    ``format``, ``level`` and ``competencies`` are words of the taxonomy; the usual ones where none are given. ``force``
    writes over a file that is there.
    """

    words: str
    theme: str | None = None
    format: str = ""
    level: str = ""
    competencies: tuple[str, ...] = ()
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
    """What was written, how it is called in the next command, and warnings."""

    written: tuple[Path, ...]
    name: str
    problems: tuple[Problem, ...] = ()


def begin_question(request: QuestionRequest) -> Begun:
    """Write a question file to fill in.

    Raises:
        PrepPackError: no id can be made, the theme or another word is unknown, the id is taken, or the file is there.
    """
    library, odd = load_library(assets.content_roots(request.folder))
    matter = _given(request, library.taxonomy)
    theme = theme_names(library).one(request.theme) if request.theme else next(iter(library.themes))
    id_, wording = id_and_wording(request.words)
    _refuse_question(library, id_, theme, force=request.force)
    text = to_fill(replace(matter, id=id_, theme=theme), wording, library.themes, library.taxonomy)
    files = {f"{CONTENT}/questions/{theme}/{id_}.md": text}
    return Begun(write_all(request.folder, files, force=request.force), id_, odd)


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
        raise UsageError(Problem(f'there already is a question "{id_}", in {other}', "give another id"))


def _given(request: QuestionRequest, taxonomy: Taxonomy) -> FrontMatter:
    """The words that were asked for, or the usual ones."""
    asked = {"competencies": request.competencies, "levels": (request.level,), "formats": (request.format,)}
    given = {part: tuple(word.lower() for word in words if word) for part, words in asked.items()}
    odd = [
        Problem(_not_one_of(flag_of(part), word, taxonomy.part(part)), "see prep-pack new question --help")
        for part, words in given.items()
        for word in words
        if not taxonomy.part(part).allows(word)
    ]
    if odd:
        raise UsageError(*odd)
    words = {part: found or (taxonomy.part(part).usual,) for part, found in given.items()}
    (format_,), (level,) = words["formats"], words["levels"]
    return FrontMatter(id="", theme="", format=format_, competencies=words["competencies"], level=level, tags=("mine",))


def _not_one_of(flag: str, word: str, words: Words) -> str:
    known = ", ".join(f'"{known}"' for known in words.ids)
    return f'invalid value for "{flag}": "{word}" is not one of {known}'


def begin_pack(request: PackRequest) -> Begun:
    """Write a pack file with every key explained: into ``content/packs`` of a folder of the reader's own, else here.

    Either way it is built by its name.

    Raises:
        PrepPackError: it cannot be called so, a key is wrong, or the file is there.
    """
    name = request.name.removesuffix(ENDING)
    if not is_slug(name):
        raise UsageError(Problem(f'"{name}" cannot be a pack\'s name', f'try "{slug(name, LONGEST_ID) or "my-pack"}"'))
    asked = read_pack(None, request.keys)
    with asked.placing():
        check_words(load_taxonomy(assets.content_roots(request.folder)), asked.spec)
    if base := request.keys.get(EXTENDS):
        base_of(str(base), request.folder / f"{name}{ENDING}")
    own = (request.folder / CONTENT).is_dir() or (request.folder / OWN_PACK).exists()
    file = f"{CONTENT}/packs/{name}{ENDING}" if own else f"{name}{ENDING}"
    files = {file: to_change(name, request.keys, f"prep-pack build {name}")}
    return Begun(write_all(request.folder, files, force=request.force), name)


def begin_folder(folder: Path, role: Role = Role.DIRECTOR, *, force: bool = False) -> Begun:
    """Write what a role begins with into a folder, which is made where needed: a pack file, a first question, a design.

    For the role of the shipped bank the question is one to fill in; another brings its own words and questions.

    Raises:
        PrepPackError: a file is there.
    """
    if role is not Role.DIRECTOR:
        files = {**own_look(), **_starter(assets.role_folder(role))}
        return Begun(write_all(folder, files, force=force), str(folder))
    library, _ = load_library([assets.shipped_content()])
    theme = next(iter(library.themes))
    matter = replace(_given(QuestionRequest(words=""), library.taxonomy), id=FIRST_QUESTION, theme=theme)
    first = to_fill(matter, f"{TO_DO} a question that you expect", library.themes, library.taxonomy)
    return Begun(write_all(folder, own_folder(theme, first), force=force), str(folder))


def _starter(shipped: Path) -> dict[str, str]:
    """The files that a role begins with, by their path in the folder."""
    paths = sorted(path for path in shipped.rglob("*") if path.is_file())
    return {path.relative_to(shipped).as_posix(): read_text(path) for path in paths}
