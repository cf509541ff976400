"""Setting a whole book in one piece."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..model.problems import Problem, TypesetError
from ..model.workbook import HtmlDocument, PdfDocument
from .column import move_notes_outside
from .engine import listening, load_engine

PDF_OPTIONS = {"pdf_variant": "pdf/ua-1", "dpi": 300, "jpeg_quality": 85}
"""Tagged for screen readers; pictures no finer than print needs."""


def typeset(document: HtmlDocument, fonts: Path, turned: Callable[[int], None] = lambda _: None) -> PdfDocument:
    """Set the pages.

    Args:
        document: the markup.
        fonts: the folder of the bundled fonts.
        turned: called with each page number as it is laid out.

    Raises:
        SetupError: the engine's system libraries are missing.
        TypesetError: the engine failed, or content asked for a file outside its folders.
    """
    weasyprint = load_engine(fonts)
    from weasyprint.urls import FatalURLFetchingError

    with listening(turned) as heard:
        try:
            data, pages = _set(weasyprint, document)
        except FatalURLFetchingError as error:
            raise TypesetError(Problem(str(error), "keep pictures beside the text that shows them")) from error
        except (AssertionError, ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError) as error:
            what = f"the typesetting engine stopped with {type(error).__name__}: {str(error)[:200]}".rstrip(": ")
            raise TypesetError(
                Problem(what, "leave out the question you changed last to find the passage"), *heard.problems
            ) from error
    return PdfDocument(data, pages, heard.problems)


def _set(weasyprint: Any, document: HtmlDocument) -> tuple[bytes, int]:
    from .fetcher import FolderFetcher

    fetcher = FolderFetcher([Path(root) for root in document.roots])
    html = weasyprint.HTML(string=one_piece(document), base_url=document.base, url_fetcher=fetcher)
    laid_out = html.render(**PDF_OPTIONS)
    if document.column_shift:
        laid_out = move_notes_outside(laid_out, document.column_shift)
    return laid_out.write_pdf(**PDF_OPTIONS), len(laid_out.pages)


def one_piece(document: HtmlDocument) -> str:
    """All sections as one page of markup."""
    body = "\n".join(section.markup for section in document.sections)
    head = f"<head>{document.head}\n<style>{document.css}</style></head>"
    return f'<!DOCTYPE html>\n<html lang="{document.language}">\n{head}\n<body>\n{body}\n</body></html>'
