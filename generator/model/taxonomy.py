"""The words that questions are sorted by, and readers choose them with: competencies, levels, formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .problems import KeyPath, Problem, SourceRef, did_you_mean
from .words import singular

PARTS = ("competencies", "levels", "formats")
"""The parts of a taxonomy, by the keys of a pack that choose by them."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of one part: ``id`` in files and flags, ``name`` in print, ``short`` at the head of a narrow column.

    ``usual`` is what a question has that says nothing else; a format that is a ``story`` asks for what happened.
    """

    id: str
    name: str
    short: str = ""
    usual: bool = False
    story: bool = False

    @property
    def head(self) -> str:
        """The name as a heading."""
        return _capital(self.name)

    @property
    def narrow(self) -> str:
        """The name where there is little room."""
        return _capital(self.short or self.name)


@dataclass(frozen=True, slots=True)
class Words:
    """One part: its words in their order, and those that a folder has replaced, which keep their names in print."""

    here: tuple[Word, ...] = ()
    replaced: tuple[Word, ...] = ()

    def __iter__(self) -> Iterator[Word]:
        return iter(self.here)

    def __len__(self) -> int:
        return len(self.here)

    @property
    def ids(self) -> tuple[str, ...]:
        """The words as they stand in files."""
        return tuple(word.id for word in self.here)

    @property
    def usual(self) -> str:
        """The word of a question that says nothing else: the one marked so, or the first. Empty where there is none."""
        return next((word.id for word in self.here if word.usual), next(iter(self.ids), ""))

    @property
    def stories(self) -> frozenset[str]:
        """The formats that ask for something that happened."""
        return frozenset(word.id for word in (*self.here, *self.replaced) if word.story)

    def allows(self, word: str) -> bool:
        """Whether a file may use a word. Where no folder says which there are, it may use any."""
        return not self.here or word in self.ids

    def name_of(self, id_: str) -> str:
        """A word as it is printed."""
        return next((word.name for word in (*self.here, *self.replaced) if word.id == id_), id_)

    def with_more(self, words: Iterable[Word]) -> Words:
        """These words and others behind them; one that is there already is named anew."""
        new = {word.id: word for word in words}
        kept = tuple(new.pop(word.id, word) for word in self.here)
        return Words((*kept, *new.values()), self.replaced)

    def instead(self, words: Iterable[Word]) -> Words:
        """Others in place of these."""
        return Words(tuple(words), (*self.here, *self.replaced))


@dataclass(frozen=True, slots=True)
class Labels:
    """What is printed of a question's place in the taxonomy."""

    format: str
    level: str
    competencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """What questions test, whom they are for, and how they are put."""

    competencies: Words = field(default_factory=Words)
    levels: Words = field(default_factory=Words)
    formats: Words = field(default_factory=Words)

    def part(self, name: str) -> Words:
        """One of `PARTS`."""
        words: Words = getattr(self, name)
        return words

    def labels(self, format_: str, level: str, competencies: Iterable[str]) -> Labels:
        """The names of a question's words."""
        names = tuple(map(self.competencies.name_of, competencies))
        return Labels(self.formats.name_of(format_), self.levels.name_of(level), names)


@dataclass(frozen=True, slots=True)
class OfPart:
    """Marks a field that holds a word, or several, of one part of the taxonomy. Which there are, a folder says."""

    part: str

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> Any:
        """The field's schema, with a place for the words."""
        schema = handler(core_schema)
        (schema["items"] if schema.get("type") == "array" else schema)[WORDS] = self.part
        return schema


WORDS = "words"
"""Stands in a schema where the words of a part belong, until a folder's taxonomy is known."""


def unknown_word(part: str, word: str, words: Words, where: SourceRef | None = None, about: KeyPath = ()) -> Problem:
    """The problem with a word that is not there."""
    return Problem(f'unknown {singular(part)} "{word[:80]}"', did_you_mean(word[:80], words.ids), where, about=about)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
