"""A table for spreadsheets (CSV), whose cells no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from ..model.workbook import Artifact
from .files import write_atomically

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a cell begins with that a spreadsheet would reckon or run."""


def write_table(path: Path, rows: Iterable[Iterable[object]]) -> Artifact:
    """Write rows of cells.

    Raises:
        OutputError: the file cannot be written.
    """
    text = io.StringIO()
    csv.writer(text).writerows([harmless(str(cell)) for cell in row] for row in rows)
    # The mark tells spreadsheets that this is UTF-8.
    return write_atomically(path, text.getvalue().encode("utf-8-sig", errors="replace"))


def harmless(cell: str) -> str:
    """The cell, with an apostrophe before what looks like a formula, even behind blanks or fullwidth."""
    begins = cell.lstrip(" \u00a0\ufeff")[:1]
    return f"'{cell}" if begins and (begins in FORMULA or begins in "＝＋－＠") else cell
