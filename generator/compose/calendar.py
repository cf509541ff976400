"""The prep calendar, counted back from the interview date.

Each question is met once, in order, over the first half of the days; it then comes back after about a quarter of the
days that are left, and everything runs once more the day before. Even spacing does as well as growing gaps.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ..model.content import Question
from ..model.listing import CalendarRow

LONGEST = 42
"""Days before the interview at which the calendar starts at the earliest."""

UNDATED = 14
"""Days a calendar covers when no interview date is known; more where a book has more questions than that."""


def prep_calendar(
    numbers: Sequence[tuple[str, Question]], today: date, interview: date | None
) -> tuple[CalendarRow, ...]:
    """Rows for every day with something to do, ending on the interview day.

    ``numbers`` pairs a printed number with its question. Empty when the interview is today or over.
    """
    span = min(LONGEST, (interview - today).days if interview else max(UNDATED, len(numbers)))
    if span < 1:
        return ()
    first: dict[int, list[str]] = {}
    again: dict[int, list[str]] = {}
    opening = max(1, span // 2)
    for place, (number, _) in enumerate(numbers):
        left = span - place * opening // max(1, len(numbers))
        first.setdefault(left, []).append(number)
        for later in _returns(left):
            again.setdefault(later, []).append(number)
    days = sorted({*first, *again, 1, 0}, reverse=True)
    return tuple(_row(left, interview, first, again) for left in days)


def _returns(left: int) -> list[int]:
    """Days left at each return of a question first met at ``left``: a quarter of the rest on, until two are left."""
    result: list[int] = []
    while True:
        left -= max(1, round(left / 4))
        if left < 2:
            return result
        result.append(left)


def _row(left: int, interview: date | None, first: dict[int, list[str]], again: dict[int, list[str]]) -> CalendarRow:
    day = interview - timedelta(days=left) if interview else None
    if left == 0:
        return CalendarRow(0, day, (), (), "The interview. Read your headlines once, then leave the book at home.")
    if left == 1:
        return CalendarRow(1, day, (), (), "All questions once, aloud, from the recall cues alone.")
    return CalendarRow(left, day, tuple(first.get(left, ())), tuple(again.get(left, ())))
