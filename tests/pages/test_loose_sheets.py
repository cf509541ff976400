"""Every shipped worksheet by itself, in every size: on its pages, to the foot, with all its words, at the pitch asked."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from generator import assets
from generator.compose.loose import loose_sheet
from generator.jobs.workbook import BuildRequest, build
from generator.load.library import load_library
from generator.model.content import Library
from generator.model.pack import Edition, Hand, PackSpec, Paper
from generator.model.pitch import PITCHES
from generator.model.workbook import Workbook
from generator.model.worksheet import SheetBlock
from generator.press.press import Press

from .books import one_folder
from .measure import Box, Page, measure, squeezed

TODAY = date(2026, 11, 23)
LARGE, SMALL = (Paper.A4, Paper.LETTER), (Paper.A5, Paper.HALF_LETTER)
EVERY = [*(f"W{n}" for n in range(1, 20)), *(f"P{n}" for n in range(1, 8))]
SIDES = {
    **{(sheet, paper): 1 for sheet in EVERY for paper in LARGE},
    **{(sheet, paper): 2 for sheet in EVERY for paper in SMALL},
    **{(sheet, paper): 2 for sheet in ("W2", "W7") for paper in LARGE},
    **{("W2", paper): 4 for paper in SMALL},
    **{(sheet, paper): 1 for sheet in ("W11", "W13", "W16", "P5", "P7") for paper in SMALL},
}
"""Printed sides of each sheet. W7's canvas of 150 mm and its ten lines fill two sides of A4."""
ASKED = {
    "W1": [2, 3, 2, 8, 4, 3, 3],
    "W3": [3, 3, 6, 6, 4, 3],
    "W5": [3, 3, 2, 3, 2, 1],
    "W7": [6, 4],
    "W8": [2, 3, 4, 2],
    "W9": [3, 3, 2, 3, 4, 3],
    "W12": [5, 4, 6, 4, 4],
    "W13": [2, 3, 2],
    "W15": [2, 2, 2, 2, 3],
    "W17": [2, 2, 2, 2, 2, 2, 2],
    "W18": [2, 4, 4, 4, 2],
    "W19": [4, 4, 4, 4, 4, 4],
    "P2": [2, 2, 2, 2, 2, 1],
    "P3": [1, 2, 2, 3, 2, 3, 2],
    "P6": [6, 5, 4, 5],
}
"""Ruled lines on A4, field by field."""
HEAD = 20.0
"""The lines for question and date stand within so much of the head, mm."""

every_paper = pytest.mark.parametrize("paper", Paper)


@cache
def bank() -> Library:
    return load_library([assets.shipped_content()])[0]


@cache
def book(
    paper: Paper, pitch: float | None = None, only: tuple[str, ...] = (), hand: Hand = Hand.RIGHT
) -> dict[str, list[Page]]:
    """All sheets (or some) in one file; the pages of each."""
    spec = PackSpec(paper=paper, edition=Edition.SCREEN, lines=pitch, hand=hand)
    sheets = [sheet for sheet in bank().worksheets.values() if not only or sheet.id in only]
    books = [loose_sheet(bank(), sheet, 1, spec, TODAY) for sheet in sheets]
    sections = tuple(replace(b.sections[0], id=s.id.lower()) for b, s in zip(books, sheets, strict=True))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Press(folder) as press:
            made = press.make(Workbook(spec, books[0].page, sections, TODAY))
        assert not made.problems
        (folder / "sheets.pdf").write_bytes(made.data)
        pages = list(measure(folder / "sheets.pdf", "sheets", paper, mirrored=False).pages)
    if pitch:
        pages = [replace(page, grid=replace(page.grid, pitch=pitch)) for page in pages]
    counts = [SIDES[sheet.id, paper] for sheet in sheets]
    assert len(pages) == sum(counts)
    return {sheet.id: [pages.pop(0) for _ in range(n)] for sheet, n in zip(sheets, counts, strict=True)}


def rows(page: Page) -> Iterator[int]:
    """Lines in each field down the page, the head's not among them; fields side by side count once."""
    before, count = -9.0, 0
    for y in sorted({round(rule.y, 1) for rule in page.rules if rule.y > page.text_top + HEAD}):
        if count and y - before > 1.3 * page.grid.pitch:
            yield count
            count = 0
        before, count = y, count + 1
    if count:
        yield count


