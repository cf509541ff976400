"""A book for a print shop: the boxes of its pages, what runs over the edge, and the marks where to cut."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from generator.jobs.workbook import BuildRequest, build

from .books import TODAY

PT = 72 / 25.4
EXACT = 0.1
"""pt"""
A5, A4 = (148 * PT, 210 * PT), (210 * PT, 297 * PT)
DPI = 144

Make = Callable[..., Path]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """A workbook of one question with a page that lies on its side, each kind made once."""
    made: dict[str, Path] = {}

    def book(**keys: Any) -> Path:
        name = "-".join(f"{key}-{value}" for key, value in keys.items()) or "plain"
        if name not in made:
            made[name] = tmp_path_factory.mktemp("trim") / f"{name}.pdf"
            asked = {"questions": ["first-ninety-days"], "notes_pages": 1, "paper": "a4", **keys}
            build(BuildRequest(pack=None, overrides=asked, output=made[name], folder=made[name].parent, today=TODAY))
        return made[name]

    return book


def boxes(page: Any) -> tuple[list[float], list[float], list[float]]:
    return tuple([float(v) for v in box] for box in (page.TrimBox, page.BleedBox, page.MediaBox))  # type: ignore[return-value]


def grown(box: list[float], by: float) -> list[float]:
    return [box[0] - by * PT, box[1] - by * PT, box[2] + by * PT, box[3] + by * PT]


def lies(size: list[float], page: tuple[float, float]) -> bool:
    """Whether a box is of a page's size, upright or on its side."""
    across, down = size[2] - size[0], size[3] - size[1]
    return (across, down) == pytest.approx(page, abs=EXACT) or (down, across) == pytest.approx(page, abs=EXACT)


@pytest.mark.parametrize(
    ("keys", "size", "bleed", "around"),
    [
        ({"bleed": "3mm", "marks": True}, A4, 3, 9.5),
        ({"bleed": "0.125in", "paper": "a5"}, A5, 3.175, 3.175),
        ({"marks": True, "paper": "a5", "edition": "screen"}, A5, 0, 9),
    ],
)
def test_every_page_tells_its_boxes(make: Make, keys: dict[str, Any], size: Any, bleed: float, around: float) -> None:
    with pikepdf.open(make(**keys)) as pdf:
        assert len(pdf.pages) > 8
        for number, page in enumerate(pdf.pages, 1):
            trim, bled, media = boxes(page)
            assert lies(trim, size), number
            assert bled == pytest.approx(grown(trim, bleed), abs=EXACT), number
            assert media == pytest.approx(grown(trim, around), abs=EXACT), number
        assert any(page.TrimBox[2] > page.TrimBox[3] for page in pdf.pages) == (size == A4)


def test_without_either_a_page_ends_where_it_is_cut(make: Make) -> None:
    with pikepdf.open(make()) as pdf:
        for page in pdf.pages:
            trim, bled, media = boxes(page)
            assert trim == bled == media


def picture(path: Path, number: int) -> tuple[Image.Image, Callable[[float, float], tuple[int, ...]]]:
    """A page as a picture, and its colour at a place: mm from the upper left corner of the page as it is cut."""
    with pikepdf.open(path) as pdf:
        trim, _, media = boxes(pdf.pages[number - 1])
    document = pdfium.PdfDocument(path)
    image = document[number - 1].render(scale=DPI / 72, may_draw_forms=False).to_pil().convert("RGB")
    document.close()

    def colour(x: float, y: float) -> tuple[int, ...]:
        across, down = x * PT + trim[0] - media[0], y * PT + media[3] - trim[3]
        found = image.getpixel((int(across * DPI / 72), int(down * DPI / 72)))
        assert isinstance(found, tuple)
        return found

    return image, colour


def opener(path: Path) -> int:
    document = pdfium.PdfDocument(path)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return next(n for n, text in enumerate(pages, 1) if "Why they ask" in text)


