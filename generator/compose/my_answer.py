"""A reader's answer as it is told: what the answer says itself, and for the rest what its stories say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model.answer import AnswerPart, AnswerShape, Passage, StrongAnswer
from ..model.content import Library, Question
from ..model.fields import CUES, HEADLINE, NUMBERS, STRESS, TOLD, Part, PartForm, parts_of
from ..model.own import OwnAnswer, Story, Written

HEADING = "My answer"


@dataclass(frozen=True, slots=True)
class MyAnswer:
    """What is printed of an answer. ``strong`` is what is said, where anything is; the texts are Markdown."""

    answer: OwnAnswer
    strong: StrongAnswer | None
    headline: str
    cues: tuple[str, ...]
    numbers: tuple[str, ...]
    stress: str
    stories: tuple[Story, ...]
    notes: tuple[Passage, ...]


def my_answer(question: Question, library: Library) -> MyAnswer | None:
    """The reader's answer to a question; none where nothing is written that could be printed."""
    answer = library.answers.get(question.id)
    if answer is None or answer.is_empty:
        return None
    stories = tuple(library.stories[id_] for id_ in answer.stories if id_ in library.stories)
    return MyAnswer(
        answer=answer,
        strong=answer.told or _assembled(answer, stories, parts_of(question, library)),
        headline=_text(answer.parts.get(HEADLINE.name)),
        cues=_items(answer, CUES),
        numbers=_items(answer, NUMBERS) or tuple(item for story in stories for item in _items(story, NUMBERS)),
        stress=_text(answer.parts.get(STRESS.name)),
        stories=stories,
        notes=answer.notes,
    )


def _assembled(answer: OwnAnswer, stories: tuple[Story, ...], known: tuple[Part, ...]) -> StrongAnswer | None:
    """An answer made of the fields that are parts of what is said."""
    marked = tuple(part for part in known if part.marker) or TOLD
    parts = tuple(_parts(answer, stories, marked))
    if not parts:
        return None
    letters = all(part.marker.isalpha() for part in parts)
    return StrongAnswer(HEADING, AnswerShape.STAR if letters else AnswerShape.PARTS, "", parts, "", answer.where)


def _parts(answer: OwnAnswer, stories: tuple[Story, ...], marked: tuple[Part, ...]) -> Iterator[AnswerPart]:
    """The parts in their order: from the answer, else from the first story that has it."""
    for part in marked:
        written = answer.parts.get(part.name)
        for source in (written, *(story.parts.get(part.key) for story in stories)):
            if source is not None and (text := _said(part, source)):
                yield AnswerPart(part.label, part.marker, text, (), source.where)
                break


def _said(part: Part, written: Written) -> str:
    """Fields side by side one below the other, each after its label."""
    if part.form is not PartForm.COLUMNS or not written.fields:
        return written.text
    labels = {column.key: column.label for column in part.columns}
    return "\n\n".join(f"**{labels[key]}:** {text}" for key, text in written.fields.items() if key in labels)


def _items(source: OwnAnswer | Story, part: Part) -> tuple[str, ...]:
    written = source.parts.get(part.name)
    return written.items if written else ()


def _text(written: Written | None) -> str:
    return written.text if written else ""
