"""The cover's figure: a quarter of concentric arcs, one for each theme, a bead on it for each of its questions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

from markupsafe import Markup

from ..model.content import Theme
from ..model.pack import Ink
from .colour import Palette

LARGEST, SMALLEST = 96.0, 30.0
"""Radii of the outermost and innermost arc, in units of a 100 × 100 picture."""


class Placed(Protocol):
    """A chosen question's theme."""

    @property
    def theme(self) -> Theme:
        """The theme."""


def cover_figure(entries: Sequence[Placed], ink: Ink, side: float, colours: Callable[[int], Palette]) -> Markup:
    """An SVG picture ``side`` mm wide and high, its corner at the lower right; ``colours`` by the hue of a theme."""
    counts = list(Counter(entry.theme for entry in entries).items())
    rings = max(4, len(counts))
    step = (LARGEST - SMALLEST) / (rings - 1)
    marks = []
    for place in range(rings):
        radius = LARGEST - place * step
        if place < len(counts):
            theme, count = counts[place]
            marks.append(_ring(radius, colours(theme.hue).accent, count, ink))
        else:
            marks.append(_arc(radius, colours(0).rule, 0.25))
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side:g}mm" height="{side:g}mm" viewBox="0 0 100 100">'
        f"<title>Decoration: an arc for each theme with a mark for each question</title>{''.join(marks)}</svg>"
    )


def _ring(radius: float, colour: str, count: int, ink: Ink) -> str:
    beads = []
    for i in range(count):
        angle = math.radians(180 + 90 * (i + 0.5) / count)
        x, y = 100 + radius * math.cos(angle), 100 + radius * math.sin(angle)
        fill = "#ffffff" if ink is Ink.LOW else colour
        beads.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="1.5" fill="{fill}" stroke="{colour}" stroke-width="0.5"/>')
    return _arc(radius, colour, 0.7) + "".join(beads)


def _arc(radius: float, colour: str, width: float) -> str:
    start = 100 - radius
    return (
        f'<path d="M{start:.2f} 100A{radius:.2f} {radius:.2f} 0 0 1 100 {start:.2f}" '
        f'fill="none" stroke="{colour}" stroke-width="{width}"/>'
    )
