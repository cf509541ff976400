from __future__ import annotations

from typing import Any

import pytest

from generator.compose.halving import halve
from generator.compose.holes import check_holes
from generator.model.holes import LEAST_END, PUNCHES, Holes
from generator.model.pack import PAGE_SIZES, Edition, PackSpec, Paper, page_of
from generator.model.printing import Booklet, TwoUp
from generator.model.problems import UsageError


@pytest.mark.parametrize(
    ("holes", "paper", "told"),
    [
        ("4", "a5", "4 holes 80 mm apart need a page 260 mm high, and a5 has 210 mm; holes 2 would fit, or take a4 or letter"),
        ("4", "half-letter", "4 holes 80 mm apart need a page 260 mm high, and half-letter has 215.9 mm; holes 2 would fit, or take a4 or letter"),
        ("3", "a5", "3 holes 107.95 mm apart need a page 235.9 mm high, and a5 has 210 mm; holes 2 would fit, or take a4 or letter"),
    ],
)  # fmt: skip
def test_holes_that_the_paper_does_not_take(holes: str, paper: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        check_holes(PackSpec(holes=holes, paper=paper))
    assert str(caught.value) == told


def test_marks_need_holes() -> None:
    with pytest.raises(UsageError) as caught:
        check_holes(PackSpec(hole_marks="centres"))
    assert str(caught.value) == "hole_marks is centres, and there are no holes to mark; say how many: holes 2, 3 or 4"


@pytest.mark.parametrize(("imposing", "name"), [(Booklet(), "--booklet"), (TwoUp(), "--nup 2")])
def test_two_pages_a_side_have_no_holes(imposing: Any, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        halve(PackSpec(paper=Paper.A4, holes="2"), imposing)
    told = f"holes are for one page a side, and {name} puts two there; add --holes none, or leave out {name}"
    assert str(caught.value) == told


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("holes", [Holes.TWO, Holes.THREE, Holes.FOUR])
def test_whatever_is_allowed_has_its_holes_on_the_page_and_margins_around_them(
    paper: Paper, edition: Edition, holes: Holes
) -> None:
    spec = PackSpec(paper=paper, edition=edition, holes=holes)
    try:
        check_holes(spec)
    except UsageError:
        assert PAGE_SIZES[paper].small
        return
    punch, page, usual = PUNCHES[holes], page_of(spec), PAGE_SIZES[paper]
    places = punch.places(page.height)
    assert len(places) == punch.count == int(holes)
    assert min(places) >= LEAST_END
    assert max(places) <= page.height - LEAST_END
    assert sum(places) / len(places) == pytest.approx(page.height / 2)
    sides = [page.binding] if edition.mirrored else [(page.binding + page.outer) / 2]
    assert min(sides) >= punch.strip >= punch.centre + punch.diameter / 2 + 1
    assert page.binding - usual.binding == pytest.approx(page.outer - usual.outer)
    assert page.outer - usual.outer <= 2.5
    assert page.punched == punch.strip
