"""Ink is measured as it lies on the paper."""

from __future__ import annotations

import io

import pikepdf
import pytest

from generator.finish.ink import measure_ink
from generator.model.workbook import PdfDocument

SIDE = 200
"""pt"""


def pdf(*drawings: str, side: float = SIDE) -> PdfDocument:
    """A page for each drawing."""
    made = pikepdf.Pdf.new()
    for drawing in drawings:
        page = made.add_blank_page(page_size=(side, side))
        page.Contents = made.make_stream(drawing.encode())
    out = io.BytesIO()
    made.save(out)
    return PdfDocument(out.getvalue(), len(drawings))


def test_blank_half_and_black_pages() -> None:
    found = measure_ink(pdf("", "0 g 0 0 100 200 re f", "0 g 0 0 200 200 re f"))
    assert found.pages == pytest.approx((0, 0.5, 1), abs=0.005)
    assert found.mean == pytest.approx(0.5, abs=0.005)
    assert found.heaviest == 3
    assert found.most == pytest.approx(1)


def test_the_first_of_equally_heavy_pages_is_named() -> None:
    assert measure_ink(pdf("", *["0 g 0 0 100 200 re f"] * 2)).heaviest == 2


def test_colours_and_greys_count_by_how_dark_they_are() -> None:
    fills = ("0.5 g", "1 0 0 rg", "0 1 0 rg", "0 0 1 rg", "1 g")
    found = measure_ink(pdf(*(f"{fill} 0 0 200 200 re f" for fill in fills)))
    assert found.pages == pytest.approx((0.5, 0.70, 0.41, 0.89, 0), abs=0.01)


def test_ruled_lines_and_what_is_covered_with_white_count_as_they_are_seen() -> None:
    rules = "0 G 0.6 w " + " ".join(f"0 {y} m 200 {y} l S" for y in range(5, 200, 10))
    hidden = "0 g 0 0 200 200 re f 1 g 0 0 200 150 re f"
    found = measure_ink(pdf(rules, hidden))
    assert found.pages == pytest.approx((20 * 0.6 / 200, 0.25), abs=0.004)


def test_pages_of_any_width() -> None:
    """Rows of a picture may be longer in memory than they are wide."""
    for side in (101.3, 102.5, 103.7, 105.1):
        assert measure_ink(pdf("0 g 0 0 400 400 re f", side=side)).pages == pytest.approx((1,), abs=0.02)
