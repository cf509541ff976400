"""What readers write themselves: true stories, and answers made of them (docs/adr/0023-answers-and-stories.md).

Texts are Markdown, as they were typed. Nothing here is HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .answer import Passage, StrongAnswer
from .problems import SourceRef

FORMAT = 1
"""The version of the format of answers and stories that this program reads and writes."""


class Status(StrEnum):
    """How far an answer or a story is."""

    DRAFT = "draft"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in one part of a file: its heading as typed, its text, and what the part's form makes of it.

    ``fields`` go by ``column``, or ``row.column`` with rows from 1; a tick is ``x``. What is one text has none.
    ``items`` are those of a list.
    """

    heading: str
    text: str
    where: SourceRef
    fields: Mapping[str, str] = field(default_factory=dict)
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """A reader's answer to a question. ``parts`` go by `Part.name`; ``notes`` are what is no part of it."""

    question: str
    where: SourceRef
    stories: tuple[str, ...] = ()
    status: Status = Status.DRAFT
    begun: date | None = None
    changed: date | None = None
    told: StrongAnswer | None = None
    """The part "My answer", where it is there."""
    parts: Mapping[str, Written] = field(default_factory=dict)
    notes: tuple[Passage, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it that could be told."""
        return self.told is None and not self.parts and not self.stories


@dataclass(frozen=True, slots=True)
class Story:
    """A true story, told once. ``parts`` go by key: situation, task, action, result, learning, numbers, people."""

    id: str
    title: str
    where: SourceRef
    competencies: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    status: Status = Status.DRAFT
    begun: date | None = None
    changed: date | None = None
    parts: Mapping[str, Written] = field(default_factory=dict)
    notes: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class MyAnswer:
    """What is printed of an answer. ``strong`` is what is said, where anything is; the texts are Markdown."""

    answer: OwnAnswer
    strong: StrongAnswer | None
    headline: str
    cues: tuple[str, ...]
    numbers: tuple[str, ...]
    stress: str
    stories: tuple[Story, ...]
    notes: tuple[Passage, ...]

    @property
    def is_told(self) -> bool:
        """Whether there is anything to print of it but what stands in its worksheets."""
        words = (self.headline, self.cues, self.numbers, self.stress, self.stories, self.notes)
        return self.strong is not None or any(words)

    @property
    def is_draft(self) -> bool:
        """Whether its writer does not call it ready."""
        return self.answer.status is Status.DRAFT