def words_of(block: SheetBlock) -> Iterator[str]:
    for name, value in vars(block).items():
        if name in ("key", "keys", "kind", "marker"):
            continue
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from (word for word in value if isinstance(word, str))


@every_paper
def test_each_sheet_is_on_its_pages_and_no_word_is_lost(paper: Paper) -> None:
    for id_, pages in book(paper).items():
        sheet, text = bank().worksheets[id_], [squeezed(page.text) for page in pages]
        if sheet.plan:
            continue
        assert all(sheet.title in page.foot and squeezed(sheet.title) in t for page, t in zip(pages, text, strict=True))
        assert all(squeezed(word) in text[0] for word in (sheet.subject, "Date", sheet.purpose))
        said = [word for block in sheet.blocks if block.kind != "break" for word in words_of(block)]
        # Words of a narrow column come line by line, between those of its neighbours.
        missing = [w for w in said if not all(squeezed(p) in "".join(text) for p in w.split())]
        assert not missing, id_


@every_paper
def test_each_page_is_filled_to_its_foot_and_not_beyond(paper: Paper) -> None:
    for id_, pages in book(paper).items():
        for page in pages:
            lowest = max(
                *(s.box.bottom for s in page.strokes),
                *(f.box.bottom for f in page.fills if f.box.bottom <= page.text_foot + 5 and not f.white),
            )
            assert page.text_foot - page.grid.pitch - 0.2 <= lowest <= page.text_foot + 0.2, (id_, page.number)
            right = page.width - (page.grid.binding + page.grid.outer) / 2
            assert all(w.box.x1 <= max(right, page.width - 16) + 0.3 for w in page.body), (id_, page.number)


@pytest.mark.parametrize("sheet", ASKED)
def test_sheets_have_the_lines_that_the_content_guide_asks_on_a4(sheet: str) -> None:
    found = [count for page in book(Paper.A4)[sheet] for count in rows(page)]
    assert len(found) == len(ASKED[sheet]), found
    assert all(f >= a for f, a in zip(found, ASKED[sheet], strict=True)), found


def test_drawings_have_their_true_size_on_a4() -> None:
    (stakeholders,) = book(Paper.A4)["W6"]
    middle = [s.box for s in stakeholders.strokes if not s.level and s.box.x1 - s.box.x0 < 0.05 and s.width > 0.14]
    assert max(box.bottom - box.top for box in middle) == pytest.approx(120, abs=0.3)
    (front, _) = book(Paper.A4)["W7"]
    uprights = [f.box for f in front.fills if f.box.bottom - f.box.top > 100]
    uprights += [s.box for s in front.strokes if s.box.bottom - s.box.top > 100]
    assert max(box.bottom - box.top for box in uprights) >= 150
    assert max(box.x1 for box in uprights) - min(box.x0 for box in uprights) >= 170


@pytest.mark.parametrize("pitch", [*PITCHES.values(), 5.5])
def test_the_pitch_is_the_one_that_was_asked(pitch: float) -> None:
    for paper in (Paper.A4, Paper.A5):
        gaps = [
            below - above
            for page in book(paper, pitch, ("W19",))["W19"]
            for field in page.fields
            for above, below in pairwise(y for y in field if y > page.text_top + HEAD)
        ]
        assert len(gaps) > 15
        assert all(gap == pytest.approx(pitch, abs=0.05) for gap in gaps)


HANDED = ("W1", "W2", "W3", "W4", "W6", "W7", "W14", "W15", "W17", "W19", "P4", "P5")
"""Every kind of block is in one of them, and every kind of table."""


def place_of(page: Page, label: str) -> Box:
    """The box of a label's words, wherever they first follow each other."""
    wanted, words = label.split(), page.body
    starts = [i for i in range(len(words)) if [w.text for w in words[i : i + len(wanted)]] == wanted]
    boxes = [words[i].box for i in range(starts[0], starts[0] + len(wanted))]
    return Box(min(b.x0 for b in boxes), boxes[0].top, max(b.x1 for b in boxes), boxes[-1].bottom)


