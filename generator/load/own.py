"""A reader's answers and stories: files of parts, each found by its key or its label, and nothing in them lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model.answer import Passage, StrongAnswer
from ..model.content import Library
from ..model.fields import MY_ANSWER, OF_A_STORY, Part, PartForm, part_names, parts_of
from ..model.markdown.lines import Heading, Line
from ..model.own import FORMAT, OwnAnswer, Story, Written
from ..model.problems import ContentError, Problem, Severity, SourceRef, did_you_mean, warning
from ..model.words import folded
from .answer import read_strong
from .forms import AnswerForm, StoryForm
from .outline import Division, markdown_of, split_at, trimmed
from .parts import Found, Source, id_of, open_source
from .taxonomy import check_words
from .validate import check
from .written import FormError, read_written


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """An answer as it was read; which part a heading names is only known beside the question's worksheets."""

    form: AnswerForm
    blocks: tuple[Division, ...]
    where: SourceRef


def read_answer(source: Source, problems: list[Problem]) -> Found[AnswerFile]:
    """An answer file."""
    matter, lines = open_source(source, problems)
    _refuse_newer(matter.data, matter.at(("version",)))
    form = check(AnswerForm, matter, problems)
    value = AnswerFile(form, _blocks(lines), SourceRef(source.shown, 1)) if form else None
    return Found(id_of(matter.data, "question"), value, matter)


def read_story(source: Source, problems: list[Problem]) -> Found[Story]:
    """A story file."""
    matter, lines = open_source(source, problems)
    _refuse_newer(matter.data, matter.at(("version",)))
    form = check(StoryForm, matter, problems)
    check_words(StoryForm, matter, source.taxonomy, problems)
    if form is None:
        return Found(id_of(matter.data), None, matter)
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
    # Many questions share their sheets, and what these ask is the same for all of them.
    asked: dict[tuple[str, ...], tuple[Part, ...]] = {}
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
        if question.worksheets not in asked:
            asked[question.worksheets] = parts_of(question, library)
        for index, story in enumerate(item.value.form.stories):
            if story not in library.stories:
                mend = did_you_mean(story, library.stories) or "prep-pack new story begins one"
                problems.append(warning(f'there is no story "{story}"', mend, item.at("stories", index)))
        answers[item.id] = _answer(item.value, asked[question.worksheets], problems)
    return answers


def _answer(file: AnswerFile, known: Sequence[Part], problems: list[Problem]) -> OwnAnswer:
    place = SourceRef(file.where.file)
    parts, notes, told = _sorted(file.blocks, known, "this question's answer", place, problems)
    strong = _told(told, place, problems) if told else None
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


def _told(block: Division, place: SourceRef, problems: list[Problem]) -> StrongAnswer | None:
    """The answer as it is told. What is wrong in it stops nobody from reading the rest."""
    assert block.heading is not None
    wrong: list[Problem] = []
    told = read_strong(block.heading.text, block.lines, place.at(block.heading.line), wrong)
    problems += (problem.weighed(Severity.WARNING) for problem in wrong)
    said = any((part.markdown or part.notes) for part in told.parts)
    return told if said or told.opening or told.closing else None


def _refuse_newer(data: Mapping[str, object], where: SourceRef) -> None:
    version = data.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > FORMAT:
        what = f"this file is of format {version}, and this prep-pack reads {FORMAT}"
        raise ContentError(Problem(what, "install a newer prep-pack", where))


def _blocks(lines: Sequence[Line]) -> tuple[Division, ...]:
    return tuple(split_at(lines, (1, 2)))


def _title(blocks: Sequence[Division]) -> str:
    return next((block.heading.text for block in blocks if block.heading and block.heading.level == 1), "")


def _sorted(
    blocks: Sequence[Division], known: Sequence[Part], noun: str, place: SourceRef, problems: list[Problem]
) -> tuple[dict[str, Written], tuple[Passage, ...], Division | None]:
    """What is written by part, the notes, and the block of the answer as it is told."""
    names = part_names(known)
    parts: dict[str, Written] = {}
    notes: list[Passage] = []
    told: Division | None = None
    taken: set[str] = set()
    titled = False
    for block in blocks:
        heading = block.heading or Heading(1, "", 0)
        # The first title repeats the question; another one is something that was typed.
        is_title, titled = heading.level == 1 and not titled, titled or (heading.level == 1 and bool(heading.text))
        said = "" if is_title else heading.text
        part = names.get(folded(said)) if heading.level == 2 else None
        text = trimmed(block.lines)
        if not text and (part or not said):
            continue
        where = place.at(heading.line if said else text[0].number)
        if part is None or part.name in taken:
            notes.append(Passage(said, markdown_of(block.lines), where))
            problems.append(_kept(said, part, known, noun, where))
            continue
        taken.add(part.name)
        if part == MY_ANSWER:
            told = block
        elif written := _written(part, said, block.lines, where, problems):
            parts[part.name] = written
    return parts, tuple(notes), told


def _written(
    part: Part, heading: str, lines: Sequence[Line], where: SourceRef, problems: list[Problem]
) -> Written | None:
    """What stands in a part; none where that is only the form to fill in."""
    text = markdown_of(lines)
    try:
        fields, items = read_written(part, lines)
    except FormError as error:
        # The words stay, as a text; only what they are in the sheet is not known.
        problems.append(warning(f'"{heading}": {error.what}', error.mend, where.at(error.line)))
        return Written(heading, text, where)
    is_blank = part.form not in (PartForm.TEXT, PartForm.LIST) and not fields
    return None if is_blank else Written(heading, text, where, fields, items)


def _kept(heading: str, part: Part | None, known: Sequence[Part], noun: str, where: SourceRef) -> Problem:
    if part:
        return warning(f'"{heading}" is here twice; this one is kept as a note', "join the two", where)
    if not heading:
        return warning("text before the first part is kept as a note", 'write it under a "##" heading', where)
    mend = did_you_mean(heading[:80], [part.label for part in known if part.label])
    return warning(f'"{heading}" is no part of {noun} and is kept as a note', mend, where)
