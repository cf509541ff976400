from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.calendar import LONGEST, UNDATED, prep_calendar
from generator.model.listing import CalendarRow

from .bank import question

TODAY = date(2026, 11, 23)


def rows(questions: int, days: int | None) -> tuple[CalendarRow, ...]:
    interview = None if days is None else TODAY + timedelta(days=days)
    return prep_calendar([(str(i), question(f"q{i}")) for i in range(1, questions + 1)], TODAY, interview)


counts, spans = st.integers(0, 60), st.integers(1, 400)


@given(counts, spans)
def test_it_ends_on_the_interview_and_runs_everything_the_day_before(questions: int, days: int) -> None:
    calendar = rows(questions, days)
    assert calendar[-1].days_left == 0
    assert calendar[-1].day == TODAY + timedelta(days=days)
    assert calendar[-1].note
    if days > 1:
        assert calendar[-2].days_left == 1
        assert "All questions" in calendar[-2].note


@given(counts, spans)
def test_rows_come_in_order_and_none_lies_in_the_past(questions: int, days: int) -> None:
    calendar = rows(questions, days)
    left = [row.days_left for row in calendar]
    assert left == sorted(set(left), reverse=True)
    assert left[0] <= min(days, LONGEST)
    for row in calendar:
        assert row.day is not None
        assert row.day >= TODAY
        assert row.day + timedelta(days=row.days_left) == TODAY + timedelta(days=days)
        assert row.first or row.again or row.note, "no day without something to do"


@given(counts, spans.filter(lambda d: d > 3))
def test_every_question_is_met_once_before_it_returns_and_in_order(questions: int, days: int) -> None:
    calendar = rows(questions, days)
    met = [number for row in calendar for number in row.first]
    assert met == [str(i) for i in range(1, questions + 1)]
    first = {number: row.days_left for row in calendar for number in row.first}
    for row in calendar:
        assert len(set(row.again)) == len(row.again)
        for number in row.again:
            assert row.days_left < first[number]


@given(st.integers(1, 60), st.integers(1, 3))
def test_no_question_is_forgotten_however_short_the_time(questions: int, days: int) -> None:
    calendar = rows(questions, days)
    met = {number for row in calendar for number in row.first}
    assert met == {str(i) for i in range(1, questions + 1)} or any("All questions" in row.note for row in calendar)


@given(st.integers(1, 20), st.integers(12, 60))
def test_returns_are_spaced_by_about_a_quarter_of_the_days_left(questions: int, days: int) -> None:
    calendar = rows(questions, days)
    for number in map(str, range(1, questions + 1)):
        days_on = [row.days_left for row in calendar if number in row.first + row.again]
        assert len(days_on) >= 2, "every question comes back"
        for before, after in itertools.pairwise(days_on):
            assert abs((before - after) - before / 4) <= 1


@pytest.mark.parametrize("days", [0, -1, -400])
def test_none_when_the_interview_is_today_or_over(days: int) -> None:
    assert rows(6, days) == ()


def test_without_a_date_it_counts_days_only() -> None:
    calendar = rows(6, None)
    assert calendar[0].days_left == UNDATED
    assert {row.day for row in calendar} == {None}


def test_without_a_date_a_large_book_has_a_day_for_each_question_up_to_six_weeks() -> None:
    assert [rows(n, None)[0].days_left for n in (14, 30, 60)] == [14, 30, LONGEST]


@pytest.mark.parametrize(
    ("numbers", "runs"),
    [
        (("1",), ("1",)),
        (("1", "2"), ("1", "2")),
        (("1", "2", "3"), ("1–3",)),
        (("1", "3", "4", "5", "9", "10"), ("1", "3–5", "9", "10")),
        (("A1", "A2", "A3"), ("A1", "A2", "A3")),
    ],
)
def test_three_numbers_in_a_row_are_named_by_the_first_and_the_last(
    numbers: tuple[str, ...], runs: tuple[str, ...]
) -> None:
    row = CalendarRow(3, None, numbers, numbers)
    assert row.first_runs == row.again_runs == runs
