"""Punched holes: the strip for them is free on every page, and the marks are where a punch will be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.jobs.sheet import SheetRequest, print_sheet
from generator.jobs.workbook import BuildRequest, build
from generator.model.holes import PUNCHES, Holes

from .books import SAMPLE, one_folder
from .measure import Box, Page, inked, measure, paintings

DPI = 120
HAIR = 1.5 * 25.4 / DPI
"""A pixel, and half of one by which a picture is wider or narrower than its page."""
TODAY = date(2026, 11, 23)


def free(page: Page, ink: Box) -> float:
    """How far a page is free on its binding side, mm."""
    if page.landscape:
        return ink.top if page.bound_at_head else page.height - ink.bottom
    return ink.x0 if page.right_hand or not page.mirrored else page.width - ink.x1


def pages(path: Path, paper: str, *, mirrored: bool) -> list[tuple[Page, Box]]:
    """Each page with the box of its ink, mm."""
    book = measure(path, "holes", paper, mirrored=mirrored)
    return [(page, inked(p, DPI)) for page, p in zip(book.pages, paintings(path, DPI), strict=True)]


@pytest.mark.parametrize(("paper", "holes"), [("a4", "4"), ("letter", "3"), ("a5", "2")])
def test_the_strip_is_free_on_every_page_of_the_sample(paper: str, holes: str, tmp_path: Path) -> None:
    build(
        BuildRequest(
            pack=SAMPLE,
            overrides={"paper": paper, "holes": holes},
            output=tmp_path / "b.pdf",
            folder=tmp_path,
            today=TODAY,
        )
    )
    found = pages(tmp_path / "b.pdf", paper, mirrored=True)
    assert {page.right_hand for page, _ in found} == {True, False}
    assert any(page.landscape for page, _ in found) == (paper != "a5")
    for page, ink in found:
        clear = free(page, ink)
        assert clear >= PUNCHES[Holes(holes)].strip - HAIR, f"page {page.number}: {clear:.2f} mm"


@pytest.mark.parametrize(
    ("sheet", "paper", "holes"), [("star", "a5", "2"), ("W7", "half-letter", "2"), ("W2", "letter", "3")]
)
def test_a_loose_sheet_is_free_on_both_sides(sheet: str, paper: str, holes: str, tmp_path: Path) -> None:
    keys = {"paper": paper, "holes": holes}
    print_sheet(
        SheetRequest(name=sheet, copies=1, overrides=keys, output=tmp_path / "s.pdf", folder=tmp_path, today=TODAY)
    )
    found = pages(tmp_path / "s.pdf", paper, mirrored=False)
    assert len(found) == 2
    strip = PUNCHES[Holes(holes)].strip - HAIR
    for page, ink in found:
        # A page that lies on its side has its name and number at its foot, and is punched at its head.
        sides = (ink.top,) if page.landscape else (ink.x0, page.width - ink.x1)
        assert min(sides) >= strip, f"page {page.number}: {sides}"


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_marks_are_the_only_ink_in_the_strip(paper: str, tmp_path: Path) -> None:
    keys = {"paper": paper, "holes": "2", "hole_marks": "centres"}
    build(
        BuildRequest(
            pack=one_folder(tmp_path),
            overrides=keys,
            output=tmp_path / "b.pdf",
            folder=tmp_path,
            today=TODAY,
            cache=False,
        )
    )
    punch = PUNCHES[Holes.TWO]
    for page in measure(tmp_path / "b.pdf", "b", paper).pages:
        edge = page.width if page.landscape else page.height
        near = [nearness(page, s.box) for s in page.strokes]
        marks = sorted((along, away) for along, away in near if away < punch.strip)
        crosses = [(place, punch.centre) for place in punch.places(edge)]
        wanted = sorted([*crosses, *crosses, (edge / 2, 6.5)])
        assert marks == [pytest.approx(place, abs=0.05) for place in wanted], page.number
        assert all(w.box.x1 < page.width - 12 or w.box.x0 > 12 for w in page.words)


def nearness(page: Page, box: Box) -> tuple[float, float]:
    """The middle of a stroke: how far along the binding edge, and how far from it, mm."""
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    if page.landscape:
        return x, y if page.bound_at_head else page.height - y
    return y, x if page.right_hand else page.width - x
