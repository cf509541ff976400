"""A content file: front matter between two lines of ``---``, then the body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model.frontmatter import FENCE, matter_end
from ..model.problems import ContentError, Problem, SourceRef
from .strictyaml import Located, parse_yaml

_SECTION = re.compile(r"##+\s")
_CLOSE = 'end it with a line of "---"'


@dataclass(frozen=True, slots=True)
class Parts:
    """A split file. ``body_line`` is the line of the file on which ``body`` begins."""

    matter: Located
    body: str
    body_line: int


def split(text: str, file: str) -> Parts:
    """Front matter and body of a content file.

    Raises:
        ContentError: there is no front matter, it is not closed, or it is not a set of ``key: value`` in strict YAML.
    """
    place = SourceRef(file, 1)
    lines = text.split("\n")
    if not text.strip():
        raise ContentError(Problem("the file is empty", "see docs/authoring.md for what it should hold", place))
    if lines[0].rstrip() != FENCE:
        raise ContentError(Problem("there is no front matter", 'begin the file with a line of "---"', place))
    end = matter_end(lines)
    if end is None:
        heading = _first_section(lines)
        where = place.at(heading + 1) if heading else place
        raise ContentError(Problem("the front matter is not closed", _CLOSE, where))
    located = _matter(lines[1:end], place)
    return Parts(located, "\n".join(lines[end + 1 :]), end + 2)


def _matter(lines: list[str], place: SourceRef) -> Located:
    try:
        matter = parse_yaml("\n".join(lines), place, first_line=2)
    except ContentError:
        # A rule far down closes nothing: a "##" before it tells that the body had begun.
        heading = _first_section(lines)
        if heading is None:
            raise
        where = place.at(heading + 2)
        raise ContentError(Problem("the front matter is not closed before this heading", _CLOSE, where)) from None
    if not (matter.data is None or isinstance(matter.data, dict)):
        raise ContentError(Problem("the front matter is not a set of keys", 'write lines of "key: value"', place.at(2)))
    return Located(matter.data or {}, matter.lines, place)


def _first_section(lines: list[str]) -> int | None:
    return next((index for index, line in enumerate(lines) if _SECTION.match(line)), None)
