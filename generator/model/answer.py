"""The pieces a question's text falls into, and how long they take to say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .problems import SourceRef
from .speech import spoken_seconds, spoken_words


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
        """Words of this part as they are said."""
        return spoken_words(self.markdown)

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
    def text(self) -> str:
        """The answer as it is spoken: opening, parts, closing, no notes in the margin."""
        return "\n\n".join([self.opening, *(part.markdown for part in self.parts), self.closing]).strip()

    @property
    def words(self) -> int:
        """Words in all, as they are said."""
        return spoken_words(self.opening) + sum(p.words for p in self.parts) + spoken_words(self.closing)

    @property
    def seconds(self) -> int:
        """Seconds of speech in all, to the nearest five."""
        return spoken_seconds(self.words)

    @property
    def opening_seconds(self) -> int:
        """Seconds of the text before the first part."""
        return spoken_seconds(spoken_words(self.opening))

    @property
    def closing_seconds(self) -> int:
        """Seconds of the text after the last part."""
        return spoken_seconds(spoken_words(self.closing))


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
