"""Sheets read with a PDF reader, printed, turned over and folded in thought: the pages must come in order."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TypeVar

import pdfplumber
import pikepdf
import pypdfium2 as pdfium
import pytest

from generator import assets
from generator.finish.booklet import SheetSize, make_booklet, make_two_up
from generator.model.pack import PAGE_SIZES, Paper
from generator.model.printing import PAGES_ON, Booklet, Flip, TwoUp
from generator.model.problems import DesignError
from generator.model.workbook import PdfDocument

from .blocks import MARK_X, MARK_Y, PT, RULE, Found, block, sides

FONTS = assets.fonts_folder()
CLOSE = 0.02
"""mm"""
T = TypeVar("T")
Halves = tuple[Found | None, Found | None]


def batched(items: Sequence[T], count: int) -> Iterator[Sequence[T]]:
    return (items[i : i + count] for i in range(0, len(items), count))


def size(sheet: Paper = Paper.A4) -> SheetSize:
    return SheetSize(PAGE_SIZES[sheet], PAGE_SIZES[PAGES_ON[sheet]])


def imposed(pages: int, booklet: Booklet, sheet: Paper = Paper.A4) -> PdfDocument:
    (made,) = make_booklet(block(pages, PAGES_ON[sheet]), booklet, size(sheet), FONTS)
    return made


def halves(side: list[Found], width: float) -> Halves:
    """What stands left and right of the fold."""
    left, right = ([f for f in side if (f.x > width / 2) is r] for r in (False, True))
    assert len(left) <= 1
    assert len(right) <= 1
    return (left[0] if left else None), (right[0] if right else None)


def turned_over(back: Halves, flip: Flip) -> Halves:
    """A back as it comes to lie behind the front's left and right half.

    On the short edge the sheet turns like a page of a book; on the long edge its head goes down, and its sides stay.
    """
    return (back[1], back[0]) if flip is Flip.SHORT else back


def folded(pdf: PdfDocument, booklet: Booklet, width: float = 297) -> list[int]:
    """The page numbers in the order in which a reader of the folded sheets turns them; 0 is a blank page."""
    leaves: list[tuple[int, int]] = []
    pairs = list(batched(sides(pdf), 2))
    for signature in batched(pairs, booklet.sheets_per_signature or len(pairs)):
        opening: list[tuple[int, int]] = []
        closing: list[tuple[int, int]] = []
        for front_side, back_side in signature:
            left, right = halves(front_side, width)
            behind_left, behind_right = turned_over(halves(back_side, width), booklet.flip)
            for found in (behind_left, behind_right):
                assert found is None or found.upright is (booklet.flip is Flip.SHORT)
            opening.append((number(right), number(behind_right)))
            closing.insert(0, (number(behind_left), number(left)))
        leaves += [*opening, *closing]
    return [page for leaf in leaves for page in leaf]


def number(found: Found | None) -> int:
    return found.number if found else 0


@pytest.mark.parametrize("per_signature", [0, 1, 2, 3, 4, 5, 8])
@pytest.mark.parametrize("flip", Flip)
def test_folded_sheets_read_from_the_first_page_to_the_last(per_signature: int, flip: Flip) -> None:
    # Every count up to two of the largest signatures is reckoned in test_imposition; here some are folded.
    for pages in (*range(1, 18), 31, 33, 48, 63, 64) if flip is Flip.SHORT else range(1, 65, 9):
        booklet = Booklet(flip, per_signature)
        expected = [*range(1, pages + 1), *([0] * (-pages % 4))]
        assert folded(imposed(pages, booklet), booklet) == expected, f"{pages} pages"


@pytest.mark.parametrize("sheet", PAGES_ON)
@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("thickness", [0.0, 0.1, 0.25])
def test_every_page_lies_at_the_fold_but_for_its_creep(sheet: Paper, flip: Flip, thickness: float) -> None:
    width, height, page = PAGE_SIZES[sheet].height, PAGE_SIZES[sheet].width, PAGE_SIZES[PAGES_ON[sheet]].width
    pdf = imposed(32, Booklet(flip, paper_thickness=thickness), sheet)
    for place, side in enumerate(sides(pdf)):
        for found in side:
            turned = not found.upright
            x, y = (width - found.x, height - found.y) if turned else (found.x, found.y)
            from_fold = x - width / 2 - MARK_X if x > width / 2 else width / 2 - (x - MARK_X + page)
            assert from_fold == pytest.approx(-(place // 2) * thickness, abs=CLOSE)
            assert y == pytest.approx(MARK_Y, abs=CLOSE)


@pytest.mark.parametrize("sheet", PAGES_ON)
def test_nothing_is_scaled_and_sheets_are_whole(sheet: Paper) -> None:
    pdf = imposed(8, Booklet(), sheet)
    with pdfplumber.open(io.BytesIO(pdf.data)) as opened:
        for page in opened.pages:
            assert float(page.width) / PT == pytest.approx(PAGE_SIZES[sheet].height, abs=CLOSE)
            assert float(page.height) / PT == pytest.approx(PAGE_SIZES[sheet].width, abs=CLOSE)
            rules = [line for line in page.lines if line["linewidth"] == 1]
            assert [line["width"] / PT for line in rules] == pytest.approx([RULE, RULE], abs=CLOSE)


def test_what_creep_would_push_over_the_fold_is_cut_there() -> None:
    with pikepdf.open(io.BytesIO(block(8).data)) as whole:
        for page in whole.pages:
            page.contents_add(whole.make_stream(f"0 0 {148 * PT} {5 * PT} re f".encode()))
        out = io.BytesIO()
        whole.save(out)
    (pdf,) = make_booklet(PdfDocument(out.getvalue(), 8), Booklet(paper_thickness=0.5), size(), FONTS)
    scale = 8
    side = pdfium.PdfDocument(pdf.data)[2].render(scale=scale / PT).to_pil().convert("L")
    row = [side.getpixel((x, side.height - 2 * scale)) for x in range(side.width)]
    dark = [x / scale for x, level in enumerate(row) if level < 128]
    assert dark[0] == pytest.approx(148.5 + 0.5 - 148, abs=0.15)
    assert dark[-1] == pytest.approx(148.5 - 0.5 + 148, abs=0.15)


def marks(pdf: PdfDocument) -> list[list[tuple[float, float, float, float]]]:
    """The thin strokes of each side: x0, y0, x1, y1 in mm from the lower left corner."""
    with pdfplumber.open(io.BytesIO(pdf.data)) as opened:
        return [
            [
                (line["x0"] / PT, line["y0"] / PT, line["x1"] / PT, line["y1"] / PT)
                for line in page.lines
                if line["linewidth"] < 1
            ]
            for page in opened.pages
        ]


@pytest.mark.parametrize("per_signature", [0, 2, 3])
def test_ticks_stand_on_the_outside_of_outer_sheets_only(per_signature: int) -> None:
    pdf = imposed(24, Booklet(sheets_per_signature=per_signature))
    for place, found in enumerate(marks(pdf)):
        outside = place % 2 == 0 and (place // 2) % (per_signature or 6) == 0
        assert len(found) == (4 if outside else 0)
        for x0, y0, x1, y1 in found:
            assert (x0 + x1) / 2 == pytest.approx(148.5, abs=CLOSE), "centred on the fold"
            assert (x1 - x0, y1 - y0) == pytest.approx((0, 6) if x1 - x0 < 1 else (4, 0), abs=CLOSE)
            assert 5 - CLOSE <= y0 <= y1 <= 205 + CLOSE, "where every printer reaches"
        if outside:
            middles = sorted((y0 + y1) / 2 for _, y0, _, y1 in found)
            assert middles == pytest.approx([8, 52.5, 157.5, 202], abs=CLOSE)


@pytest.mark.parametrize("flip", Flip)
def test_the_flip_edge_is_printed_and_asked_for(flip: Flip) -> None:
    pdf = imposed(8, Booklet(flip))
    words = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf.data)]
    assert f"flip on the {flip} edge" in words[1], "inside, where no cover shows it"
    assert not any("flip" in each for each in (words[0], *words[2:]))
    with pikepdf.open(io.BytesIO(pdf.data)) as opened:
        wishes = opened.Root.ViewerPreferences
        assert str(wishes.Duplex) == f"/DuplexFlip{flip.capitalize()}Edge"
        assert str(wishes.PrintScaling) == "/None"


def test_what_is_for_reading_is_left_behind_and_what_names_the_book_stays() -> None:
    with pikepdf.open(io.BytesIO(imposed(8, Booklet()).data)) as pdf:
        assert not {"/StructTreeRoot", "/Outlines", "/MarkInfo", "/Metadata"} & set(pdf.Root.keys())
        assert not any("/Annots" in page for page in pdf.pages)
        assert str(pdf.docinfo["/Title"]) == "Numbers (booklet)"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261123"


def test_by_hand_the_backs_come_last_first_and_the_fronts_begin_with_what_to_do() -> None:
    booklet = Booklet(manual_duplex=True)
    fronts, backs = make_booklet(block(24), booklet, size(), FONTS)
    assert (fronts.pages, backs.pages) == (7, 6)
    first = pdfium.PdfDocument(fronts.data)[0].get_textpage().get_text_range()
    assert "If it is the last one (pages 11 and 14), print the backs as they are." in " ".join(first.split())
    whole = sides(imposed(24, Booklet()))
    assert sides(fronts)[1:] == whole[::2]
    assert sides(backs)[::-1] == whole[1::2]
    for pdf in (fronts, backs):
        with pikepdf.open(io.BytesIO(pdf.data)) as opened:
            assert str(opened.Root.ViewerPreferences.Duplex) == "/Simplex"


@pytest.mark.parametrize("sheet", PAGES_ON)
def test_the_instructions_stay_on_their_page(sheet: Paper) -> None:
    fronts, _ = make_booklet(block(24, PAGES_ON[sheet]), Booklet(manual_duplex=True), size(sheet), FONTS)
    with pdfplumber.open(io.BytesIO(fronts.data)) as opened:
        page = opened.pages[0]
        assert min(c["x0"] for c in page.chars) > 15 * PT
        assert max(c["x1"] for c in page.chars) < float(page.width) - 15 * PT
        assert max(c["bottom"] for c in page.chars) < float(page.height) - 15 * PT


@pytest.mark.parametrize("pages", [1, 2, 7, 8])
@pytest.mark.parametrize("sheet", PAGES_ON)
def test_two_pages_a_side_in_the_order_of_reading(pages: int, sheet: Paper) -> None:
    found = sides(make_two_up(block(pages, PAGES_ON[sheet]), TwoUp(), size(sheet), FONTS))
    assert [[f.number for f in side] for side in found] == [list(b) for b in batched(range(1, pages + 1), 2)]


@pytest.mark.parametrize("booklet", [Booklet(), Booklet(Flip.LONG, 2, 0.2, manual_duplex=True)])
def test_same_pages_same_bytes(booklet: Booklet) -> None:
    first, second = (make_booklet(block(20), booklet, size(), FONTS) for _ in range(2))
    assert [pdf.data for pdf in first] == [pdf.data for pdf in second]


def test_a_page_of_another_size_is_refused() -> None:
    with pytest.raises(DesignError) as refused:
        make_booklet(block(2, Paper.A4), Booklet(), size(), FONTS)
    assert str(refused.value).splitlines() == [
        f"page {n} is 210 × 297 mm; on a sheet for two, every page is 148 × 210 mm" for n in (1, 2)
    ]
