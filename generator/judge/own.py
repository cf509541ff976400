"""Can an answer of the reader's own be told? Its time, its numbers, who acted, what is still empty.

It is never compared with the model answer it stands beside.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.answer import AnswerPart, AnswerShape
from ..model.own import Status
from ..model.problems import Problem
from ..model.words import counted
from . import limits
from .prose import i_and_we, numbers, plain
from .rule import OwnCopy, OwnRule
from .story import NAMES, RESULT
from .vocabulary import TIME

STORY = "STARL"


def seconds(copy: OwnCopy) -> Iterator[Problem]:
    """It takes as long as the plan of the question, or stops at three minutes."""
    told, plan = copy.told, copy.question.plan
    if told is None:
        return
    said = f"your answer takes {told.seconds} seconds to say ({told.words} words)"
    if plan is None:
        if told.seconds not in limits.ANSWER_SECONDS:
            yield Problem(said, f"make it {limits.ANSWER_SECONDS}", told.where)
    elif 100 * abs(told.seconds - plan.seconds) > limits.OFF_THE_PLAN * plan.seconds:
        mend = f"the plan of the question is {plan.seconds}: stay within {limits.OFF_THE_PLAN} % of it"
        yield Problem(said, mend, told.where)


def figures(copy: OwnCopy) -> Iterator[Problem]:
    """The result has a number, and the whole has no more than a listener keeps."""
    results = _results(copy)
    if results and not any(numbers(part.markdown) for part in results):
        yield Problem("your result has no number", "say how much", results[0].where)
    count = len(numbers(copy.text))
    if copy.told and count not in limits.NUMBERS_OF_ONES_OWN:
        what = f"your answer has {counted(count, 'number')}"
        yield Problem(what, f"keep those that matter: {limits.NUMBERS_OF_ONES_OWN}", copy.told.where)


def who_acted(copy: OwnCopy) -> Iterator[Problem]:
    """The teller acts."""
    i, we = i_and_we(plain(copy.text))
    if copy.told and i < we:
        what = f'your answer says "we" {counted(we, "time")} and "I" {counted(i, "time")}'
        yield Problem(what, 'say what you did: "I" as often as "we"', copy.told.where)


def dated(copy: OwnCopy) -> Iterator[Problem]:
    """The result says when."""
    results = _results(copy)
    if results and not any(TIME.search(part.markdown) for part in results):
        mend = 'say by when, such as "within six months"'
        yield Problem("your result has no unit of time", mend, results[0].where)


def whole(copy: OwnCopy) -> Iterator[Problem]:
    """A story has all its parts."""
    empty = _empty(copy)
    if copy.told and empty and copy.answer.status is not Status.READY:
        yield Problem(f"{_named(empty)} empty yet", "write what is missing", copy.told.where)


def ready(copy: OwnCopy) -> Iterator[Problem]:
    """What is called ready is."""
    if copy.answer.status is not Status.READY:
        return
    empty = [*([] if copy.headline else ["Headline"]), *_empty(copy)]
    if copy.told is None:
        yield Problem("this answer is called ready, and nothing is told in it", _NOT_READY, copy.answer.where)
    elif empty:
        yield Problem(f"this answer is called ready, and {_named(empty)} empty", _NOT_READY, copy.answer.where)


_NOT_READY = "write it, or set the status to draft"


def _results(copy: OwnCopy) -> tuple[AnswerPart, ...]:
    return tuple(part for part in copy.told.parts if part.marker == RESULT) if copy.told else ()


def _empty(copy: OwnCopy) -> list[str]:
    """The parts of a story that it has not."""
    if copy.told is None or copy.told.shape is not AnswerShape.STAR:
        return []
    there = {part.marker for part in copy.told.parts if part.markdown}
    return [NAMES[marker] for marker in STORY if marker not in there]


def _named(labels: list[str]) -> str:
    *others, last = labels
    return f"{', '.join(others)} and {last} are" if others else f"{last} is"


RULES = (
    OwnRule("O1", "Your answer keeps to its time", seconds),
    OwnRule("O2", "Your result is a number, and numbers are few", figures),
    OwnRule("O3", "You act in your answer", who_acted),
    OwnRule("O4", "Your result says when", dated),
    OwnRule("O5", "Your story has its parts", whole),
    OwnRule("O6", "What is called ready is ready", ready),
)
