"""A line of Markdown: its kind, and what can be told of it without looking at others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

BULLET = r"[-*+•–]"
MARKER = rf"(?:{BULLET}|\d{{1,3}}[.)])"
"""What begins an item of a list, as a pattern. A year that begins a line is no number of an item."""
INSIDE = 2
"""Columns that a line stands further in than the item it belongs to."""
TAB = 4
"""A tab leads to the next multiple of so many columns; what stands so far in is no heading, quote or rule, but code."""

_RULES = frozenset("-*_")
_ITEM = re.compile(rf"[ \t]*({MARKER})(?:[ \t]+(.*))?")
_HEADING = re.compile(r" {0,3}(#{1,6})(.*)")
_QUOTE = re.compile(r" {0,3}> ?(.*)")


class LineKind(Enum):
    """What a line is."""

    TEXT = auto()
    BLANK = auto()
    HEADING = auto()
    UNDERLINE = auto()
    """The ``===`` or ``---`` below a heading."""
    RULE = auto()
    ITEM = auto()
    """The first line of an item."""
    QUOTE = auto()
    FENCE = auto()
    """The line that opens a code block."""
    FENCED = auto()
    CODE = auto()
    """Code by its indent."""
    COMMENT = auto()
    """Nothing but (a part of) a comment."""


@dataclass(frozen=True, slots=True)
class Heading:
    """``## Text``, or a text with a line of ``===`` or ``---`` below it."""

    level: int
    text: str
    line: int
    underlined: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """The first line of an item of a list: the columns before its marker, the marker, and what follows it."""

    indent: int
    marker: str
    text: str

    @property
    def is_numbered(self) -> bool:
        """Whether it stands in a numbered list."""
        return self.marker[0].isdigit()

    @property
    def inner(self) -> int:
        """How far in a line stands, at the least, that belongs to it."""
        return min(self.indent + INSIDE, TAB)


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its number in the file, its text without comments, and its kind.

    ``inside`` tells that it belongs to the item of a list above it; ``typed`` is the whole line where it has a comment.
    """

    number: int
    text: str
    kind: LineKind = LineKind.TEXT
    heading: Heading | None = None
    inside: bool = False
    typed: str | None = None

    def told(self, kind: LineKind, heading: Heading | None = None, inside: bool = False) -> Line:
        """The same line, its kind known."""
        return Line(self.number, self.text, kind, heading, inside, self.typed)

    @property
    def raw(self) -> str:
        """The line as it was typed."""
        return self.text if self.typed is None else self.typed

    @property
    def blank(self) -> bool:
        """Whether a reader sees nothing on it."""
        return not self.text.strip()

    @property
    def fenced(self) -> bool:
        """Whether it belongs to a code block between fences, these included."""
        return self.kind in (LineKind.FENCE, LineKind.FENCED)

    @property
    def is_code(self) -> bool:
        """Whether it belongs to a code block of either kind."""
        return self.fenced or self.kind is LineKind.CODE

    @property
    def is_rule(self) -> bool:
        """Whether it is a ``---`` that divides."""
        return self.kind is LineKind.RULE


def heading_in(text: str, number: int = 0) -> Heading | None:
    """The heading that a line is by itself. ``##Heading`` is meant as one; ``#1 of three`` is text."""
    found = _HEADING.fullmatch(text)
    if not found:
        return None
    marks, rest = found[1], found[2]
    if rest.startswith("#") or (marks == "#" and rest and not rest[0].isspace()):
        return None
    said = rest.strip()
    bare = said.rstrip("#")  # the closing marks of "## Heading ##", but not those of "C#"
    if not bare or bare[-1].isspace():
        said = bare.rstrip()
    return Heading(len(marks), said, number)


def is_rule(text: str) -> bool:
    """Whether a line is a thematic break: three or more of ``-``, ``*`` or ``_`` and nothing else."""
    if text.lstrip(" ")[:1] not in _RULES:
        return False
    marks = text.replace(" ", "").replace("\t", "")
    return len(marks) >= 3 and marks[0] in "-*_" and marks == marks[0] * len(marks) and indent_of(text) < TAB


def item_in(text: str) -> Item | None:
    """The item that a line begins, however far in it stands; its text is empty where nothing follows the marker."""
    found = _ITEM.fullmatch(text)
    if not found or is_rule(text):
        return None
    return Item(indent_of(text), found[1], (found[2] or "").strip())


def quoted_in(text: str) -> str | None:
    """What follows the ``>`` of a line of a quotation; None where the line has none."""
    found = _QUOTE.fullmatch(text)
    return found[1] if found else None


def indent_of(text: str) -> int:
    """The columns before the first sign of a line."""
    spread = text.expandtabs(TAB) if "\t" in text else text
    return len(spread) - len(spread.lstrip(" "))


def outdented(text: str, columns: int) -> str:
    """A line moved to the left by so many columns, as far as it has them."""
    return text.expandtabs(TAB)[min(columns, indent_of(text)) :] if columns else text
