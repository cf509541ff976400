"""Setting the texts that are put into fields."""

from __future__ import annotations

from pathlib import Path

from ..model.form import SetEntries
from ..model.workbook import HtmlDocument, PdfDocument
from .pdf import engine_at_work, lay_out, one_piece


def typeset_entries(document: HtmlDocument, fonts: Path) -> SetEntries:
    """Set texts, each on a page of its field's size; of one that takes more pages the first, and which these are.

    Raises:
        SetupError: the engine's system libraries are missing.
        TypesetError: the engine failed.
    """
    with engine_at_work(fonts) as (weasyprint, heard):
        laid_out = lay_out(weasyprint, document, one_piece(document))
        firsts = [place for place, page in enumerate(laid_out.pages) if page.anchors]
        ends = [*firsts[1:], len(laid_out.pages)]
        data = laid_out.copy([laid_out.pages[place] for place in firsts]).write_pdf()
    long = tuple(number for number, (first, end) in enumerate(zip(firsts, ends, strict=True)) if end - first > 1)
    return SetEntries(PdfDocument(data, len(firsts), heard.problems), long)
