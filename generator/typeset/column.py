"""Margin notes stand on the outer side: to the right of the text on right-hand pages, to the left on left-hand ones.

CSS cannot say so (no float goes "outside" in the engine). Notes are therefore floated to the right-hand margin column,
where they take no room from the text, and those on left-hand pages are moved across after layout, which changes
nothing else.
"""

from __future__ import annotations

from typing import Any

NOTE_CLASS = "margin-note"
CSS_PX_PER_MM = 96 / 25.4


def move_notes_outside(document: Any, shift: float, first_is_recto: bool = True) -> Any:
    """A copy of a laid-out document with the notes of its left-hand pages moved left.

    Args:
        document: the engine's document.
        shift: the way from the right-hand margin column to the left-hand one, mm.
        first_is_recto: whether the first page is a right-hand one.
    """
    from weasyprint.document import Page

    for page in document.pages[1 if first_is_recto else 0 :: 2]:
        for box in page._page_box.descendants():
            if _is_note(box):
                box.translate(-shift * CSS_PX_PER_MM)
    # Anchors and links are gathered when a page is made, so pages are made anew from the moved boxes.
    return document.copy([Page(page._page_box) for page in document.pages])


def _is_note(box: Any) -> bool:
    return box.element is not None and box.is_floated() and NOTE_CLASS in (box.element.get("class") or "").split()
