"""Each design on some papers, editions and inks: a sample of what ``scripts/sweep`` looks at, and what designs promise."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pdfplumber
import pytest

from generator import assets
from generator.load.library import load_library
from generator.model.pack import Edition, Ink, Paper
from generator.press.press import Press
from scripts.sweeping.look import Combination, combinations, look

from .measure import MM, Book

SAMPLE = {
    "modern-a4": Combination("modern", Paper.A4, Edition.STUDY, Ink.COLOUR),
    "modern-half-letter": Combination("modern", Paper.HALF_LETTER, Edition.SCREEN, Ink.LOW),
    "accessible-a4": Combination("accessible", Paper.A4, Edition.STUDY, Ink.GREY),
    "accessible-a5": Combination("accessible", Paper.A5, Edition.STUDY, Ink.COLOUR),
    "practice": Combination("classic", Paper.A5, Edition.PRACTICE, Ink.GREY),
    "cards": Combination("accessible", Paper.LETTER, Edition.CARDS, Ink.COLOUR),
}
Looked = Callable[[str], tuple[Book, list[str]]]


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Looked:
    """A combination's book, set once, and what is wrong with it."""
    folder = tmp_path_factory.mktemp("designs")
    library, _ = load_library([assets.shipped_content()])
    press = Press(folder)
    seen: dict[str, tuple[Book, list[str]]] = {}

    def at(name: str) -> tuple[Book, list[str]]:
        if name not in seen:
            seen[name] = look(SAMPLE[name], library, press, folder)
        return seen[name]

    return at


@pytest.mark.parametrize("name", SAMPLE)
def test_nothing_is_wrong_with_a_page(name: str, looked: Looked) -> None:
    _, wrong = looked(name)
    assert wrong == []


def test_the_sweep_goes_over_every_design_paper_edition_and_ink() -> None:
    every = list(combinations())
    assert len(set(map(str, every))) == len(every) == 3 * (4 * len(Paper) + 2) * len(Ink)
    assert {c.design for c in every} == {"classic", "modern", "accessible"}


def sizes(book: Book, pages: set[int]) -> dict[float, str]:
    """The sizes of the letters between head and foot of some pages, pt, and a sample of each."""
    found: dict[float, str] = {}
    with pdfplumber.open(book.path) as pdf:
        for page in (pdf.pages[number - 1] for number in pages):
            about = book.page(page.page_number)
            for letter in page.chars:
                y, x, outer = letter["bottom"] * MM, letter["x0"] * MM, about.grid.outer
                if about.text_top < y < about.text_foot + 2 and outer - 1 < x < about.width - outer:
                    size = round(float(letter["size"]), 1)
                    found[size] = (found.get(size, "") + letter["text"])[:60]
    return found


def reading(book: Book) -> set[int]:
    """Pages of answers and of the contents: what is read, without figures and forms."""
    (first, *_) = book.openers.values()
    pages = [p.number for p in book.pages if book.kind(p) == "text" and "Cover and try" not in p.text]
    return {n for n in pages if n == 2 or first < n < book.section(first)}


@pytest.mark.parametrize(("name", "text", "least"), [("accessible-a4", 12.5, 10), ("accessible-a5", 11.4, 9)])
def test_accessible_type_is_large(name: str, text: float, least: float, looked: Looked) -> None:
    book, _ = looked(name)
    pages = reading(book)
    assert len(pages) >= 3
    found = sizes(book, pages)
    assert {size: sample for size, sample in found.items() if size < least} == {}
    assert any(abs(size - text) < 0.2 for size in found), found


@pytest.mark.parametrize("name", ["accessible-a4", "accessible-a5"])
def test_accessible_lines_are_far_apart_and_not_too_long(name: str, looked: Looked) -> None:
    book, _ = looked(name)
    gaps: list[float] = []
    for number in reading(book) - {2}:
        levels = sorted({round(w.baseline, 2) for w in book.page(number).body})
        gaps += [b - a for a, b in pairwise(levels) if b - a > 3]
    text = 12.6 if name == "accessible-a4" else 11.4
    gaps.sort()
    assert gaps[len(gaps) // 2] * 72 / 25.4 >= 1.45 * text


def test_accessible_has_no_long_slanted_passage(looked: Looked) -> None:
    book, _ = looked("accessible-a4")
    with pdfplumber.open(book.path) as pdf:
        for page in pdf.pages:
            slanted = "".join(c["text"] for c in page.chars if "Italic" in c["fontname"])
            assert len(slanted) < 60, f"page {page.page_number}: {slanted[:80]}"


def test_accessible_openers_are_spreads_and_answers_overleaf(looked: Looked) -> None:
    book, _ = looked("accessible-a4")
    for opener in book.openers.values():
        assert not book.page(opener).right_hand
        answer = next(p.number for p in book.pages[opener:] if "Illustrative" in p.text)
        assert answer % 2 == 0
        assert answer >= opener + 2


def test_modern_keeps_the_form_of_four_pages(looked: Looked) -> None:
    book, _ = looked("modern-a4")
    for opener in book.openers.values():
        pages = [p for p in book.pages[opener - 1 : book.section(opener) - 1] if book.kind(p) == "text"]
        assert len(pages) == 3, [p.number for p in pages]
