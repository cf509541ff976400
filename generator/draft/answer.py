"""A reader's answer: the file to fill in, and one part of it written anew (docs/adr/0023-answers-and-stories.md)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ..model.fields import CUES, HEADLINE, MY_ANSWER, NUMBERS, PRIVATE, STRESS, Part, heading_of, part_names
from ..model.markdown.lines import Heading, Line, LineKind
from ..model.markdown.scan import scan
from ..model.own import FORMAT, Status
from ..model.words import folded
from ..model.yaml import CONTROL, SURROGATE
from .parts import note, section
from .question import heading
from .yaml import flow, scalar

_LAST = (MY_ANSWER, CUES, NUMBERS, STRESS, PRIVATE)
_WHOLE = "Only where it is told in other words than above; without it, the answer is made of the parts above"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_COMMENT = re.compile(r"(\\*)<!--")
_MARKS = re.compile(r"^(\s*)")
_BYTE_ORDER_MARK = "\ufeff"


def to_fill(question: str, wording: str, parts: Sequence[Part], stories: Sequence[str], begun: date) -> str:
    """An answer file to fill in with all these parts: the headline, what the sheets ask, then what goes with it."""
    keys = [
        f"question: {scalar(question)}",
        f"stories: {flow(stories)}",
        f"status: {Status.DRAFT}",
        f"version: {FORMAT}",
        f"begun: {begun}",
    ]
    of_sheets = [part for part in parts if part.sheet]
    blocks = [section(part, parts) for part in (HEADLINE, *of_sheets, *_LAST)]
    place = 1 + len(of_sheets)
    blocks[place] = f"{blocks[place]}{note(_WHOLE)}\n"
    return "\n".join(["---", *keys, "---", "", f"# {heading(wording)}", "", *blocks])


def with_part(text: str, part: Part, words: str, known: Sequence[Part]) -> str:
    """The text of a file with other words in one part; every other byte stays as it is.

    The part is found as the loader finds it. Where it is missing it is added at the end. Comments above and below its
    words stay; those among them go with the words.

    Args:
        text: the whole file, with its line ends as they are in it.
        part: one of ``known``.
        words: Markdown in the form of the part, without headings of the first two levels: their marks are escaped.
        known: all parts that the file may have, in their order (`model/fields.py`).
    """
    lines = _LINE.findall(text)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    new = [f"{line}{end}" for line in _fit(words)]
    place = _place(lines, part, known)
    if place is None:
        if not new:
            return text
        new = [f"## {heading(heading_of(part, known))}{end}", *new]
        if lines and lines[-1].strip():
            new.insert(0, end)
        place = (len(lines), len(lines))
    start, stop = place
    if new and stop < len(lines) and lines[stop].strip():
        new.append(end)
    before = lines[:start]
    if new and before and not before[-1].endswith(("\r", "\n")):
        before[-1] += end
    return "".join([*before, *new, *lines[stop:]])


def _place(lines: Sequence[str], part: Part, known: Sequence[Part]) -> tuple[int, int] | None:
    """Where the words of a part stand, or would: the index of their first line, and that behind their last."""
    names = part_names(known)
    free: int | None = None
    for title, below in _sections(lines):
        if title.level != 2 or names.get(folded(title.text)) != part:
            continue
        said = [index for index, line in enumerate(below) if not (line.blank or line.is_rule)]
        if said:
            return _whole_comments(below, said[0], said[-1])
        if free is None:
            above = next((i for i, line in enumerate(below) if line.kind is not LineKind.COMMENT), len(below))
            free = below[above - 1].number + 1 if above else title.line + 1 + title.underlined
    return None if free is None else (free, free)


def _whole_comments(below: Sequence[Line], first: int, last: int) -> tuple[int, int]:
    """The lines from the first to the last, and those of a comment that begins or ends on them."""
    opened, closed = below[last].raw.rfind("<!--"), below[last].raw.rfind("-->")
    if below[last].typed is not None and opened > closed:
        while last + 1 < len(below) and below[last + 1].kind is LineKind.COMMENT:
            last += 1
            if "-->" in below[last].raw:
                break
    opened, closed = below[first].raw.find("<!--"), below[first].raw.find("-->")
    if below[first].typed is not None and closed >= 0 and not 0 <= opened < closed:
        while first and below[first - 1].kind is LineKind.COMMENT:
            first -= 1
            if "<!--" in below[first].raw:
                break
    return below[first].number, below[last].number + 1


def _sections(lines: Sequence[str]) -> list[tuple[Heading, list[Line]]]:
    """The headings of the first two levels, each with the lines below it; a line's number is its index in the file."""
    plain = [line.rstrip("\r\n").replace(_BYTE_ORDER_MARK, "") for line in lines]
    ends = (index for index, line in enumerate(plain) if index and line.rstrip() == "---")
    start = next(ends, -1) + 1 if plain and plain[0].rstrip() == "---" else 0
    sections: list[tuple[Heading, list[Line]]] = []
    for line in scan("\n".join(plain[start:]), start).lines:
        if line.heading and line.heading.level <= 2:
            sections.append((line.heading, []))
        elif sections and (line.kind is not LineKind.UNDERLINE):
            sections[-1][1].append(line)
    return sections


def _fit(words: str) -> list[str]:
    """The lines of a text, so that in a file they are what they are alone: nothing begins a part, or is left open."""
    clean = CONTROL.sub("", SURROGATE.sub("\ufffd", words.replace("\r\n", "\n").replace("\r", "\n")))
    lines = clean.replace(_BYTE_ORDER_MARK, "").strip("\n").split("\n")
    while loose := _loose(lines):
        for index, comment in loose.items():
            lines[index] = _COMMENT.sub(_escaped, lines[index]) if comment else _MARKS.sub(r"\1\\", lines[index])
    return lines if any(line.strip() for line in lines) else []


def _escaped(opened: re.Match[str]) -> str:
    return opened[0] if len(opened[1]) % 2 else f"\\{opened[0]}"


def _loose(lines: Sequence[str]) -> dict[int, bool]:
    """The lines that would begin a part or leave something open; whether it is a comment."""
    read = scan("\n".join(lines), 0)
    found = {
        line.number: False
        for line in read.lines
        if line.kind is LineKind.UNDERLINE or (line.heading and line.heading.level <= 2 and not line.heading.underlined)
    }
    return found | {left.line: left.what == "comment" for left in read.unclosed}
