"""What is not written yet: headings with nothing but comments below them, and lines that only hold a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..model.markdown.lines import Line, LineKind, item_in
from ..model.placeholder import is_placeholder
from ..model.problems import Problem, SourceRef, warning

_SAYS_NOTHING = (LineKind.RULE, LineKind.HEADING, LineKind.UNDERLINE)


@dataclass(frozen=True, slots=True)
class Gaps:
    """Warnings of what is not written, and the lines that held a place."""

    problems: list[Problem] = field(default_factory=list)
    places: set[int] = field(default_factory=set)

    def held(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """The lines, those that only hold a place made comments."""
        return tuple(self._held(line) for line in lines)

    def _held(self, line: Line) -> Line:
        item = item_in(line.text) if line.kind is LineKind.ITEM else None
        if line.kind not in (LineKind.TEXT, LineKind.ITEM) or not is_placeholder(item.text if item else line.text):
            return line
        self.places.add(line.number)
        return replace(line, text="", kind=LineKind.COMMENT, typed=line.raw)

    def look(self, what: str, lines: Sequence[Line], where: SourceRef) -> None:
        """Tells where a reader sees nothing of these lines, or the places that are still held."""
        if says_nothing(lines):
            self.problems.append(warning(f'"{what}" is not written yet', "write it below its heading", where))
            return
        for line in lines:
            if line.number in self.places:
                told = f'"{line.raw.strip()[:40]}" only holds a place and is not printed'
                self.problems.append(warning(told, "write it, or remove the line", where.at(line.number)))


def says_nothing(lines: Sequence[Line]) -> bool:
    """Whether nothing of these lines is read."""
    return all(line.blank or line.kind in _SAYS_NOTHING for line in lines)


def has_comment(lines: Sequence[Line]) -> bool:
    """Whether somebody left a comment in them, so that they are not forgotten but still to be written."""
    return any(line.kind is LineKind.COMMENT for line in lines)
