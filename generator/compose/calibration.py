"""The calibration page: where every mark of it stands. Lengths in mm, counted from a page's upper left corner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..model.drawing import SMALL_TYPE, Area, Label, Mark, Patch, Stroke, drawing
from ..model.facts import CalibrationFacts
from ..model.layout import Calibration
from ..model.pack import PAGE_SIZES, PackSpec, PageSize, Paper, page_of
from ..model.pitch import PITCHES
from ..model.workbook import Section, Workbook
from .register import ARM, CROSS_FROM_EDGE, FINE, USUAL, cross, crosses, example, scales

TITLE = "Calibration page"
LENGTH = 100
"""Of the two rules."""
FRAMES = (3, 4, 5, 6, 8, 10)
"""How far the frames are from each edge."""
LINES = 5
GREYS = 10
HAIRLINES = (0.1, 0.2, 0.3, 0.4, 0.5)
MEASURED = (94, 95, 96, 97, 98, 99, 101, 102, 103)
"""What 100 mm may come to on paper: the rows of the table of scales."""

CELL = 5.6
"""Of the stairs that name the frames: a piece of each one's line and its number."""
FIRM = 0.25
"""Width of the two rules."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the parts of the front go on large or on small paper; ``corner`` is nought of both rules."""

    corner: tuple[float, float]
    steps: Area
    greys: Area
    grey_height: float
    hairs: Area
    hair_pitch: float
    lines: Area


def calibration_page(spec: PackSpec, today: date) -> Workbook:
    """A book of one sheet: rules and samples on its front, on its back the scales that show whether both sides meet."""
    page = page_of(spec)
    section = Section("calibration", TITLE, CalibrationFacts(lay_out(page, spec.paper or Paper.A4)))
    return Workbook(spec.model_copy(update={"title": TITLE}), page, (section,), spec.date or today)


def lay_out(page: PageSize, paper: Paper) -> Calibration:
    """Every mark of both sides."""
    plan = _small(page) if page.small else _large(page)
    corners = tuple(crosses(page))
    front = (
        *_rule(plan.corner),
        *_frames(page),
        *(stroke for x, y in corners for stroke in cross(x, y, ARM, USUAL)),
        *_samples(plan.lines, paper),
        *_greys(plan.greys, plan.grey_height),
        *_hairlines(plan.hairs, plan.hair_pitch),
    )
    back = [mark for x, y in corners for mark in (*cross(x, y, ARM / 2, FINE), *scales(x, y))]
    shown = Area(CROSS_FROM_EDGE + 3 * ARM, page.height - 66, 62) if not page.small else None
    if shown:
        back += example(shown.x, shown.y)
    inside = CROSS_FROM_EDGE + ARM + 5
    return Calibration(
        paper=paper.replace("-", " ").capitalize(),
        front=drawing(front),
        back=drawing(back),
        title=Area(inside, 15 if page.small else 18, page.width - 2 * inside),
        steps=plan.steps,
        grey_head=_above(plan.greys),
        hair_head=_above(plan.hairs),
        line_head=Area(plan.lines.x, plan.lines.y - 14, plan.lines.width),
        back_words=Area(CROSS_FROM_EDGE, CROSS_FROM_EDGE + ARM + 5, page.width - 2 * CROSS_FROM_EDGE),
        example=shown and Area(shown.x + 5 * ARM, shown.y - ARM, shown.width),
        scales=tuple((mm, f"{LENGTH * 100 / mm:.1f}") for mm in MEASURED),
    )


def _large(page: PageSize) -> _Plan:
    spare = page.height - PAGE_SIZES[Paper.LETTER].height
    x, y = 30.0, 59 + spare * 0.4
    right, below = x + LENGTH + 12, y + LENGTH
    return _Plan(
        corner=(x, y),
        steps=Area(right, y, page.width - right - 18),
        greys=Area(x + 8, y + 14, 90),
        grey_height=16,
        hairs=Area(x + 8, y + 54, 72),
        hair_pitch=8,
        lines=Area(x, below + 27 + spare * 0.3, page.width - x - CROSS_FROM_EDGE),
    )


