"""Bookmarks from entries with levels."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Name, OutlineItem, Pdf

from ..model.workbook import OutlineEntry


def write_outline(pdf: Pdf, entries: Sequence[tuple[OutlineEntry, int]]) -> None:
    """Nest entries by their levels. Each comes with the book's page on which its section starts (from 0)."""
    with pdf.open_outline() as outline:
        open_items: list[tuple[int, OutlineItem]] = []
        for entry, first in entries:
            page = pdf.pages[first + entry.place.page].obj
            item = OutlineItem(entry.title, Array([page, Name.XYZ, entry.place.x, entry.place.y, 0]))
            while open_items and open_items[-1][0] >= entry.level:
                open_items.pop()
            (open_items[-1][1].children if open_items else outline.root).append(item)
            open_items.append((entry.level, item))
