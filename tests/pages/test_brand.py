"""A coach's own design on real pages: colours, logo, foot and typefaces are where they were promised."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops

from generator.assets import fonts_folder
from generator.jobs.workbook import BuildRequest, build

from .books import TODAY
from .measure import Book, Box, measure, paint, paintings

ACCENT, LOGO = (0x7A, 0x1F, 0x3D), (0x00, 0xA0, 0xE0)
FOOT = "Prepared by Example Coaching"
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:;-–·()+?!'’“”/%£=&…_"
ATKINSON = fonts_folder() / "atkinson-hyperlegible/AtkinsonHyperlegible_400Regular.ttf"
DESIGN = f"""accent: "#7a1f3d"
logo: logo.png
logo_alt: Example Coaching
foot: {FOOT}
typeface:
  text: {{regular: Own.otf}}
  label: {{regular: Voice-Regular.ttf, bold: Voice-Bold.ttf}}
"""


def opentype(source: Path) -> bytes:
    """A font of the same letters with PostScript outlines."""
    with TTFont(source) as font:
        letters = {ord(c): font.getBestCmap()[ord(c)] for c in LETTERS}
        names = [".notdef", *sorted(set(letters.values()))]
        shapes, advances = font.getGlyphSet(), {name: font["hmtx"][name] for name in names}
        drawn = {}
        for name in names:
            pen = T2CharStringPen(advances[name][0], shapes)
            shapes[name].draw(pen)
            drawn[name] = pen.getCharString()
        made = FontBuilder(font["head"].unitsPerEm, isTTF=False)
        made.setupGlyphOrder(names)
        made.setupCharacterMap(letters)
        made.setupCFF("Own", {}, drawn, {})
        made.setupHorizontalMetrics(advances)
        made.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
        made.setupNameTable({"familyName": "Own", "styleName": "Regular"})
        made.setupOS2(sTypoAscender=font["hhea"].ascent, sTypoDescender=font["hhea"].descent)
        made.setupPost()
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def make(folder: Path, design: str, paper: str, files: dict[str, bytes], **overrides: object) -> Book:
    home = folder / "designs/mine"
    home.mkdir(parents=True, exist_ok=True)
    (home / "design.yaml").write_text(design, encoding="utf-8")
    for name, data in files.items():
        (home / name).write_bytes(data)
    keys = {"questions": ["programme-off-course", "first-ninety-days"], "design": "mine", "paper": paper, **overrides}
    path = folder / f"{paper}-{overrides.get('ink', 'colour')}-{overrides.get('edition', 'study')}.pdf"
    request = BuildRequest(pack=None, overrides=keys, output=path, folder=folder, today=TODAY, cache=False)
    report = build(request)
    return measure(path, path.stem, paper, (str(problem) for problem in report.problems), paths=False)


def files() -> dict[str, bytes]:
    out = io.BytesIO()
    Image.new("RGB", (300, 100), LOGO).save(out, "PNG")
    return {
        "logo.png": out.getvalue(),
        "Own.otf": opentype(fonts_folder() / "source-serif-4/SourceSerif4_400Regular.ttf"),
        "Voice-Regular.ttf": ATKINSON.read_bytes(),
        "Voice-Bold.ttf": ATKINSON.with_name("AtkinsonHyperlegible_700Bold.ttf").read_bytes(),
    }


@pytest.fixture(scope="module", params=["a4", "a5"])
def branded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Book:
    return make(tmp_path_factory.mktemp("brand"), DESIGN, request.param, files())


def spots(picture: Image.Image, colour: tuple[int, int, int], dpi: int) -> Box | None:
    """The box of all that has a colour, mm."""
    off = ImageChops.difference(picture, Image.new("RGB", picture.size, colour))
    red, green, blue = off.split()
    box = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(lambda v: 255 if v == 0 else 0).getbbox()
    return Box(*(side * 25.4 / dpi for side in box)) if box else None


def test_the_accent_is_on_cover_tabs_and_figures(branded: Book) -> None:
    cover = spots(paint(branded.path, 1, 100), ACCENT, 100)
    assert cover is not None
    assert cover.bottom - cover.top > 50, "the kicker, and the arcs' beads"
    page = next(p for p in branded.pages if "Why they ask" in p.text)
    found = spots(paint(branded.path, page.number, 100), ACCENT, 100)
    assert found is not None
    edge = found.x1 if page.right_hand else page.width - found.x0
    assert page.width - edge == pytest.approx(5, abs=0.6), "the tab stands at the fore-edge"
    assert branded.warnings == ()


def test_the_logo_is_on_the_cover_and_in_the_foot_as_large_as_told(branded: Book) -> None:
    dpi = 150
    for page, picture in zip(branded.pages, paintings(branded.path, dpi), strict=True):
        box = spots(picture, LOGO, dpi)
        assert box is not None, page.number
        width, height = box.x1 - box.x0, box.bottom - box.top
        if page.number == 1:
            assert height == pytest.approx(0.075 * (page.text_foot - page.text_top), abs=0.5)
            assert box.top == pytest.approx(page.text_top, abs=0.5)
        else:
            assert (width, height) == pytest.approx((13.8, 4.6), abs=0.4), page.number
        assert width == pytest.approx(3 * height, abs=1.1)


def test_the_foot_is_on_every_page_and_meets_nothing(branded: Book) -> None:
    for page in branded.pages[1:]:
        assert FOOT in page.foot, page.number
        mine = [word for word in page.words if word.text in ("Example", "Coaching")]
        assert page.folio == page.number
        for word in mine:
            met = [w.text for w in page.words if w is not word and _meet(w.box, word.box)]
            assert met == [], (page.number, met)
    assert FOOT not in branded.page(1).text


def _meet(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom


def test_own_faces_are_embedded_once_and_cut_down(branded: Book) -> None:
    found: dict[str, set[tuple[int, int]]] = {}
    with pikepdf.open(branded.path) as pdf:
        for name, data, where in embedded(pdf):
            found.setdefault(name.partition("-x")[0], set()).add(where)
            assert len(data) < 45_000, name
    assert {name for name in found if not name.startswith(("Inter", "Source"))} == {"Own", "Voice"}
    assert len(found["Own"]) == 1
    assert len(found["Voice"]) == 2, "regular and bold"
    assert "first quarter" in " ".join(" ".join(p.text for p in branded.pages).split()), "its words can be read"


def embedded(pdf: pikepdf.Pdf) -> Iterator[tuple[str, bytes, tuple[int, int]]]:
    """Each face in a page's resources: its name, its file, and which object that is."""
    for page in pdf.pages:
        fonts: Any = page.Resources.get("/Font", pikepdf.Dictionary())
        for font in fonts.values():
            about = font.DescendantFonts[0].FontDescriptor
            file = about.get("/FontFile3", about.get("/FontFile2"))
            yield str(font.BaseFont).partition("+")[2], file.read_bytes(), file.objgen


