"""Pages put on sheets for the printer: two on a side, unscaled, with what a hand needs to fold and staple them.

Tags, bookmarks and links are left behind: the sheets are for the printer, the book itself is for reading. Lengths in mm
unless a name says otherwise.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf

from ..model.pack import PageSize
from ..model.printing import Booklet, Flip, TwoUp
from ..model.problems import DesignError, Problem
from ..model.workbook import PdfDocument
from .faces import find_faces
from .imposition import PressSheet, Spread, saddle_stitch, two_up
from .instructions import instruct
from .lettering import NAME, Lettering

PT = 72 / 25.4
"""Points in a millimetre."""
TOLERANCE = 0.1
"""A page is of the size it should be within this, mm."""
LABEL_FACE = "inter"
LABEL_SIZE = 5.5
"""pt"""
LABEL_FROM_FOLD, LABEL_FROM_FOOT = 3.0, 14.0
EDGE, TICK = 5.0, 6.0
"""Marks begin this far from the edge, where every printer reaches, and are so long."""
STAPLE = 4.0
STAPLES_AT = (0.25, 0.75)
HAIRLINE = 0.3
"""pt"""
GREY = 0.45
_COPIED = ("/Author", "/Creator", "/CreationDate", "/ModDate")


@dataclass(frozen=True, slots=True)
class SheetSize:
    """An upright sheet, which is printed lying on its side, and the pages that stand on it two by two."""

    sheet: PageSize
    page: PageSize


def make_booklet(book: PdfDocument, booklet: Booklet, size: SheetSize, fonts: Path) -> tuple[PdfDocument, ...]:
    """A book's pages on the sheets of a booklet: one file, or for manual duplex the fronts and the backs.

    Args:
        book: pages of half a sheet.
        booklet: how they are folded and printed.
        size: of the sheets and of their pages.
        fonts: the folder of the bundled fonts.

    Raises:
        DesignError: a page is of another size.
    """
    sheets = saddle_stitch(book.pages, booklet.sheets_per_signature)
    with pikepdf.open(io.BytesIO(book.data)) as source:
        _check(source, size.page)
        if not booklet.manual_duplex:
            both = _Sheets(source, size, fonts)
            for sheet in sheets:
                both.add_front(sheet, booklet)
                both.add_back(sheet, booklet)
            edge = Name.DuplexFlipLongEdge if booklet.flip is Flip.LONG else Name.DuplexFlipShortEdge
            return (both.finish("booklet", edge),)
        fronts, backs = _Sheets(source, size, fonts), _Sheets(source, size, fonts)
        fronts.add_instructions(sheets)
        for sheet in sheets:
            fronts.add_front(sheet, booklet)
        for sheet in reversed(sheets):
            backs.add_back(sheet, booklet)
        return fronts.finish("booklet, fronts", Name.Simplex), backs.finish("booklet, backs", Name.Simplex)


def make_two_up(book: PdfDocument, two: TwoUp, size: SheetSize, fonts: Path) -> PdfDocument:
    """A book's pages two by two on sheets, in the order of reading. Arguments and errors as of `make_booklet`."""
    with pikepdf.open(io.BytesIO(book.data)) as source:
        _check(source, size.page)
        sheets = _Sheets(source, size, fonts)
        for spread in two_up(book.pages, facing=two.facing):
            sheets.add(spread)
        return sheets.finish("two pages a side", Name.DuplexFlipShortEdge)


def _check(source: Pdf, page: PageSize) -> None:
    wrong = []
    for number, each in enumerate(source.pages, 1):
        x0, y0, x1, y1 = (float(v) / PT for v in each.trimbox)
        if abs(x1 - x0 - page.width) > TOLERANCE or abs(y1 - y0 - page.height) > TOLERANCE:
            what = f"page {number} is {x1 - x0:.0f} × {y1 - y0:.0f} mm"
            wrong.append(Problem(what, f"on a sheet for two, every page is {page.width:g} × {page.height:g} mm"))
    if wrong:
        raise DesignError(*wrong)


