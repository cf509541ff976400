"""Is the strong answer worth hearing? Numbers, the price that was paid, the lesson."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.problems import Problem
from ..model.words import counted
from . import limits
from .manuscript import Manuscript
from .prose import numbers, plain, sentences
from .rule import Rule
from .vocabulary import LEARNING, TRADE_OFF


def enough_numbers(copy: Manuscript) -> Iterator[Problem]:
    """The strong answer can be checked."""
    strong, found = copy.question.strong, numbers(copy.answer)
    if strong and len(found) < limits.NUMBERS_IN_ANSWER.least:
        named = f" ({', '.join(found)})" if found else ""
        what = f"the strong answer has {counted(len(found), 'number', 'no')}{named}"
        mend = f"name at least {limits.NUMBERS_IN_ANSWER.least:g}: people, money, time, before and after"
        yield Problem(what, mend, strong.where)


def few_numbers(copy: Manuscript) -> Iterator[Problem]:
    """The strong answer can be remembered."""
    strong, count = copy.question.strong, len(numbers(copy.answer))
    if strong and count > limits.NUMBERS_IN_ANSWER.least and count not in limits.NUMBERS_IN_ANSWER:
        mend = f"keep at most {limits.NUMBERS_IN_ANSWER.most:g}: those that a listener would ask after"
        yield Problem(f"the strong answer has {count} numbers", mend, strong.where)


def crowded_sentences(copy: Manuscript) -> Iterator[Problem]:
    """A sentence of the strong answer has no more numbers than can be noted."""
    for sentence in sentences(copy.answer):
        found = numbers(sentence)
        if len(found) not in limits.NUMBERS_IN_SENTENCE:
            mend = f"keep {limits.NUMBERS_IN_SENTENCE}, or cut it in two"
            yield Problem(f"a sentence has {len(found)} numbers ({', '.join(found)})", mend, copy.spoken_at(sentence))


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
    Rule("A4", "The answer can be remembered", few_numbers),
    Rule("A5", "A sentence is not a table", crowded_sentences),
)
