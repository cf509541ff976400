"""Pages for a print shop: paper beyond their edges, and marks where to cut. Lengths mm unless a name says otherwise.

The engine's own marks lie inside the bleed, where ink may run, and its bleed box ends at 10 pt. So pages are set as
they will be cut, and the paper around them is added to the bound book. What a design draws over the edge shows there.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf

from ..model.workbook import PdfDocument

PT = 72 / 25.4
"""Points in a millimetre."""
CLEAR = 0.5
"""Marks begin so far outside the bleed."""
NEAREST = 3.0
"""They are never nearer to the page."""
LENGTH = 5.0
MARGIN = 1.0
"""Paper beyond the marks."""
HAIRLINE = 0.25
"""pt"""
INK = "/EveryInk"


def extend(book: PdfDocument, bleed: float, *, marks: bool) -> PdfDocument:
    """A book with ``bleed`` around its pages, and with ``marks`` at their corners; as it is where there is neither.

    Every page gets a trim box (the page as it is cut), a bleed box and a media box.
    """
    if not (bleed or marks):
        return book
    begin = max(bleed + CLEAR, NEAREST)
    with pikepdf.open(io.BytesIO(book.data)) as pdf:
        ink = pdf.make_indirect(_every_ink(pdf))
        for page in pdf.pages:
            trim = [float(v) for v in page.trimbox]
            page.BleedBox = _grown(trim, bleed)
            page.MediaBox = _grown(trim, begin + LENGTH + MARGIN if marks else bleed)
            if marks:
                page.Resources.ColorSpace = page.Resources.get("/ColorSpace", Dictionary())
                page.Resources.ColorSpace[INK] = ink
                # Before the page itself, whose content leaves other units behind.
                page.contents_add(_marks(trim, begin * PT), prepend=True)
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return replace(book, data=out.getvalue())


def _grown(box: Sequence[float], by: float) -> Array:
    x0, y0, x1, y1 = box
    return Array([round(v, 3) for v in (x0 - by * PT, y0 - by * PT, x1 + by * PT, y1 + by * PT)])


def _every_ink(pdf: Pdf) -> Array:
    """Full tint of each plate, so that the marks register on all of them."""
    grey = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([0]), N=1)
    return Array([Name.Separation, Name.All, Name.DeviceGray, pdf.make_indirect(grey)])


def _marks(trim: Sequence[float], begin: float) -> bytes:
    """Two strokes outside each corner, in line with its edges. pt.

    An artifact of the page: a screen reader passes them over.
    """
    x0, y0, x1, y1 = trim
    end = begin + LENGTH * PT
    strokes = []
    for y in (y0, y1):
        strokes += [(x0 - begin, y, x0 - end, y), (x1 + begin, y, x1 + end, y)]
    for x in (x0, x1):
        strokes += [(x, y0 - begin, x, y0 - end), (x, y1 + begin, x, y1 + end)]
    drawn = [f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l S" for a, b, c, d in strokes]
    begun = "/Artifact <</Type /Page>> BDC"
    return "\n".join(["q", begun, f"{INK} CS 1 SCN {HAIRLINE} w", *drawn, "EMC", "Q", ""]).encode()