WHITE = (255, 255, 255)


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_tabs_run_over_the_edge_to_the_end_of_the_bleed(make: Make, paper: str) -> None:
    path = make(bleed="3mm", marks=True) if paper == "a4" else make(bleed="3mm", marks=True, paper="a5")
    width, top = (210, 18) if paper == "a4" else (148, 14)
    seen = set()
    for number in (opener(path), opener(path) + 1):
        right = number % 2 == 1
        seen.add(right)
        _, colour = picture(path, number)
        down = top + 8 + 2  # the first theme's tab, above its number
        for outwards in (-3, 0.2, 1.5, 2.8):
            across = width + outwards if right else -outwards
            assert max(colour(across, down)) < 160, f"page {number}, {outwards} mm over the edge"
        assert colour(width + 3.4 if right else -3.4, down) == WHITE, "it ends with the bleed"
    assert seen == {True, False}


def marks(page: Any) -> list[tuple[float, ...]]:
    """The strokes of the first artifact of a page, which comes before its content. pt."""
    strokes: list[tuple[float, ...]] = []
    at = (0.0, 0.0)
    for step in pikepdf.parse_content_stream(page):
        operands: Any = step.operands
        operator = step.operator
        if str(operator) == "EMC":
            break
        if str(operator) == "m":
            at = (float(operands[0]), float(operands[1]))
        elif str(operator) == "l":
            strokes.append((*at, float(operands[0]), float(operands[1])))
    return strokes


def test_marks_stand_outside_the_bleed_in_line_with_the_edges(make: Make) -> None:
    with pikepdf.open(make(bleed="3mm", marks=True)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            (x0, y0, x1, y1), (b0, c0, b1, c1), media = boxes(page)
            found = marks(page)
            assert len(found) == 8, number
            for ax, ay, bx, by in found:
                if ay == by:
                    assert min(abs(ay - y0), abs(ay - y1)) < EXACT
                    assert max(ax, bx) < b0 or min(ax, bx) > b1
                else:
                    assert ax == bx
                    assert min(abs(ax - x0), abs(ax - x1)) < EXACT
                    assert max(ay, by) < c0 or min(ay, by) > c1
                assert media[0] <= min(ax, bx) <= max(ax, bx) <= media[2]
                assert media[1] <= min(ay, by) <= max(ay, by) <= media[3]


def test_marks_are_seen_and_print_on_every_plate(make: Make) -> None:
    path = make(bleed="3mm", marks=True)
    image, _ = picture(path, 1)
    with pikepdf.open(path) as pdf:
        trim, _, media = boxes(pdf.pages[0])
        assert str(pdf.pages[0].Resources.ColorSpace["/EveryInk"][1]) == "/All"
    column = round((trim[0] - media[0]) * DPI / 72)
    near = [image.getpixel((column + off, 10 + 4)) for off in (-1, 0, 1)]
    assert any(isinstance(dot, tuple) and max(dot) < 200 for dot in near)


def words(path: Path) -> list[list[tuple[str, float, float]]]:
    """Each page's letters with their places from the corner of the page as it is cut, pt."""
    found = []
    document = pdfium.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        letters = []
        for i in range(text.count_chars()):
            left, bottom, *_ = text.get_charbox(i)
            letters.append((text.get_text_range(i, 1), round(left, 1), round(bottom, 1)))
        found.append(letters)
    document.close()
    return found


def test_everything_else_stands_where_it_stood(make: Make) -> None:
    """The same letters at the same places; a tab's number alone moves with its tab."""
    plain, shop = words(make()), words(make(bleed="3mm", marks=True))
    assert len(plain) == len(shop)
    for number, (one, other) in enumerate(zip(plain, shop, strict=True), 1):
        moved = [a for a, b in zip(one, other, strict=True) if a != b and not a[0].isspace()]
        assert len(moved) <= 1, f"page {number}: {moved[:5]}"
        assert all(letter.isdigit() for letter, *_ in moved), f"page {number}: {moved}"
    with pikepdf.open(make()) as a, pikepdf.open(make(bleed="3mm", marks=True)) as b:
        assert destinations(a) == destinations(b)


def destinations(pdf: pikepdf.Pdf) -> list[tuple[str, float, float]]:
    names: Any = pdf.Root.Names.Dests.Names
    return [(str(names[i]), float(names[i + 1][2]), float(names[i + 1][3])) for i in range(0, len(names), 2)]


def test_the_tags_stay(make: Make) -> None:
    with pikepdf.open(make(bleed="3mm", marks=True)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        for page in pdf.pages:
            first = page.Contents[0].read_bytes().split(b"\n")[:3]
            assert first[1] == b"/Artifact <</Type /Page>> BDC", "a screen reader passes them over"
