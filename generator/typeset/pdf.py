"""Setting a whole book in one piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..model.problems import Problem, TypesetError
from ..model.workbook import HtmlDocument, PdfDocument
from .column import move_notes_outside
from .engine import Collector, listening, load_engine

ENGINE_FAULTS = (AssertionError, ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError)

PDF_OPTIONS = {"pdf_variant": "pdf/ua-1", "dpi": 300, "jpeg_quality": 85}
"""Tagged for screen readers; pictures no finer than print needs."""


def typeset(document: HtmlDocument, fonts: Path, turned: Callable[[int], None] = lambda _: None) -> PdfDocument:
    """Set the pages of a whole book in one piece.

    Args:
        document: the markup.
        fonts: the folder of the bundled fonts.
        turned: called with each page number as it is laid out.

    Raises:
        SetupError: the engine's system libraries are missing.
        TypesetError: the engine failed, or content asked for a file outside its folders.
    """
    with engine_at_work(fonts, turned) as (weasyprint, heard):
        laid_out = lay_out(weasyprint, document, one_piece(document))
        data = laid_out.write_pdf(**PDF_OPTIONS)
    return PdfDocument(data, len(laid_out.pages), heard.problems)


@contextmanager
def engine_at_work(fonts: Path, turned: Callable[[int], None] = lambda _: None) -> Iterator[tuple[Any, Collector]]:
    """The engine, with what it says collected and what it raises told in our words.

    Raises:
        SetupError: the engine's system libraries are missing.
        TypesetError: the engine failed inside the block.
    """
    weasyprint = load_engine(fonts)
    from weasyprint.urls import FatalURLFetchingError

    with listening(turned) as heard:
        try:
            yield weasyprint, heard
        except FatalURLFetchingError as error:
            raise TypesetError(Problem(str(error), "keep pictures beside the text that shows them")) from error
        except ENGINE_FAULTS as error:
            what = f"the typesetting engine stopped with {type(error).__name__}: {str(error)[:200]}".rstrip(": ")
            mend = "leave out the question you changed last to find the passage"
            raise TypesetError(Problem(what, mend), *heard.problems) from error


def lay_out(
    weasyprint: Any, document: HtmlDocument, markup: str, *, first_is_recto: bool = True, **options: Any
) -> Any:
    """The engine's document of ``markup``, with its margin notes on the outer side. ``options`` go to the engine."""
    from .fetcher import FolderFetcher

    fetcher = FolderFetcher([Path(root) for root in document.roots])
    html = weasyprint.HTML(string=markup, base_url=document.base, url_fetcher=fetcher)
    laid_out = html.render(**PDF_OPTIONS, **options)
    if document.column_shift:
        laid_out = move_notes_outside(laid_out, document.column_shift, first_is_recto)
    return laid_out


def one_piece(document: HtmlDocument) -> str:
    """All sections as one page of markup."""
    body = "\n".join(section.markup for section in document.sections)
    head = f"<head>{document.head}\n<style>{document.css}</style></head>"
    return f'<!DOCTYPE html>\n<html lang="{document.language}">\n{head}\n<body>\n{body}\n</body></html>'
