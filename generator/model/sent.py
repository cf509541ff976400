"""What was sent in a fillable book: kept beside the answers, so that what comes back can be held against it.

The format is that of docs/adr/0024-what-comes-back.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

FORMAT = 1
"""The version of the record that this program reads and writes."""
FOLDER = "sent"
"""The folder of ``content`` that holds the records."""
SHORT = 16
"""So many hex digits of a book's digest name its record."""


@dataclass(frozen=True, slots=True)
class SentQuestion:
    """A question as it was in the book."""

    id: str
    wording: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class Sent:
    """The record of one book: ``digest`` is the book's, in hex; ``values`` are what stood in its fields.

    Fields go by their full names (docs/adr/0023-answers-and-stories.md), and only those that were not empty are there.
    """

    pack: str
    digest: str
    title: str
    made: date
    questions: tuple[SentQuestion, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    coach: str = ""
    """Whom the book is for, where the pack says it."""

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its questions."""
        return frozenset(question.id for question in self.questions)


def record_of(digest: str) -> str:
    """The name of a book's record in a content folder."""
    return f"{FOLDER}/{digest[:SHORT].lower()}.json"
