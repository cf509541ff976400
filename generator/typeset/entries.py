"""Setting the texts that are put into fields."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
        # Each page names the text that is on it, those that go on too.
        pages: dict[str, list[Any]] = {}
        for page in laid_out.pages:
            pages.setdefault(next(iter(page.anchors)), []).append(page)
        data = laid_out.copy([first for first, *_ in pages.values()]).write_pdf()
    long = tuple(number for number, of_one in enumerate(pages.values()) if len(of_one) > 1)
    return SetEntries(PdfDocument(data, len(pages), heard.problems), long)
