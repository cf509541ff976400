from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assets import shipped_content
from generator.compose.plan import lay_out_plan
from generator.load.library import load_library
from generator.model.pack import PAGE_SIZES, Paper

from .bank import plan

PAPERS = st.sampled_from(list(Paper))
ASPECTS = st.integers(1, 8).map(lambda n: tuple(f"Aspect {i}" for i in range(n)))


@given(PAPERS, ASPECTS, st.integers(0, 600))
def test_grids_fit_their_page_with_a_line_a_cell_at_least(paper: Paper, aspects: tuple[str, ...], words: int) -> None:
    page = PAGE_SIZES[paper]
    layout = lay_out_plan(plan(aspects=aspects, introduction="x" * words), page)
    assert len(layout.grids) == (3 if page.small else 1)
    depth = page.depth if page.small else page.width - page.binding
    for grid in layout.grids:
        assert grid.lines >= 1
        assert grid.head + len(aspects) * grid.row_height <= depth
        if grid.lines > 1:
            assert grid.lines * page.pitch <= grid.row_height
        assert 0 < grid.width <= (page.measure if page.small else page.height)


@given(PAPERS)
def test_weeks_and_risks_fit_their_page(paper: Paper) -> None:
    page = PAGE_SIZES[paper]
    layout = lay_out_plan(plan(), page)
    assert layout.week_rows == 13
    assert layout.risk_lines == 4
    assert layout.week_height >= 7
    assert layout.weeks_head + 13 * layout.week_height + 4 * page.pitch <= page.depth


@pytest.mark.parametrize("paper", Paper)
def test_the_shipped_plan_has_four_lines_a_cell(paper: Paper) -> None:
    shipped = load_library([shipped_content()])[0].plans["first-90-days"]
    layout = lay_out_plan(shipped, PAGE_SIZES[paper])
    assert min(grid.lines for grid in layout.grids) >= 4
    assert layout.pitch == PAGE_SIZES[paper].pitch
