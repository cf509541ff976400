"""Every figure, as it is printed: all its words are there, clear of each other and of the lines, inside its box.

Each is set on a page of its own. A figure's words come from the framework's file, so they are also tried at more than
twice their length, as a translation or a reader's own framework may bring them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from PIL import Image

from generator.assets import fonts_folder, shipped_content, shipped_templates
from generator.load.library import load_library
from generator.load.schema import schema_for
from generator.model.content import Framework, Library
from generator.model.workbook import HtmlDocument
from generator.typeset.pdf import typeset
from tests.compose.bank import TAXONOMY, library, question
from tests.pages.measure import Box, Word, squeezed, words_of

from .dressing import dress

DPI = 200
MARGIN = 10.0
"""Around a figure on its page, mm: what leaves its box is seen there."""
EDITIONS = {
    "as written": {"paper": "a4", "ink": "colour"},
    "little ink": {"paper": "a5", "ink": "low"},
    "grey, longer words": {"paper": "a5", "ink": "grey"},
}
SVG = re.compile(r'<div class="framework study" id="f-([a-z0-9-]+)">.*?(<svg .*?</svg>)', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure on its page: what its framework says, the words found, its box, its picture with and without words."""

    framework: Framework
    words: tuple[Word, ...]
    box: Box
    picture: Image.Image
    ground: Image.Image

    def part(self, of: Image.Image, box: Box) -> Image.Image:
        scale = DPI / 25.4
        return of.crop(
            (int(box.x0 * scale), int(box.top * scale), int(box.x1 * scale) + 1, int(box.bottom * scale) + 1)
        )


def longer(framework: Framework) -> Framework:
    """Labels with a second long word, notes at more than twice their length with a word too long for a column."""
    steps = (
        replace(step, label=f"{step.label} Vorbereitung", note=f"{step.note}, {step.note} Wiederherstellungszeit")
        for step in framework.steps
    )
    return replace(framework, steps=tuple(steps))


def bank(change: bool = False) -> Library:
    shipped = load_library([shipped_content()])[0].frameworks
    named = {id_: longer(f) if change else f for id_, f in shipped.items()}
    return replace(library(question("one", frameworks=tuple(named))), frameworks=named)


def figures(document: HtmlDocument) -> dict[str, str]:
    """Framework id → its figure, from the chapter on frameworks."""
    (section,) = [s for s in document.sections if s.id == "frameworks"]
    return dict(SVG.findall(section.markup))


def spread(part: Image.Image) -> float:
    """How far the lightest and the darkest dot are apart, 0 to 255."""
    darkest, lightest = part.getextrema()
    assert isinstance(darkest, int | float)
    assert isinstance(lightest, int | float)
    return lightest - darkest


@pytest.fixture(scope="module", params=EDITIONS)
def drawings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Drawing]:
    folder = tmp_path_factory.mktemp("figures")
    shelf = bank(change="longer" in request.param)
    document = dress(folder, shelf, **EDITIONS[request.param])
    found = figures(document)
    pages = "".join(f'<div style="break-after: page">{svg}</div>' for svg in found.values())
    css = f"@page {{ size: 160mm 160mm; margin: {MARGIN}mm }} body {{ margin: 0 }} svg {{ display: block }}"
    section = replace(document.sections[0], markup=pages)
    path = folder / "figures.pdf"
    path.write_bytes(typeset(replace(document, css=css, sections=(section,)), fonts_folder()).data)
    return list(_drawings(path, [shelf.frameworks[id_] for id_ in found], list(found.values())))


def _drawings(path: Path, frameworks: list[Framework], markup: list[str]) -> Iterator[Drawing]:
    words = words_of(path)
    pdf = pdfium.PdfDocument(path)
    for framework, svg, written, page in zip(frameworks, markup, words, pdf, strict=True):
        width, height = (float(side) for side in re.findall(r'(?:width|height)="([\d.]+)mm"', svg))
        picture = page.render(scale=DPI / 72).to_pil().convert("L")
        for text in list(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT])):
            page.remove_obj(text)
        ground = page.render(scale=DPI / 72).to_pil().convert("L")
        yield Drawing(framework, written, Box(MARGIN, MARGIN, MARGIN + width, MARGIN + height), picture, ground)
    pdf.close()


