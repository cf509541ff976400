"""The headings of a question as they are printed: renamed or dropped as the pack says, and none of them twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import TypeVar

from ..model.answer import AnswerPart, AnswerPlan, Bullets, Passage, Probes, StrongAnswer
from ..model.content import Question
from ..model.problems import Problem, did_you_mean, warning
from ..model.slug import words

Headed = TypeVar("Headed", bound=Passage | Bullets | AnswerPlan | Probes | StrongAnswer)
_BLOCKS = (Passage, Bullets, AnswerPlan, Probes, StrongAnswer)
_BRACKETS = re.compile(r"\s*\([^()]*\)\W*$")
_REPEATED = re.compile(
    r"(?:#{1,6}[ \t]+(?P<marked>.+?)[ \t#]*|(?P<sign>\*\*|__)(?P<bold>.+?)(?P=sign)[ \t]*:?)[ \t]*(?:\n|$)"
)


def headed(questions: Sequence[Question], headings: Mapping[str, str]) -> tuple[Question, ...]:
    """The questions with their headings as they are printed.

    Args:
        questions: as they were read.
        headings: new headings by the old ones; capitals, marks and brackets at the end do not matter. An empty one
            leaves the heading out, and its text stays.
    """
    named = {fold(old): new.strip() for old, new in headings.items()}
    return tuple(_printed(question, named) for question in questions)


def strangers(questions: Sequence[Question], headings: Mapping[str, str]) -> Iterator[Problem]:
    """A warning for each old heading that none of the questions has."""
    there = {heading for question in questions for heading in _headings(question)}
    known = {key for heading in there for key in _keys(heading)}
    for old in headings:
        if fold(old) not in known:
            what = f'no chosen question has the heading "{old}"'
            yield warning(what, did_you_mean(old, there), about=("headings", old))


def fold(heading: str) -> str:
    """A heading as it is compared: its words."""
    return " ".join(words(heading))


def _keys(heading: str) -> tuple[str, str]:
    """The whole heading, and what stands before its brackets."""
    return fold(heading), fold(_BRACKETS.sub("", heading))


def _headings(question: Question) -> Iterator[str]:
    for block in _blocks(question):
        yield block.heading
    yield from (part.label for part in (question.strong.parts if question.strong else ()))


def _blocks(question: Question) -> Iterator[Passage | Bullets | AnswerPlan | Probes | StrongAnswer]:
    values = (getattr(question, field.name) for field in fields(question))
    yield from (value for value in values if isinstance(value, _BLOCKS))
    yield from question.others


def _printed(question: Question, named: Mapping[str, str]) -> Question:
    def new(heading: str) -> str:
        return next((named[key] for key in _keys(heading) if key in named), heading)

    found = {field.name: getattr(question, field.name) for field in fields(question)}
    changed: dict[str, object] = {
        name: _block(value, new) for name, value in found.items() if isinstance(value, _BLOCKS)
    }
    changed["others"] = tuple(_block(passage, new) for passage in question.others)
    return replace(question, **changed)  # type: ignore[arg-type]


def _block(block: Headed, new: Callable[[str], str]) -> Headed:
    was, heading = block.heading, new(block.heading)
    block = replace(block, heading=heading)
    if isinstance(block, Passage):
        return replace(block, markdown=_once(block.markdown, was, heading))
    if isinstance(block, StrongAnswer):
        parts = tuple(_part(part, was, heading, new) for part in block.parts)
        return replace(block, opening=_once(block.opening, was, heading), parts=parts)
    return block


def _part(part: AnswerPart, above: str, printed: str, new: Callable[[str], str]) -> AnswerPart:
    """A part of the answer; it has no name of its own where that is the heading of all."""
    label = new(part.label)
    said = {*_keys(above), *_keys(printed)} - {""}
    text = _once(part.markdown, part.label, label)
    return replace(part, label="" if fold(label) in said else label, markdown=text)


def _once(text: str, *headings: str) -> str:
    """The text without a first line that only repeats its heading."""
    found = _REPEATED.match(text)
    said = {key for heading in headings for key in _keys(heading)} - {""}
    if found and fold(found["marked"] or found["bold"]) in said:
        return text[found.end() :].lstrip("\n")
    return text
