"""The 90-day plan template laid out for a page size: a grid of phases and aspects, then a grid of weeks. Lengths mm."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model.content import Plan
from ..model.fields import WEEK_COLUMNS, sheet_parts
from ..model.layout import Filling, PhaseGrid, PlanFilling, PlanLayout, PlanParts
from ..model.own import OwnAnswer
from ..model.pack import PageSize
from ..model.worksheet import Worksheet
from .filling import filling, is_dense, text_height

WEEKS = 13
RISK_LINES = 4
PHASE_HEADS = 14.2
"""The heads of the phase columns: name, days, goal in two lines."""
ROUNDING = 1.0
"""The engine rounds table rows up; without this the last row would not fit, mm."""
TITLE = 7.0
INTRODUCTION_LINE = 3.7
INTRODUCTION_ADVANCE = 1.45
"""Mean advance of the introduction's small type, mm, on the safe side."""
CUE = 3.8
"""Room for the printed cue above a cell's first line, mm."""
LOW_FOOT = 4.0
"""The landscape page's foot margin is this much less than the outer margin."""
SIDE_COLUMN, COLUMN_GAP, FIELD_GAP = 22.0, 3.0, 2.0
PHASE_TITLE = 14.0
WEEKS_HEAD_LARGE, WEEKS_HEAD_SMALL = 15.0, 13.0
WEEKS_TABLE_HEAD, RISK_LABEL = 11.0, 6.0


def lay_out_plan(
    plan: Plan, page: PageSize, written: PlanFilling | None = None, parts: PlanParts | None = None
) -> PlanLayout:
    """Lines and rows such that the grids and the weeks each fill their page to the foot.

    ``written`` is what is typed in it: it stands on the lines at half their distance, and rows that hold more grow.
    ``parts`` name its fields.
    """
    weeks_head = WEEKS_HEAD_SMALL if page.small else WEEKS_HEAD_LARGE
    said, told = (text_height(f.text, page.measure) if f else 0.0 for f in _texts(written))
    week = (page.depth - told - weeks_head - WEEKS_TABLE_HEAD - RISK_LINES * page.pitch - RISK_LABEL) / WEEKS
    grids = _pages_of_phases(plan, page, said) if page.small else (_landscape(plan, page, said),)
    return PlanLayout(
        plan,
        page.small,
        page.pitch,
        grids,
        SIDE_COLUMN,
        weeks_head,
        WEEKS,
        week,
        RISK_LINES,
        _set(written, grids, week, page),
        parts,
    )


def plan_parts(sheet: Worksheet, plan: Plan, question: str = "") -> PlanParts:
    """The names of a plan's fields, where it is the worksheet of this question, or of none."""
    grid, weeks, risks = sheet_parts(sheet, plan)
    return PlanParts(grid, weeks, risks, question)


def written_plan(sheet: Worksheet, plan: Plan, answer: OwnAnswer | None) -> PlanFilling | None:
    """What an answer says in a plan; none where it says nothing there."""
    parts = sheet_parts(sheet, plan)
    if answer is None or not any(part.name in answer.parts for part in parts):
        return None
    grid, weeks, risks = (
        filling(part, answer.parts[part.name]) if part.name in answer.parts else Filling() for part in parts
    )
    return PlanFilling(grid, weeks, risks)


def _set(written: PlanFilling | None, grids: Sequence[PhaseGrid], week: float, page: PageSize) -> PlanFilling | None:
    """What is typed on the lines at their own distance, or all of a table closer where a cell has more."""
    if written is None:
        return None
    grid, weeks, risks = written.grid, written.weeks, written.risks
    return PlanFilling(
        replace(grid, dense=any(is_dense(text, grids[0].width, grids[0].lines, page) for text in _cells(grid))),
        replace(weeks, dense=any(text_height(text, page.measure / len(WEEK_COLUMNS)) > week for text in _cells(weeks))),
        replace(risks, dense=is_dense(risks.text, page.measure, RISK_LINES, page)),
    )


def _cells(filling: Filling) -> Iterator[str]:
    return (text for row in filling.cells for text in row)


def _texts(written: PlanFilling | None) -> tuple[Filling | None, Filling | None]:
    """What stands above the phases and above the weeks, being of no form that a table has."""
    return (written.grid, written.weeks) if written else (None, None)


def _landscape(plan: Plan, page: PageSize, said: float) -> PhaseGrid:
    width = page.height - 2 * page.outer
    head = TITLE + _introduction(plan, width)
    depth = page.width - page.binding - (page.outer - LOW_FOOT) - head - said - PHASE_HEADS - ROUNDING
    cell = (width - SIDE_COLUMN) / len(plan.phases) - COLUMN_GAP
    return _grid(head, depth / len(plan.aspects), CUE, page.pitch, cell)


def _pages_of_phases(plan: Plan, page: PageSize, said: float) -> tuple[PhaseGrid, ...]:
    heads = [PHASE_TITLE] * len(plan.phases)
    heads[0] += TITLE + _introduction(plan, page.measure)
    return tuple(
        _grid(head, (page.depth - head - above) / len(plan.aspects) - FIELD_GAP, CUE, page.pitch, page.measure)
        for head, above in zip(heads, (said, *(0.0 for _ in heads)), strict=False)
    )


def _grid(head: float, row: float, cue: float, pitch: float, width: float) -> PhaseGrid:
    return PhaseGrid(head, row, max(1, int((row - cue) // pitch)), width)


def _introduction(plan: Plan, width: float) -> float:
    return INTRODUCTION_LINE * math.ceil(len(plan.introduction) * INTRODUCTION_ADVANCE / width)
