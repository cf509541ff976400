"""A reader's own answer as Markdown, for reading on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..compose.my_answer import my_answer
from ..model.content import Library, Question
from ..model.fields import CUES, HEADLINE, MY_ANSWER, NUMBERS, STRESS


def answer_status(question: Question, library: Library) -> str:
    """``draft`` or ``ready``; empty where the reader has written no answer yet."""
    answer = library.answers.get(question.id)
    return "" if answer is None or answer.is_empty else str(answer.status)


def answer_told(question: Question, library: Library) -> str:
    """The reader's answer as it would be told, without private notes; empty where there is none."""
    mine = my_answer(question, library)
    if mine is None:
        return ""
    parts: list[tuple[str, str]] = [(HEADLINE.label, mine.headline)]
    if mine.strong:
        parts += [("", mine.strong.opening), *((part.label, part.markdown) for part in mine.strong.parts)]
        parts += [("", mine.strong.closing)]
    parts += [(STRESS.label, mine.stress), (NUMBERS.label, _list(mine.numbers)), (CUES.label, _list(mine.cues))]
    parts += [(note.heading, note.markdown) for note in mine.notes]
    return "\n\n".join([f"## {MY_ANSWER.label}", *_sections(parts)])


def _sections(parts: Sequence[tuple[str, str]]) -> Iterator[str]:
    for heading, text in parts:
        if text:
            yield f"### {heading}\n\n{text}" if heading else text


def _list(items: Sequence[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
