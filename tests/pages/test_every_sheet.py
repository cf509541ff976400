"""Every sheet on every paper: none of its words is printed over another one or over a line, and none is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator import assets
from generator.compose.select import select
from generator.jobs.workbook import compose
from generator.load.library import load_library
from generator.model.pack import Edition, PackSpec, Paper
from generator.press.press import Press

from .measure import Box, Page, measure
from .test_text import Reader, overprinted, sheet_words

WITHIN = 0.3
"""Ink may come so near to a line before it counts as crossed, mm: a comma's tail is not a loss."""


@pytest.mark.parametrize("paper", Paper)
def test_every_word_of_every_sheet_can_be_read(paper: Paper, tmp_path: Path) -> None:
    library, _ = load_library([assets.shipped_content()])
    sheets = [sheet for sheet in library.worksheets.values() if not sheet.plan]
    names = tuple(sheet.id for sheet in sheets)
    spec = PackSpec(paper=paper, edition=Edition.WORKSHEETS, questions=("first-ninety-days",), sheets=names)
    with Press(tmp_path) as press:
        made = press.make(compose(library, select(library, spec), spec, date(2026, 11, 23)))
    path = tmp_path / "sheets.pdf"
    path.write_bytes(made.data)
    book = measure(path, "sheets", paper, mirrored=False)
    assert len(sheets) == 25
    for page in book.pages:
        assert not list(overprinted(page)), page.first_line
        assert not list(crossed(page)), page.first_line
    reader = Reader(list(book.pages))
    assert not [text for sheet in sheets for text in sheet_words(sheet) if reader.lost(text)]


def crossed(page: Page) -> Iterator[str]:
    """Words that a line goes through."""
    for word in page.words:
        for stroke in page.strokes:
            across, down = word.box.overlap(stroke.box)
            if min(across, down) >= 0 and max(across, down) > WITHIN and _inside(word.box, stroke.box):
                yield word.text


def _inside(word: Box, stroke: Box) -> bool:
    """Whether a level or upright line runs within a word's box, not along its edge."""
    if stroke.bottom - stroke.top < stroke.x1 - stroke.x0:
        return word.top + WITHIN < stroke.top and stroke.bottom < word.bottom - WITHIN
    return word.x0 + WITHIN < stroke.x0 and stroke.x1 < word.x1 - WITHIN
