"""Is the strong answer worth hearing? Numbers, the price that was paid, the lesson."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.problems import Problem
from ..model.words import counted
from . import limits
from .manuscript import Manuscript
from .prose import numbers, plain
from .rule import Rule
from .vocabulary import LEARNING, TRADE_OFF


def enough_numbers(copy: Manuscript) -> Iterator[Problem]:
    """The strong answer can be checked."""
    strong, found = copy.question.strong, numbers(copy.answer)
    if strong and len(found) not in limits.NUMBERS_IN_ANSWER:
        named = f" ({', '.join(found)})" if found else ""
        what = f"the strong answer has {counted(len(found), 'number', 'no')}{named}"
        mend = f"name {limits.NUMBERS_IN_ANSWER}: people, money, time, before and after"
        yield Problem(what, mend, strong.where)


def trade_off(copy: Manuscript) -> Iterator[Problem]:
    """The strong answer says what was given up."""
    strong = copy.question.strong
    if strong and not TRADE_OFF.search(plain(copy.answer)):
        mend = 'say what you gave up for what, such as "I accepted … so that …"'
        yield Problem("the strong answer names no trade-off", mend, strong.where)


def lesson(copy: Manuscript) -> Iterator[Problem]:
    """The strong answer says what was learned."""
    strong = copy.question.strong
    if strong and not LEARNING.search(plain(copy.answer)):
        mend = 'say what you do since, such as "I learned …" or "Now I …"'
        yield Problem("the strong answer names nothing learned", mend, strong.where)


RULES = (
    Rule("A1", "The answer can be checked", enough_numbers),
    Rule("A2", "The answer has its price", trade_off),
    Rule("A3", "The answer has its lesson", lesson),
)
