"""Does what is named have a source? Regulators, laws and years age, so each rests on a dated fact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.content import Fact
from ..model.problems import Problem
from .manuscript import Manuscript
from .rule import Bank, BankRule, Rule
from .vocabulary import ADDRESS, NAMED, YEAR


def named(copy: Manuscript) -> Iterator[Problem]:
    """A regulator or a law that is named stands in a dated fact of the question."""
    yield from _unsourced(copy, NAMED)


def dated(copy: Manuscript) -> Iterator[Problem]:
    """A year that is named stands in a dated fact of the question."""
    yield from _unsourced(copy, YEAR)


def first_sources(bank: Bank) -> Iterator[Problem]:
    """A fact leads to its first source, and says when that was last looked at."""
    for fact in {fact.id: fact for copy in bank.judged for fact in copy.facts}.values():
        if not ADDRESS.search(fact.source):
            mend = "give the page of the supervisor, law, standard or study itself, from https:// on"
            yield Problem(f'the source of "{fact.id}" is no full address', mend, fact.where)
        if fact.checked_on is None:
            what = f'nothing says when the source of "{fact.id}" was last looked at'
            yield Problem(what, "add checked_on: YYYY-MM-DD", fact.where)


def _unsourced(copy: Manuscript, pattern: re.Pattern[str]) -> Iterator[Problem]:
    told: set[str] = set()
    for block in copy.blocks:
        for found in pattern.finditer(block.text):
            name = found[0]
            if name in told or any(_mentions(fact, name) for fact in copy.facts):
                continue
            told.add(name)
            ids = copy.question.facts
            which = f"none of its facts ({', '.join(ids)}) tells of it" if ids else "the question names no fact"
            mend = "name one under facts: that has its source and date, or leave the name out"
            yield Problem(f'"{name}" has no dated source: {which}', mend, copy.at(block.line_at(found.start())))


def _mentions(fact: Fact, name: str) -> bool:
    text = f"{fact.text} {fact.source} {fact.true_as_of.isoformat()}"
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


RULES = (
    Rule("D1", "A regulator or law has a dated source", named),
    Rule("D2", "A year has a dated source", dated),
)
BANK_RULES = (BankRule("D3", "A fact leads to its first source", first_sources),)
