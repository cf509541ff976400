"""How do questions stand to each other? Copies, twins of the ledger, competencies that are tested too seldom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ..model.ledger import RESTS_ON, Ledger
from ..model.problems import Problem
from ..model.words import counted
from . import limits
from .manuscript import Manuscript, Paragraph
from .rule import Bank, BankRule

_WORD = re.compile(r"[\w’'-]+")


@dataclass(frozen=True, slots=True)
class _Shared:
    """Words of a question that stand in another as well: where they begin there and here, and where in the block."""

    words: tuple[str, ...]
    there: tuple[Manuscript, int]
    line: int
    index: int


def copies(bank: Bank) -> Iterator[Problem]:
    """No eight words in a row stand in two questions."""
    first: dict[tuple[str, ...], tuple[Manuscript, int]] = {}
    for copy in bank.beside:
        for block in copy.blocks:
            for _, line, gram in _grams(block):
                first.setdefault(gram, (copy, line))
    for copy in bank.judged:
        for block in copy.blocks:
            shared = [
                _Shared(gram, there, line, index)
                for index, line, gram in _grams(block)
                if (there := first.setdefault(gram, (copy, line)))[0] is not copy
            ]
            yield from _runs(copy, shared)


def _runs(copy: Manuscript, shared: list[_Shared]) -> Iterator[Problem]:
    """A problem for each stretch of shared words, however many runs of eight it holds."""
    for _, group in groupby(enumerate(shared), key=_run_of):
        run = [each for _, each in group]
        told = [*run[0].words, *(each.words[-1] for each in run[1:])]
        other, line = run[0].there
        shown = " ".join(told[:12]) + (" …" if len(told) > 12 else "")
        what = f'{len(told)} words in a row also stand in {other.at(line)}: "{shown}"'
        yield Problem(what, f"say it in other words: fewer than {limits.SHARED_WORDS} alike", copy.at(run[0].line))


def _run_of(numbered: tuple[int, _Shared]) -> tuple[int, str]:
    """What neighbours in one stretch have in common: they follow each other, and stand in the same other question."""
    number, shared = numbered
    return shared.index - number, shared.there[0].question.id


def _grams(block: Paragraph) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Every run of so many words of a block, with its index and its line."""
    found = list(_WORD.finditer(block.text.casefold().replace("'", "’")))
    said = [word[0] for word in found]
    for index in range(len(said) - limits.SHARED_WORDS + 1):
        line = block.line_at(found[index].start()) if "\n" in block.text else block.line
        yield index, line, tuple(said[index : index + limits.SHARED_WORDS])


def twins(bank: Bank) -> Iterator[Problem]:
    """No two model answers share more than one field of their ledgers."""
    before = [(copy, _normal(copy.question.ledger)) for copy in bank.beside if copy.question.ledger]
    for copy in bank.judged:
        if copy.question.ledger is None:
            continue
        mine = _normal(copy.question.ledger)
        for other, theirs in before:
            alike = [key for key in mine if mine[key] == theirs[key]]
            if len(alike) not in limits.SHARED_LEDGER_FIELDS:
                what = f'its ledger shares {len(alike)} fields with "{other.question.id}" ({", ".join(alike)})'
                mend = f"tell another story: {limits.SHARED_LEDGER_FIELDS} alike"
                yield Problem(what, mend, copy.question.where)
        before.append((copy, mine))


def _normal(ledger: Ledger) -> dict[str, str]:
    """The fields without capitals and punctuation."""
    return {name: " ".join(_WORD.findall(getattr(ledger, name).casefold())) for name in RESTS_ON}


def coverage(bank: Bank) -> Iterator[Problem]:
    """Every competency is tested often enough to be practised."""
    if bank.whole is None:
        return
    counts = Counter(competency for copy in bank.judged for competency in copy.question.competencies)
    for competency in bank.competencies:
        if counts[competency] not in limits.QUESTIONS_A_COMPETENCY:
            count = counts[competency]
            what = f'the competency "{competency}" is tested by {counted(count, "question", "no")}'
            yield Problem(what, f"it should be {limits.QUESTIONS_A_COMPETENCY}", bank.whole)


RULES = (
    BankRule("K1", "Questions share no sentence", copies),
    BankRule("K2", "Model answers are no twins", twins),
    BankRule("K3", "Every competency can be practised", coverage),
)
