"""The numbers in the book lead where they say: folios, contents, references, bookmarks, links."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from generator.compose.back import COVERAGE_TITLE
from generator.compose.coverage import LEAST_FOR_A_PAGE

from .books import Bindery, library_of
from .measure import Book, loose, squeezed

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


def standing(book: Book, title: str) -> int:
    """The first page that begins with a title."""
    return next(page.number for page in book.pages if squeezed(page.first_line).startswith(squeezed(title)))


def asked(book: Book, number: int, wording: str) -> int:
    """The one page on which a question is asked: its number and its wording stand together."""
    (page,) = [page.number for page in book.pages if squeezed(f"Question {number} {wording}") in squeezed(page.text)]
    return page


def framework_pages(book: Book) -> dict[str, int]:
    """Name → page, for the frameworks of this book: where name and caption stand together."""
    frameworks = library_of(Path(book.extra["folder"])).frameworks.values()
    sides = {page.number: squeezed(page.text) for page in book.pages[standing(book, "Frameworks") - 1 :]}
    found = {f.name: [n for n, side in sides.items() if squeezed(f.name + f.caption) in side] for f in frameworks}
    assert all(len(pages) < 2 for pages in found.values())
    return {name: pages[0] for name, pages in found.items() if pages}


def glossary(book: Book) -> int:
    """The page of the glossary; 0 in a book that uses none of its terms."""
    return next((page.number for page in book.pages if page.first_line == "Glossary"), 0)


def covered(book: Book) -> list[str]:
    """The title of the page on what a book covers, where it has questions enough for one."""
    return [COVERAGE_TITLE] if len(book.extra["wordings"]) >= LEAST_FOR_A_PAGE else []


@every_book
def test_every_printed_folio_is_the_page_s_place_in_the_file(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    folios = {page.number: page.folio for page in book.pages if page.folio is not None}
    assert folios == {number: number for number in folios}
    without = [page.number for page in book.pages if page.number not in folios]
    assert without == [1], "all but the cover have a folio"


def listed(book: Book) -> list[tuple[str, int]]:
    """The lines of the contents: title, page."""
    how_to = standing(book, "How to use this pack")
    text = " ".join(page.text for page in book.pages[1 : how_to - 1])
    lines = re.findall(r"(.+?) *(?:\. ?){2,} *(\d+)", text.removeprefix("Contents"))
    return [(re.sub(r"\d+ min$", "", title.strip()).strip(), int(number)) for title, number in lines]


@every_book
def test_contents_give_the_page_on_which_each_title_stands(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    lines = listed(book)
    expected = {"How to use this pack": standing(book, "How to use this pack")}
    for place, (id_, wording) in enumerate(book.extra["wordings"].items(), 1):
        page = asked(book, place, wording)
        assert page == book.openers[id_]
        expected[wording] = page
    assert framework_pages(book)
    expected |= framework_pages(book)
    expected[book.extra["plan"]] = standing(book, book.extra["plan"])
    expected |= {title: standing(book, title) for title in covered(book)}
    expected["Notes"] = len(book.pages) - 1
    if words := glossary(book):
        expected["Glossary"] = words
    for title, page in expected.items():
        numbers = [number for line, number in lines if squeezed(line).endswith(squeezed(title))]
        assert numbers == [page], title
    introductions = [number for line, number in lines if line.endswith("Introduction")]
    themes = [b.page for b in book.outline if b.depth == 0 and re.match(r"\d", b.title)]
    assert introductions == themes
    assert len(lines) == len(expected) + len(themes), "nothing else is listed"


@every_book
def test_a_theme_s_own_list_of_questions_agrees_with_the_contents(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    for theme in (b for b in book.outline if b.depth == 0 and re.match(r"\d", b.title)):
        text = book.page(theme.page).text
        assert squeezed(text).startswith(squeezed(f"Theme {theme.title}"))
        for bookmark in (b for b in book.outline if b.depth == 1 and theme.page < b.page < end_of(book, theme.page)):
            found = re.search(loose(bookmark.title.split(maxsplit=1)[1]) + r"\W*?(?:\. ?){2,} *(\d+)", text)
            assert found, bookmark.title
            assert int(found[1]) == bookmark.page


def end_of(book: Book, page: int) -> int:
    """The page on which the next top-level section begins."""
    return min([b.page for b in book.outline if b.depth == 0 and b.page > page], default=len(book.pages) + 1)


@every_book
def test_bookmarks_are_the_book_s_order_with_questions_under_their_theme(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    top = [b.title for b in book.outline if b.depth == 0]
    themes = [t for t in top if re.match(r"\d", t)]
    assert top[1:3] == ["Contents", "How to use this pack"]
    words = ["Glossary"] if glossary(book) else []
    assert top[3:] == [*themes, "Frameworks", *words, book.extra["plan"], *covered(book), "Notes"]
    pages = [b.page for b in book.outline]
    assert pages == sorted(pages)
    questions = [b for b in book.outline if b.depth == 1 and b.page < standing(book, "Frameworks")]
    assert [b.title.split(maxsplit=1)[1] for b in questions] == list(book.extra["wordings"].values())
    assert [b.title.split(maxsplit=1)[0] for b in questions] == [str(i) for i in range(1, len(questions) + 1)]
    for bookmark in questions:
        assert squeezed(bookmark.title.split(maxsplit=1)[1]) in squeezed(book.page(bookmark.page).text)
        theme = max((b for b in book.outline if b.depth == 0 and b.page < bookmark.page), key=lambda b: b.page)
        assert theme.title in themes


@every_book
def test_references_to_frameworks_and_plan_name_the_right_page(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    names = framework_pages(book)
    bookmarks = {b.title: b.page for b in book.outline if b.depth == 1 and b.page >= min(names.values())}
    assert bookmarks == names
    checked = 0
    for opener in book.openers.values():
        text = " ".join(page.text for page in book.pages[opener - 1 : book.section(opener) - 1])
        for framework, page in names.items():
            for found in re.findall(re.escape(framework) + r"\W{1,3}p\. ?(\d+)", text):
                assert int(found) == page, framework
                checked += 1
        for found in re.findall(r"plan template on page (\d+)", text):
            assert int(found) == standing(book, book.extra["plan"])
    assert checked >= len(book.openers), "every question names its framework with a page"


@every_book
def test_links_go_to_a_page_and_say_which(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    with pikepdf.open(book.path) as pdf:
        links = [a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
        inside = [a for a in links if "/Dest" in a]
        assert len(inside) > len(book.openers)
        for link in links:
            assert str(link.get("/Contents", "")), "a link has words for those who do not see it"
        for link in inside:
            assert str(link.Contents) == f"Page {book.targets[str(link.Dest)]}"
    for id_, page in book.openers.items():
        assert book.targets[f"q-{id_}"] == page
