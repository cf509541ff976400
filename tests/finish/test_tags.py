"""Tags mended on the finished PDF: small files as the engine writes them, before and after."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from generator.assets import fonts_folder
from generator.finish.tags import tidy
from generator.model.workbook import PdfDocument
from generator.typeset.engine import load_engine

MARKUP = """<!DOCTYPE html><html lang="en"><head><title>T</title><style>
@page { size: 100mm 100mm; margin: 20mm; @top-left { content: "Running head" } @bottom-right { content: counter(page) } }
section + section { break-before: page } </style></head><body>
<section id="one"><h1>One</h1><p>See <a href="#two">the other</a> and <a href="https://example.org/">the web</a>.</p>
<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead><tbody>
<tr><th scope="row">r</th><td>1</td></tr></tbody></table>
<figure><svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><title>A square</title><rect width="9" height="9"/></svg></figure>
</section><section id="two"><h2>Two</h2><p>Text.</p></section></body></html>"""


@pytest.fixture(scope="module")
def raw() -> PdfDocument:
    weasyprint: Any = load_engine(fonts_folder())
    return PdfDocument(weasyprint.HTML(string=MARKUP).write_pdf(pdf_variant="pdf/ua-1"), 2)


@pytest.fixture(scope="module")
def mended(raw: PdfDocument) -> PdfDocument:
    return tidy(raw)


def opened(pdf: PdfDocument) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf.data))


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    waiting: list[Any] = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        kids = element.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                waiting.append(kid)


def test_head_cells_say_what_they_head(mended: PdfDocument) -> None:
    with opened(mended) as pdf:
        scopes = sorted(str(e.A.Scope) for e in elements(pdf) if e.S == "/TH")
    assert scopes == ["/Column", "/Column", "/Row"]


def text_of(page: Any, artifacts: bool) -> int:
    """How many pieces of text are shown inside (or outside) artifacts."""
    inside, shown = [], 0
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = instruction.operator, instruction.operands
        if str(operator) in ("BDC", "BMC"):
            inside.append(str(operands[0]) == "/Artifact")
        elif str(operator) == "EMC":
            inside.pop()
        elif str(operator) in ("Tj", "TJ"):
            shown += any(inside) is artifacts
    return shown


def test_running_matter_becomes_an_artifact_and_text_does_not(raw: PdfDocument, mended: PdfDocument) -> None:
    with opened(raw) as before, opened(mended) as after:
        for old, new in zip(before.pages, after.pages, strict=True):
            assert text_of(new, artifacts=True) - text_of(old, artifacts=True) == 2, "head and folio"
            assert text_of(new, artifacts=False) == text_of(old, artifacts=False) - 2 > 0


def test_links_have_words_and_are_kept_in_print(mended: PdfDocument) -> None:
    with opened(mended) as pdf:
        links = {str(a.Dest) if "/Dest" in a else str(a.A.URI): a for a in pdf.pages[0].Annots}
        assert str(links["two"].Contents) == "Page 2"
        assert str(links["https://example.org/"].get("/Contents", "")), "a web link too"
        assert all(int(a.F) & 4 for a in links.values())


def test_figures_lose_the_box_in_the_wrong_unit_but_keep_their_words(mended: PdfDocument) -> None:
    with opened(mended) as pdf:
        (figure,) = [e for e in elements(pdf) if e.S == "/Figure"]
        assert "/BBox" not in figure.get("/A", pikepdf.Dictionary())
        assert str(figure.Alt) == "A square"


def test_pages_and_their_look_stay(raw: PdfDocument, mended: PdfDocument) -> None:
    import pypdfium2 as pdfium

    assert mended.pages == raw.pages == 2
    for number in range(2):
        old, new = (pdfium.PdfDocument(d.data)[number] for d in (raw, mended))
        assert old.render(scale=1).to_pil().tobytes() == new.render(scale=1).to_pil().tobytes()
        assert old.get_textpage().get_text_range() == new.get_textpage().get_text_range()


def test_same_input_same_bytes(raw: PdfDocument) -> None:
    assert tidy(raw).data == tidy(raw).data


def test_the_file_stays_tagged_and_titled(mended: PdfDocument) -> None:
    with opened(mended) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en"
        assert str(pdf.docinfo["/Title"]) == "T"
        headings = [str(e.S) for e in elements(pdf) if re.fullmatch(r"/H\d", str(e.S))]
        assert sorted(headings) == ["/H1", "/H2"]


def test_problems_of_earlier_stages_are_kept(raw: PdfDocument) -> None:
    from dataclasses import replace

    from generator.model.problems import warning

    odd = (warning("something"),)
    assert tidy(replace(raw, problems=odd)).problems == odd


LONG = "A paragraph with <em>emphasis</em> that goes on over the foot of its page. " * 40


def test_each_line_hangs_on_its_paragraph_in_reading_order_and_no_element_is_silent() -> None:
    markup = MARKUP.replace("<p>Text.</p>", f"<p>{LONG}</p>")
    weasyprint: Any = load_engine(fonts_folder())
    mended = tidy(PdfDocument(weasyprint.HTML(string=markup).write_pdf(pdf_variant="pdf/ua-1"), 0))
    with opened(mended) as pdf:
        kinds = {str(e.S) for e in elements(pdf)}
        nums = pdf.Root.StructTreeRoot.ParentTree.Nums
        owners = {int(nums[i]): nums[i + 1] for i in range(0, len(nums), 2)}
        of_page: dict[Any, Any] = {page.objgen: owners[int(page.StructParents)] for page in pdf.pages}
        lines = [(page, n, owner) for page, own in of_page.items() for n, owner in enumerate(own) if owner is not None]
        assert len(lines) > 100
        for page, number, owner in lines:
            assert owner.Pg.objgen == page
            assert list(owner.K).count(number) == 1
        for paragraph in (e for e in elements(pdf) if e.S == "/P"):
            numbers = [int(kid) for kid in paragraph.K if not isinstance(kid, pikepdf.Dictionary)]
            assert numbers == sorted(numbers)
    assert kinds.isdisjoint({"/Span", "/NonStruct"})
