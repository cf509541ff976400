"""A reader's answers and stories: files of parts, each found by its key or its label, and nothing in them lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.answer import Passage
from ..model.content import Library
from ..model.fields import MY_ANSWER, OF_A_STORY, Part, parts_of
from ..model.markdown.lines import Heading, Line
from ..model.own import FORMAT, OwnAnswer, Story, Written
from ..model.problems import ContentError, Problem, SourceRef, did_you_mean, warning
from .answer import read_strong
from .forms import AnswerForm, StoryForm
from .headings import folded
from .outline import Block, markdown_of, split_at, trimmed
from .parts import Found, Source, open_source
from .taxonomy import check_words
from .validate import check
from .written import FormError, read_written


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """An answer as it was read; which part a heading names is only known beside the question's worksheets."""

    form: AnswerForm
    blocks: tuple[Block, ...]
    where: SourceRef


def read_answer(source: Source, problems: list[Problem]) -> Found[AnswerFile]:
    """An answer file."""
    matter, lines = open_source(source, problems)
    _refuse_newer(matter.data, matter.at(("version",)))
    form = check(AnswerForm, matter, problems)
    asked = matter.data.get("question")
    value = AnswerFile(form, _blocks(lines), SourceRef(source.shown, 1)) if form else None
    return Found(asked if isinstance(asked, str) else "", value, matter)


def read_story(source: Source, problems: list[Problem]) -> Found[Story]:
    """A story file."""
    matter, lines = open_source(source, problems)
    _refuse_newer(matter.data, matter.at(("version",)))
    form = check(StoryForm, matter, problems)
    check_words(StoryForm, matter, source.taxonomy, problems)
    if form is None:
        id_ = matter.data.get("id")
        return Found(id_ if isinstance(id_, str) else "", None, matter)
    place = SourceRef(source.shown)
    blocks = _blocks(lines)
    parts, notes, _ = _sorted(blocks, OF_A_STORY, "a story", place, problems)
    story = Story(
        id=form.id,
        title=_title(blocks) or form.id.replace("-", " "),
        where=SourceRef(source.shown, 1),
        competencies=form.competencies,
        questions=form.questions,
        tags=form.tags,
        status=form.status,
        begun=form.begun,
        changed=form.changed,
        parts=parts,
        notes=notes,
    )
    return Found(form.id, story, matter)


def resolve(found: Sequence[Found[AnswerFile]], library: Library, problems: list[Problem]) -> dict[str, OwnAnswer]:
    """The answers by their question, their headings understood by the worksheets of that question.

    Warnings: a question or a story that is not there, a heading that is no part, text that is not of its part's form.
    """
    answers: dict[str, OwnAnswer] = {}
    for item in found:
        if item.value is None:
            continue
        question = library.questions.get(item.id)
        if question is None:
            mend = did_you_mean(item.id, library.questions) or "there are no questions"
            problems.append(
                warning(f'this answers "{item.id}", and there is no such question', mend, item.at("question"))
            )
            continue
        for index, story in enumerate(item.value.form.stories):
            if story not in library.stories:
                mend = did_you_mean(story, library.stories) or "prep-pack new story begins one"
                problems.append(warning(f'there is no story "{story}"', mend, item.at("stories", index)))
        answers[item.id] = _answer(item.value, parts_of(question, library), problems)
    return answers


def _answer(file: AnswerFile, known: Sequence[Part], problems: list[Problem]) -> OwnAnswer:
    place = SourceRef(file.where.file)
    parts, notes, told = _sorted(file.blocks, known, "this question's answer", place, problems)
    strong = None
    if told and told.heading:
        strong = read_strong(told.heading.text, told.lines, place.at(told.heading.line), problems)
    form = file.form
    return OwnAnswer(
        question=form.question,
        where=file.where,
        stories=form.stories,
        status=form.status,
        begun=form.begun,
        changed=form.changed,
        told=strong,
        parts=parts,
        notes=notes,
    )


def _refuse_newer(data: Mapping[str, object], where: SourceRef) -> None:
    version = data.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > FORMAT:
        what = f"this file is of format {version}, and this prep-pack reads {FORMAT}"
        raise ContentError(Problem(what, "install a newer prep-pack", where))


def _blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    return tuple(split_at(lines, (1, 2)))


def _title(blocks: Sequence[Block]) -> str:
    return next((block.heading.text for block in blocks if block.heading and block.heading.level == 1), "")


def _sorted(
    blocks: Sequence[Block], known: Sequence[Part], noun: str, place: SourceRef, problems: list[Problem]
) -> tuple[dict[str, Written], tuple[Passage, ...], Block | None]:
    """What is written by part, the notes, and the block of the answer as it is told."""
    names = _names(known)
    parts: dict[str, Written] = {}
    notes: list[Passage] = []
    told: Block | None = None
    taken: set[str] = set()
    for block in blocks:
        if not trimmed(block.lines):
            continue
        heading = block.heading or Heading(1, "", block.lines[0].number)
        where = place.at(trimmed(block.lines)[0].number if heading.level == 1 else heading.line)
        part = names.get(_folded(heading.text)) if heading.level == 2 else None
        if part is None:
            notes.append(Passage(heading.text if heading.level == 2 else "", markdown_of(block.lines), where))
            problems.append(_kept(heading, known, noun, where))
        elif part.name in taken:
            notes.append(Passage(heading.text, markdown_of(block.lines), where))
            problems.append(
                warning(f'"{heading.text}" is here twice; this one is kept as a note', "join the two", where)
            )
        elif part == MY_ANSWER:
            told = block
            taken.add(part.name)
        else:
            taken.add(part.name)
            parts[part.name] = _written(part, heading, block.lines, where, problems)
    return parts, tuple(notes), told


def _written(part: Part, heading: Heading, lines: Sequence[Line], where: SourceRef, problems: list[Problem]) -> Written:
    text = markdown_of(lines)
    try:
        fields, items = read_written(part, lines)
    except FormError as error:
        # The words stay, as a text; only what they are in the sheet is not known.
        problems.append(warning(f'"{heading.text}": {error.what}', error.mend, where.at(error.line)))
        fields, items = {}, ()
    return Written(heading.text, text, where, fields, items)


def _kept(heading: Heading, known: Sequence[Part], noun: str, where: SourceRef) -> Problem:
    if heading.level == 1:
        return warning("text before the first part is kept as a note", 'write it under a "##" heading', where)
    mend = did_you_mean(heading.text[:80], [part.label for part in known])
    return warning(f'"{heading.text}" is no part of {noun} and is kept as a note', mend, where)


def _names(known: Sequence[Part]) -> dict[str, Part]:
    """The parts by all that they may be called; of two that share a label, the first has it."""
    names: dict[str, Part] = {}
    for part in known:
        for name in _called(part):
            names.setdefault(name, part)
    return names


def _called(part: Part) -> Iterator[str]:
    yield from (_folded(part.label), _folded(part.key))
    if part.sheet:
        yield part.name
        yield from (_folded(f"{sheet}: {part.label}") for sheet in (part.sheet, part.sheet_title))


def _folded(text: str) -> str:
    return folded(text)
