"""Ruled lines as one background picture a block: exact in every renderer, and no noise for a screen reader.

A gradient is wrong in some renderers and a tiled picture invisible on screens; stroked path lines are right in all.
"""

from __future__ import annotations

from urllib.parse import quote

STROKE = 0.2
"""Width of a ruled line, mm."""

INSET = 0.4
"""Rules behind the text end this far inside it, mm, so that no end peeps out beside the white that covers them."""


def rules(width: float, lines: int, pitch: float, colour: str) -> str:
    """A data address for ``lines`` rules of ``width`` mm, ``pitch`` mm apart, the last one on the lower edge."""
    path = "".join(f"M0 {i * pitch - STROKE / 2:g}H{width:g}" for i in range(1, lines + 1))
    return picture(width, lines * pitch, path, colour)


def page_rules(width: float, depth: float, pitch: float, colour: str) -> str:
    """Rules for a whole text area of ``depth`` mm, counted from its foot (which stays free: text may end there)."""
    count = int(depth // pitch)
    path = "".join(f"M{INSET} {depth - i * pitch - STROKE / 2:g}H{width - INSET:g}" for i in range(1, count))
    return picture(width, depth, path, colour)


def picture(width: float, height: float, path: str, colour: str) -> str:
    """A data address for strokes along ``path`` in an area of ``width`` × ``height`` mm."""
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width:g}mm' height='{height:g}mm' "
        f"viewBox='0 0 {width:g} {height:g}'>"
        f"<path d='{path}' fill='none' stroke='{colour}' stroke-width='{STROKE}'/></svg>"
    )
    return "data:image/svg+xml," + quote(svg)
