"""The questions of a book with their printed numbers, and what is listed of them in its front."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from .content import Question, Theme
from .taxonomy import Labels


@dataclass(frozen=True, slots=True)
class NumberedQuestion:
    """A chosen question with its printed number, its theme's place in this book, and the names of its words."""

    number: str
    question: Question
    theme: Theme
    theme_number: int
    labels: Labels


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A story: the questions that an answer tells it for, and others that it could serve, best first."""

    title: str
    competencies: tuple[str, ...]
    told: tuple[NumberedQuestion, ...]
    could: tuple[NumberedQuestion, ...]


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: where it points, its number, its title, minutes to study (0 = not said)."""

    target: str
    number: str
    title: str
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class ContentsGroup:
    """Lines under a heading. A group of a theme carries its number, and the target of its page if it has one."""

    title: str
    number: int
    target: str
    entries: tuple[ContentsEntry, ...]

    @property
    def minutes(self) -> int:
        """Minutes of all its lines."""
        return sum(entry.minutes for entry in self.entries)


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One day: how many days before the interview, its date if known, and what to do."""

    days_left: int
    day: date | None
    first: tuple[str, ...]
    again: tuple[str, ...]
    note: str = ""

    @property
    def first_runs(self) -> tuple[str, ...]:
        """The questions met on this day, three and more in a row as "4–7"."""
        return tuple(_in_runs(self.first))

    @property
    def again_runs(self) -> tuple[str, ...]:
        """The questions that come back on this day, likewise."""
        return tuple(_in_runs(self.again))


def _in_runs(numbers: Sequence[str]) -> Iterator[str]:
    for _, run in groupby(enumerate(numbers), lambda placed: _step(*placed)):
        row = [number for _, number in run]
        yield from (f"{row[0]}–{row[-1]}",) if len(row) > 2 else row


def _step(place: int, number: str) -> int | str:
    """The same for numbers that follow each other; numbers that are no figures stand by themselves."""
    return int(number) - place if number.isascii() and number.isdigit() else number
