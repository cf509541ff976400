"""The three inks, seen as a printer sees them: pictures of the pages."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from PIL import Image, ImageChops, ImageFilter

from .books import Bindery
from .measure import Book, coverage, paint, paintings

DPI = 75
FINE_DPI = 200
"""Less, and ruled lines come out a whole dot wide."""
SQUARE = 11
"""Pixels: 3.7 mm, more than the stroke of the largest letter."""


def washed(picture: Image.Image) -> bool:
    """Whether some square is inked all over: a filled area, be it a tint."""
    lightest = picture.convert("L").filter(ImageFilter.MaxFilter(SQUARE))
    darkest, _ = lightest.getextrema()
    assert isinstance(darkest, int | float)
    return darkest < 252


def coloured(picture: Image.Image) -> bool:
    """Whether some dot is not grey."""
    channels = picture.split()
    return any(ImageChops.difference(a, b).getextrema()[1] > 2 for a, b in pairwise(channels))  # type: ignore[operator]


@pytest.mark.parametrize(
    "name", ["a4-low-study", "letter-low-screen", "a5-low-study", "half-letter-low-screen", "low-a4"]
)
def test_low_ink_fills_no_area(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    for number, picture in enumerate(paintings(book.path, DPI), 1):
        assert not washed(picture), f"page {number} has a filled area"


@pytest.mark.parametrize("name", ["a4-grey-screen", "letter-grey-study", "a5-grey-screen", "half-letter-grey-study"])
def test_grey_has_no_colour_and_keeps_its_tints(name: str, bindery: Bindery) -> None:
    pictures = list(paintings(bindery[name].path, DPI))
    assert not any(map(coloured, pictures))
    assert any(map(washed, pictures)), "tints are kept, as greys"


def test_the_colour_edition_has_both(bindery: Bindery) -> None:
    """So that the two tests above are known to see something."""
    pictures = list(paintings(bindery["sample-a4"].path, DPI))
    assert any(map(coloured, pictures))
    assert any(map(washed, pictures))


def answers(book: Book) -> list[int]:
    """Pages of answers. Openers, which have figures, are told by the theme's number in their running head."""
    return [
        page.number
        for opener in book.openers.values()
        for page in book.pages[opener : book.section(opener) - 1]
        if book.kind(page) == "text" and not re.match(r"\d+ · ", page.head)
    ]


@pytest.mark.parametrize("name", ["low-a4", "low-a5"])
def test_low_ink_covers_little_of_an_answer(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    shares = {n: coverage(paint(book.path, n, FINE_DPI)) for n in answers(book)}
    assert len(shares) >= 2 * len(book.openers)
    assert max(shares.values()) <= 0.04, shares


@pytest.mark.parametrize("name", ["a4-low-study", "a4-grey-screen"])
def test_tabs_keep_their_number_without_colour(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    (opener,) = book.openers.values()
    page = book.page(opener)
    tab = [w for w in page.furniture if w.text == "1" and page.text_top < w.baseline < page.text_foot]
    assert len(tab) == 1
