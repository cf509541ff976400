"""The editions, what stands at the end of a book, and what fills its last sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.compose.assemble import assemble
from generator.compose.glossary import explained
from generator.compose.select import select
from generator.model.content import Fact, Library, Term
from generator.model.facts import AnswerFacts, AttemptFacts, NotesFacts, SectionKind, SheetFacts, WorksheetsFacts
from generator.model.layout import Sheet
from generator.model.pack import Edition, GlossaryTerms, PackSpec, Paper
from generator.model.problems import SelectionError
from generator.model.workbook import Workbook
from generator.model.worksheet import BreakBlock, LinesBlock

from .bank import WHERE, library, passage, question, sheet

TODAY = date(2026, 11, 23)
TERMS = {t.id: t for t in (Term(name, "A meaning.", WHERE) for name in ("Kill test", "Recovery time objective (RTO)"))}
PLAIN = library(question("a"), question("b", "people", worksheets=()), question("c"))
BANK = replace(
    PLAIN,
    worksheets={
        **PLAIN.worksheets,
        **{f"P{n}": sheet(f"P{n}", name=f"p-{n}", title=f"Sheet {n}") for n in (1, 2)},
    },
)


def book(bank: Library = BANK, filling: int = 0, **keys: Any) -> Workbook:
    spec = PackSpec(**keys)
    return assemble(bank, select(bank, spec), spec, TODAY, filling)


def ids(workbook: Workbook) -> list[str]:
    return [section.id for section in workbook.sections]


def test_practice_has_fronts_first_and_all_answers_behind_them() -> None:
    found = book(edition=Edition.PRACTICE)
    fronts = ["theme-strategy", "q-a", "q-c", "q-b"]  # one question on people: no page before it
    assert ids(found)[3:] == [*fronts, "answers", "a-a", "a-c", "a-b", "frameworks", "plan", "notes"]
    kinds = [s.kind for s in found.sections if s.id[1] == "-"]
    assert kinds == [SectionKind.ATTEMPT] * 3 + [SectionKind.ANSWER] * 3
    sheets = {s.id: len(s.facts.sheets) for s in found.sections if isinstance(s.facts, AttemptFacts | AnswerFacts)}
    assert sheets == {"q-a": 1, "q-c": 1, "q-b": 0, "a-a": 0, "a-c": 0, "a-b": 0}


def test_worksheets_are_alone_and_keep_their_questions_numbers() -> None:
    found = book(edition=Edition.WORKSHEETS)
    assert ids(found) == ["q-a", "q-c", "plan", "sheet-p1", "sheet-p2", "notes"]
    assert [facts.entry.number for facts in found.held(WorksheetsFacts)] == ["1", "2"]


def test_worksheets_of_nothing_are_an_error() -> None:
    with pytest.raises(
        SelectionError, match=r"^the chosen questions have no worksheets; choose others, or add --sheet all$"
    ):
        book(edition=Edition.WORKSHEETS, questions=("b",), sheets=("none",), plan="none", notes_pages=0)


@pytest.mark.parametrize(
    ("edition", "wanted", "found"),
    [
        (Edition.STUDY, (), []),
        (Edition.SCREEN, ("all",), ["sheet-p1", "sheet-p2"]),
        (Edition.STUDY, ("P2", "p-1", "p2"), ["sheet-p2", "sheet-p1"]),
        (Edition.PRACTICE, ("W1",), ["sheet-w1"]),
        (Edition.WORKSHEETS, ("p-2",), ["sheet-p2"]),
        (Edition.WORKSHEETS, ("none",), []),
    ],
)
def test_sheets_at_the_end(edition: Edition, wanted: tuple[str, ...], found: list[str]) -> None:
    made = book(edition=edition, sheets=wanted)
    assert [id_ for id_ in ids(made) if id_.startswith("sheet-")] == found
    assert ids(made)[-1] == "notes"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("P3", 'unknown sheet "P3"; known: P1, P2, W1,'),
        ("W2", 'sheet "W2" is the plan first-90-days; it has a key of its own: plan: first-90-days'),
    ],
)
def test_sheets_that_cannot_be_had(name: str, said: str) -> None:
    with pytest.raises(SelectionError) as caught:
        book(sheets=(name,))
    assert str(caught.value).startswith(said)


def term(name: str) -> dict[str, Term]:
    return {name.casefold(): Term(name, "A meaning.", WHERE)}


@pytest.mark.parametrize(
    ("name", "text", "is_used"),
    [
        ("Kill test", "We set a kill test.", True),
        ("Kill test", "Both **kill\ntests** held.", True),
        ("Kill test", "a kill-test", True),
        ("Kill test", "skill test", False),
        ("Kill test", "kill testing", False),
        ("Trip-wire", "two trip wires", True),
        ("Recovery time objective (RTO)", "The RTO was an hour.", True),
        ("Recovery time objective (RTO)", "recovery time objectives", True),
        ("Recovery time objective (RTO)", "we rto", False),
        ("IT general controls", "it general controls", True),
        ("C++ (a language)", "In C++ we did.", True),
    ],
)
def test_a_term_is_used_in_singular_and_plural(name: str, text: str, is_used: bool) -> None:
    asked = question("a", why_they_ask=replace(passage("Why"), markdown=text))
    assert bool(explained(term(name), GlossaryTerms.USED, [asked])) is is_used


def test_a_term_in_what_is_not_printed_is_not_used() -> None:
    assert explained(TERMS, GlossaryTerms.USED, [question("a", tags=("kill test",))]) == ()
    dated = Fact("f", "A kill test was agreed.", "example.org", TODAY, WHERE)
    assert [t.term for t in explained(TERMS, GlossaryTerms.USED, [dated])] == ["Kill test"]


def test_the_glossary_stands_after_the_frameworks() -> None:
    bank = replace(BANK, glossary=TERMS)
    assert "glossary" not in ids(book(bank))
    assert ids(book(bank, glossary="all"))[-4:] == ["frameworks", "glossary", "plan", "notes"]
    assert "glossary" not in ids(book(bank, glossary="all", edition=Edition.WORKSHEETS))


STORY = sheet(
    "W1",
    title="A story",
    blocks=(
        LinesBlock(kind="lines", label="a", lines=3),
        BreakBlock(kind="break", small_only=True),
        LinesBlock(kind="lines", label="b", lines=3),
    ),
)
STORIES = replace(BANK, worksheets={**BANK.worksheets, "W1": STORY})


def pages(facts: NotesFacts | SheetFacts) -> int:
    if isinstance(facts, NotesFacts):
        return facts.count
    assert isinstance(facts.sheet, Sheet)
    return len(facts.sheet.pages)


@pytest.mark.parametrize(
    ("notes", "filling", "found"),
    [
        (0, 0, []),
        (2, 0, [("notes", 2)]),
        (2, 1, [("notes", 3)]),
        # The book ends on a left-hand page: the two pages of the sheet face each other.
        (2, 2, [("notes", 1), ("spare", 2), ("more-notes", 1)]),
        (2, 3, [("spare", 2), ("notes", 3)]),
        (1, 2, [("spare", 2), ("notes", 1)]),
        (0, 2, [("spare", 2)]),
        (0, 3, [("spare", 2), ("notes", 1)]),
    ],
)
def test_what_fills_the_last_sheet(notes: int, filling: int, found: list[tuple[str, int]]) -> None:
    made = book(STORIES, filling, paper=Paper.A5, notes_pages=notes, plan="none")
    back = [(s.id, s.facts) for s in made.sections if isinstance(s.facts, NotesFacts | SheetFacts)]
    assert [(id_, pages(facts)) for id_, facts in back] == found
    assert sum(n for _, n in found) == notes + filling


def test_without_such_a_sheet_pages_for_notes_fill_it() -> None:
    bank = library(question("a", worksheets=()))
    assert ids(book(bank, 3, paper=Paper.A5, notes_pages=0))[-1] == "notes"
    too_much = sheet("W1", blocks=(LinesBlock(kind="lines", label="a", lines=1, starts=("x",) * 40),))
    bank = replace(bank, worksheets={**bank.worksheets, "W1": too_much})
    assert ids(book(bank, 3, paper=Paper.A5, notes_pages=0))[-1] == "notes"
