"""Text → lines of Markdown, each with its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .hidden import Unclosed, uncovered
from .lines import TAB, Heading, Item, Kind, Line, heading_in, indent_of, is_rule, item_in, quoted_in

LONGEST_UNDERLINED = 80
"""Characters of a line that dashes below it make a heading of; below a longer one they divide."""
_SENTENCE = (".", "!", ",", ";", "…")


@dataclass(frozen=True, slots=True)
class Markdown:
    """The lines of a text, and what in it was left open; that counts as text."""

    lines: tuple[Line, ...]
    unclosed: tuple[Unclosed, ...] = ()


def scan(text: str, first_line: int = 1) -> Markdown:
    """The lines of a text; ``first_line`` is the number of the first."""
    lines, unclosed = uncovered(text, first_line)
    return Markdown(tuple(_with_kinds(lines)), tuple(unclosed))


def _with_kinds(lines: Sequence[Line]) -> list[Line]:
    reader = _Reader()
    result: list[Line] = []
    above = -1
    for index, line in enumerate(lines):
        if line.kind is Kind.COMMENT:  # passed over as if it were not there
            result.append(line)
            continue
        level = reader.underlines(line, result[above]) if above >= 0 else 0
        if level:
            title = result[above]
            heading = Heading(level, title.text.strip(), title.number, underlined=True)
            result[above] = replace(title, kind=Kind.HEADING, heading=heading)
            result.append(reader.took(replace(line, kind=Kind.UNDERLINE)))
        else:
            result.append(reader.took(reader.told(line)))
        above = index
    return result


class _Reader:
    """What is open above a line. Fed in order."""

    def __init__(self) -> None:
        self.open = Kind.BLANK
        self.paragraph = 0
        """How many lines the paragraph that is open has."""
        self.first: Item | None = None
        """The first item of the list that is open."""
        self.after_blank = False

    def underlines(self, line: Line, above: Line) -> int:
        """The level of the heading that this line makes of the one above; 0 if it makes none."""
        marks = set(line.text.strip())
        is_line = line.kind is Kind.TEXT and len(line.text.strip()) > 2 and indent_of(line.text) < TAB
        if not is_line or len(marks) != 1 or self.open is not Kind.TEXT or above.kind is not Kind.TEXT:
            return 0
        title = above.text.strip()
        if marks == {"="}:
            return 1 if title.strip("=") else 0
        # Dashes below a paragraph, or below what ends like a sentence, divide.
        divides = self.paragraph > 1 or len(title) > LONGEST_UNDERLINED or title.endswith(_SENTENCE)
        return 2 if marks == {"-"} and not divides and any(map(str.isalnum, title)) else 0

    def took(self, line: Line) -> Line:
        """Remember the line as the one above the next."""
        self.after_blank = line.kind is Kind.BLANK
        if line.inside:
            return line
        if line.kind is Kind.BLANK:
            self.open = self.open if self.open in (Kind.ITEM, Kind.CODE) else Kind.BLANK
            return line
        self.paragraph = self.paragraph + 1 if line.kind is self.open is Kind.TEXT else 1
        if line.kind is Kind.ITEM:
            item = item_in(line.text)
            is_next = self.open is Kind.ITEM and self.first and item and self.first.is_numbered is item.is_numbered
            self.first = self.first if is_next else item
        self.open = line.kind
        return line

    def told(self, line: Line) -> Line:
        """The line with its kind. A heading, a quotation and a rule are such wherever they stand but in code."""
        if line.kind in (Kind.BLANK, Kind.FENCED):
            return replace(line, inside=self.open is Kind.ITEM) if line.kind is Kind.FENCED else line
        if line.kind is Kind.FENCE:
            return replace(line, inside=self._is_inside(line))
        heading = heading_in(line.text, line.number)
        if heading:
            return replace(line, kind=Kind.HEADING, heading=heading)
        if is_rule(line.text):
            return replace(line, kind=Kind.RULE)
        if quoted_in(line.text) is not None:
            return replace(line, kind=Kind.QUOTE)
        return self._told_by_place(line)

    def _told_by_place(self, line: Line) -> Line:
        item = item_in(line.text)
        if self._is_inside(line):
            return replace(line, kind=Kind.ITEM if item else Kind.TEXT, inside=True)
        if indent_of(line.text) >= TAB and self.open not in (Kind.TEXT, Kind.QUOTE):
            return replace(line, kind=Kind.CODE)
        if item and self._opens_item(line, item):
            return replace(line, kind=Kind.ITEM)
        if self.after_blank or not line.text.strip().strip("="):
            return line
        if self.open is Kind.ITEM:
            return replace(line, inside=True)
        return replace(line, kind=Kind.QUOTE) if self.open is Kind.QUOTE else line

    def _is_inside(self, line: Line) -> bool:
        return self.open is Kind.ITEM and self.first is not None and indent_of(line.text) >= self.first.inner

    def _opens_item(self, line: Line, item: Item) -> bool:
        """Whether an item begins here: a dash in running text, or a marker with nothing behind it, begins none."""
        if indent_of(line.text) >= TAB:
            return False
        if self.open is Kind.ITEM and not self.after_blank and self.first:
            return item.marker != "–" or self.first.marker == "–"
        in_text = self.open in (Kind.TEXT, Kind.QUOTE)
        return not in_text or (bool(item.text) and item.marker != "–")
