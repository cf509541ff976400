"""A book bound from sections is the book set in one piece."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from generator import assets
from generator.compose.assemble import assemble
from generator.compose.select import select
from generator.jobs import workbook
from generator.keep.store import open_store
from generator.load.designs import load_design
from generator.load.library import load_library
from generator.model.facts import PERSONAL
from generator.model.pack import Ink
from generator.model.workbook import PdfDocument, Workbook
from generator.press.press import Press
from generator.render.html import render

DPI = 100
PAPERS = ("a4", "letter", "a5", "half-letter")
BOOKS: dict[str, dict[str, object]] = {
    **{paper: {"paper": paper} for paper in PAPERS},
    "practice": {"paper": "a5", "edition": "practice", "sheets": ("P7",)},
}
HARDLY_SEEN = 90
"""Of 255. The engine rounds a kern to 1/1000 em by the size that it meets first, so edges may be smoothed otherwise."""
SMOOTHING = 48
GROWTH = 1.1


class Pair(NamedTuple):
    """The same book, set in one piece and bound."""

    whole: PdfDocument
    bound: PdfDocument


def sample(name: str, folder: Path) -> Workbook:
    pack = assets.shipped_content() / "packs" / "sample.yaml"
    request = workbook.BuildRequest(
        pack=pack, overrides=BOOKS[name], output=None, folder=folder, today=date(2026, 11, 23)
    )
    spec = workbook.read_request(request).spec
    library, _ = load_library(assets.content_roots(folder))
    return assemble(library, select(library, spec), spec, request.today)


@pytest.fixture(scope="module", params=BOOKS)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    folder = tmp_path_factory.mktemp("press")
    book = sample(request.param, folder)
    with Press(folder) as press:
        return Pair(workbook.make_pdf(book, folder), press.make(book))


def darkest(image: Image.Image) -> int:
    return max(level for level, count in enumerate(image.histogram()) if count)


def pages(pdf: PdfDocument) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(pdf.data)
    yield from (document[i] for i in range(len(document)))


@pytest.mark.xdist_group("press")
def test_the_pages_look_the_same(pair: Pair) -> None:
    assert pair.bound.pages == pair.whole.pages
    for number, (whole, bound) in enumerate(zip(pages(pair.whole), pages(pair.bound), strict=True), 1):
        first, second = (page.render(scale=DPI / 72).to_pil().convert("L") for page in (whole, bound))
        difference = ImageChops.difference(first, second)
        assert darkest(difference) <= HARDLY_SEEN, f"page {number} differs by {darkest(difference)}"
        # Smoothing differs in single specks; anything moved, added or missing would leave a stroke.
        assert darkest(difference.filter(ImageFilter.MinFilter(3))) <= SMOOTHING, f"page {number} differs over an area"


@pytest.mark.xdist_group("press")
def test_the_text_is_the_same_in_the_same_order(pair: Pair) -> None:
    for whole, bound in zip(pages(pair.whole), pages(pair.bound), strict=True):
        assert bound.get_textpage().get_text_range() == whole.get_textpage().get_text_range()


@pytest.mark.xdist_group("press")
def test_outline_links_tags_and_imprint_are_the_same(pair: Pair) -> None:
    whole, bound = (pikepdf.open(io.BytesIO(pdf.data)) for pdf in pair)
    with whole, bound:
        assert outline(bound) == outline(whole)
        assert len(links(whole)) > 20
        assert links(bound) == links(whole)
        assert shape(bound.Root.StructTreeRoot.K[0]) == shape(whole.Root.StructTreeRoot.K[0])
        assert str(bound.Root.Lang) == str(whole.Root.Lang)
        for key in ("/Title", "/Author", "/Subject"):
            assert str(bound.docinfo[key]) == str(whole.docinfo[key])


@pytest.mark.xdist_group("press")
def test_each_font_is_embedded_once_and_the_file_hardly_grows(pair: Pair) -> None:
    with pikepdf.open(io.BytesIO(pair.bound.data)) as bound:
        names = [str(o.FontName) for o in bound.objects if isinstance(o, pikepdf.Dictionary) and "/FontFile2" in o]
    assert len(names) == len(set(names)) > 3
    assert len(pair.bound.data) <= GROWTH * len(pair.whole.data)


def outline(pdf: pikepdf.Pdf) -> list[Any]:
    numbers: dict[Any, int] = {page.objgen: i for i, page in enumerate(pdf.pages, 1)}

    def told(items: Any) -> list[Any]:
        return [
            (i.title, numbers[i.destination[0].objgen], round(float(i.destination[3])), told(i.children)) for i in items
        ]

    with pdf.open_outline() as entries:
        return told(entries.root)


def links(pdf: pikepdf.Pdf) -> list[tuple[int, tuple[int, ...], int, str]]:
    names = list(pdf.Root.Names.Dests.Names)
    numbers: dict[Any, int] = {page.objgen: i for i, page in enumerate(pdf.pages, 1)}
    targets = {str(names[i]): numbers[names[i + 1][0].objgen] for i in range(0, len(names), 2)}
    return sorted(
        (number, tuple(round(float(v)) for v in link.Rect), targets[str(link.Dest)], str(link.Contents))
        for number, page in enumerate(pdf.pages, 1)
        for link in page.get("/Annots", [])
    )


def shape(element: Any) -> Any:
    kids = element.get("/K", [])
    below = [k for k in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(k, pikepdf.Dictionary)]
    return (str(element.get("/S", "/OBJR")), [shape(k) for k in below])


def test_a_book_made_again_after_a_change_is_as_if_made_afresh(tmp_path: Path) -> None:
    book = sample("a4", tmp_path)
    shorter = replace(book, sections=(*book.sections[:3], *book.sections[6:]))
    low = replace(shorter, spec=book.spec.model_copy(update={"ink": Ink.LOW}))
    store = open_store(tmp_path / "store")
    with Press(tmp_path, store) as press:
        made = [press.make(one).data for one in (book, shorter, low)]
    with Press(tmp_path, store) as press:  # what was dressed and set is in the store now
        assert [press.make(one).data for one in (book, shorter, low)] == made
    for one, data in zip((book, shorter, low), made, strict=True):
        with Press(tmp_path) as afresh:
            assert data == afresh.make(one).data


def test_a_section_that_is_kept_knows_nothing_of_whose_book_it_is(tmp_path: Path) -> None:
    book = sample("a4", tmp_path)
    told = {"title": "Qqtitle", "candidate": "Qqcandidate", "role": "Qqrole", "company": "Qqfirm", "coach": "Qqcoach"}
    spec = book.spec.model_copy(update=told)
    assert "Qq" not in repr(spec.form())
    design = load_design("classic", assets.design_roots(tmp_path))
    roots = assets.content_roots(tmp_path)
    dressed = render(replace(book, spec=spec), design, assets.shipped_templates(), roots, apart=True)
    kept = [d.markup for s, d in zip(book.sections, dressed.sections, strict=True) if s.kind not in PERSONAL]
    assert kept
    assert not any("Qq" in markup for markup in kept)
