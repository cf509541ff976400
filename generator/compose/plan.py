"""The 90-day plan template laid out for a page size: a grid of phases and aspects, then a grid of weeks. Lengths mm."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..model.content import Plan
from ..model.pack import PageSize

WEEKS = 13
RISK_LINES = 4
PHASE_HEADS = 13.0
"""The heads of the phase columns: name, days, goal in two lines."""
ROUNDING = 1.0
"""The engine rounds table rows up; without this the last row would not fit, mm."""
TITLE = 7.0
INTRODUCTION_LINE = 3.7
INTRODUCTION_ADVANCE = 1.45
"""Mean advance of the introduction's small type, mm, on the safe side."""
CUE = 3.8
"""Room for the printed cue above a cell's first line, mm."""
WEEKS_HEAD_LARGE, WEEKS_HEAD_SMALL = 26.0, 22.0
PHASE_TITLE_SMALL = 14.0


@dataclass(frozen=True, slots=True)
class PlanLayout:
    """Lines a cell, and heights in mm. Large paper: one landscape grid; small paper: a page for each phase."""

    plan: Plan
    small: bool
    pitch: float
    head: float
    row_height: float
    cell_lines: int
    cell_width: float
    week_rows: int
    week_height: float
    risk_lines: int
    side_column: float


def lay_out_plan(plan: Plan, page: PageSize) -> PlanLayout:
    """Lines and rows such that the grid and the weeks each fill their page to the foot."""
    rows = len(plan.aspects)
    side = 22.0
    width = page.measure if page.small else page.height - 2 * page.outer
    head = TITLE + INTRODUCTION_LINE * math.ceil(len(plan.introduction) * INTRODUCTION_ADVANCE / width)
    if page.small:
        head += PHASE_TITLE_SMALL
        depth, gaps, cell_width = page.depth - head, CUE + 2, width
    else:
        depth, gaps = page.width - page.binding - page.outer - head - PHASE_HEADS - ROUNDING, CUE
        cell_width = (width - side) / len(plan.phases)
    lines = max(1, int((depth / rows - gaps) // page.pitch))
    risks = RISK_LINES * page.pitch + 6
    week = (page.depth - (WEEKS_HEAD_SMALL if page.small else WEEKS_HEAD_LARGE) - risks) / WEEKS
    return PlanLayout(
        plan,
        page.small,
        page.pitch,
        head,
        depth / rows - (2 if page.small else 0),
        lines,
        cell_width,
        WEEKS,
        week,
        RISK_LINES,
        side,
    )
