"""The body of a content file, cut at its headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model.markdown.lines import Heading, Line, LineKind
from ..model.markdown.scan import scan as scan_text
from ..model.problems import Problem, SourceRef


@dataclass(frozen=True, slots=True)
class Division:
    """The lines under a heading; ``heading`` is None for what stands before the first."""

    heading: Heading | None
    lines: tuple[Line, ...]


def scan(text: str, first_line: int, place: SourceRef, problems: list[Problem]) -> tuple[Line, ...]:
    """The lines of a body. A code block or a comment that is never closed is a problem, and its lines count as text."""
    markdown = scan_text(text, first_line)
    for left in markdown.unclosed:
        what, mend = f"a {left.what} opens here and is never closed", f"add a line of {left.end}"
        problems.append(Problem(what, mend, place.at(left.line)))
    return markdown.lines


def split_at(lines: Iterable[Line], levels: Sequence[int]) -> list[Division]:
    """Cut at every heading of these levels. The first block has no heading and may be empty."""
    blocks: list[Division] = []
    heading: Heading | None = None
    gathered: list[Line] = []
    for line in lines:
        if line.heading and line.heading.level in levels:
            blocks.append(Division(heading, tuple(gathered)))
            heading, gathered = line.heading, []
        elif line.kind is not LineKind.UNDERLINE or any(above.kind is not LineKind.COMMENT for above in gathered):
            gathered.append(line)
    return [*blocks, Division(heading, tuple(gathered))]


def trimmed(lines: Sequence[Line]) -> Sequence[Line]:
    """Without blank lines and rules at either end: a rule between sections divides, it says nothing."""
    start, end = 0, len(lines)
    while start < end and (lines[start].blank or lines[start].is_rule):
        start += 1
    while end > start and (lines[end - 1].blank or lines[end - 1].is_rule):
        end -= 1
    return lines[start:end]


def markdown_of(lines: Sequence[Line]) -> str:
    """The text of these lines, trimmed, without comments."""
    said = (line for line in trimmed(lines) if line.kind is not LineKind.COMMENT)
    return "\n".join(line.text if line.is_code else line.text.rstrip() for line in said)
