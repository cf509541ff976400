"""The pieces a question's text falls into, and how long they take to say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .problems import SourceRef

WORDS_A_MINUTE = 140
"""Speaking pace used for every estimate of seconds."""


def spoken_seconds(words: int) -> int:
    """How long so many words take to say, to the nearest five seconds, five at least."""
    return max(5, round(words * 60 / WORDS_A_MINUTE / 5) * 5)


class AnswerShape(StrEnum):
    """How the parts of a strong answer are named."""

    STAR = "star"
    PHASES = "phases"
    PORTFOLIO = "portfolio"
    PRINCIPLES = "principles"
    PARTS = "parts"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of Markdown under a heading, as its author wrote both."""

    heading: str
    markdown: str
    where: SourceRef

    @property
    def words(self) -> int:
        """Words of the text, the heading not counted."""
        return len(self.markdown.split())


@dataclass(frozen=True, slots=True)
class Bullets:
    """A heading with a flat list; each item is inline Markdown."""

    heading: str
    items: tuple[str, ...]
    where: SourceRef


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step of an answer plan: ``seconds`` of speech, a short label, and what to say."""

    seconds: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class AnswerPlan:
    """The timed steps of an answer."""

    heading: str
    steps: tuple[PlanStep, ...]
    where: SourceRef

    @property
    def seconds(self) -> int:
        """All steps together."""
        return sum(step.seconds for step in self.steps)


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """A named part of a strong answer. ``marker`` is what stands in the margin (S, T, A, R, L, 1, 2 …), or empty."""

    label: str
    marker: str
    markdown: str
    notes: tuple[str, ...]
    where: SourceRef

    @property
    def words(self) -> int:
        """Spoken words of this part."""
        return len(self.markdown.split())

    @property
    def seconds(self) -> int:
        """Seconds of speech, to the nearest five."""
        return spoken_seconds(self.words)


@dataclass(frozen=True, slots=True)
class StrongAnswer:
    """The level 2 answer: an opening, named parts, a closing. A plain answer has an opening only."""

    heading: str
    shape: AnswerShape
    opening: str
    parts: tuple[AnswerPart, ...]
    closing: str
    where: SourceRef

    @property
    def words(self) -> int:
        """Spoken words in all."""
        return len(self.opening.split()) + sum(p.words for p in self.parts) + len(self.closing.split())

    @property
    def seconds(self) -> int:
        """Seconds of speech in all, to the nearest five."""
        return spoken_seconds(self.words)

    @property
    def opening_seconds(self) -> int:
        """Seconds of the text before the first part."""
        return spoken_seconds(len(self.opening.split()))

    @property
    def closing_seconds(self) -> int:
        """Seconds of the text after the last part."""
        return spoken_seconds(len(self.closing.split()))


@dataclass(frozen=True, slots=True)
class Probe:
    """A follow-up question and what it tests (may be empty)."""

    question: str
    tests: str


@dataclass(frozen=True, slots=True)
class Probes:
    """The follow-up questions under their heading."""

    heading: str
    items: tuple[Probe, ...]
    where: SourceRef