def test_grey_pages_have_no_colour_and_low_ones_no_mark(tmp_path: Path) -> None:
    grey = make(tmp_path, DESIGN, "a5", files(), ink="grey")
    for picture in paintings(grey.path, 50):
        red, green, blue = picture.split()
        for one, other in ((red, green), (green, blue)):
            assert ImageChops.difference(one, other).point(lambda v: 255 if v > 3 else 0).getbbox() is None
    low = make(tmp_path, DESIGN, "a5", files(), ink="low", edition="worksheets")
    assert all(FOOT in page.foot for page in low.pages)
    with pdfplumber.open(low.path) as pdf:
        assert not any(page.images for page in pdf.pages)


def test_cards_bear_the_accent(tmp_path: Path) -> None:
    cards = make(tmp_path, DESIGN, "a4", files(), edition="cards")
    box = spots(paint(cards.path, 1, 100), ACCENT, 100)
    assert box is not None
    assert cards.warnings == ()


def test_an_accent_too_light_for_words_is_printed_darker_and_told(tmp_path: Path) -> None:
    book = make(tmp_path, 'title: x\naccent: "#ffcc00"\n', "a5", {}, questions=["programme-off-course"])
    (told,) = book.warnings
    assert 'design.yaml:2: accent "#ffcc00" is too light for words on its tint' in told
    printed = told.partition('write "#')[2][:6]
    colour = tuple(bytes.fromhex(printed))
    assert len(colour) == 3
    assert spots(paint(book.path, 1, 100), colour, 100) is not None
    assert spots(paint(book.path, 1, 100), (0xFF, 0xCC, 0), 100) is None


def test_a_face_that_css_brings_is_embedded_once_from_its_own_file(tmp_path: Path) -> None:
    rule = b'@font-face { font-family: Mine; src: url("mine.ttf") }'
    brought = {"mine.ttf": ATKINSON.read_bytes(), "design.css.j2": rule}
    book = make(tmp_path, "label_family: Mine\n", "a5", brought)
    with pikepdf.open(book.path) as pdf, TTFont(ATKINSON) as source:
        files = {where: data for name, data, where in embedded(pdf) if name.startswith("Mine")}
        assert len(files) == 1
        with TTFont(io.BytesIO(next(iter(files.values())))) as font:
            drawn = [g for g in font.getGlyphOrder() if font["glyf"][g].numberOfContours > 0]
            assert 40 < len(drawn) < 150
            for glyph in drawn:
                same = source["glyf"][source.getGlyphName(font.getGlyphID(glyph))]
                assert font["glyf"][glyph].numberOfContours == same.numberOfContours
