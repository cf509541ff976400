"""The worksheets edition, sheets at the end, and the glossary."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from generator.jobs.workbook import BuildRequest, build
from tests.compose.bank import TAXONOMY

from .books import TODAY, Bindery, library_of
from .measure import Book, measure, squeezed
from .test_text import Reader, all_lost, sheet_words

every_book = pytest.mark.parametrize("name", ["worksheets-a4", "worksheets-a5"])


@every_book
def test_the_worksheets_edition_has_sheets_alone_in_order(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    library = library_of(Path(book.extra["folder"]))
    feet = [page.foot.removesuffix(str(page.number)).strip() for page in book.pages]
    asked = [
        f"{w} · {q} · version {library.questions[q].version}"
        for q, w in (("programme-off-course", "W3"), ("right-thing-cost", "W1"))
    ]
    whole = [f"{s.id} · {s.title}" for s in library.worksheets.values() if s.id.startswith("P")]
    found = list(dict.fromkeys(feet))
    assert found == [*asked, library.plans["first-90-days"].name, *whole, ""]
    assert book.pages[-1].first_line == "Notes"
    assert not any("Strong answer" in page.text or "Why they ask" in page.text for page in book.pages)
    reader = Reader(list(book.pages))
    for sheet in library.worksheets.values():
        if sheet.id.startswith("P") and sheet.id != "P7":
            words = (word for text in sheet_words(sheet) for word in text.split())
            assert all_lost(reader, words) == [], sheet.id


@every_book
def test_a_sheet_brings_its_question_its_number_and_a_bookmark(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    marks = {b.title: b.page for b in book.outline if b.depth == 0}
    for number, (id_, wording) in (
        (1, ("programme-off-course", book.extra["wordings"]["programme-off-course"])),
        (3, ("right-thing-cost", book.extra["wordings"]["right-thing-cost"])),
    ):
        (page,) = [p for title, p in marks.items() if squeezed(wording) in squeezed(title)]
        assert squeezed(wording) in squeezed(book.page(page).text), id_
        assert book.page(page).first_line.split()[0] == str(number)
    assert list(marks)[-1] == "Notes"
    assert "Story bank" in marks


@every_book
def test_its_margins_are_alike_on_both_sides(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    margin = (book.grid.binding + book.grid.outer) / 2
    for page in (p for p in book.ruled_pages if not p.landscape and p.rules):
        right = max(rule.box.x1 for rule in page.rules)
        assert page.width - right == pytest.approx(margin, abs=1.1), page.number


def boxes(book: Book) -> list[tuple[float, float]]:
    """The middles of the tick boxes on the story bank, from the drawn paths."""
    (page,) = [p for p in book.pages if "P7" in p.foot]
    sides = [f.box for f in page.fills] + [s.box for s in page.strokes]
    found = {
        (round((b.x0 + b.x1) / 2, 1), round((b.top + b.bottom) / 2, 1))
        for b in sides
        if 4 < b.x1 - b.x0 < 5.2 and 4 < b.bottom - b.top < 5.2
    }
    return sorted(found)


@every_book
def test_the_story_bank_names_all_competencies_and_twelve_stories(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    (page,) = [p for p in book.pages if "P7" in p.foot]
    bank = library_of(Path(book.extra["folder"])).worksheets["P7"].blocks[0]
    assert bank.kind == "matrix"
    assert [c.lower() for c in bank.columns] == list(TAXONOMY.competencies.ids)
    text = squeezed(page.text)
    assert all(squeezed(c) in text for c in bank.columns)
    assert {str(n) for n in range(1, 13)} <= {w.text for w in page.words}
    tops = sorted(
        {round(w.baseline, 1) for w in page.words if w.text in map(str, range(1, 13)) and w.box.x0 < page.width / 2}
    )
    rows = [b - a for a, b in pairwise(tops[-12:])]
    assert min(rows) > (14 if book.grid.column else 8.5), "room for a name"
    assert max(rows) - min(rows) < 0.3


GLOSSARY = """- term: Kill test
  meaning: My own words for it.
- term: Zebra crossing
  meaning: Never used in a question.
"""


def of(tmp_path: Path, **overrides: object) -> Book:
    (tmp_path / "content").mkdir(exist_ok=True)
    (tmp_path / "content/glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    keys = {
        "questions": ["experiments-on-a-stable-platform"],
        "plan": "none",
        "notes_pages": 0,
        "paper": "a5",
        "date": "2026-11-23",
    }
    request = BuildRequest(
        pack=None, overrides={**keys, **overrides}, output=tmp_path / "b.pdf", folder=tmp_path, today=TODAY
    )
    build(request)
    return measure(tmp_path / "b.pdf", "b", str({**keys, **overrides}["paper"]))


def glossary(book: Book) -> str:
    """The words of the glossary's pages."""
    start = next((b.page for b in book.outline if b.title == "Glossary"), 0)
    end = min([b.page for b in book.outline if b.depth == 0 and b.page > start], default=len(book.pages) + 1)
    return " ".join(page.text for page in book.pages[start - 1 : end - 1]) if start else ""


def test_the_glossary_explains_the_terms_that_are_used_in_the_reader_s_own_words(tmp_path: Path) -> None:
    used = glossary(of(tmp_path))
    assert "Kill test My own words for it." in used
    assert "Zebra" not in used
    assert "Canary release" not in used or "canary" in used
    every = glossary(of(tmp_path, glossary="all"))
    assert "Zebra crossing Never used in a question." in every
    assert "Recovery time objective (RTO)" in every
    assert glossary(of(tmp_path, glossary="none")) == ""


def test_the_glossary_is_set_in_two_columns(tmp_path: Path) -> None:
    book = of(tmp_path, glossary="all")
    page = book.page(next(b.page for b in book.outline if b.title == "Glossary"))
    middle = (min(w.box.x0 for w in page.body) + max(w.box.x1 for w in page.body)) / 2
    assert sum(w.box.x0 < middle < w.box.x1 for w in page.body if w.text != "Glossary") == 0
    right = [w for w in page.body if w.box.x0 > middle]
    left = [w for w in page.body if w.box.x1 < middle]
    assert 0.6 < len(left) / len(right) < 1.7


def test_sheets_are_put_at_the_end_each_once_in_the_order_named(tmp_path: Path) -> None:
    book = of(tmp_path, sheets=["story-bank", "P5", "p5", "W1"], glossary="none")
    titles = [b.title for b in book.outline if b.depth == 0]
    assert titles[-4:] == ["Frameworks", "Story bank", "The day before", "STAR and learning"]
    listed = " ".join(page.text for page in book.pages[1:2])
    for bookmark in [b for b in book.outline if b.depth == 0][-3:]:
        assert re.search(rf"{bookmark.title}\W*?(?:\. ?){{2,}} *{bookmark.page}\b", listed), bookmark.title
        assert book.page(bookmark.page).folio == bookmark.page
