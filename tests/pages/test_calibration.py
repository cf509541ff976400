"""The calibration page, measured: a page to measure printers with must itself be right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest

from generator.jobs.calibration import CalibrationRequest, calibrate

from .measure import Box, Fill, Page, Stroke, Word, measure

PAPERS = {"a4": (210, 297), "letter": (215.9, 279.4), "a5": (148, 210), "half-letter": (139.7, 215.9)}
NEAR = 0.05
"""mm: twice this is the thinnest hairline."""
FRAMES = (3, 4, 5, 6, 8, 10)


class Sheet(NamedTuple):
    """Both sides, and the file."""

    front: Page
    back: Page
    path: Path


@pytest.fixture(scope="module", params=PAPERS)
def sheet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    folder = tmp_path_factory.mktemp("calibration")
    path = folder / "c.pdf"
    report = calibrate(
        CalibrationRequest(overrides={"paper": request.param}, output=path, folder=folder, today=date(2026, 11, 23))
    )
    assert report.problems == ()
    front, back = measure(path, "calibration", request.param, mirrored=False).pages
    assert (front.width, front.height) == pytest.approx(PAPERS[request.param], abs=NEAR)
    return Sheet(front, back, path)


def upright(stroke: Stroke) -> bool:
    return stroke.box.x1 - stroke.box.x0 < NEAR < stroke.box.bottom - stroke.box.top


def span(stroke: Stroke) -> float:
    return max(stroke.box.x1 - stroke.box.x0, stroke.box.bottom - stroke.box.top)


def near(found: float, wanted: float) -> bool:
    return abs(found - wanted) <= NEAR


def middle(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


def the_rules(page: Page) -> tuple[Stroke, Stroke]:
    """The long rule across and the one down."""
    thick = [s for s in page.strokes if abs(s.width - 0.25) < 0.01 and span(s) > 50]
    (across,) = [s for s in thick if s.level]
    (down,) = [s for s in thick if upright(s)]
    return across, down


def test_the_rules_are_100_mm_from_one_corner(sheet: Sheet) -> None:
    across, down = the_rules(sheet.front)
    assert span(across) == pytest.approx(100, abs=NEAR)
    assert span(down) == pytest.approx(100, abs=NEAR)
    assert (across.box.x0, across.y) == pytest.approx((down.box.x0, down.box.top), abs=NEAR)


def test_the_rules_have_a_tick_at_each_mm_and_numbers_at_each_tenth(sheet: Sheet) -> None:
    across, down = the_rules(sheet.front)
    ups = [s for s in sheet.front.strokes if upright(s) and near(s.box.bottom, across.y)]
    outs = [s for s in sheet.front.strokes if s.level and near(s.box.x1, down.box.x0) and -1 < s.y - down.box.top < 101]
    above = {round(s.box.x0 - across.box.x0, 2): s for s in ups}
    beside = {round(s.y - down.box.top, 2): s for s in outs}
    for ticks in (above, beside):
        lengths = [span(ticks[at]) for at in sorted(ticks)]
        assert sorted(ticks) == pytest.approx(range(101), abs=NEAR)
        assert lengths == pytest.approx(
            [5 if mm % 10 == 0 else 3.5 if mm % 5 == 0 else 2 for mm in range(101)], abs=NEAR
        )
    numbers = [w for w in sheet.front.words if w.text.isdigit() and int(w.text) % 10 == 0]
    for tenth in range(0, 101, 10):
        named = [middle(w.box) for w in numbers if w.text == str(tenth)]
        assert any(abs(x - across.box.x0 - tenth) < 0.4 and 5 < across.y - y < 9 for x, y in named), tenth
        assert any(abs(y - down.box.top - tenth) < 0.4 and 5 < down.box.x0 - x < 10 for x, y in named), tenth


def test_lines_to_try_are_as_far_apart_as_they_say(sheet: Sheet) -> None:
    lines = [s for s in sheet.front.strokes if s.level and abs(s.width - 0.2) < 0.01 and 12 < span(s) < 60]
    found = {}
    for x0 in sorted({round(s.box.x0, 1) for s in lines}):
        ys = sorted(s.y for s in lines if near(s.box.x0, x0) or abs(s.box.x0 - x0) < 0.1)
        if len(ys) != 5:
            continue
        (gap,) = {round(b - a, 2) for a, b in pairwise(ys)}
        head = [w for w in sheet.front.words if abs(w.box.x0 - x0) < 0.6 and 0 < ys[0] - gap - w.baseline < 7]
        name, number = (w.text for w in sorted(head, key=lambda w: w.baseline))
        assert float(number) == pytest.approx(gap, abs=NEAR)
        found[name] = gap
    large, small = ("A4", "A5") if sheet.front.grid.width in (210, 148) else ("Letter", "Half")
    wanted = {"narrow": 6.35, small: 7, "medium": 7.1, large: 8, "wide": 8.7}
    assert found == pytest.approx(wanted, abs=NEAR)
    assert list(found) == list(wanted), "the closest lines come first"


def test_a_frame_at_each_distance_from_each_edge_and_its_number(sheet: Sheet) -> None:
    page = sheet.front
    for d in FRAMES:
        for level, places in ((True, (d, page.height - d)), (False, (d, page.width - d))):
            for at in places:
                on = [s for s in page.strokes if s.level == level and near(s.y if level else s.box.x0, at)]
                long = [s for s in on if span(s) > 30]
                assert len(long) == 2, "to both sides of the stairs"
                whole = page.width if level else page.height
                ends = sorted(v for s in long for v in ((s.box.x0, s.box.x1) if level else (s.box.top, s.box.bottom)))
                assert (ends[0], ends[-1]) == pytest.approx((d, whole - d), abs=NEAR)
                (step,) = [s for s in on if near(span(s), 2.6)]
                assert number_after(page, step) == str(d)


def number_after(page: Page, step: Stroke) -> str:
    """The number right of a level piece of line, or below an upright one."""
    x, y = middle(step.box)
    beside = [
        w.text
        for w in page.words
        if (
            (0 < w.box.x0 - step.box.x1 < 1.2 and abs(middle(w.box)[1] - y) < 0.5)
            if step.level
            else (0 < w.box.top - step.box.bottom < 1.2 and abs(middle(w.box)[0] - x) < 0.5)
        )
    ]
    (number,) = beside
    return number


def test_ten_greys_in_equal_steps(sheet: Sheet) -> None:
    greys = sorted((f for f in sheet.front.fills if not f.white), key=lambda f: f.box.x0)
    assert [1 - f.colour[0] for f in greys] == pytest.approx([n / 10 for n in range(1, 11)], abs=0.005)
    assert all(len(set(f.colour)) == 1 for f in greys)
    assert len({round(f.box.x1 - f.box.x0, 1) for f in greys}) == 1
    assert all(near(a.box.x1, b.box.x0) for a, b in pairwise(greys))
    assert all(label_below(sheet.front, f) == str(n) for n, f in zip(range(10, 101, 10), greys, strict=True))


def label_below(page: Page, patch: Fill) -> str:
    (label,) = [
        w.text
        for w in page.words
        if patch.box.x0 - 0.2 < w.box.x0 < patch.box.x1 and 0 < w.baseline - patch.box.bottom < 4 and w.text.isdigit()
    ]
    return label


def test_hairlines_are_as_thin_as_they_say(sheet: Sheet) -> None:
    hairs = {s.width: s for s in sheet.front.strokes if s.level and near(span(s), 72)}
    assert sorted(hairs) == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5], abs=0.005)
    for width, hair in hairs.items():
        beside = [
            w.text
            for w in sheet.front.words
            if 0 < w.box.x0 - hair.box.x1 < 4 and hair.box.top - 1 < w.baseline < hair.box.bottom + 1.5
        ]
        assert float(beside[0]) == pytest.approx(width, abs=0.005)


def crosses(page: Page, arm: float) -> list[tuple[float, float]]:
    """Where level and upright strokes of twice ``arm`` meet in their middles, in the order of reading."""
    arms = [s for s in page.strokes if near(span(s), 2 * arm)]
    pairs = [(a, b) for a, b in combinations(arms, 2) if a.level != b.level]
    found = {middle(a.box) for a, b in pairs if all(map(near, middle(a.box), middle(b.box)))}
    return sorted(found, key=lambda at: (round(at[1]), round(at[0])))


def test_crosses_meet_whichever_edge_the_sheet_is_turned_over(sheet: Sheet) -> None:
    front, back = crosses(sheet.front, 8), crosses(sheet.back, 4)
    assert len(front) == len(back) == 4
    wide, high = sheet.front.width, sheet.front.height
    for through in ([(wide - x, y) for x, y in front], [(x, high - y) for x, y in front]):
        for x, y in through:
            assert any(near(x, x2) and near(y, y2) for x2, y2 in back), (x, y)


def test_scales_in_half_millimetres_where_the_arms_shine_through(sheet: Sheet) -> None:
    halves = [n / 2 for n in range(-10, 11)]
    for x, y in crosses(sheet.back, 4):
        around = [s for s in sheet.back.strokes if abs(middle(s.box)[0] - x) < 9 and abs(middle(s.box)[1] - y) < 9]
        above = [s for s in around if upright(s) and near(s.box.bottom, y - 5.5)]
        beside = [s for s in around if s.level and near(s.box.x0, x + 5.5)]
        assert sorted(s.box.x0 - x for s in above) == pytest.approx(halves, abs=NEAR)
        assert sorted(s.y - y for s in beside) == pytest.approx(halves, abs=NEAR)
        reach = max(map(span, (*above, *beside))) + 5.5
        assert reach < 8, "the front's arm, 8 mm, crosses the longest tick"
        for ticks in (above, beside):
            (nought,) = [s for s in ticks if near(s.box.x0, x) or (s.level and near(s.y, y))]
            assert span(nought) == pytest.approx(2.2, abs=NEAR)


def test_nothing_is_printed_over_the_words(sheet: Sheet) -> None:
    for page in (sheet.front, sheet.back):
        for one, other in combinations(page.words, 2):
            across, down = one.box.overlap(other.box)
            assert across <= 0 or down <= 0, (one.text, other.text)
        for word in page.words:
            assert not list(struck(word, page)), word.text


def struck(word: Word, page: Page) -> Iterator[Stroke | Fill]:
    marks: list[Stroke | Fill] = [*page.strokes, *(f for f in page.fills if not f.white)]
    for mark in marks:
        across, down = word.box.overlap(mark.box)
        if across > 0 and down > 0:
            yield mark


def test_words_stand_inside_the_frames_but_for_their_numbers(sheet: Sheet) -> None:
    for page in (sheet.front, sheet.back):
        inside = Box(10, 10, page.width - 10, page.height - 10)
        outside = {
            w.text
            for w in page.words
            if not (inside.holds(w.box.x0 - 1, w.box.top - 1) and inside.holds(w.box.x1 + 1, w.box.bottom + 1))
        }
        assert outside <= {*map(str, FRAMES)}


def test_the_table_gives_the_scale_that_makes_100_mm(sheet: Sheet) -> None:
    rows: dict[float, list[str]] = {}
    for word in sheet.back.words:
        rows.setdefault(round(word.baseline, 1), []).append(word.text)
    table = [row[-4:] for row in rows.values() if row[-3:-2] == ["mm"] and row[-1] == "%"]
    assert [row[0] for row in table] == ["94", "95", "96", "97", "98", "99", "101", "102", "103"]
    for measured, _, scale, _ in table:
        assert float(measured) * float(scale) / 100 == pytest.approx(100, abs=0.06)


def test_it_asks_to_be_printed_at_its_own_size_on_both_sides(sheet: Sheet) -> None:
    with pikepdf.open(sheet.path) as pdf:
        wishes = pdf.Root.ViewerPreferences
        assert str(wishes.PrintScaling) == "/None"
        assert str(wishes.Duplex) == "/DuplexFlipLongEdge"
