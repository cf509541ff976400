"""A reader's answer as it is told: what the answer says itself, and for the rest what its stories say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..model.answer import AnswerPart, AnswerShape, Bullets, Passage, StrongAnswer
from ..model.content import Annotation, Library, Question
from ..model.fields import CUES, HEADLINE, MY_ANSWER, NUMBERS, STRESS, TOLD, Part, PartForm, parts_of
from ..model.own import MyAnswer, OwnAnswer, Story, Written

HEADING = MY_ANSWER.label


def my_answer(question: Question, library: Library) -> MyAnswer | None:
    """The reader's answer to a question; none where nothing is written that could be printed."""
    answer = library.answers.get(question.id)
    if answer is None or answer.is_empty:
        return None
    stories = stories_of(answer, library)
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


def stories_of(answer: OwnAnswer, library: Library) -> tuple[Story, ...]:
    """The stories of an answer that are there, the one told first before the others."""
    return tuple(library.stories[id_] for id_ in answer.stories if id_ in library.stories)


def written_for(part: Part, answer: OwnAnswer, stories: tuple[Story, ...]) -> Written | None:
    """What stands in a part: of one that is told, what the first story says that has it where the answer is silent."""
    own = answer.parts.get(part.name) or answer.parts.get(part.key if part.key in _COMMON else "")
    if own or not part.marker:
        return own
    return next((story.parts[part.key] for story in stories if part.key in story.parts), None)


_COMMON = {part.key for part in (HEADLINE, CUES, NUMBERS, STRESS)}
"""A block of one of these keys is that part of the answer, on whichever sheet it stands."""


def in_my_words(question: Question, mine: MyAnswer | None) -> Question:
    """The question with headline, cues and numbers of the reader's, each where the answer has it."""
    if mine is None:
        return question
    where = mine.answer.where
    return replace(
        question,
        headline=Passage(HEADLINE.label, mine.headline, where) if mine.headline else question.headline,
        cues=Bullets(CUES.label, mine.cues, where) if mine.cues else question.cues,
        numbers=Bullets(NUMBERS.label, mine.numbers, where) if mine.numbers else question.numbers,
    )


def as_mine(question: Question, mine: MyAnswer | None) -> Question:
    """The question with the reader's answer in place of the model's, and without all that speaks of the model's."""
    if mine is None:
        return question
    silent = StrongAnswer(HEADING, AnswerShape.PLAIN, "", (), "", mine.answer.where)
    plain = replace(
        question,
        competent=None,
        only_competent=None,
        why_it_works=None,
        headline=None,
        cues=None,
        numbers=None,
        strong=replace(mine.strong or silent, heading=HEADING),
        annotation=Annotation.MARKERS,
        shipped=False,
    )
    return in_my_words(plain, mine)


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
