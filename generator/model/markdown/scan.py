"""Text → lines of Markdown, each with its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .hidden import Unclosed, uncovered
from .lines import TAB, Heading, Item, Line, LineKind, heading_in, indent_of, is_rule, item_in, quoted_in

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
        if line.kind is LineKind.COMMENT:  # passed over as if it were not there
            result.append(line)
            continue
        level = reader.underlines(line, result[above]) if above >= 0 else 0
        if level:
            title = result[above]
            heading = Heading(level, title.text.strip(), title.number, underlined=True)
            result[above] = title.told(LineKind.HEADING, heading)
            result.append(reader.took(line.told(LineKind.UNDERLINE)))
        else:
            result.append(reader.took(reader.kind_of(line)))
        above = index
    return result


class _Reader:
    """What is open above a line. Fed in order."""

    def __init__(self) -> None:
        self.open = LineKind.BLANK
        self.paragraph = 0
        """How many lines the paragraph that is open has."""
        self.first: Item | None = None
        """The first item of the list that is open."""
        self.after_blank = False

    def underlines(self, line: Line, above: Line) -> int:
        """The level of the heading that this line makes of the one above; 0 if it makes none."""
        if self.open is not LineKind.TEXT or line.kind is not LineKind.TEXT or above.kind is not LineKind.TEXT:
            return 0
        marks = set(line.text.strip())
        if len(marks) != 1 or len(line.text.strip()) < 3 or indent_of(line.text) >= TAB:
            return 0
        title = above.text.strip()
        if marks == {"="}:
            return 1 if title.strip("=") else 0
        # Dashes below a paragraph, or below what ends like a sentence, divide.
        divides = self.paragraph > 1 or len(title) > LONGEST_UNDERLINED or title.endswith(_SENTENCE)
        return 2 if marks == {"-"} and not divides and any(map(str.isalnum, title)) else 0

    def took(self, line: Line) -> Line:
        """Remember the line as the one above the next."""
        self.after_blank = line.kind is LineKind.BLANK
        if line.inside:
            return line
        if line.kind is LineKind.BLANK:
            self.open = self.open if self.open in (LineKind.ITEM, LineKind.CODE) else LineKind.BLANK
            return line
        self.paragraph = self.paragraph + 1 if line.kind is self.open is LineKind.TEXT else 1
        if line.kind is LineKind.ITEM:
            item = item_in(line.text)
            is_next = self.open is LineKind.ITEM and self.first and item and self.first.is_numbered is item.is_numbered
            self.first = self.first if is_next else item
        self.open = line.kind
        return line

    def kind_of(self, line: Line) -> Line:
        """The line with its kind. A heading, a quotation and a rule are such wherever they stand but in code."""
        if line.kind is LineKind.BLANK:
            return line
        if line.kind is LineKind.FENCED:
            return line.told(LineKind.FENCED, inside=self.open is LineKind.ITEM)
        if line.kind is LineKind.FENCE:
            return line.told(LineKind.FENCE, inside=self._is_inside(line))
        heading = heading_in(line.text, line.number)
        if heading:
            return line.told(LineKind.HEADING, heading)
        if is_rule(line.text):
            return line.told(LineKind.RULE)
        if quoted_in(line.text) is not None:
            return line.told(LineKind.QUOTE)
        return self._told_by_place(line)

    def _told_by_place(self, line: Line) -> Line:
        item = item_in(line.text)
        if self._is_inside(line):
            return line.told(LineKind.ITEM if item else LineKind.TEXT, inside=True)
        if indent_of(line.text) >= TAB and self.open not in (LineKind.TEXT, LineKind.QUOTE):
            return line.told(LineKind.CODE)
        if item and self._opens_item(line, item):
            return line.told(LineKind.ITEM)
        if self.after_blank or not line.text.strip().strip("="):
            return line
        if self.open is LineKind.ITEM:
            return line.told(LineKind.TEXT, inside=True)
        return line.told(LineKind.QUOTE) if self.open is LineKind.QUOTE else line

    def _is_inside(self, line: Line) -> bool:
        return self.open is LineKind.ITEM and self.first is not None and indent_of(line.text) >= self.first.inner

    def _opens_item(self, line: Line, item: Item) -> bool:
        """Whether an item begins here: a dash in running text, or a marker with nothing behind it, begins none."""
        if indent_of(line.text) >= TAB:
            return False
        if self.open is LineKind.ITEM and not self.after_blank and self.first:
            return item.marker != "–" or self.first.marker == "–"
        in_text = self.open in (LineKind.TEXT, LineKind.QUOTE)
        return not in_text or (bool(item.text) and item.marker != "–")
