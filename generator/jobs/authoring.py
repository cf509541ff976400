"""What a reader begins to write: a question, an answer, a story, a pack, a folder of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from .. import assets
from ..compose.naming import theme_names
from ..compose.select import check_words
from ..draft import answer, story
from ..draft.folder import FIRST_QUESTION, own_folder, own_look
from ..draft.pack import to_change
from ..draft.question import FrontMatter, to_fill
from ..finish.files import write_all
from ..load.bases import ENDING
from ..load.library import load_library
from ..load.packfile import read_pack
from ..load.taxonomy import load_taxonomy
from ..load.text import read_text
from ..model.content import Library
from ..model.fields import parts_of
from ..model.keys import flag_of
from ..model.packfile import EXTENDS
from ..model.placeholder import TO_DO
from ..model.problems import Problem, SelectionError, SourceRef, UsageError, did_you_mean
from ..model.slug import is_slug, slug
from ..model.taxonomy import Taxonomy, Words
from .packs import OWN_PACK, base_of
from .twins import twin_in

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


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRequest:
    """An answer to begin in a folder: the id of its question, and those of the stories it tells. ``force`` as above."""

    question: str
    today: date
    stories: tuple[str, ...] = ()
    folder: Path = field(default_factory=Path)
    force: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRequest:
    """A story to begin in a folder: its title or an id, what it proves, and the questions it can serve."""

    words: str
    today: date
    competencies: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
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
        PrepPackError: no id can be made, the theme or another word is unknown, the id is taken, or the file is there.
    """
    library, odd = load_library(assets.content_roots(request.folder))
    matter = _given(request, library.taxonomy)
    theme = theme_names(library).one(request.theme) if request.theme else next(iter(library.themes))
    id_, wording = id_and_wording(request.words)
    _refuse_question(library, id_, theme, force=request.force)
    text = to_fill(replace(matter, id=id_, theme=theme), wording, library.themes, library.taxonomy)
    files = {f"{CONTENT}/questions/{theme}/{id_}.md": text}
    twin = twin_in(library, wording)
    return Begun(write_all(request.folder, files, force=request.force), id_, odd, (twin,) if twin else ())


def id_and_wording(words: str) -> tuple[str, str]:
    """An id and a wording from either: an id is kept, a wording is shortened to one."""
    words = " ".join(words.split())
    if _is_id(words):
        return words, f"{TO_DO} the question, as it is asked"
    return slug(words, LONGEST_ID), words


def _is_id(words: str) -> bool:
    """Where a script has no capitals, and need not part its words, what could be an id is a wording."""
    return is_slug(words) and (words.isascii() or words.islower())


def _refuse_question(library: Library, id_: str, theme: str, *, force: bool) -> None:
    if not id_:
        raise UsageError(Problem("no id can be made from this wording", "give an id: lower-case words with hyphens"))
    if theme not in library.themes:
        raise UsageError(Problem(f'unknown theme "{theme}"', did_you_mean(theme, library.themes)))
    if id_ in library.questions and not force:
        other = library.questions[id_].where
        own = f", or have it in your own words: prep-pack eject question {id_}" if assets.is_shipped(other) else ""
        raise UsageError(Problem(f'there already is a question "{id_}", in {other}', f"give another id{own}"))


def _given(request: QuestionRequest, taxonomy: Taxonomy) -> FrontMatter:
    """The words that were asked for, or the usual ones."""
    asked = {"competencies": request.competencies, "levels": (request.level,), "formats": (request.format,)}
    given = _known(asked, taxonomy, "new question")
    words = {part: found or (taxonomy.part(part).usual,) for part, found in given.items()}
    (format_,), (level,) = words["formats"], words["levels"]
    return FrontMatter(id="", theme="", format=format_, competencies=words["competencies"], level=level, tags=("mine",))


def _known(asked: Mapping[str, Iterable[str]], taxonomy: Taxonomy, command: str) -> dict[str, tuple[str, ...]]:
    """The words that were asked for, by the part of the taxonomy they are of; each is there."""
    given = {part: tuple(word.lower() for word in words if word) for part, words in asked.items()}
    odd = [
        Problem(_not_one_of(flag_of(part), word, taxonomy.part(part)), f"see prep-pack {command} --help")
        for part, words in given.items()
        for word in words
        if not taxonomy.part(part).allows(word)
    ]
    if odd:
        raise UsageError(*odd)
    return given


def _not_one_of(flag: str, word: str, words: Words) -> str:
    known = ", ".join(f'"{known}"' for known in words.ids)
    return f'invalid value for "{flag}": "{word}" is not one of {known}'


def begin_answer(request: AnswerRequest) -> Begun:
    """Write an answer file to fill in, with a place for all that the question's worksheets ask.

    Raises:
        PrepPackError: the question or a story is unknown, it is answered already, or the file is there.
    """
    library, odd = load_library(assets.content_roots(request.folder))
    _refuse_unknown("question", (request.question,), library.questions)
    _refuse_unknown("story", request.stories, library.stories)
    question = library.questions[request.question]
    there = library.answers.get(question.id)
    file = f"{CONTENT}/answers/{question.id}.md"
    if there and _is_elsewhere(there.where, request.folder / file):
        raise UsageError(Problem(f'"{question.id}" is answered already, in {there.where.file}', "go on there"))
    text = answer.to_fill(question.id, question.wording, parts_of(question, library), request.stories, request.today)
    return Begun(write_all(request.folder, {file: text}, force=request.force), question.id, odd)


def begin_story(request: StoryRequest) -> Begun:
    """Write a story file to fill in.

    Raises:
        PrepPackError: no id can be made, the id is taken, a question is unknown, or the file is there.
    """
    library, odd = load_library(assets.content_roots(request.folder))
    words = " ".join(request.words.split())
    id_ = words if _is_id(words) else slug(words, LONGEST_ID)
    if not id_:
        raise UsageError(Problem("no id can be made from this title", "give an id: lower-case words with hyphens"))
    _refuse_unknown("question", request.questions, library.questions)
    there = library.stories.get(id_)
    file = f"{CONTENT}/stories/{id_}.md"
    if there and _is_elsewhere(there.where, request.folder / file):
        raise UsageError(Problem(f'there already is a story "{id_}", in {there.where.file}', "give another id"))
    title = words if id_ != words else id_.replace("-", " ").capitalize()
    known = _known({"competencies": request.competencies}, library.taxonomy, "new story")
    text = story.to_fill(id_, title, known["competencies"], request.questions, request.today)
    return Begun(write_all(request.folder, {file: text}, force=request.force), id_, odd)


def _is_elsewhere(where: SourceRef, path: Path) -> bool:
    return Path(where.file).resolve() != path.resolve()


def _refuse_unknown(noun: str, ids: Iterable[str], known: Collection[str]) -> None:
    unknown = [id_ for id_ in ids if id_ not in known]
    if unknown:
        mends = (did_you_mean(id_, known) or f"prep-pack new {noun} begins one" for id_ in unknown)
        raise SelectionError(
            *(Problem(f'unknown {noun} "{id_}"', mend) for id_, mend in zip(unknown, mends, strict=True))
        )


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
    own = (request.folder / CONTENT).is_dir() or (request.folder / OWN_PACK).exists()
    file = f"{CONTENT}/packs/{name}{ENDING}" if own else f"{name}{ENDING}"
    if base := request.keys.get(EXTENDS):
        base_of(str(base), request.folder / file)
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
