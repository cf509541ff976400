"""Lines, code fences and headings of a Markdown body, with their line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model.problems import Problem, SourceRef

_HEADING = re.compile(r" {0,3}(#{1,6})(.*)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a body: its number in the file, and whether it belongs to a fenced code block."""

    number: int
    text: str
    fenced: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing is written on it."""
        return not self.text.strip()

    @property
    def is_rule(self) -> bool:
        """Whether it is a ``---``."""
        return not self.fenced and is_rule(self.text)


@dataclass(frozen=True, slots=True)
class Heading:
    """``##`` and what follows."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """The lines under a heading; ``heading`` is None for what stands before the first."""

    heading: Heading | None
    lines: tuple[Line, ...]


def scan(text: str, first_line: int, place: SourceRef, problems: list[Problem]) -> tuple[Line, ...]:
    """The lines of a body. A fence that is never closed is a problem, and its lines count as text."""
    raw = text.split("\n")
    fenced = [False] * len(raw)
    opened: tuple[int, str] | None = None
    for index, line in enumerate(raw):
        found = _FENCE.fullmatch(line)
        if opened is None:
            if found and not (found[1][0] == "`" and "`" in found[2]):
                opened = (index, found[1])
        elif found and found[1].startswith(opened[1]) and not found[2].strip():
            fenced[opened[0] : index + 1] = [True] * (index + 1 - opened[0])
            opened = None
    if opened:
        problems.append(
            Problem(
                "a code block opens here and is never closed",
                f"add a line of {opened[1]}",
                place.at(first_line + opened[0]),
            )
        )
    return tuple(Line(first_line + i, line, fenced[i]) for i, line in enumerate(raw))


def is_rule(text: str) -> bool:
    """Whether a line is a thematic break: three or more of ``-``, ``*`` or ``_`` and nothing else."""
    marks = text.replace(" ", "").replace("\t", "")
    return len(marks) >= 3 and marks[0] in "-*_" and marks == marks[0] * len(marks) and not text.startswith("    ")


def heading_of(line: Line) -> Heading | None:
    """The heading on a line, if there is one. ``##Heading`` is meant as one; ``#1 of three`` is text."""
    found = None if line.fenced else _HEADING.fullmatch(line.text)
    if not found:
        return None
    marks, rest = found[1], found[2]
    if rest.startswith("#") or (marks == "#" and rest and not rest[0].isspace()):
        return None
    text = rest.strip()
    bare = text.rstrip("#")  # the closing marks of "## Heading ##", but not those of "C#"
    if not bare or bare[-1].isspace():
        text = bare.rstrip()
    return Heading(len(marks), text, line.number)


def split_at(lines: Iterable[Line], levels: Sequence[int]) -> list[Block]:
    """Cut at every heading of these levels. The first block has no heading and may be empty."""
    blocks: list[Block] = []
    heading: Heading | None = None
    gathered: list[Line] = []
    for line in lines:
        found = heading_of(line)
        if found and found.level in levels:
            blocks.append(Block(heading, tuple(gathered)))
            heading, gathered = found, []
        else:
            gathered.append(line)
    return [*blocks, Block(heading, tuple(gathered))]


def trimmed(lines: Sequence[Line]) -> Sequence[Line]:
    """Without blank lines and rules at either end: a rule between sections divides, it says nothing."""
    start, end = 0, len(lines)
    while start < end and (lines[start].blank or lines[start].is_rule):
        start += 1
    while end > start and (lines[end - 1].blank or lines[end - 1].is_rule):
        end -= 1
    return lines[start:end]


def markdown_of(lines: Sequence[Line]) -> str:
    """The text of these lines, trimmed."""
    return "\n".join(line.text.rstrip() if not line.fenced else line.text for line in trimmed(lines))
