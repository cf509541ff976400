"""A reader's answer: the file to fill in, and one part of it written anew (docs/adr/0023-answers-and-stories.md)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..model.fields import CUES, HEADLINE, MY_ANSWER, NUMBERS, PRIVATE, STRESS, Part, heading_of, part_names
from ..model.frontmatter import matter_end
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
_OPENS, _CLOSES = "<!--", "-->"
_COMMENT = re.compile(r"(?<!\\)(\\*)<!--")
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
        new.insert(0, f"## {heading(heading_of(part, known))}{end}")
        if lines and lines[-1].strip():
            new.insert(0, end)
        place = _Place(len(lines), len(lines))
    before, behind = lines[: place.start], lines[place.stop :]
    if place.above:
        before.append(f"{place.above}{end}")
    if place.below:
        behind.insert(0, place.below)
    if new and behind and behind[0].strip():
        new.append(end)
    if new and before and not before[-1].endswith(("\r", "\n")):
        before[-1] += end
    return "".join([*before, *new, *behind])


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the words of a part stand, or would: the index of their first line, and that behind their last.

    ``above`` ends a comment on the first of these lines, ``below`` begins one on the last: they are not of the words.
    """

    start: int
    stop: int
    above: str = ""
    below: str = ""


def _place(lines: Sequence[str], part: Part, known: Sequence[Part]) -> _Place | None:
    """Where a part is; none where it is not in the file."""
    names = part_names(known)
    plain = [line.rstrip("\r\n").replace(_BYTE_ORDER_MARK, "") for line in lines]
    end = matter_end(plain)
    body = 0 if end is None else end + 1
    free: int | None = None
    for title, below in _sections(plain, body):
        if title.level != 2 or names.get(folded(title.text)) != part:
            continue
        said = [line.number for line in below if not (line.blank or line.is_rule)]
        if said:
            return _between_comments(lines, body, said[0], said[-1])
        if free is None:
            free = title.line + 1 + title.underlined
            for line in below:
                if line.kind is LineKind.COMMENT:
                    free = line.number + 1
                elif not line.blank:
                    break
    return None if free is None else _Place(free, free)


def _between_comments(lines: Sequence[str], body: int, first: int, last: int) -> _Place:
    """The place from the first line to the last, without a comment that ends or begins there."""
    above = below = ""
    if _ends_in_a_comment(lines[body:first]):
        above = lines[first][: lines[first].find(_CLOSES) + len(_CLOSES)]
    if _ends_in_a_comment(lines[body : last + 1]):
        opens = (found.end() for found in re.finditer(_OPENS, lines[last]))
        at = next(at for at in opens if _ends_in_a_comment([*lines[body:last], lines[last][:at]]))
        below = lines[last][at - len(_OPENS) :]
    return _Place(first, last + 1, above, below)


def _ends_in_a_comment(lines: Sequence[str]) -> bool:
    text = "\n".join(line.rstrip("\r\n") for line in lines)
    return any(left.what == "comment" for left in scan(text).unclosed)


def _sections(plain: Sequence[str], body: int) -> list[tuple[Heading, list[Line]]]:
    """The headings of the first two levels, each with the lines below it; a line's number is its index in the file."""
    sections: list[tuple[Heading, list[Line]]] = []
    for line in scan("\n".join(plain[body:]), body).lines:
        if line.heading and line.heading.level <= 2:
            sections.append((line.heading, []))
        elif sections and line.kind is not LineKind.UNDERLINE:
            sections[-1][1].append(line)
    return sections


def _fit(words: str) -> list[str]:
    """The lines of a text, so that in a file they are what they are alone: nothing begins a part, or is left open."""
    clean = CONTROL.sub("", SURROGATE.sub("\ufffd", words.replace("\r\n", "\n").replace("\r", "\n")))
    lines = clean.replace(_BYTE_ORDER_MARK, "").strip("\n").split("\n")
    while loose := _loose(lines):
        for index, comment in loose.items():
            lines[index] = _COMMENT.sub(_escaped, lines[index]) if comment else _MARKS.sub(r"\1\\", lines[index])
    read = scan("\n".join(lines), 0).lines
    if all(line.blank or line.is_rule for line in read):
        return []
    kept = [line.number for line in read if not (line.kind is LineKind.BLANK or line.is_rule)]
    return lines[kept[0] : kept[-1] + 1]


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
