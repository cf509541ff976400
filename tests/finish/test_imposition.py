"""The arithmetic of sheets."""

from __future__ import annotations

import pytest

from generator.finish.imposition import PressSheet, Spread, advise, check_fold, saddle_stitch, two_up
from generator.model.printing import Booklet, Flip, TwoUp
from generator.model.problems import UsageError


def test_a_booklet_of_eight_pages() -> None:
    assert saddle_stitch(8) == (
        PressSheet(0, 0, Spread(8, 1), Spread(2, 7)),
        PressSheet(0, 1, Spread(6, 3), Spread(4, 5)),
    )


def test_two_signatures_of_which_the_last_is_smaller() -> None:
    assert saddle_stitch(12, 2) == (
        PressSheet(0, 0, Spread(8, 1), Spread(2, 7)),
        PressSheet(0, 1, Spread(6, 3), Spread(4, 5)),
        PressSheet(1, 0, Spread(12, 9), Spread(10, 11)),
    )


def test_no_pages_need_no_sheets() -> None:
    assert saddle_stitch(0) == ()
    assert two_up(0) == ()


@pytest.mark.parametrize("pages", range(1, 65))
@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 8, 16, 99])
def test_each_page_once_and_blanks_only_at_the_end(pages: int, size: int) -> None:
    sheets = saddle_stitch(pages, size)
    found = [n for s in sheets for n in (s.front.left, s.front.right, s.back.left, s.back.right)]
    blanks = -pages % 4
    assert sorted(found) == [0] * blanks + list(range(1, pages + 1))
    assert len(sheets) == -(-pages // 4)
    most = size or len(sheets)
    assert max(s.place for s in sheets) < most
    assert sum(s.outer for s in sheets) == sheets[-1].signature + 1 == -(-len(sheets) // most)


def test_the_two_sides_of_a_leaf_are_pages_that_follow_each_other() -> None:
    for sheet in saddle_stitch(64, 5):
        assert sheet.back.left == sheet.front.right + 1
        assert sheet.front.left == sheet.back.right + 1


def test_creep_grows_by_the_thickness_and_begins_anew_with_each_signature() -> None:
    assert [round(s.creep(0.12), 6) for s in saddle_stitch(24, 4)] == [0, 0.12, 0.24, 0.36, 0, 0.12]


def test_two_pages_a_side_in_order() -> None:
    assert two_up(5) == (Spread(1, 2), Spread(3, 4), Spread(5, 0))


def test_facing_pages_stand_as_in_the_open_book() -> None:
    assert two_up(5, facing=True) == (Spread(0, 1), Spread(2, 3), Spread(4, 5))
    assert two_up(2, facing=True) == (Spread(0, 1), Spread(2, 0))
    assert two_up(0, facing=True) == ()


@pytest.mark.parametrize("pages", range(1, 12))
def test_what_is_wanting_fills_the_last_sheet(pages: int) -> None:
    for imposing in (TwoUp(), TwoUp(facing=True)):
        sides = two_up(pages + imposing.wanting(pages), facing=imposing.facing)
        assert 0 not in (sides[-1].left, sides[-1].right) or len(sides) == 1
    (*_, last) = saddle_stitch(pages + Booklet().wanting(pages))
    assert 0 not in (last.front.left, last.front.right, last.back.left, last.back.right)


def test_a_stack_that_pushes_pages_into_the_fold_is_refused_with_what_would_work() -> None:
    thick = Booklet(paper_thickness=0.3)
    with pytest.raises(UsageError) as refused:
        check_fold(saddle_stitch(100), thick)
    assert str(refused.value) == (
        "25 sheets of 0.3 mm folded together push the middle pages 7.2 mm into the fold, and there is room for 6 mm; "
        "fold at most 21 together: --sheets-per-signature 4 makes it easy"
    )
    assert check_fold(saddle_stitch(100, 4), thick) == ()


def test_a_stack_that_no_stapler_goes_through_is_told() -> None:
    (odd,) = check_fold(saddle_stitch(84), Booklet())
    assert str(odd) == (
        "21 sheets folded together are too thick for most staplers; "
        "use --sheets-per-signature 4 and sew or glue the signatures"
    )
    assert check_fold(saddle_stitch(80), Booklet()) == ()


@pytest.mark.parametrize(
    ("pages", "booklet", "words"),
    [
        (4, Booklet(), "1 sheet; print on both sides at actual size (100 %), flip on the short edge"),
        (
            24,
            Booklet(Flip.LONG, sheets_per_signature=4),
            "6 sheets in 2 signatures; print on both sides at actual size (100 %), flip on the long edge",
        ),
        (
            8,
            Booklet(manual_duplex=True),
            "2 sheets; print the fronts first, at actual size (100 %): their first page says how to go on",
        ),
    ],
)
def test_the_advice(pages: int, booklet: Booklet, words: str) -> None:
    assert advise(saddle_stitch(pages, booklet.sheets_per_signature), booklet) == words
