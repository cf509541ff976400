"""Is a story told well? The order of its parts, their shares, who acted, and what came of it.

An answer is a story if its parts are: Situation, Task, Action, Result, Learning, or Context, Problem and Obstacle for
the first two. Other answers are left alone here.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.answer import AnswerPart, AnswerShape
from ..model.problems import Problem
from ..model.words import counted
from . import limits
from .limits import Span
from .manuscript import Manuscript
from .prose import i_and_we, numbers, sentences
from .rule import Rule
from .vocabulary import TIME

ORDER = {"S": 0, "C": 0, "P": 0, "T": 1, "O": 1, "A": 2, "R": 3, "L": 4}
NAMES = {
    "S": "Situation",
    "C": "Context",
    "P": "Problem",
    "T": "Task",
    "O": "Obstacle",
    "A": "Action",
    "R": "Result",
    "L": "Learning",
}
SETTING, ACTION, RESULT, OUTCOME = "SCPTO", "A", "R", "RL"


def order(copy: Manuscript) -> Iterator[Problem]:
    """Situation, Task, Action, Result, Learning: all of them, in this order."""
    parts = _story(copy)
    last = -1
    for part in parts:
        rank = ORDER[part.marker]
        # A second story may begin where the first has had its result.
        if rank <= last and not (rank == 0 and last >= ORDER["R"]):
            yield Problem(f'"{part.label}" comes too late', _sequence(copy), part.where)
        last = rank
    there = {part.marker for part in parts}
    missing = [NAMES[marker] for marker in _wanted(copy) if marker not in there] if parts else []
    if copy.question.strong and missing:
        yield Problem(f"the story has no {' and no '.join(missing)}", _sequence(copy), copy.question.strong.where)


def setting(copy: Manuscript) -> Iterator[Problem]:
    """The stage is set quickly."""
    yield from _share(copy, SETTING, limits.SETTING_SHARE)


def action(copy: Manuscript) -> Iterator[Problem]:
    """Half of the story is what was done."""
    yield from _share(copy, ACTION, limits.ACTION_SHARE)


def outcome(copy: Manuscript) -> Iterator[Problem]:
    """What came of it, and what was learned, gets its time."""
    yield from _share(copy, OUTCOME, limits.OUTCOME_SHARE)


def who_acted(copy: Manuscript) -> Iterator[Problem]:
    """The teller acts."""
    parts = [part for part in _story(copy) if part.marker in ACTION]
    i, we = i_and_we(" ".join(part.markdown for part in parts))
    if parts and (i not in limits.TIMES_I or i < we):
        what = f'the action says "I" {_times(i)} and "we" {_times(we)}'
        mend = f'say what you did: "I" {limits.TIMES_I} times, and as often as "we"'
        yield Problem(what, mend, parts[0].where)


def measured(copy: Manuscript) -> Iterator[Problem]:
    """The result has a number, and the time it took."""
    parts = [part for part in _story(copy) if part.marker in RESULT]
    told = [sentence for part in parts for sentence in sentences(part.markdown)]
    if parts and not any(numbers(sentence) and TIME.search(sentence) for sentence in told):
        count = sum(len(numbers(sentence)) for sentence in told)
        known = f"{counted(count, 'number')}, none with a unit of time" if count else "no number"
        what = f"the result has {known}"
        yield Problem(what, 'say how much by when, such as "from 9 to 4 within six months"', parts[0].where)


def _story(copy: Manuscript) -> tuple[AnswerPart, ...]:
    """The parts that have a letter; none where the answer is no story."""
    strong = copy.question.strong
    parts = tuple(part for part in strong.parts if part.marker in ORDER) if strong else ()
    return parts if any(part.marker in ACTION for part in parts) else ()


def _wanted(copy: Manuscript) -> str:
    strong = copy.question.strong
    return "STARL" if strong and strong.shape is AnswerShape.STAR else "RL"


def _sequence(copy: Manuscript) -> str:
    names = [NAMES[marker] for marker in _wanted(copy)]
    return f"tell {', '.join(names[:-1])}, {names[-1]}" if len(names) > 2 else "end with Result, then Learning"


def _share(copy: Manuscript, markers: str, wanted: Span) -> Iterator[Problem]:
    parts = [part for part in _story(copy) if part.marker in markers]
    count, total = sum(part.words for part in parts), copy.question.strong.words if copy.question.strong else 0
    share = round(100 * count / total) if total else 0
    if parts and share not in wanted:
        labels = dict.fromkeys(part.label for part in parts)
        what = f"{' and '.join(labels)} {'takes' if len(labels) == 1 else 'take'} {share} % of the answer"
        yield Problem(f"{what} ({count} of {total} words)", f"{wanted} %", parts[0].where)


def _times(count: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")


RULES = (
    Rule("S1", "A story has its parts, in order", order),
    Rule("S2", "The stage is set quickly", setting),
    Rule("S3", "Half of a story is action", action),
    Rule("S4", "The outcome gets its time", outcome),
    Rule("S5", "The teller acts", who_acted),
    Rule("S6", "The result is a number with its time", measured),
)
