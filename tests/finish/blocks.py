"""Blocks of numbered pages for the tests of sheets, and a reader who finds the numbers again. Lengths in mm."""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass
from functools import cache
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pikepdf import Array, Dictionary, Name

from generator.model.pack import PAGE_SIZES, Paper
from generator.model.workbook import PdfDocument

PT = 72 / 25.4
MARK_X, MARK_Y = 30.0, 100.0
"""Where a page's number begins, from its lower left corner."""
RULE = 100.0
SIZE = 12
"""pt"""


@dataclass(frozen=True, slots=True)
class Found:
    """A number on a side of a sheet: where its baseline begins, and whether it stands upright."""

    number: int
    x: float
    y: float
    upright: bool


@cache
def block(pages: int, paper: Paper = Paper.A5) -> PdfDocument:
    """Pages with their number, and below it a rule of 100 mm that ends 10 mm from the right."""
    size = PAGE_SIZES[paper]
    pdf = pikepdf.Pdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=(size.width * PT, size.height * PT))
        left = size.width - 10 - RULE
        page.Contents = pdf.make_stream(
            (
                f"BT /F {SIZE} Tf {MARK_X * PT:.4f} {MARK_Y * PT:.4f} Td ({number}) Tj ET "
                f"1 w {left * PT:.4f} {50 * PT:.4f} m {(left + RULE) * PT:.4f} {50 * PT:.4f} l S"
            ).encode()
        )
        page.Resources = Dictionary(Font=Dictionary(F=font))
        page.Annots = Array(
            [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Dest=Array([page.obj, Name.Fit]))]
        )
    pdf.docinfo["/Title"] = "Numbers"
    pdf.docinfo["/CreationDate"] = "D:20261123"
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return PdfDocument(out.getvalue(), pages)


def sides(pdf: PdfDocument) -> list[list[Found]]:
    """The page numbers on each side, from left to right; words beside the pages are in a smaller type."""
    document = pdfium.PdfDocument(pdf.data)
    return [_numbers(document[i].get_textpage()) for i in range(len(document))]


def _numbers(text: Any) -> list[Found]:
    found: list[Found] = []
    x, y = ctypes.c_double(), ctypes.c_double()
    for i in range(pdfium_c.FPDFText_CountChars(text)):
        letter = chr(pdfium_c.FPDFText_GetUnicode(text, i))
        if not letter.isdigit() or round(pdfium_c.FPDFText_GetFontSize(text, i)) != SIZE:
            continue
        pdfium_c.FPDFText_GetCharOrigin(text, i, x, y)
        place = (x.value / PT, y.value / PT, abs(pdfium_c.FPDFText_GetCharAngle(text, i)) < 0.01)
        if found and abs(found[-1].x - place[0]) < MARK_X / 2:
            first = found.pop()
            found.append(Found(first.number * 10 + int(letter), first.x, first.y, first.upright))
        else:
            found.append(Found(int(letter), *place))
    return sorted(found, key=lambda each: each.x)
