"""What others say of an answer: comments on a returned pack, and the blocks of the file that keeps them.

The format is that of docs/adr/0024-what-comes-back.md. A block is a heading of its own, lines of ``- key: value``, an
empty line, and whatever follows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from .frontmatter import matter_end
from .problems import SourceRef

FORMAT = 1
"""The version of the files of comments, and of what is kept aside."""
PACK = "pack"
"""Stands in the place of a question for what is on the whole pack."""

_HEADING = re.compile(r"## (.*?)\s*")
_META = re.compile(r"- ([a-z]+): ?(.*?)\s*")


class CommentKind(StrEnum):
    """What was put on the page."""

    NOTE = "note"
    HIGHLIGHT = "highlight"
    UNDERLINE = "underline"
    STRIKE_OUT = "strike-out"
    INSERTION = "insertion"
    FREE_TEXT = "free text"
    INK = "ink"
    STAMP = "stamp"
    DRAWING = "drawing"
    ATTACHMENT = "attachment"


class CommentStatus(StrEnum):
    """Whether something is still to be done about a comment."""

    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment. ``id`` stays the same when the same file is collected again.

    ``words`` are those commented on, as they were printed; ``text`` is what is said of them. ``page`` is that of the
    returned ``file``, from 1. ``when`` is as the file says it. ``reply`` is the id of the comment this one answers;
    ``picture`` a file beside the comments. Who wrote it is empty where nobody knows.
    """

    id: str
    question: str
    kind: CommentKind
    where: SourceRef
    status: CommentStatus = CommentStatus.OPEN
    who: str = ""
    when: str = ""
    page: int = 0
    file: str = ""
    words: str = ""
    text: str = ""
    reply: str = ""
    picture: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.status is CommentStatus.OPEN


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a file: its heading, the index of that line, its keys with theirs, and the lines behind."""

    title: str
    line: int
    keys: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    lines: tuple[str, ...] = ()

    def key(self, name: str) -> str:
        """What a key says; empty where it is not there."""
        return self.keys.get(name, ("", 0))[0]


def blocks_in(lines: Sequence[str]) -> list[Block]:
    """The blocks of a file's lines; line ends do not matter."""
    plain = [line.rstrip("\r\n") for line in lines]
    end = matter_end(plain)
    starts = [index for index in range(0 if end is None else end + 1, len(plain)) if _HEADING.fullmatch(plain[index])]
    return [_block(plain, start, stop) for start, stop in pairwise([*starts, len(plain)])]


def _block(plain: Sequence[str], start: int, stop: int) -> Block:
    found = _HEADING.fullmatch(plain[start])
    assert found
    keys: dict[str, tuple[str, int]] = {}
    index = start + 1
    while index < stop and (said := _META.fullmatch(plain[index])):
        keys.setdefault(said[1], (said[2], index))
        index += 1
    return Block(found[1], start, keys, tuple(plain[index:stop]))


def quoted(lines: Sequence[str]) -> str:
    """The text of a quotation: lines that begin with ``>``."""
    return "\n".join(line[1:].removeprefix(" ") for line in lines)
