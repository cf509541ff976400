"""The study edition is made for trying first and reading later; the running matter says where one is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.whole import strong_of

from .books import Bindery, library_of
from .measure import Book, Page, squeezed

BOOKS = [
    "sample-a4",
    "sample-letter",
    "sample-a5",
    "sample-half-letter",
    "imported-a4",
    "imported-a5",
    "own-a4",
    "own-a5",
]

every_book = pytest.mark.parametrize("name", BOOKS)


def question_pages(book: Book, opener: int) -> list[Page]:
    """A question's pages, its blank page for notes not among them."""
    return [p for p in book.pages[opener - 1 : book.section(opener) - 1] if book.kind(p) in ("text", "sheet")]


@every_book
def test_every_question_opens_on_the_side_where_its_answer_is_out_of_sight(name: str, bindery: Bindery) -> None:
    """On the right where the opener is one page; on small paper it is a spread, and begins on the left."""
    book = bindery[name]
    assert book.openers
    assert {book.page(page).right_hand for page in book.openers.values()} == {book.grid.column}


@every_book
def test_the_strong_answer_is_overleaf(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    questions = library_of(Path(book.extra["folder"])).questions
    for id_, opener in book.openers.items():
        strong = strong_of(questions[id_])
        text = squeezed(strong.opening or strong.parts[0].markdown)[:40]
        found = [p.number for p in question_pages(book, opener) if text in squeezed(p.text)]
        assert found, id_
        asked = next(p for p in question_pages(book, opener) if "Cover and try" in p.text)
        assert min(found) // 2 > asked.number // 2, f"{id_}: both lie open at pages {asked.number} and {min(found)}"


@every_book
def test_the_level_one_answer_comes_before_the_strong_one(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    questions = library_of(Path(book.extra["folder"])).questions
    for id_, opener in book.openers.items():
        if competent := questions[id_].competent:
            text = "".join(squeezed(p.text) for p in question_pages(book, opener))
            assert text.index(squeezed(competent.markdown)[:40]) < text.index(
                squeezed(strong_of(questions[id_]).heading)
            )


@every_book
def test_running_heads_name_the_theme_and_then_the_question(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    library = library_of(Path(book.extra["folder"]))
    for place, (id_, opener) in enumerate(book.openers.items(), 1):
        theme = library.themes[library.questions[id_].theme].name
        wording = squeezed(library.questions[id_].wording)
        pages = [p for p in question_pages(book, opener) if book.kind(p) == "text"]
        assert theme in pages[0].head, pages[0].number
        answers = [p for p in pages if theme not in p.head]
        assert answers
        for page in answers:
            short = re.sub(rf"^Question {place}\W+", "", page.head).removesuffix("…").strip()
            assert len(short) > 20, f"page {page.number}: {page.head!r}"
            assert wording.startswith(squeezed(short)), f"page {page.number}: {page.head!r}"


def tab(page: Page) -> tuple[str, float, float] | None:
    """The thumb tab: its words, how far it is from the outer edge, and how far down."""
    outer = page.grid.outer
    inside = [
        w
        for w in page.furniture
        if page.text_top < w.baseline < page.text_foot and (w.box.x1 < outer or w.box.x0 > page.width - outer)
    ]
    if not inside:
        return None
    (word,) = inside
    right = word.box.x0 > page.width / 2
    return word.text, (page.width - word.box.x1 if right == page.right_hand else -1), word.box.top


@every_book
def test_question_pages_have_a_thumb_tab_at_the_outer_edge(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    library = library_of(Path(book.extra["folder"]))
    themes = list(dict.fromkeys(library.questions[q].theme for q in book.openers))
    for id_, opener in book.openers.items():
        number = str(themes.index(library.questions[id_].theme) + 1)
        for page in question_pages(book, opener):
            found = tab(page)
            assert found, f"page {page.number} has no tab"
            text, edge, _ = found
            assert text == number
            assert edge != -1, f"page {page.number}: the tab is on the inner side"
            box = next(f.box for f in page.fills if not f.white and f.box.holds(*middle(page, number)))
            assert (page.width - box.x1 if page.right_hand else box.x0) == pytest.approx(5, abs=0.1)


def middle(page: Page, text: str) -> tuple[float, float]:
    word = next(w for w in page.furniture if w.text == text and page.text_top < w.baseline < page.text_foot)
    return (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2


@pytest.mark.parametrize("name", ["own-a4", "own-a5"])
def test_tabs_of_different_themes_stand_at_different_heights(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    heights: dict[str, set[float]] = {}
    for opener in book.openers.values():
        for page in question_pages(book, opener):
            found = tab(page)
            assert found
            heights.setdefault(found[0], set()).add(round(found[2], 0))
    assert [len(h) for h in heights.values()] == [1, 1], "one height a theme"
    first, second = (h.pop() for h in heights.values())
    assert second - first >= 13, "tabs do not hide each other in the closed book"


@every_book
def test_pages_outside_themes_have_no_tab(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    first = min(b.page for b in book.outline if b.depth == 0 and b.title[:1].isdigit())
    last = max(book.section(page) for page in book.openers.values())
    for page in (*book.pages[1 : first - 1], *book.pages[last - 1 :]):
        assert tab(page) is None, page.number


@pytest.mark.parametrize(("paper", "most"), [("a4", 2), ("letter", 2), ("a5", 1)])
def test_frameworks_fill_their_pages(paper: str, most: int, bindery: Bindery) -> None:
    """Two to a page where there is a margin column, one on small paper; only the last page may hold fewer."""
    book = bindery[f"sample-{paper}"]
    (start,) = [b.page for b in book.outline if b.title == "Frameworks"]
    pages = [b.page for b in book.outline if b.depth == 1 and start <= b.page < book.section(start)]
    held = [pages.count(number) for number in range(start, pages[-1] + 1)]
    assert min(held[:-1]) >= most, held
    assert held[-1] >= 1