def _small(page: PageSize) -> _Plan:
    x, y = 24.0, 41.0
    return _Plan(
        corner=(x, y),
        steps=Area(x, y + LENGTH + 5, page.width - x - 18),
        greys=Area(x + 4, y + 69, 94),
        grey_height=5.5,
        hairs=Area(x + 4, y + 85.5, 72),
        hair_pitch=3,
        lines=Area(x + 4, y + 17, 94),
    )


def _above(area: Area) -> Area:
    return Area(area.x, area.y - 5, area.width)


def _rule(corner: tuple[float, float]) -> Iterator[Mark]:
    """Two rules from one corner, across and down, with a tick for each mm on their outer sides."""
    x, y = corner
    yield Stroke(x, y, x + LENGTH, y, FIRM)
    yield Stroke(x, y, x, y + LENGTH, FIRM)
    for mm in range(LENGTH + 1):
        tick = 5.0 if mm % 10 == 0 else 3.5 if mm % 5 == 0 else 2.0
        yield Stroke(x + mm, y - tick, x + mm, y, USUAL)
        yield Stroke(x - tick, y + mm, x, y + mm, USUAL)
        if mm % 10 == 0:
            yield Label(x + mm, y - 6, str(mm))
            yield Label(x - 6, y + mm + 0.8, str(mm), anchor="end")


def _frames(page: PageSize) -> Iterator[Mark]:
    """A frame at each distance from the edges. In the middle of each edge there are stairs instead that name them."""
    wide, high = page.width, page.height
    half = CELL * len(FRAMES) / 2
    for place, d in enumerate(FRAMES):
        for y in (d, high - d):
            yield Stroke(d, y, wide / 2 - half - 2, y, USUAL)
            yield Stroke(wide / 2 + half + 2, y, wide - d, y, USUAL)
            step = wide / 2 - half + CELL * place
            yield Stroke(step, y, step + 2.6, y, USUAL)
            yield Label(step + 3.1, y + 0.7, str(d), SMALL_TYPE, "start")
        for x in (d, wide - d):
            yield Stroke(x, d, x, high / 2 - half - 2, USUAL)
            yield Stroke(x, high / 2 + half + 2, x, high - d, USUAL)
            step = high / 2 - half + CELL * place
            yield Stroke(x, step, x, step + 2.6, USUAL)
            yield Label(x, step + 4.7, str(d), SMALL_TYPE)


def _samples(area: Area, paper: Paper) -> Iterator[Mark]:
    """Lines to write on at each pitch that has a name, the closest first."""
    small, large = (Paper.A5, Paper.A4) if paper in (Paper.A5, Paper.A4) else (Paper.HALF_LETTER, Paper.LETTER)
    usual = {each.replace("-", " ").capitalize(): PAGE_SIZES[each].pitch for each in (small, large)}
    named = sorted((PITCHES | usual).items(), key=lambda item: item[1])
    gap = 3.0
    width = (area.width - gap * (len(named) - 1)) / len(named)
    for place, (name, pitch) in enumerate(named):
        x = area.x + place * (width + gap)
        yield Label(x, area.y - 5.5, name, anchor="start")
        yield Label(x, area.y - 2.5, f"{pitch:g} mm", anchor="start")
        for line in range(1, LINES + 1):
            yield Stroke(x, area.y + line * pitch, x + width, area.y + line * pitch, 0.2)


def _greys(area: Area, height: float) -> Iterator[Mark]:
    step = area.width / GREYS
    for place in range(GREYS):
        share = (place + 1) / GREYS
        yield Patch(area.x + place * step, area.y, step, height, share)
        yield Label(area.x + (place + 0.5) * step, area.y + height + 2.8, f"{share:.0%}".replace("%", " %"), SMALL_TYPE)


def _hairlines(area: Area, pitch: float) -> Iterator[Mark]:
    for place, width in enumerate(HAIRLINES):
        y = area.y + (place + 0.5) * pitch
        yield Stroke(area.x, y, area.x + area.width, y, width)
        yield Label(area.x + area.width + 3, y + 0.8, f"{width:g} mm", anchor="start")
