"""Lines to write on: exact pitch, fine stroke, as many as the content guide asks, down to the foot of the page."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from .books import Bindery, library_of
from .measure import MM, Book, Page, paint

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

ASKED = {
    "W1": [2, 3, 2, 8, 4, 3, 3],
    "W3": [3, 3, 6, 6, 4, 3],
    "W4": [1, 1, 1],
    "W5": [3, 3, 2, 3, 2, 1],
}
"""Ruled lines on A4, field by field; W4 names its fields but no number."""


@every_book
def test_pitch_is_exact(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    measured = 0
    for page in book.pages:
        for field in page.fields:
            for above, below in pairwise(field):
                assert below - above == pytest.approx(book.grid.pitch, abs=0.05), f"page {page.number}"
                measured += 1
    assert measured > 150


@every_book
def test_strokes_are_fine(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    widths = {rule.width for page in book.ruled_pages for rule in page.rules}
    assert widths
    assert max(widths) <= 0.25
    assert min(widths) >= 0.18


@every_book
def test_pages_to_write_on_are_ruled_to_the_foot(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    assert book.ruled_pages
    for page in book.ruled_pages:
        last = max(s.y for s in page.strokes if s.level)
        assert page.text_foot - book.grid.pitch - 0.15 <= last <= page.text_foot + 0.2, (
            f"page {page.number}: the last line is {page.text_foot - last:.1f} mm above the foot"
        )


def rows(page: Page) -> list[int]:
    """Lines in each field down the page; fields side by side count once."""
    ys = sorted({round(rule.y, 1) for rule in page.rules})
    counts, before = [0], ys[0]
    for y in ys:
        if y - before > 1.3 * page.grid.pitch:
            counts.append(0)
        counts[-1] += 1
        before = y
    return counts


@pytest.mark.parametrize("sheet", ASKED)
def test_sheets_have_the_lines_that_the_content_guide_asks_on_a4(sheet: str, bindery: Bindery) -> None:
    every = [item for name in ("sample-a4", "imported-a4", "own-a4") for item in bindery[name].sheets.items()]
    mine = {question: pages for (id_, question), pages in every if id_ == sheet}
    assert mine
    for question, pages in mine.items():
        assert len(pages) == 1, f"{sheet} of {question} is one A4 page"
        found = rows(pages[0])
        assert len(found) == len(ASKED[sheet]), f"{question}: {found}"
        assert all(f >= a for f, a in zip(found, ASKED[sheet], strict=True)), f"{question}: {found}"


@pytest.mark.parametrize("name", ["sample-a4", "sample-letter", "imported-a4"])
def test_the_plan_has_four_lines_a_cell_thirteen_weeks_and_four_lines_for_risks(name: str, bindery: Bindery) -> None:
    grid, weeks = [p for p in bindery[name].pages if bindery[name].kind(p) == "plan"]
    assert grid.landscape
    cells = [field for field in grid.fields if len(field) >= 4]
    assert len(cells) == len(grid.fields) == 3 * 4, "phases by aspects"
    assert rows(weeks) == [4]
    levels = sorted({round(s.y, 1) for s in weeks.strokes if s.level and s.width < 0.16})
    assert len(levels) >= 13 + 1
    assert [w.text for w in weeks.body if w.text.isdigit()] == [str(n) for n in range(1, 14)]


@pytest.mark.parametrize("name", ["sample-a5", "sample-half-letter", "imported-a5"])
def test_the_plan_on_small_paper_has_a_page_for_each_phase_and_one_for_the_weeks(name: str, bindery: Bindery) -> None:
    *phases, weeks = [p for p in bindery[name].pages if bindery[name].kind(p) == "plan"]
    assert [len(page.fields) for page in phases] == [4, 4, 4]
    assert all(len(field) >= 4 for page in phases for field in page.fields)
    assert rows(weeks) == [4]
    assert [w.text for w in weeks.body if w.text.isdigit()] == [str(n) for n in range(1, 14)]


@pytest.mark.parametrize("name", ["sample-a5", "sample-half-letter", "own-a5"])
def test_a_sheet_of_two_small_pages_is_a_spread(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    spreads = [pages for pages in book.sheets.values() if len(pages) == 2]
    assert spreads
    for left, right in spreads:
        assert not left.right_hand
        assert right.number == left.number + 1


@every_book
def test_every_worksheet_has_a_head_that_lets_it_be_handed_over_alone(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    asked = library_of(Path(book.extra["folder"])).questions
    for (_, question), pages in book.sheets.items():
        assert book.extra["wordings"][question] in pages[0].text
        assert all(f"version {asked[question].version}" in page.foot for page in pages)


@pytest.mark.parametrize("name", ["sample-a4", "sample-letter", "sample-a5", "sample-half-letter"])
def test_what_is_painted_is_what_the_paths_say(name: str, bindery: Bindery) -> None:
    """Measured again on a picture of 600 dots an inch: a path may say one thing and a renderer paint another."""
    book = bindery[name]
    dpi = 600
    for page in (fullest(book, "sheet"), fullest(book, "notes")):
        field = max(page.fields, key=len)
        picture = paint(book.path, page.number, dpi).convert("L")
        rule = next(r for r in page.rules if r.y == field[0])
        x = round((rule.box.x1 - 8) / 25.4 * dpi)
        column = picture.crop((x, round((field[0] - 2) / 25.4 * dpi), x + 1, round((field[-1] + 2) / 25.4 * dpi)))
        dark = [y for y in range(column.height) if column.getpixel((0, y)) < 200]  # type: ignore[operator]
        lines: list[list[int]] = []
        for y in dark:
            if not lines or y - lines[-1][-1] > 1:
                lines.append([])
            lines[-1].append(y)
        assert len(lines) == len(field)
        heights = [sum(line) / len(line) * 25.4 / dpi for line in lines]
        for above, below in pairwise(heights):
            assert below - above == pytest.approx(book.grid.pitch, abs=0.05)
        assert max(len(line) for line in lines) * 25.4 / dpi <= 0.25 + 25.4 / dpi
        assert heights[-1] - heights[0] == pytest.approx(field[-1] - field[0], abs=0.06)


def fullest(book: Book, kind: str) -> Page:
    """The page of a kind with the longest ruled field."""
    return max((p for p in book.pages if book.kind(p) == kind), key=lambda p: max(map(len, p.fields)))


@every_book
def test_no_ruled_line_runs_through_words(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    for page in book.pages:
        for rule in page.rules:
            for word in page.words:
                height = word.box.bottom - word.box.top
                struck = word.box.top + 0.15 * height < rule.y < min(word.box.bottom, word.baseline) - 0.15 * height
                over = min(word.box.x1, rule.box.x1) - max(word.box.x0, rule.box.x0)
                assert not (struck and over > 0.5 and height > 4 * MM), f"page {page.number}: {word.text}"