@pytest.mark.parametrize("paper", [Paper.A4, Paper.A5])
def test_for_the_left_hand_each_sheet_has_the_same_words_and_lines_within_the_same_margins(paper: Paper) -> None:
    for id_, pages in book(paper, only=HANDED, hand=Hand.LEFT).items():
        for page, usual in zip(pages, book(paper)[id_], strict=True):
            assert sorted(w.text for w in page.words) == sorted(w.text for w in usual.words), id_
            assert sorted(map(len, page.fields)) == sorted(map(len, usual.fields)), id_
            room = page.grid.outer if page.landscape else (page.grid.binding + page.grid.outer) / 2
            boxes = [*(s.box for s in page.strokes), *(w.box for w in page.body)]
            assert min(box.x0 for box in boxes) >= room - 0.6, id_
            assert max(box.x1 for box in boxes) <= page.width - room + 0.6, id_


def test_cues_stand_on_the_side_that_the_hand_does_not_cover() -> None:
    for hand, far in ((Hand.RIGHT, False), (Hand.LEFT, True)):
        sheets = book(Paper.A4, only=HANDED, hand=hand) if far else book(Paper.A4)
        for id_ in ("W1", "W3", "W17"):
            (page,) = sheets[id_]
            fields = [b for b in bank().worksheets[id_].blocks if b.kind in ("lines", "split")]
            lines = [rule.box for rule in page.rules if rule.y > page.text_top + HEAD]
            left, right = min(box.x0 for box in lines), max(box.x1 for box in lines)
            for block in fields:
                label = place_of(page, block.label)
                assert (label.x0 >= right) if far else (label.x1 <= left), (id_, block.label)
    for small, far in ((book(Paper.A5), False), (book(Paper.A5, only=HANDED, hand=Hand.LEFT), True)):
        page = small["W19"][0]
        assert (place_of(page, "Business").x0 > page.width / 3) == far


def test_a_column_of_printed_words_stands_clear_of_the_hand_and_one_to_write_in_does_not_move() -> None:
    usual, left = book(Paper.A4), book(Paper.A4, only=HANDED, hand=Hand.LEFT)
    for id_, label, first in (("W14", "Wave", "Scope"), ("W4", "Bucket", "Guardrail"), ("P5", "To do", "Done")):
        assert place_of(usual[id_][0], label).x1 < place_of(usual[id_][0], first).x0
        assert place_of(left[id_][0], label).x0 > place_of(left[id_][0], first).x1
    for id_, label, first in (("W15", "Option", "Cost to undo"), ("P4", "Date", "Next due")):
        assert place_of(left[id_][0], label).x1 < place_of(left[id_][0], first).x0
    grid, weeks = left["W2"]
    assert place_of(grid, "People").x0 > place_of(grid, "Days 61–90").x1
    assert place_of(weeks, "Week").x0 > place_of(weeks, "Output").x1
    # Words that stand upright are told letter by letter.
    beside = [[w.box.x0 for w in b["W6"][0].body if len(w.text) == 1 and w.text.isalpha()] for b in (usual, left)]
    assert min(map(len, beside)) > 15
    assert max(beside[0]) < 60
    assert min(beside[1]) > 130


def test_a_whole_book_follows_the_pitch(tmp_path: Path) -> None:
    pitch = PITCHES["wide"]
    overrides = {"paper": "a4", "lines": "wide"}
    request = BuildRequest(
        pack=one_folder(tmp_path),
        overrides=overrides,
        output=tmp_path / "b.pdf",
        folder=tmp_path,
        today=TODAY,
        cache=False,
    )
    build(request)
    pages = measure(tmp_path / "b.pdf", "b", "a4").pages
    kinds = {"sheet": 0, "Notes": 0, "Risks": 0, "answer": 0}
    for page in pages:
        page = replace(page, grid=replace(page.grid, pitch=pitch))  # noqa: PLW2901
        gaps = [b - a for field in page.fields for a, b in pairwise(field)]
        assert all(gap == pytest.approx(pitch, abs=0.05) for gap in gaps), page.number
        for kind in kinds:
            kinds[kind] += bool(gaps) and (kind in page.text or (kind == "sheet" and "version" in page.foot))
    assert kinds["sheet"]
    assert kinds["Notes"]
    assert kinds["Risks"]
