"""A question file as lines to search: all that its reader may see, each line with its place and its field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..model.content import Question
from ..model.frontmatter import matter_end
from ..model.markdown.lines import LineKind
from ..model.problems import SourceRef
from ..model.search import TextLine
from .headings import QUESTION_SECTIONS, kind_of
from .outline import scan
from .text import read_text

WORDING = "wording"
MATTER = "front matter"
_KEY_OF_WORDINGS = "wordings"
_KEY_OF_LEDGER = "ledger"
"""For the bank's authors: it is never printed, so a match there would find a page without the word."""


def text_lines(question: Question) -> tuple[TextLine, ...]:
    """Every line of the file that holds words: the front matter, the question, and what stands under its headings.

    Comments (``<!-- … -->``, and ``#`` in the front matter) are no part of it.

    Raises:
        ContentError: the file cannot be read any more.
    """
    file = question.where.file
    lines = read_text(Path(file)).split("\n")
    place = SourceRef(file)
    end = matter_end(lines) or 0
    body = end + 1 if end else 0
    return (*_of_matter(lines[1:end], place), *_of_body("\n".join(lines[body:]), body + 1, place))


def _of_matter(matter: Sequence[str], place: SourceRef) -> Iterator[TextLine]:
    key = ""
    for number, line in enumerate(matter, 2):
        if line[:1].isalpha():
            key = line.partition(":")[0]
        if line.strip() and not line.lstrip().startswith("#") and key != _KEY_OF_LEDGER:
            field = WORDING if key == _KEY_OF_WORDINGS else MATTER
            heading = "Also asked as" if key == _KEY_OF_WORDINGS else "Front matter"
            text = line.strip().removeprefix("- ") if line[:1] in " -" else line
            yield TextLine(place.at(number), field, heading, text)


def _of_body(body: str, first: int, place: SourceRef) -> Iterator[TextLine]:
    field, heading = "", ""
    for line in scan(body, first, place, []):
        found = line.heading
        if found and found.level == 1:
            field, heading = WORDING, "Question"
            yield TextLine(place.at(line.number), field, heading, found.text)
        elif found and found.level == 2:
            kind = kind_of(found.text, QUESTION_SECTIONS)
            field, heading = kind.field if kind else "", found.text
        elif not line.blank and line.kind not in (LineKind.RULE, LineKind.UNDERLINE):
            yield TextLine(place.at(line.number), field, heading, found.text if found else line.text.strip())
