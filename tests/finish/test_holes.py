"""Marks to punch by: where they are, on which side, and that nothing else of the book changes."""

from __future__ import annotations

import io
from typing import Any

import pdfplumber
import pikepdf
import pytest

from generator.finish.holes import mark_holes
from generator.model.holes import PUNCHES, HoleMarks, Holes
from generator.model.pack import PAGE_SIZES, Edition, PackSpec, Paper
from generator.model.workbook import PdfDocument

MM = 25.4 / 72


def book(*sizes: tuple[float, float]) -> PdfDocument:
    """Empty pages of these sizes, mm."""
    pdf = pikepdf.new()
    for width, height in sizes:
        pdf.add_blank_page(page_size=(width / MM, height / MM))
    out = io.BytesIO()
    pdf.save(out)
    return PdfDocument(out.getvalue(), len(sizes))


def spec(**keys: Any) -> PackSpec:
    return PackSpec(**{"holes": "2", "hole_marks": "centres", **keys})


def crosses(document: PdfDocument) -> list[list[tuple[float, float]]]:
    """Where two strokes of 3 mm cross, from the upper left, mm, page by page."""
    found = []
    with pdfplumber.open(io.BytesIO(document.data)) as pdf:
        for page in pdf.pages:
            level = [line for line in page.lines if line["height"] < 0.01]
            upright = [line for line in page.lines if line["width"] < 0.01]
            middles = [((s["x0"] + s["x1"]) / 2 * MM, (s["top"] + s["bottom"]) / 2 * MM) for s in level]
            others = [((s["x0"] + s["x1"]) / 2 * MM, (s["top"] + s["bottom"]) / 2 * MM) for s in upright]
            both = [m for m in middles if any(abs(m[0] - o[0]) + abs(m[1] - o[1]) < 0.02 for o in others)]
            assert all(s["width"] * MM == pytest.approx(3, abs=0.01) for s in level)
            found.append(sorted((round(x, 2), round(y, 2)) for x, y in both))
    return found


@pytest.mark.parametrize(
    ("holes", "paper", "places"),
    [
        ("2", Paper.A4, [(12, 108.5), (12, 188.5)]),
        ("2", Paper.A5, [(12, 65), (12, 145)]),
        ("4", Paper.A4, [(12, 28.5), (12, 108.5), (12, 188.5), (12, 268.5)]),
        ("3", Paper.LETTER, [(12.7, 31.75), (12.7, 139.7), (12.7, 247.65)]),
    ],
)
def test_a_cross_at_each_centre_mirrored_on_the_back(
    holes: str, paper: Paper, places: list[tuple[float, float]]
) -> None:
    size = PAGE_SIZES[paper]
    front, back = crosses(mark_holes(book(*[(size.width, size.height)] * 2), spec(holes=holes, paper=paper)))
    assert front == [pytest.approx(place, abs=0.02) for place in places]
    assert back == [pytest.approx((size.width - x, y), abs=0.02) for x, y in places]


def test_a_book_for_one_side_is_punched_at_the_left() -> None:
    for page in crosses(mark_holes(book((210, 297), (210, 297)), spec(edition=Edition.SCREEN))):
        assert [x for x, _ in page] == pytest.approx([12, 12], abs=0.02)


def test_a_page_that_lies_on_its_side_is_punched_at_its_head_and_on_the_back_at_its_foot() -> None:
    front, back = crosses(mark_holes(book((297, 210), (297, 210)), spec()))
    assert front == [pytest.approx((x, 12), abs=0.02) for x in (108.5, 188.5)]
    assert back == [pytest.approx((x, 198), abs=0.02) for x in (108.5, 188.5)]


def test_the_middle_of_the_edge_is_marked_where_no_hole_is() -> None:
    with pdfplumber.open(io.BytesIO(mark_holes(book((210, 297)), spec()).data)) as pdf:
        ticks = [s for s in pdf.pages[0].lines if s["x1"] * MM < 8.5]
    assert [(s["x0"] * MM, s["x1"] * MM, s["top"] * MM) for s in ticks] == [pytest.approx((5, 8, 148.5), abs=0.02)]


def test_crosses_go_with_the_holes_and_are_no_words_to_a_reader() -> None:
    marked = mark_holes(book((210, 297)), spec())
    assert all(punch.diameter > 2 * 1.5 for punch in PUNCHES.values())
    with pikepdf.open(io.BytesIO(marked.data)) as pdf:
        content = (
            pdf.pages[0].Contents.read_bytes()
            if not isinstance(pdf.pages[0].Contents, pikepdf.Array)
            else b"".join(part.read_bytes() for part in pdf.pages[0].Contents)
        )
    assert content.split().count(b"BMC") == content.split().count(b"EMC") == 1
    assert b"/Artifact BMC" in content


@pytest.mark.parametrize("keys", [{"hole_marks": HoleMarks.NONE}, {"holes": Holes.NONE}])
def test_without_marks_the_book_stays_as_it_is(keys: dict[str, Any]) -> None:
    pages = book((210, 297))
    assert mark_holes(pages, spec(**keys)) is pages


def test_the_same_book_is_marked_the_same() -> None:
    pages = book((210, 297), (210, 297))
    assert mark_holes(pages, spec()) == mark_holes(pages, spec())
