"""Marks to punch by: a small cross where each hole's centre is to be, which goes with the punched-out paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
from pikepdf import ObjectStreamMode

from ..model.holes import PUNCHES, HoleMarks, Punch
from ..model.pack import PackSpec
from ..model.workbook import PdfDocument

PT = 72 / 25.4
"""Points in a mm."""
ARM = 1.5
"""Half of a cross, mm: well within the hole."""
TICK = (5.0, 8.0)
"""Where the tick at the middle of the edge begins and ends, mm from it: printers reach so far, and no hole does."""
STROKE = "0.57 w 0.55 G"
"""0.2 mm, grey."""


def mark_holes(book: PdfDocument, spec: PackSpec) -> PdfDocument:
    """The book with its holes marked on the binding side of every page; the book as it is where no marks are wanted.

    Pages that lie on their side are bound at their head, and on the left-hand side of a spread at their foot.
    """
    punch = PUNCHES.get(spec.holes)
    if punch is None or spec.hole_marks is HoleMarks.NONE:
        return book
    mirrored = spec.edition.mirrored
    with pikepdf.open(io.BytesIO(book.data)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            marks = "\n".join(_marks(page, punch, left=not mirrored or number % 2 == 1))
            drawn = f"/Artifact BMC\nq {STROKE}\n{marks}\nQ\nEMC\n"
            # First, so that nothing that the page's own content sets is in force.
            page.contents_add(pdf.make_stream(drawn.encode()), prepend=True)
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return replace(book, data=out.getvalue())


def _marks(page: Any, punch: Punch, *, left: bool) -> Iterator[str]:
    x0, y0, x1, y1 = (float(side) for side in page.trimbox)
    lying = x1 - x0 > y1 - y0
    edge = (x1 - x0 if lying else y1 - y0) / PT

    def line(along: float, inwards: float, to_along: float, to_inwards: float) -> str:
        """A line between two places, each so far along the binding edge and so far in from it, mm."""
        ends = ((along * PT, inwards * PT), (to_along * PT, to_inwards * PT))
        if lying:
            (a, b), (c, d) = ((x0 + s, y1 - t if left else y0 + t) for s, t in ends)
        else:
            (a, b), (c, d) = ((x0 + t if left else x1 - t, y0 + s) for s, t in ends)
        return f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l S"

    for place in punch.places(edge):
        yield line(place - ARM, punch.centre, place + ARM, punch.centre)
        yield line(place, punch.centre - ARM, place, punch.centre + ARM)
    if punch.count % 2 == 0:
        yield line(edge / 2, TICK[0], edge / 2, TICK[1])
