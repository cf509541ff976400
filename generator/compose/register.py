"""Crosses and scales that show how far the two sides of a sheet are off. Lengths in mm."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.drawing import SMALL_TYPE, Label, Mark, Patch, Stroke
from ..model.pack import PageSize

CROSS_FROM_EDGE = 22.0
"""Crosses stand as far from both edges of a corner: turned over on either edge of the sheet, they meet."""
ARM = 8.0
"""Of a cross on the front: it reaches over the scales that stand on the back."""
REACH, HALF = 5, 0.5
"""The scales go so far to both sides of nought, in steps of this."""
SCALE_FROM_CROSS = 5.5
FINE, USUAL = 0.1, 0.15
"""Widths of strokes."""
ENLARGED = 3
OFF = (1.5, -0.5)
"""How far the front of the example is off, to the right and down."""
SHINING = 0.4
"""The grey of what shines through."""


def crosses(page: PageSize) -> Iterator[tuple[float, float]]:
    """Their middles, in the order of reading."""
    for y in (CROSS_FROM_EDGE, page.height - CROSS_FROM_EDGE):
        for x in (CROSS_FROM_EDGE, page.width - CROSS_FROM_EDGE):
            yield x, y


def cross(x: float, y: float, arm: float, width: float) -> Iterator[Stroke]:
    """A cross with its middle at a point."""
    yield Stroke(x - arm, y, x + arm, y, width)
    yield Stroke(x, y - arm, x, y + arm, width)


def scales(x: float, y: float, k: float = 1) -> Iterator[Mark]:
    """Above and right of a cross, where the arms of the one on the other side fall on them; ``k`` times their size."""
    top, right = y - SCALE_FROM_CROSS * k, x + SCALE_FROM_CROSS * k
    yield Stroke(x - REACH * k, top, x + REACH * k, top, FINE)
    yield Stroke(right, y - REACH * k, right, y + REACH * k, FINE)
    for step in range(-int(REACH / HALF), int(REACH / HALF) + 1):
        off = step * HALF
        tick = (2.2 if off % REACH == 0 else 1.5 if off % 1 == 0 else 0.8) * k
        at_x, at_y = x + off * k, y + off * k
        yield Stroke(at_x, top - tick, at_x, top, FINE)
        yield Stroke(right, at_y, right + tick, at_y, FINE)
        if off % REACH == 0:
            yield Label(at_x, top - 2.2 * k - 0.6, f"{abs(off):g}", SMALL_TYPE)
            yield Label(right + 2.2 * k + 0.8, at_y + 0.7, f"{abs(off):g}", SMALL_TYPE, "start")


def example(x: float, y: float) -> Iterator[Mark]:
    """A cross with its scales, enlarged, and in grey the front's as it shines through a little off."""
    k, thick = ENLARGED, USUAL * ENLARGED
    over, down = x + OFF[0] * k, y + OFF[1] * k
    yield Patch(over - ARM * k, down - thick / 2, 2 * ARM * k, thick, SHINING)
    yield Patch(over - thick / 2, down - ARM * k, thick, 2 * ARM * k, SHINING)
    yield from cross(x, y, ARM / 2 * k, FINE)
    yield from scales(x, y, k)