class _Sheets:
    """A PDF of sheets that grows side by side."""

    def __init__(self, source: Pdf, size: SheetSize, fonts: Path) -> None:
        self._source = source
        self._pdf = Pdf.new()
        self._letters = Lettering(self._pdf, find_faces(fonts)[LABEL_FACE])
        self._width, self._height = size.sheet.height * PT, size.sheet.width * PT

    def add_front(self, sheet: PressSheet, booklet: Booklet) -> None:
        """The side that is outside when the sheet is folded."""
        marks = self._ticks() if sheet.outer else ()
        self.add(sheet.front, sheet.creep(booklet.paper_thickness), marks)

    def add_back(self, sheet: PressSheet, booklet: Booklet) -> None:
        """The side that is inside. How the sheets are printed stands here, where no cover shows it."""
        marks = self._label(booklet) if sheet.outer else ()
        self.add(sheet.back, sheet.creep(booklet.paper_thickness), marks, turned=booklet.flip is Flip.LONG)

    def add(self, spread: Spread, creep: float = 0.0, marks: Iterable[str] = (), *, turned: bool = False) -> None:
        """A side. ``creep`` is how far its pages move towards the fold; ``turned`` prints it upside down."""
        side = self._pdf.add_blank_page(page_size=(self._width, self._height))
        drawn = ["q", f"-1 0 0 -1 {self._width:.3f} {self._height:.3f} cm"] if turned else ["q"]
        forms = Dictionary()
        for right, number in enumerate((spread.left, spread.right)):
            if number:
                forms[f"/P{number}"] = self._form(number)
                drawn.append(self._placed(number, bool(right), creep * PT))
        side.Contents = self._pdf.make_stream("\n".join([*drawn, *marks, "Q"]).encode())
        side.Resources = Dictionary(XObject=forms, Font=Dictionary({NAME: self._letters.font}))

    def add_instructions(self, sheets: Sequence[PressSheet]) -> None:
        """A page on how to feed the sheets a second time."""
        side = self._pdf.add_blank_page(page_size=(self._width, self._height))
        drawn = instruct(self._letters, sheets, self._width, self._height)
        side.Contents = self._pdf.make_stream("\n".join(drawn).encode())
        side.Resources = Dictionary(Font=Dictionary({NAME: self._letters.font}))

    def _form(self, number: int) -> Any:
        page = self._source.pages[number - 1]
        form = self._pdf.copy_foreign(page.as_form_xobject())
        form.BBox = Array(list(page.trimbox))
        return form

    def _placed(self, number: int, right: bool, creep: float) -> str:
        """A page with its inner edge at the fold, cut off there: what moves towards the fold never crosses it."""
        fold = self._width / 2
        box = [float(v) for v in self._source.pages[number - 1].trimbox]
        x = fold - creep - box[0] if right else fold + creep - box[2]
        clip = f"{fold if right else 0:.3f} 0 {fold:.3f} {self._height:.3f} re W n"
        return f"q {clip} 1 0 0 1 {x:.3f} {-box[1]:.3f} cm /P{number} Do Q"

    def _ticks(self) -> list[str]:
        """Where to fold and to staple."""
        fold, edge, tick, staple = self._width / 2, EDGE * PT, TICK * PT, STAPLE * PT
        top = self._height - edge
        lines = [(fold, edge, fold, edge + tick), (fold, top, fold, top - tick)]
        for part in STAPLES_AT:
            y = self._height * part
            lines.append((fold - staple / 2, y, fold + staple / 2, y))
        strokes = [f"{x0:.3f} {y0:.3f} m {x1:.3f} {y1:.3f} l S" for x0, y0, x1, y1 in lines]
        return ["q", f"{HAIRLINE} w {GREY} G", *strokes, "Q"]

    def _label(self, booklet: Booklet) -> list[str]:
        """How the sheets are printed, beside the fold."""
        fold = self._width / 2
        words = f"flip on the {booklet.flip} edge · print at actual size (100 %) · fold and staple at the ticks"
        label = self._letters.show(words, fold - LABEL_FROM_FOLD * PT, LABEL_FROM_FOOT * PT, LABEL_SIZE, upwards=True)
        return ["q", f"{GREY} g", label, "Q"]

    def finish(self, kind: str, duplex: Name) -> PdfDocument:
        """The file's bytes. Same pages, same bytes."""
        pdf, said = self._pdf, self._source.docinfo
        self._letters.close()
        for key in _COPIED:
            if key in said:
                pdf.docinfo[key] = str(said[key])
        pdf.docinfo["/Title"] = f"{said.get('/Title', 'Workbook')} ({kind})"
        if "/Lang" in self._source.Root:
            pdf.Root.Lang = str(self._source.Root.Lang)
        pdf.Root.ViewerPreferences = Dictionary(
            DisplayDocTitle=True, Duplex=duplex, PickTrayByPDFSize=True, PrintScaling=Name("/None")
        )
        pdf.remove_unreferenced_resources()
        out = io.BytesIO()
        pdf.save(out, min_version="1.7", object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
        return PdfDocument(out.getvalue(), len(pdf.pages))
