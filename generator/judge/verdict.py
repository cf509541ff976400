"""All rules, and what they find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.problems import SourceRef
from . import budgets, fields, kin, own, reading, sources, story, substance, variety, wording
from .manuscript import Manuscript
from .rule import Bank, BankRule, Finding, OwnCopy, OwnRule, Rule

FAMILIES = (fields, budgets, story, substance, reading, wording, sources)
RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.RULES)
BANK_RULES: tuple[BankRule, ...] = (*kin.RULES, *sources.BANK_RULES, *variety.RULES)
OWN_RULES: tuple[OwnRule, ...] = own.RULES


def judge(bank: Bank, shipped: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """What the rules find, by file and line. ``shipped`` are the ids that the bank's own rules hold for as well."""
    found = [*_of_each(bank.judged, shipped), *_of_all(bank)]
    return in_order(found)


def judge_own(copies: Iterable[OwnCopy]) -> tuple[Finding, ...]:
    """What the rules find in answers of the reader's own, by file and line."""
    return in_order(Finding(rule.code, problem) for copy in copies for rule in OWN_RULES for problem in rule.look(copy))


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by file and line, then by code."""
    return tuple(sorted(found, key=lambda finding: (finding.problem.where or SourceRef(""), finding.code)))


def _of_each(copies: Iterable[Manuscript], shipped: frozenset[str]) -> Iterator[Finding]:
    for copy in copies:
        for rule in RULES:
            if not rule.for_the_bank or copy.question.id in shipped:
                yield from (Finding(rule.code, problem) for problem in rule.look(copy))


def _of_all(bank: Bank) -> Iterator[Finding]:
    for rule in BANK_RULES:
        yield from (Finding(rule.code, problem) for problem in rule.look(bank))
