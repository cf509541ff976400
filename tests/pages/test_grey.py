"""What colour says is said in another way too: pages seen without colour, as a grey printer prints them.

A step is a difference of lightness, of 255.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from generator import assets
from generator.compose.assemble import assemble
from generator.compose.select import select
from generator.load.library import load_library
from generator.model.facts import ThemeFacts
from generator.model.pack import Ink, PackSpec, Paper
from generator.press.press import Press

from .books import Bindery
from .measure import Book, Box, Word, paint

DPI = 200
PLAIN_STEP = 140
"""Between a mark and the paper, or a figure and the tab it stands on: the quietest grey of the books is 150 from white."""
TAB_HEIGHT = 13.0


def in_grey(picture: Image.Image) -> Image.Image:
    return picture.convert("L")


def crop(picture: Image.Image, box: Box, around: float = 0.0) -> Image.Image:
    return picture.crop(
        tuple(
            round(side * DPI / 25.4)
            for side in (box.x0 - around, box.top - around, box.x1 + around, box.bottom + around)
        )  # type: ignore[arg-type]
    )


def darkest(picture: Image.Image) -> int:
    return next(level for level, count in enumerate(picture.histogram()) if count)


def lightest(picture: Image.Image) -> int:
    return max(level for level, count in enumerate(picture.histogram()) if count)


@cache
def theme_pages(ink: Ink, paper: Paper) -> tuple[Image.Image, ...]:
    """The opening pages of all nine themes, without colour."""
    library, _ = load_library([assets.shipped_content()])
    spec = PackSpec(themes=tuple(library.themes), ink=ink, paper=paper)
    book = assemble(library, select(library, spec), spec, date(2026, 11, 23))
    themes = tuple(section for section in book.sections if isinstance(section.facts, ThemeFacts))
    with TemporaryDirectory() as folder, Press(Path(folder)) as press:
        made = press.make(replace(book, sections=themes))
    with pdfium.PdfDocument(made.data) as document:
        return tuple(in_grey(page.render(scale=DPI / 72).to_pil()) for page in document)


def tab(picture: Image.Image) -> Box:
    """The fore-edge tab: what is inked between 5 mm from the outer edge and the text, below the running head."""
    width, height = (side * 25.4 / DPI for side in picture.size)
    found = []
    for x0, x1 in ((width - 11, width - 5), (5, 11)):
        strip = ImageChops.invert(crop(picture, Box(x0, 19, x1, height - 19))).point(lambda v: 255 if v > 60 else 0)
        if box := strip.getbbox():
            left, top, right, bottom = (side * 25.4 / DPI for side in box)
            found.append(Box(x0 + left, 19 + top, x0 + right, 19 + bottom))
    (only,) = found
    return only


@pytest.mark.parametrize("paper", [Paper.A4, Paper.A5])
@pytest.mark.parametrize("ink", Ink)
def test_nine_themes_are_told_by_the_places_of_their_tabs(ink: Ink, paper: Paper) -> None:
    pages = theme_pages(ink, paper)
    assert len(pages) == 9
    tabs = [tab(page) for page in pages]
    for page, box in zip(pages, tabs, strict=True):
        assert box.bottom - box.top == pytest.approx(TAB_HEIGHT, abs=0.4)
        shades = crop(page, box, -0.6)
        assert lightest(shades) - darkest(shades) >= PLAIN_STEP, "its figure can be read"
    for upper, lower in pairwise(tabs):
        assert lower.top - upper.bottom >= 0.8, "in the closed book there is white between them"


@pytest.mark.parametrize("name", ["sample-a4", "sample-a5", "a4-grey-screen", "a5-grey-screen", "a4-low-study"])
def test_strong_signals_have_a_plus_and_weak_ones_a_dash(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    for opener in book.openers.values():
        for head, is_plus in (("Strong", True), ("Weak", False)):
            number, mark = first_mark(book, opener, head)
            picture = in_grey(paint(book.path, number, DPI))
            wide, high = shape(crop(picture, mark.box, 0.3))
            assert high >= 0.8 * wide if is_plus else high <= 0.4 * wide, (number, head)
            assert 255 - darkest(crop(picture, mark.box)) >= PLAIN_STEP


def first_mark(book: Book, opener: int, head: str) -> tuple[int, Word]:
    """What stands first under the head of the strong or of the weak signals, and its page."""
    for page in book.pages[opener - 1 : opener + 1]:
        for title, next_word in pairwise(page.body):
            if (title.text, next_word.text) == (head, "signals"):
                below = [w for w in page.body if w.baseline > title.baseline + 1 and abs(w.box.x0 - title.box.x0) < 2]
                return page.number, min(below, key=lambda w: w.baseline)
    raise AssertionError(f"no {head} signals")


def shape(picture: Image.Image) -> tuple[int, int]:
    """How wide and how high a mark is, dots."""
    box = ImageChops.invert(picture).point(lambda v: 255 if v > 60 else 0).getbbox()
    assert box
    return box[2] - box[0], box[3] - box[1]


def parts(book: Book) -> dict[str, tuple[int, Word]]:
    """The letters of a STAR answer with the words beside them, each with its page."""
    found: dict[str, tuple[int, Word]] = {}
    for page in book.pages:
        for letter, word in pairwise(page.body):
            if word.text in ("Situation", "Task", "Action", "Result") and letter.text == word.text[0]:
                found.setdefault(letter.text, (page.number, letter))
    return found


@pytest.mark.parametrize("name", ["sample-a4", "sample-a5", "a4-grey-screen", "a5-grey-screen", "a4-low-study"])
def test_parts_of_a_star_answer_are_told_by_letter_and_word(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    found = parts(book)
    assert found.keys() == set("STAR")
    pictures = {}
    for letter, (number, word) in found.items():
        drawn = crop(in_grey(paint(book.path, number, DPI)), word.box)
        assert 255 - darkest(drawn) >= PLAIN_STEP, letter
        pictures[letter] = drawn.resize((40, 60))
    for one, other in combinations(pictures.values(), 2):
        difference = ImageChops.difference(one, other).histogram()
        differing = sum(difference[PLAIN_STEP:]) / (40 * 60)
        assert differing > 0.1, "no two letters look alike"