def test_every_figure_that_can_be_named_is_there_and_every_framework_has_its_own() -> None:
    names = [name for name in schema_for("framework", TAXONOMY)["$defs"]["Figure"]["enum"] if name]
    files = {p.name.removesuffix(".svg.j2") for p in (shipped_templates() / "diagrams").glob("*.svg.j2")}
    assert files == set(names)
    assert [f.figure for f in bank().frameworks.values()] == list(bank().frameworks)
    assert len(names) == 34


def test_every_word_is_printed(drawings: list[Drawing]) -> None:
    for d in drawings:
        letters = squeezed("".join(word.text for word in d.words))
        for step in d.framework.steps:
            assert squeezed(step.label) in letters, (d.framework.id, step.label)
            assert squeezed(step.note) in letters, (d.framework.id, step.note)
            assert not step.seconds or f"{step.seconds}s" in letters, (d.framework.id, step.seconds)


def test_no_word_overprints_another(drawings: list[Drawing]) -> None:
    struck = [
        (d.framework.id, a.text, b.text)
        for d in drawings
        for a, b in combinations(d.words, 2)
        if min(a.box.overlap(b.box)) > 0.05
    ]
    assert struck == []


def test_no_line_runs_through_a_word_and_each_stands_out_from_its_ground(drawings: list[Drawing]) -> None:
    struck = [(d.framework.id, w.text) for d in drawings for w in d.words if spread(d.part(d.ground, w.box)) > 40]
    faint = [(d.framework.id, w.text) for d in drawings for w in d.words if spread(d.part(d.picture, w.box)) < 110]
    assert (struck, faint) == ([], [])


def test_all_is_inside_the_box(drawings: list[Drawing]) -> None:
    """Half the width of the thickest line may stand over, and no word."""
    for d in drawings:
        ink = d.picture.point(lambda v: 255 if v < 247 else 0).getbbox()
        assert ink, d.framework.id
        left, top, right, bottom = (side * 25.4 / DPI for side in ink)
        assert left >= d.box.x0 - 0.3, d.framework.id
        assert right <= d.box.x1 + 0.4, d.framework.id
        assert top >= d.box.top - 0.4, d.framework.id
        assert bottom <= d.box.bottom + 0.3, d.framework.id
        assert bottom >= d.box.bottom - 5, f"{d.framework.id} has an empty foot"


def test_little_ink_fills_nothing(tmp_path: Path) -> None:
    for id_, svg in figures(dress(tmp_path, bank(), ink="low")).items():
        shapes = re.sub(r"<text .*?</text>", "", svg, flags=re.DOTALL)
        assert set(re.findall(r' fill="([^"]*)"', shapes)) <= {"none", "#ffffff"}, id_
        assert max(float(w) for w in re.findall(r'stroke-width="([^"]*)"', shapes)) <= 1, id_


def test_each_has_a_text_for_those_who_do_not_see_it(tmp_path: Path) -> None:
    shelf = bank()
    for id_, svg in figures(dress(tmp_path, shelf)).items():
        title = re.search(r"<title>(.*?)</title>", svg, re.DOTALL)
        assert title, id_
        assert all(squeezed(step.label) in squeezed(title[1]) for step in shelf.frameworks[id_].steps), id_


@pytest.mark.parametrize("count", [1, 2, 3, 12])
def test_a_framework_of_one_s_own_may_have_fewer_or_more_steps(count: int, tmp_path: Path) -> None:
    shelf = bank()
    other = {id_: replace(f, steps=(f.steps * 12)[:count]) for id_, f in shelf.frameworks.items()}
    found = figures(dress(tmp_path, replace(shelf, frameworks=other)))
    assert len(found) == len(other)
