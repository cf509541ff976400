"""What hides the lines it encloses: code between fences, and comments. Told first, for nothing in them is Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .lines import Line, LineKind, outdented

OPENS, CLOSES = "<!--", "-->"

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})(.*)")
# Signs behind a backslash and code in backquotes hide the beginning of a comment.
_COMMENT = re.compile(rf"\\.|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|({OPENS})")


@dataclass(frozen=True, slots=True)
class Unclosed:
    """A code block or a comment without its end: what it is, the line that opens it, and what would close it."""

    what: str
    line: int
    end: str


def uncovered(text: str, first_line: int) -> tuple[list[Line], list[Unclosed]]:
    """The lines without their comments; of the kinds only fences, comments and blanks are told yet."""
    reader = _Reader(text.split("\n"), first_line)
    reader.read()
    return reader.lines, reader.unclosed


def code_in(lines: Sequence[Line]) -> tuple[str, str]:
    """The language that the fence of a code block names, and the code, moved to the left as far as its fence is."""
    opened, *rest = lines
    fence = _FENCE.fullmatch(opened.text)
    assert fence is not None
    indent = len(opened.text.expandtabs(4)) - len(opened.text.expandtabs(4).lstrip())
    words = fence[2].split()
    return words[0] if words else "", "\n".join(outdented(line.text, indent) for line in rest[:-1])


class _Reader:
    """Goes through the lines once. What is left open counts as text."""

    def __init__(self, raw: Sequence[str], first: int) -> None:
        self.raw = raw
        self.first = first
        self.lines: list[Line] = []
        self.unclosed: list[Unclosed] = []
        self.endless: set[str] = set()
        """What was looked for in vain, and need not be again."""

    def read(self) -> None:
        """Take every line in turn."""
        while (index := len(self.lines)) < len(self.raw):
            end = self._end_of_code(index)
            if end:
                for at in range(index, end + 1):
                    kind = LineKind.FENCED if at > index else LineKind.FENCE
                    self.lines.append(Line(self.first + at, self.raw[at], kind))
            else:
                self._text(index)

    def _end_of_code(self, index: int) -> int:
        """The index of the line that closes the code block opened here; 0 where none is."""
        opened = _FENCE.fullmatch(self.raw[index])
        if not opened or (opened[1][0] == "`" and "`" in opened[2]) or opened[1].startswith(tuple(self.endless)):
            return 0
        for end in range(index + 1, len(self.raw)):
            closes = _FENCE.fullmatch(self.raw[end])
            if closes and closes[1].startswith(opened[1]) and not closes[2].strip():
                return end
        self._never_closed("code block", index, opened[1])
        return 0

    def _text(self, index: int) -> None:
        """This line, and all that a comment on it goes on over."""
        line, said, at = self.raw[index], "", 0
        while (opened := _comment_in(line, at)) is not None:
            closed = line.find(CLOSES, opened + len(OPENS))
            if closed < 0:
                end = self._end_of_comment(index)
                if end is None:
                    break
                self._add(index, said + line[at:opened])
                for between in range(index + 1, end):
                    self._add(between, "")
                index, line, said = end, self.raw[end], ""
                closed = line.find(CLOSES)
            else:
                said += line[at:opened]
            at = closed + len(CLOSES)
        self._add(index, said + line[at:])

    def _end_of_comment(self, index: int) -> int | None:
        """The index of the line below this one that closes a comment."""
        if CLOSES not in self.endless:
            for end in range(index + 1, len(self.raw)):
                if CLOSES in self.raw[end]:
                    return end
            self._never_closed("comment", index, CLOSES)
        return None

    def _never_closed(self, what: str, index: int, end: str) -> None:
        self.unclosed.append(Unclosed(what, self.first + index, end))
        self.endless.add(end)

    def _add(self, index: int, text: str) -> None:
        number, typed = self.first + index, self.raw[index]
        # What is left may not begin what it did not begin before: such a line stays as it was typed.
        if text == typed or OPENS in text or _FENCE.fullmatch(text):
            text = typed
            self.lines.append(Line(number, text, LineKind.TEXT if text.strip() else LineKind.BLANK))
        elif text.strip():
            self.lines.append(Line(number, text.rstrip(), typed=typed))
        else:
            self.lines.append(Line(number, "", LineKind.COMMENT, typed=typed))


def _comment_in(text: str, start: int) -> int | None:
    """Where the next comment begins."""
    if text.find(OPENS, start) < 0:
        return None
    return next((found.start() for found in _COMMENT.finditer(text, start) if found[2]), None)
