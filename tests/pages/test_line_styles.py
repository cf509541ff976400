"""Ruled, dotted, squared and blank fields, measured on pictures of 600 dots an inch: a path may say one thing and a
renderer paint another."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageOps

from generator import assets
from generator.compose.loose import loose_sheet
from generator.load.library import load_library
from generator.model.facts import SheetFacts
from generator.model.layout import Sheet
from generator.model.pack import LineStyle, PackSpec, PageSize, Paper
from generator.press.press import Press

from .measure import paint

DPI = 600
PER_MM = DPI / 25.4
TODAY = date(2026, 11, 23)
CUES = 31.0
"""Where the lines begin beside the cues of large paper."""
SHEET = "W19"
"""Nothing but fields with a label and a prompt."""
BESIDE = 1.0
"""So much around an area is looked at too, mm."""

every_paper = pytest.mark.parametrize("paper", [Paper.A4, Paper.A5])


@dataclass(frozen=True)
class Area:
    """The first field of a sheet as it is painted: its picture with `BESIDE` around it, and what it should be, mm."""

    picture: Image.Image
    width: float
    lines: int
    page: PageSize
    size: int
    """Bytes of the file."""
    drawn: int
    """Operators in it that draw."""

    def rows(self, left: float, right: float) -> list[tuple[float, float]]:
        """What is dark between two distances from the left: how far down, and how thick."""
        return dark(self.picture.crop((pixel(left), 0, pixel(right), self.picture.height)))

    def columns(self, top: float, foot: float) -> list[tuple[float, float]]:
        """What is dark between two heights: how far to the right, and how thick."""
        strip = self.picture.crop((0, pixel(top), self.picture.width, pixel(foot)))
        return dark(strip.transpose(Image.Transpose.TRANSPOSE))

    @property
    def pitch(self) -> float:
        return self.page.pitch


def pixel(length: float) -> int:
    return round((length + BESIDE) * PER_MM)


def dark(picture: Image.Image) -> list[tuple[float, float]]:
    """Centre and thickness of the dark bands that run across a picture, mm; thickness by the ink that is in it."""
    ink = ImageOps.invert(picture)
    levels = [int(ink.crop((0, y, ink.width, y + 1)).getextrema()[1]) for y in range(ink.height)]  # type: ignore[arg-type]
    most = max(levels)
    bands: list[tuple[float, float]] = []
    band: list[tuple[float, float]] = []
    for y, level in enumerate([*levels, 0]):
        if level > 12:
            band.append((y + 0.5, level / most))
        elif band:
            weight = sum(w for _, w in band)
            bands.append((sum(y * w for y, w in band) / weight / PER_MM - BESIDE, weight / PER_MM))
            band = []
    return bands


@cache
def area(style: LineStyle, paper: Paper, pitch: float | None = None) -> Area:
    library, _ = load_library([assets.shipped_content()])
    spec = PackSpec(paper=paper, line_style=style, lines=pitch)
    book = loose_sheet(library, library.worksheets[SHEET], 1, spec, TODAY)
    (held,) = book.held(SheetFacts)
    assert isinstance(held.sheet, Sheet)
    side, page = held.sheet.pages[0], book.page
    with tempfile.TemporaryDirectory() as name:
        with Press(Path(name)) as press:
            made = press.make(book)
        assert not made.problems
        path = Path(name) / "sheet.pdf"
        path.write_bytes(made.data)
        painted = paint(path, 1, DPI).convert("L")
        with pikepdf.open(path) as pdf:
            drawn = sum(strokes(stream) for stream in pdf.objects if isinstance(stream, pikepdf.Stream))
    field = side.blocks[0]
    left = page.binding + (0 if page.small else CUES)
    top = page.top + side.head + field.label
    box = (left - BESIDE, top - BESIDE, left + field.width + BESIDE, top + field.lines * page.pitch + BESIDE)
    x0, y0, x1, y1 = (round(v * PER_MM) for v in box)
    picture = painted.crop((x0, y0, x1, y1))
    return Area(picture, field.width, field.lines, page, len(made.data), drawn)


def strokes(stream: pikepdf.Stream) -> int:
    """How often a content stream strokes or fills; other streams do neither."""
    if stream.get("/Type") == "/Metadata" or "/Length1" in stream or stream.get("/Subtype") == "/CIDFontType0C":
        return 0
    words = stream.read_bytes().split()
    return sum(words.count(word) for word in (b"S", b"s", b"f", b"f*", b"B"))


def apart(places: list[tuple[float, float]], pitch: float) -> None:
    gaps = [below - above for (above, _), (below, _) in pairwise(places)]
    assert gaps
    assert all(gap == pytest.approx(pitch, abs=0.05) for gap in gaps), gaps


@every_paper
def test_lines(paper: Paper) -> None:
    field = area(LineStyle.RULED, paper)
    rows = field.rows(field.width / 3, field.width / 2)
    assert len(rows) == field.lines
    apart(rows, field.pitch)
    assert all(thick == pytest.approx(0.2, abs=0.05) for _, thick in rows)
    assert rows[-1][0] == pytest.approx(field.lines * field.pitch - 0.1, abs=0.05)


@every_paper
@pytest.mark.parametrize("pitch", [None, 6.35])
def test_dots_stand_where_the_lines_of_a_grid_would_cross(paper: Paper, pitch: float | None) -> None:
    field = area(LineStyle.DOTTED, paper, pitch)
    step = field.pitch
    for column in (1, 5):
        rows = field.rows(column * step - 0.5, column * step + 1)
        assert len(rows) == field.lines
        apart(rows, step)
        assert all(0.25 <= thick <= 0.4 for _, thick in rows)
    assert rows[-1][0] == pytest.approx(field.lines * step - 0.175, abs=0.05)
    for row in (1, field.lines):
        columns = field.columns(row * step - 1, row * step + 0.5)
        apart(columns, step)
        assert columns[0][0] == pytest.approx(0.175, abs=0.05)
        assert all(0.25 <= thick <= 0.4 for _, thick in columns)
        assert field.width - step <= columns[-1][0] <= field.width, "as many as fit"
    assert not field.rows(0.5 * step, 0.7 * step), "nothing between the dots"


@every_paper
@pytest.mark.parametrize("pitch", [None, 6.35])
def test_squares_are_as_wide_as_lines_are_apart(paper: Paper, pitch: float | None) -> None:
    field = area(LineStyle.GRID, paper, pitch)
    step = field.pitch
    rows = field.rows(0.4 * step, 0.6 * step)
    assert len(rows) == field.lines + 1, "closed above"
    apart(rows, step)
    columns = field.columns(0.4 * step, 0.6 * step)
    apart(columns, step)
    assert all(thick == pytest.approx(0.2, abs=0.05) for _, thick in [*rows, *columns])
    assert rows[-1][0] == pytest.approx(field.lines * step - 0.1, abs=0.05)
    assert columns[0][0] == pytest.approx(0.1, abs=0.05)
    assert field.width - step <= columns[-1][0] <= field.width, "as many as fit, and none cut"
    assert not field.rows(columns[-1][0] + 0.3, field.width + BESIDE / 2), "lines end at the last upright"


@every_paper
def test_a_blank_field_has_its_frame_and_nothing_in_it(paper: Paper) -> None:
    field = area(LineStyle.BLANK, paper)
    depth = field.lines * field.pitch
    rows, columns = field.rows(1, field.width - 1), field.columns(1, depth - 1)
    assert [place for place, _ in rows] == pytest.approx([0.1, depth - 0.1], abs=0.05)
    assert [place for place, _ in columns] == pytest.approx([0.1, field.width - 0.1], abs=0.05)
    assert all(thick == pytest.approx(0.2, abs=0.05) for _, thick in [*rows, *columns])


@every_paper
@pytest.mark.parametrize("style", [LineStyle.DOTTED, LineStyle.GRID, LineStyle.BLANK])
def test_no_style_makes_the_file_larger(style: LineStyle, paper: Paper) -> None:
    """A page has more than three hundred dots, and all dots of a field are drawn at a stroke."""
    ruled, other = area(LineStyle.RULED, paper), area(style, paper)
    assert other.size < 1.05 * ruled.size
    assert other.drawn == ruled.drawn <= 10
