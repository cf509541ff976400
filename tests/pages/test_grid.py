"""The page: its size, its margins, what must stay free, and the outer column."""

from __future__ import annotations

from statistics import median

import pytest
from PIL import Image

from generator.load.library import load_library
from generator.model.pack import PAGE_SIZES, Paper
from tests.whole import strong_of

from .books import ROOT, Bindery
from .measure import EDGE, GRIDS, HOLES, Book, Box, Page, inked, paint, paintings, squeezed

STUDY = [
    "sample-a4",
    "sample-letter",
    "sample-a5",
    "sample-half-letter",
    "imported-a4",
    "imported-a5",
    "own-a4",
    "own-a5",
]
SCREEN = ["a4-grey-screen", "letter-colour-screen", "letter-low-screen", "a5-grey-screen", "half-letter-low-screen"]
DPI = 120
HAIR = 25.4 / DPI
"""One pixel."""
OVERHANG = 0.6
"""How far a letter may reach out of its line, mm: the tail of a large j, the end of an f."""

every_book = pytest.mark.parametrize("name", STUDY)


@pytest.mark.parametrize("name", [*STUDY, *SCREEN])
def test_page_size_is_exact(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    upright = (book.grid.width, book.grid.height)
    for page in book.pages:
        wanted = upright[::-1] if page.landscape else upright
        assert (page.width, page.height) == pytest.approx(wanted, abs=0.01), page.number
    lying = [book.kind(page) for page in book.pages if page.landscape]
    assert lying == (["plan"] if book.grid.column else []), "only the plan's grid lies on its side, on large paper"


@pytest.mark.parametrize("name", [*STUDY, *SCREEN])
def test_nothing_prints_within_five_millimetres_of_the_edge(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    for page, picture in zip(book.pages, paintings(book.path, DPI), strict=True):
        if not page.landscape:
            nearest = nearest_ink(page, picture)
            assert nearest >= EDGE - HAIR, f"page {page.number}: {nearest:.2f} mm"


def nearest_ink(page: Page, picture: Image.Image) -> float:
    """How near the page's ink comes to an edge, mm."""
    ink = inked(picture, DPI)
    return min(ink.x0, ink.top, page.width - ink.x1, page.height - ink.bottom)


LYING = ["sample-a4", "sample-letter", "imported-a4", "own-a4", "a4-grey-screen", "letter-colour-screen"]


@pytest.mark.parametrize("name", LYING)
def test_the_plan_s_landscape_page_keeps_off_the_edges(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    (page,) = [p for p in book.pages if p.landscape]
    nearest = nearest_ink(page, paint(book.path, page.number, DPI))
    assert nearest >= EDGE - HAIR, f"page {page.number}: {nearest:.2f} mm"
    assert all(w.box.top >= EDGE and w.box.bottom <= page.height - EDGE for w in page.words)


def test_the_plan_s_landscape_page_leaves_room_for_the_holes(bindery: Bindery) -> None:
    """Turned upright, its head lies to the left: a right-hand page is bound at its head, a left-hand one at its foot."""
    free = {}
    for name in ("sample-a4", "sample-letter", "imported-a4", "own-a4"):
        book = bindery[name]
        (page,) = [p for p in book.pages if p.landscape]
        ink = inked(paint(book.path, page.number, DPI), DPI)
        free[name] = ink.top if page.right_hand else page.height - ink.bottom
    assert min(free.values()) >= HOLES - HAIR, free


@every_book
def test_the_hole_zone_on_the_binding_side_is_free(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    for page, picture in zip(book.pages, paintings(book.path, DPI), strict=True):
        if not page.landscape:
            ink = inked(picture, DPI)
            free = ink.x0 if page.right_hand else page.width - ink.x1
            assert free >= HOLES - HAIR, f"page {page.number}: {free:.2f} mm"


@pytest.mark.parametrize("name", [*STUDY, *SCREEN])
def test_no_word_is_cut_off(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    for page in (p for p in book.pages if not p.landscape):
        safe = Box(EDGE - HAIR, EDGE - HAIR, page.width - EDGE + HAIR, page.height - EDGE + HAIR)
        for word in page.words:
            inside = safe.holds(word.box.x0, word.box.top) and safe.holds(word.box.x1, word.box.bottom)
            assert inside, f"page {page.number}: {word}"


@every_book
def test_text_begins_at_the_binding_margin_on_right_hand_pages(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    pages = [p for p in book.pages[1:] if p.right_hand and not p.landscape]
    assert len(pages) > 5
    for page in pages:
        left = min(w.box.x0 for w in page.body)
        assert book.grid.binding - OVERHANG <= left <= book.grid.binding + 1.5, f"page {page.number}: {left:.2f} mm"
        right = max(w.box.x1 for w in page.body)
        assert right <= page.width - book.grid.outer + OVERHANG, f"page {page.number}: {page.width - right:.2f} mm"


@every_book
def test_text_ends_at_the_binding_margin_on_left_hand_pages(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    pages = [p for p in book.pages if not p.right_hand and not p.landscape]
    free = [page.width - max(w.box.x1 for w in page.body) for page in pages]
    assert min(free) >= book.grid.binding - OVERHANG
    filled = [edge for page, edge in zip(pages, free, strict=True) if book.kind(page) == "text"]
    assert median(filled) <= book.grid.binding + 4, "lines of text reach the margin"
    for page in pages:
        assert min(w.box.x0 for w in page.body) >= book.grid.outer - OVERHANG, page.number


@every_book
def test_ruled_lines_run_from_margin_to_margin_mirrored(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    pages = [p for p in book.ruled_pages if p.rules and not p.landscape]
    assert {p.right_hand for p in pages} == {True, False}
    for page in pages:
        left, right = min(r.box.x0 for r in page.rules), page.width - max(r.box.x1 for r in page.rules)
        inner, outer = (left, right) if page.right_hand else (right, left)
        if not page.right_hand or book.kind(page) == "notes":
            assert inner == pytest.approx(book.grid.binding, abs=0.5), page.number
        if page.right_hand or book.kind(page) == "notes":
            assert outer == pytest.approx(book.grid.outer, abs=0.5), page.number


@pytest.mark.parametrize("name", SCREEN)
def test_the_screen_edition_is_symmetric(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    middle = (book.grid.binding + book.grid.outer) / 2
    sides = {}
    for page in book.pages[1:]:
        if not page.landscape and book.kind(page) == "text":
            left = min(w.box.x0 for w in page.body)
            assert left == pytest.approx(middle, abs=1.5), f"page {page.number}: {left:.2f} mm"
            sides[page.right_hand] = True
        if book.kind(page) == "notes":
            assert min(r.box.x0 for r in page.rules) == pytest.approx(middle, abs=0.5)
            assert page.width - max(r.box.x1 for r in page.rules) == pytest.approx(middle, abs=0.5)
    assert len(sides) == 2


def column(book: Book) -> float:
    """Width of the margin column: what the text and its gap of 6 mm leave."""
    size = PAGE_SIZES[Paper(book.paper)]
    return size.measure - size.text_width - 6


def note_words(book: Book) -> dict[int, list[Box]]:
    """Page → the boxes of words that belong to notes written for the margin."""
    library, _ = load_library([ROOT / "content"])
    found: dict[int, list[Box]] = {}
    for id_, opener in book.openers.items():
        question = library.questions[id_]
        notes = [note for part in strong_of(question).parts for note in part.notes]
        notes += list(question.cues.items) if question.cues else []
        notes += list(question.wordings)
        for page in book.pages[opener - 1 : book.section(opener) - 1]:
            if book.kind(page) == "text":
                for note in notes:
                    found.setdefault(page.number, []).extend(_boxes(page, note))
    return found


def _boxes(page: Page, note: str) -> list[Box]:
    """The boxes of a note's words, wherever they follow each other in just this order."""
    wanted = [squeezed(w) for w in note.split()]
    words = [squeezed(w.text) for w in page.body]
    places = [i for i in range(len(words)) if words[i : i + len(wanted)] == wanted]
    return [page.body[i].box for start in places for i in range(start, start + len(wanted))] if wanted[1:] else []


@pytest.mark.parametrize("name", ["sample-a4", "sample-letter"])
def test_margin_notes_stand_on_the_outer_side(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    notes = note_words(book)
    sides = {True: 0, False: 0}
    grid = GRIDS[book.paper]
    for number, boxes in notes.items():
        page = book.page(number)
        for box in boxes:
            sides[page.right_hand] += 1
            edge = page.width - box.x1 if page.right_hand else box.x0
            inner = page.width - box.x0 if page.right_hand else box.x1
            assert grid.outer - 0.3 <= edge, f"page {number}"
            assert inner <= grid.outer + column(book) + 0.3, f"page {number}: {box} is not in the outer column"
    assert min(sides.values()) >= 20, "notes were found on both sides of a leaf"


@pytest.mark.parametrize("name", ["sample-a4", "sample-letter", "imported-a4", "own-a4"])
def test_nothing_lies_between_text_and_notes(name: str, bindery: Bindery) -> None:
    """The gutter between the text and the margin column keeps text and notes apart on both sides of a leaf."""
    book = bindery[name]
    for opener in book.openers.values():
        for page in book.pages[opener : book.section(opener) - 1]:
            if book.kind(page) == "text":
                left = (
                    page.width - book.grid.outer - column(book) - 6
                    if page.right_hand
                    else book.grid.outer + column(book)
                )
                gutter = Box(left + 1, page.text_top, left + 5, page.text_foot)
                crossing = [w.text for w in page.body if min(w.box.overlap(gutter)) > 0]
                assert not crossing, f"page {page.number}: {crossing}"
