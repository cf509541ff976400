"""What a search reads and what it finds."""

from __future__ import annotations

from dataclasses import dataclass

from .problems import SourceRef


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a question file: where it stands, the field it belongs to, and its words.

    ``field`` is a field of `Question`, or empty for a section of the author's own; ``heading`` is what a reader would
    call it.
    """

    where: SourceRef
    field: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A question that was found: how well it fits (higher is better), and the line that fits best.

    ``marks`` are the places of the words in the line's text, as pairs of start and end.
    """

    question: str
    score: float
    line: TextLine
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, best first; the words that stand nowhere, each with a near word of the bank or nothing."""

    hits: tuple[Hit, ...]
    missing: tuple[tuple[str, str], ...] = ()
