"""A book that is filled in on a screen: its places to write, and what is put in them beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .workbook import BookMark, PdfDocument

INSET = 0.8
"""A field stands so far inside the rules around its place, pt: the white ground of a filled one must not touch them."""


class FieldKind(StrEnum):
    """What is written in a field: text on ruled lines, text in a cell, a tick, or a number of a few digits."""

    TEXT = "text"
    CELL = "cell"
    TICK = "tick"
    DIGIT = "digit"


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A place to write: its full name (docs/adr/0023-answers-and-stories.md), what it is called aloud, its size, pt."""

    name: str
    label: str
    kind: FieldKind
    width: float
    height: float

    @property
    def aside(self) -> float:
        """How far it stands inside at the left and right, pt. Not where ruled lines end there, or those would show."""
        return 0.0 if self.kind is FieldKind.TEXT else INSET


@dataclass(frozen=True, slots=True)
class Entry:
    """A text to set in a field of this size: its lines ``line`` apart, all ``fall`` lower than they would stand.

    All lengths in pt.
    """

    place: FieldPlace
    text: str
    line: float
    size: float
    fall: float


@dataclass(frozen=True, slots=True)
class SetEntries:
    """Texts as the engine set them: a page for each, and the places of those that need more than one."""

    pdf: PdfDocument
    long: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """What makes fields of the places to write of a book.

    ``font`` is the file of the one face that viewers type with. ``mark`` says what is put in beforehand; ``set`` has a
    page for each of the first values, in the same order: for those that are text.
    """

    font: bytes
    mark: BookMark
    set: PdfDocument | None = None
