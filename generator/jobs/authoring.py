"""What a reader begins to write: a question, an answer, a story, a pack, a folder of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from .. import assets
from ..draft import answer, story
from ..draft.folder import FIRST_QUESTION, own_folder
from ..draft.pack import to_change
from ..draft.question import TO_DO, FrontMatter, to_fill
from ..finish.files import write_all
from ..load.library import load_library
from ..load.packfile import load_pack
from ..model.content import Competency, Level, Library, QuestionFormat
from ..model.fields import parts_of
from ..model.problems import Problem, SelectionError, UsageError, did_you_mean
from ..model.slug import is_slug, slug

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
    competencies: tuple[Competency, ...] = ()
    questions: tuple[str, ...] = ()
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
        PrepPackError: no id can be made, the theme is unknown, the id is taken, or the file is there.
    """
    library, odd = load_library(assets.content_roots(request.folder))
    theme = request.theme or next(iter(library.themes))
    id_, wording = id_and_wording(request.words)
    _refuse_question(library, id_, theme, force=request.force)
    matter = _own(id_, theme, request.format, request.level, request.competencies)
    files = {f"{CONTENT}/questions/{theme}/{id_}.md": to_fill(matter, wording, library.themes)}
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
    if there and Path(there.where.file).resolve() != (request.folder / file).resolve():
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
    id_ = words if is_slug(words) and (words.isascii() or words.islower()) else slug(words, LONGEST_ID)
    if not id_:
        raise UsageError(Problem("no id can be made from this title", "give an id: lower-case words with hyphens"))
    _refuse_unknown("question", request.questions, library.questions)
    there = library.stories.get(id_)
    file = f"{CONTENT}/stories/{id_}.md"
    if there and Path(there.where.file).resolve() != (request.folder / file).resolve():
        raise UsageError(Problem(f'there already is a story "{id_}", in {there.where.file}', "give another id"))
    title = words if id_ != words else id_.replace("-", " ").capitalize()
    text = story.to_fill(id_, title, request.competencies, request.questions, request.today)
    return Begun(write_all(request.folder, {file: text}, force=request.force), id_, odd)


def _refuse_unknown(noun: str, ids: Iterable[str], known: Collection[str]) -> None:
    unknown = [id_ for id_ in ids if id_ not in known]
    if unknown:
        mends = (did_you_mean(id_, known) or f"prep-pack new {noun} begins one" for id_ in unknown)
        raise SelectionError(
            *(Problem(f'unknown {noun} "{id_}"', mend) for id_, mend in zip(unknown, mends, strict=True))
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
