"""The page that tells what the questions of a book cover: true, whole, and filling its page."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from generator.compose.back import COVERAGE_TITLE
from tests.compose.bank import TAXONOMY

from .books import Bindery, library_of
from .measure import Book, Page

every_book = pytest.mark.parametrize("name", ["sample-a4", "sample-letter", "sample-a5", "sample-half-letter"])


def page_of(book: Book) -> Page:
    """The one page with the table; it is the last before the notes."""
    (number,) = [b.page for b in book.outline if b.title == COVERAGE_TITLE]
    (notes,) = [b.page for b in book.outline if b.title == "Notes"]
    assert notes == number + 1
    return book.page(number)


@every_book
def test_each_number_stands_in_the_row_and_column_of_its_question(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    page, questions = page_of(book), library_of(Path(book.extra["folder"])).questions
    heads = {form: next(w.box.x0 for w in page.body if w.text == form.capitalize()) for form in TAXONOMY.formats.ids}
    rows = {
        name: next(w.baseline for w in page.body if w.text == name.capitalize()) for name in TAXONOMY.competencies.ids
    }
    found = set()
    for word in (w for w in page.body if w.text.isdecimal()):
        form = max((f for f in heads if heads[f] < word.box.x0 + 1), key=lambda f: heads[f])
        competency = max((c for c in rows if rows[c] < word.baseline + 1), key=lambda c: rows[c])
        found.add((competency, form, int(word.text)))
    expected = {
        (competency, questions[id_].format, number)
        for number, id_ in enumerate(book.extra["wordings"], 1)
        for competency in questions[id_].competencies
    }
    assert found == expected


@every_book
def test_the_table_fills_its_page_and_leaves_room_to_write(name: str, bindery: Bindery) -> None:
    page = page_of(bindery[name])
    borders = [s for s in page.strokes if s.level]
    assert borders
    assert page.text_foot - 6 < max(s.y for s in borders) <= page.text_foot + 0.5
    own = next(w.box.x0 for w in page.body if w.text == "own")
    assert max(s.box.x1 for s in borders) - own > 15


@every_book
def test_numbers_lead_to_their_questions(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    page = page_of(book)
    with pikepdf.open(book.path) as pdf:
        links = [a for a in pdf.pages[page.number - 1].get("/Annots", []) if a.Subtype == "/Link"]
        numbers = [w for w in page.body if w.text.isdecimal()]
        assert len(links) == len(numbers) > 6
