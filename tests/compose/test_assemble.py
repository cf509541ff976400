from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.compose.assemble import assemble
from generator.compose.select import select
from generator.model.answer import Bullets
from generator.model.content import Annotation, Library
from generator.model.facts import HowToFacts, QuestionFacts
from generator.model.layout import PlanLayout, Sheet
from generator.model.pack import PAGE_SIZES, PackSpec, Paper
from generator.model.problems import SelectionError
from generator.model.workbook import Workbook

from .bank import WHERE, library, question

TODAY = date(2026, 11, 23)
BANK = library(question("a"), question("b", "people"), question("c"), question("d", "people"))


def book(bank: Library = BANK, **keys: Any) -> Workbook:
    spec = PackSpec(**keys)
    return assemble(bank, select(bank, spec), spec, TODAY)


def ids(workbook: Workbook) -> list[str]:
    return [section.id for section in workbook.sections]


def test_the_order_of_the_book() -> None:
    front = ["cover", "contents", "how-to"]
    body = ["theme-strategy", "q-a", "q-c", "theme-people", "q-b", "q-d"]
    assert ids(book()) == [*front, *body, "frameworks", "plan", "coverage", "notes"]


def test_a_theme_s_questions_stay_together_in_the_order_they_first_come() -> None:
    found = book(questions=("d", "a", "b"), order="theme")
    assert [i for i in ids(found)[3:-3] if i != "theme-strategy"] == ["theme-people", "q-d", "q-b", "q-a"]
    found = book(questions=("d", "a", "b", "c"), order="theme")
    assert ids(found)[3:-4] == ["theme-people", "q-d", "q-b", "theme-strategy", "q-a", "q-c"]
    numbers = [(s.theme_number, s.facts.entry.number) for s in found.sections if isinstance(s.facts, QuestionFacts)]
    # Themes come otherwise than in the bank, and are counted anew.
    assert numbers == [(1, "1"), (1, "2"), (2, "3"), (2, "4")]


def of_themes(workbook: Workbook) -> list[int]:
    return [s.theme_number for s in workbook.sections if isinstance(s.facts, QuestionFacts)]


def test_themes_keep_the_bank_s_numbers_only_where_they_come_as_in_the_bank() -> None:
    assert of_themes(book(themes=("people",))) == [2, 2]
    assert of_themes(book(themes=("strategy", "people"))) == [1, 1, 2, 2]
    assert of_themes(book(themes=("people", "strategy"))) == [1, 1, 2, 2]
    assert of_themes(book(questions=("b",))) == [1]
    assert of_themes(book(questions=("b", "a", "d"))) == [1, 2, 1]


@pytest.mark.parametrize(
    ("keys", "body"),
    [
        ({"questions": ("d", "a", "b")}, ["theme-people", "q-d", "q-a", "q-b"]),
        ({"themes": ("people", "strategy")}, ["theme-people", "q-b", "q-d", "theme-strategy", "q-a", "q-c"]),
        ({"themes": ("strategy",), "add_questions": ("d",)}, ["theme-strategy", "q-a", "q-c", "q-d"]),
        ({"questions": ("d", "b"), "theme_pages": False}, ["q-d", "q-b"]),
        ({"questions": ("d", "a", "b", "c")}, ["theme-people", "q-d", "theme-strategy", "q-a", "q-b", "q-c"]),
    ],
)
def test_the_order_is_what_was_asked_and_a_theme_s_page_comes_once(keys: dict[str, Any], body: list[str]) -> None:
    assert [i for i in ids(book(plan="none", notes_pages=0, **keys)) if i.startswith(("theme-", "q-"))] == body


def test_a_theme_with_one_question_is_told_on_that_question_s_page() -> None:
    found = {
        facts.entry.question.id: facts
        for facts in book(questions=("d", "a", "b", "c"), exclude=("c",)).held(QuestionFacts)
    }
    assert (found["a"].lead, found["d"].lead) == ("An introduction.", "")
    # A bookmark stands below its theme's page only where that comes before it.
    assert {id_: facts.below_theme for id_, facts in found.items()} == {"d": True, "a": False, "b": False}
    without = book(questions=("a", "b"), theme_pages=False).held(QuestionFacts)
    assert [(facts.lead, facts.below_theme) for facts in without] == [("", False), ("", False)]


def test_numbers_of_the_author_are_kept_when_all_have_one_and_differ() -> None:
    def numbers(*own: str) -> list[str]:
        bank = library(*(question(f"q{i}", number=n) for i, n in enumerate(own)))
        return [facts.entry.number for facts in book(bank).held(QuestionFacts)]

    assert numbers("3", "7") == ["3", "7"]
    assert numbers("3", "") == ["1", "2"]
    assert numbers("3", "3") == ["1", "2"]


def test_what_is_left_out_is_not_in_the_book() -> None:
    found = book(plan="none", notes_pages=0)
    assert not {"plan", "notes"} & set(ids(found))


def test_an_unknown_plan_gets_a_did_you_mean() -> None:
    with pytest.raises(SelectionError, match=r'unknown plan "first-90-day"; did you mean "first-90-days"\?'):
        book(plan="first-90-day")


def test_the_date_is_the_pack_s_or_the_build_s() -> None:
    assert book().issued == TODAY
    assert book(date=date(2026, 1, 2)).issued == date(2026, 1, 2)


@pytest.mark.parametrize("paper", Paper)
def test_the_page_is_the_paper_s(paper: Paper) -> None:
    assert book(paper=paper).page == PAGE_SIZES[paper]


def test_an_interview_in_the_past_is_a_warning() -> None:
    found = book(interview_date=date(2026, 11, 1))
    (odd,) = found.problems
    assert not odd.is_error
    assert "2026-11-01 lies before 2026-11-23" in str(odd)
    assert next(found.held(HowToFacts)).calendar == ()
    assert book(interview_date=TODAY).problems == ()


def facts(bank: Library, **keys: Any) -> QuestionFacts:
    return next(book(bank, **keys).held(QuestionFacts))


def test_the_book_s_own_plan_is_not_printed_twice() -> None:
    bank = library(question("a", worksheets=("W1", "W2")))
    once = facts(bank)
    assert [type(s) for s in once.sheets] == [Sheet]
    assert once.plan_anchor == "plan"
    without = facts(bank, plan="none")
    assert [type(s) for s in without.sheets] == [Sheet, PlanLayout]
    assert without.plan_anchor == ""


def test_the_shared_score_rows_come_before_the_question_s_own() -> None:
    own = Bullets("Self-score", ("My own row",), WHERE)
    assert facts(library(question("a", self_score=own))).score_rows == ("I answered the question", "My own row")


def test_the_last_worked_example_is_left_for_the_reader_to_label() -> None:
    assert facts(library(question("a", annotation=Annotation.NONE))).labelled is False
    assert facts(library(question("a", annotation=Annotation.MARKERS))).labelled is True
