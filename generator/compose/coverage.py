"""Which competencies a choice of questions tests, and in which formats."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..model.content import Question
from ..model.layout import Asked, CoveragePage, CoverageRow
from ..model.pack import PageSize
from ..model.taxonomy import Taxonomy, Word, Words

LEAST_IN_BANK = 3
"""Questions that a bank needs on a competency: with fewer, one that is known already leaves too little choice."""
LEAST_IN_PACK = 1
LEAST_FOR_A_PAGE = 4
"""Questions of a book whose coverage is worth a page."""

HEAD_LARGE, HEAD_SMALL = 25.0, 23.0
"""Title, introduction and column heads on the printed page, mm."""
HEAD_LETTERS, HEAD_LINE = 12, 4.2
"""Letters of a column's head that fit a line, and the height of another line, mm."""
WIDTHS_LARGE, WIDTHS_SMALL = (33.0, 20.0), (23.0, 15.5)
"""Widths of the competency's column and of a format's, mm; the reader's own column takes the rest."""
OWN_LEAST = 26.0
"""What is left to the reader's own column where there are many formats, mm."""
NUMBER_WIDTH = 6.0
"""A question number of two digits in its cell, mm."""
NUMBER_LINE, CELL_PADDING = 3.8, 2.0
"""A line of question numbers in a cell, and what is free above and below them, mm."""
ROUNDING = 0.3
"""The engine rounds table rows up and adds their borders, mm a row."""


def coverage(questions: Sequence[tuple[str, Question]], taxonomy: Taxonomy) -> tuple[CoverageRow, ...]:
    """A row for every competency. ``questions`` pairs a printed number with its question."""

    def cell(competency: Word, form: Word) -> tuple[Asked, ...]:
        return tuple(Asked(n, q.id) for n, q in questions if competency.id in q.competencies and q.format == form.id)

    forms = taxonomy.formats
    return tuple(CoverageRow(c, tuple(cell(c, form) for form in forms)) for c in taxonomy.competencies)


def thin(rows: Sequence[CoverageRow], least: int) -> tuple[CoverageRow, ...]:
    """The competencies that fewer than ``least`` questions test."""
    return tuple(row for row in rows if row.questions < least)


def lay_out_coverage(rows: tuple[CoverageRow, ...], formats: Words, page: PageSize) -> CoveragePage:
    """Rows of one height that fill the page to its foot; a row that needs more takes it from the others."""
    head = HEAD_SMALL if page.small else HEAD_LARGE
    first, column = WIDTHS_SMALL if page.small else WIDTHS_LARGE
    column = min(column, (page.measure - first - OWN_LEAST) / len(formats))
    needs = [_need(row, column) for row in rows]
    over = HEAD_LINE if any(len(form.narrow) > HEAD_LETTERS for form in formats) else 0.0
    room = page.depth - head - over - ROUNDING * len(rows)
    high: dict[int, float] = {}
    while True:
        share = (room - sum(high.values())) / max(1, len(rows) - len(high))
        more = {place: need for place, need in enumerate(needs) if place not in high and need > share}
        if not more:
            break
        high |= more
    heights = tuple(high.get(place, share) for place in range(len(rows)))
    own = page.measure - first - column * len(formats)
    return CoveragePage(tuple(formats), rows, heights, head, first, column, own)


def _need(row: CoverageRow, width: float) -> float:
    fullest = max(len(cell) for cell in row.cells)
    return math.ceil(fullest / (width // NUMBER_WIDTH)) * NUMBER_LINE + CELL_PADDING
