"""Cut marks of a sheet of cards: ticks at the ends of every cut, and crosses where cuts meet. Lengths in mm."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.cards import CardGrid
from .rules import picture

EDGE = 5.0
"""Marks begin this far from the paper's edge, where every printer reaches."""
TICK = 6.0
ARM = 3.0
"""Of a cross: it lies on the cuts, where nothing else is printed."""


def card_marks(grid: CardGrid, colour: str) -> str:
    """A data address for the marks of a whole sheet. They are the same on both sides, since a sheet is symmetrical."""
    path = "".join(f"M{x0:g} {y0:g}L{x1:g} {y1:g}" for x0, y0, x1, y1 in _strokes(grid))
    return picture(grid.sheet_width, grid.sheet_height, path, colour)


def _strokes(grid: CardGrid) -> Iterator[tuple[float, float, float, float]]:
    across, down = grid.cuts_across, grid.cuts_down
    width, height = grid.sheet_width, grid.sheet_height
    for x in across:
        yield x, EDGE, x, EDGE + TICK
        yield x, height - EDGE - TICK, x, height - EDGE
    for y in down:
        yield EDGE, y, EDGE + TICK, y
        yield width - EDGE - TICK, y, width - EDGE, y
    for x in across:
        for y in down:
            yield x - ARM, y, x + ARM, y
            yield x, y - ARM, x, y + ARM
