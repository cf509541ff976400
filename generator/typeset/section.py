"""Setting one section alone."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from ..model.workbook import HtmlDocument, HtmlSection, OutlineEntry, PdfDocument, Place, SectionPdf, Side
from .pdf import PDF_OPTIONS, engine_at_work, lay_out

PT_PER_CSS_PX = 0.75

_shared: dict[str, Any] = {}
"""One font configuration a process where no design brings faces: each leaves a folder until it is collected."""


def typeset_section(document: HtmlDocument, section: HtmlSection, side: Side, fonts: Path) -> SectionPdf:
    """Set the pages of one section.

    Args:
        document: what all sections share; its own sections are not looked at.
        section: the markup, dressed ``apart``.
        side: the side of its first page, recto or verso.
        fonts: the folder of the bundled fonts.

    Raises:
        SetupError: the engine's system libraries are missing.
        TypesetError: the engine failed, or content asked for a file outside its folders.
    """
    with engine_at_work(fonts) as (weasyprint, heard):
        laid_out = lay_out(
            weasyprint,
            document,
            _alone(document, section, side),
            first_is_recto=side is not Side.VERSO,
            font_config=_font_configuration("@font-face" in document.css + section.css),
        )
        outline, targets = _places(laid_out)
        data = laid_out.write_pdf(**PDF_OPTIONS)
        files = _font_files(laid_out)
    return SectionPdf(PdfDocument(data, len(laid_out.pages), heard.problems), outline, targets, files)


def _alone(document: HtmlDocument, section: HtmlSection, side: Side) -> str:
    # What the book is called does not matter here: a section is the same in every book that has it.
    head = f"<head><meta charset=utf-8><title>Section</title><style>{document.css}\n{section.css}</style></head>"
    starts = ' class="starts-left"' if side is Side.VERSO else ""
    body = f"<body>\n{section.markup}\n</body>"
    return f'<!DOCTYPE html>\n<html lang="{document.language}"{starts}>\n{head}\n{body}</html>'


def _font_configuration(brings_faces: bool) -> Any:
    """The process's own; a fresh one for a design that brings faces, or they would be seen by the next design too."""
    from weasyprint.text.fonts import FontConfiguration

    if brings_faces:
        return FontConfiguration()
    if "fonts" not in _shared:
        _shared["fonts"] = FontConfiguration()
    return _shared["fonts"]


def _font_files(laid_out: Any) -> dict[str, str]:
    """The digest of the file behind each face that can be cut down from it. Needs pages that were written.

    Not of two files under one name, and not of fonts that the engine makes others of: variable ones and pictures.
    """
    from weasyprint.text.fonts import get_hb_object_data

    found: dict[str, set[str]] = {}
    for font in laid_out.fonts.values():
        made = font.index or font.png or font.svg or font.colr or font.bitmap or "fvar" in font.tables
        file = "" if made else sha256(get_hb_object_data(font.hb_face)).hexdigest()
        found.setdefault(font.name.decode(), set()).add(file)
    return {name: next(iter(files)) for name, files in found.items() if len(files) == 1}


def _places(laid_out: Any) -> tuple[tuple[OutlineEntry, ...], dict[str, Place]]:
    outline: list[OutlineEntry] = []
    targets: dict[str, Place] = {}
    for number, page in enumerate(laid_out.pages):

        def place(x: float, y: float, number: int = number, height: float = page.height) -> Place:
            return Place(number, round(x * PT_PER_CSS_PX, 3), round((height - y) * PT_PER_CSS_PX, 3))

        outline += [OutlineEntry(level, label, place(*point)) for level, label, point, _ in page.bookmarks]
        for name, box in page.anchors.items():
            targets.setdefault(name, place(*box[:2]))
    return tuple(outline), targets
