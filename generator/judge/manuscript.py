"""A question with the file it was read from, so that a finding can name its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model.content import Fact, Question
from ..model.frontmatter import matter_end
from ..model.markdown.lines import MARKER, LineKind
from ..model.markdown.scan import scan
from ..model.problems import SourceRef
from .prose import plain

_MARK = re.compile(rf"\s*(?:{MARKER}(?:\s+|$)|>\s?)")
_WORDS = (LineKind.TEXT, LineKind.ITEM, LineKind.QUOTE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading, a paragraph or an item of a list: its text, lines kept apart, and the line it begins on."""

    line: int
    text: str
    is_heading: bool = False

    def line_at(self, offset: int) -> int:
        """The line of the file that a character of the text stands on."""
        return self.line + self.text.count("\n", 0, offset)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A question, the blocks of its file, and its dated facts.

    The blocks are its other wordings, then those of the body; code and comments are left out.
    """

    question: Question
    blocks: tuple[Paragraph, ...]
    facts: tuple[Fact, ...] = ()

    def at(self, line: int) -> SourceRef:
        """A line of its file."""
        return self.question.where.at(line)

    @property
    def answer(self) -> str:
        """The strong answer as it is spoken: opening, parts, closing, no notes in the margin. Empty without one."""
        return self.question.strong.text if self.question.strong else ""

    def spoken_at(self, sentence: str) -> SourceRef:
        """Where the paragraph of the strong answer begins that has this sentence; its heading if it is not found."""
        strong = self.question.strong
        below = strong.where if strong else self.question.where
        for block in self.blocks:
            if block.line > below.line and sentence in plain(block.text):
                return self.at(block.line)
        return below

    def place(self, words: str, below: SourceRef) -> SourceRef:
        """Where the block that begins with these words stands under a heading; the heading if it is not found."""
        wanted = "".join(words.split())
        for block in self.blocks:
            text = "".join(block.text.split())
            if block.line > below.line and text and (text.startswith(wanted) or wanted.startswith(text)):
                return self.at(block.line)
        return below


def manuscript(question: Question, text: str, facts: Mapping[str, Fact]) -> Manuscript:
    """A question that was read, with the text of its file (front matter and body) and the facts of the library."""
    lines = text.split("\n")
    end = matter_end(lines) or 0
    wordings = (_wording(words, lines[:end]) for words in question.wordings)
    named = tuple(facts[name] for name in question.facts if name in facts)
    return Manuscript(question, (*wordings, *_blocks(lines, end + 1)), named)


def _wording(words: str, matter: list[str]) -> Paragraph:
    # It may be quoted or folded in the YAML: its first words tell the line, or the file's first line stands in.
    first = " ".join(words.split()[:3])
    line = next((number for number, line in enumerate(matter, 1) if first in line), 1)
    return Paragraph(line, " ".join(words.split()))


def _blocks(lines: list[str], start: int) -> Iterator[Paragraph]:
    """The blocks from the line with this index on."""
    gathered: list[str] = []
    first = 0
    for line in scan("\n".join([*lines[start:], ""]), start + 1).lines:
        mark = _MARK.match(line.text) if line.kind in (LineKind.ITEM, LineKind.QUOTE) else None
        if gathered and (mark or line.kind not in _WORDS):
            yield Paragraph(first, "\n".join(gathered))
            gathered = []
        if line.heading:
            yield Paragraph(line.number, line.heading.text, is_heading=True)
        elif line.kind in _WORDS:
            first = first if gathered else line.number
            gathered.append(line.text[mark.end() :].strip() if mark else line.text.strip())
