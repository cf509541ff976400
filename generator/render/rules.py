"""What there is to write on, as one background picture a block: exact in every renderer, no noise for a screen reader.

A gradient is wrong in some renderers and a tiled picture invisible on screens; stroked path lines are right in all. A
row of dots is such a line too, dashed with round ends, so that a page of dots is as small as a page of lines.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from ..model.pack import LineStyle

STROKE = 0.2
"""Width of a ruled line, mm."""

DOT = 0.35
"""Width of a dot, mm."""

POINT = 0.01
"""Length of the dash that is a dot, mm: some renderers leave out dashes of none."""

INSET = 0.4
"""Rules behind the text end this far inside it, mm, so that no end peeps out beside the white that covers them."""

Picture = Callable[..., str]
"""`writing` or `page_rules` in a style that is chosen: the arguments that follow it."""


def rules(width: float, lines: int, pitch: float, colour: str) -> str:
    """A data address for ``lines`` rules of ``width`` mm, ``pitch`` mm apart, the last one on the lower edge."""
    path = _across(0, width, [i * pitch - STROKE / 2 for i in range(1, lines + 1)])
    return picture(width, lines * pitch, path, colour)


def page_rules(width: float, depth: float, pitch: float, colour: str, style: LineStyle = LineStyle.RULED) -> str:
    """A whole text area of ``depth`` mm to write on, counted from its foot (which stays free: text may end there)."""
    ys = [depth - i * pitch - STROKE / 2 for i in range(1, int(depth // pitch))]
    if style is LineStyle.BLANK or not ys:
        return picture(width, depth, "", colour)
    left, right = INSET, INSET + _whole(width - 2 * INSET, pitch)
    if style is LineStyle.DOTTED:
        return picture(width, depth, _dots(left, right, ys), colour, dotted=pitch)
    if style is LineStyle.GRID:
        path = _across(left, right + STROKE, ys)
        path += _up(ys[-1] - STROKE / 2, ys[0] + STROKE / 2, _columns(left + STROKE / 2, right, pitch))
        return picture(width, depth, path, colour)
    return picture(width, depth, _across(INSET, width - INSET, ys), colour)


def writing(style: LineStyle, width: float, lines: int, pitch: float, colour: str, *, framed: bool = True) -> str:
    """A data address for an area of ``width`` mm to write ``lines`` lines on, in a style.

    Dots and squares are as far apart as lines, as many as fit whole. The squares' picture is higher by what `rise`
    says: its uppermost line lies on the area's upper edge. What is blank has a frame, unless ``framed`` is false.
    """
    depth = lines * pitch
    across = _whole(width, pitch)
    match style:
        case LineStyle.DOTTED:
            ys = [i * pitch - DOT / 2 for i in range(1, lines + 1)]
            return picture(width, depth, _dots(0, across, ys), colour, dotted=pitch)
        case LineStyle.GRID:
            path = _across(0, across + STROKE, [i * pitch + STROKE / 2 for i in range(lines + 1)])
            path += _up(0, depth + STROKE, _columns(STROKE / 2, across, pitch))
            return picture(width, depth + STROKE, path, colour)
        case LineStyle.BLANK:
            half = STROKE / 2
            frame = f"M{half:g} {half:g}H{width - half:g}V{depth - half:g}H{half:g}z" if framed else ""
            return picture(width, depth, frame, colour)
        case _:
            return rules(width, lines, pitch, colour)


def in_style(style: LineStyle) -> tuple[Picture, Picture]:
    """`writing` and `page_rules` in a style, for templates."""

    def area(width: float, lines: int, pitch: float, colour: str, framed: bool = True) -> str:
        return writing(style, width, lines, pitch, colour, framed=framed)

    def page(width: float, depth: float, pitch: float, colour: str) -> str:
        return page_rules(width, depth, pitch, colour, style)

    return area, page


def rise(style: LineStyle) -> float:
    """How far a picture of `writing` begins above the area, mm."""
    return STROKE if style is LineStyle.GRID else 0.0


def _whole(width: float, pitch: float) -> float:
    """The width of as many squares as fit, mm."""
    return int((width - DOT) / pitch + 1e-6) * pitch


def _columns(first: float, across: float, pitch: float) -> list[float]:
    return [first + i * pitch for i in range(round(across / pitch) + 1)]


def _across(left: float, right: float, ys: list[float]) -> str:
    return "".join(f"M{left:g} {y:g}H{right:g}" for y in ys)


def _dots(left: float, right: float, ys: list[float]) -> str:
    """Lines that end with a dash, each row's first and last dot touching ``left`` and, a dot's width on, ``right``."""
    return _across(left + DOT / 2, right + DOT / 2 + POINT, ys)


def _up(top: float, foot: float, xs: list[float]) -> str:
    return "".join(f"M{x:g} {top:g}V{foot:g}" for x in xs)


def picture(width: float, height: float, path: str, colour: str, dotted: float = 0.0) -> str:
    """The data address of a stroked path; ``dotted``: each of its lines is a row of dots, so far apart."""
    stroke = f"stroke-width='{STROKE}'"
    if dotted:
        stroke = f"stroke-width='{DOT}' stroke-linecap='round' stroke-dasharray='{POINT} {dotted - POINT:g}'"
    drawn = f"<path d='{path}' fill='none' stroke='{colour}' {stroke}/>" if path else ""
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width:g}mm' height='{height:g}mm' "
        f"viewBox='0 0 {width:g} {height:g}'>{drawn}</svg>"
    )
    return "data:image/svg+xml," + quote(svg)
