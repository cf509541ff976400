"""What people put on the pages: notes, marks with the words beneath, free text, and that there is ink."""

from __future__ import annotations

import html
import re
from typing import Any

from pikepdf import Name, Pdf

from ..model.comments import CommentKind
from .beneath import Paper, Quads
from .objects import entry, items, moment, numbers, text, too_much
from .returned import Annotation

MOST_ANNOTATIONS = 20_000
MOST_OF_PICTURES = 20_000_000
"""Bytes of all pictures of a file: then there are no more."""
_KINDS = {
    "Text": CommentKind.NOTE,
    "Highlight": CommentKind.HIGHLIGHT,
    "Underline": CommentKind.UNDERLINE,
    "Squiggly": CommentKind.UNDERLINE,
    "StrikeOut": CommentKind.STRIKE_OUT,
    "Caret": CommentKind.INSERTION,
    "FreeText": CommentKind.FREE_TEXT,
    "Ink": CommentKind.INK,
    "Stamp": CommentKind.STAMP,
    **dict.fromkeys(("Line", "Square", "Circle", "Polygon", "PolyLine"), CommentKind.DRAWING),
    "FileAttachment": CommentKind.ATTACHMENT,
}
_MARKS = (CommentKind.HIGHLIGHT, CommentKind.UNDERLINE, CommentKind.STRIKE_OUT)
_DRAWN = (CommentKind.INK, CommentKind.STAMP, CommentKind.DRAWING)
_HIDDEN = 1 << 1
_NEW_LINE = re.compile(r"<(?:br\b[^>]*/?|/p)>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def read_comments(pdf: Pdf, paper: Paper) -> tuple[Annotation, ...]:
    """Everything that a person put on the pages, page by page.

    Links, fields, windows, hidden ones and marks of a review's state are left out, and so is a note that says nothing.

    Raises:
        ContentError: there are more than a pack can have.
        SetupError: there are marks, and nothing to read pages with is installed.
    """
    found: list[Annotation] = []
    pictures = 0
    for page_number, page in enumerate(pdf.pages, 1):
        for it in items(entry(page.obj, "/Annots")):
            kind = _kind(it)
            if kind is None:
                continue
            annotation = _read(it, kind, page_number, paper, pictured=pictures < MOST_OF_PICTURES)
            pictures += len(annotation.picture)
            if annotation.text or kind in (*_MARKS, *_DRAWN, CommentKind.ATTACHMENT):
                found.append(annotation)
            if len(found) > MOST_ANNOTATIONS:
                raise too_much(f"more than {MOST_ANNOTATIONS:,} comments")
    return tuple(found)


def _kind(it: Any) -> CommentKind | None:
    subtype, flags = entry(it, "/Subtype"), entry(it, "/F")
    hidden = isinstance(flags, int) and flags & _HIDDEN
    is_state = entry(it, "/StateModel") is not None
    return None if hidden or is_state or not isinstance(subtype, Name) else _KINDS.get(text(subtype))


def _read(it: Any, kind: CommentKind, page: int, paper: Paper, *, pictured: bool) -> Annotation:
    x0, y0, x1, y1 = [*numbers(entry(it, "/Rect"), 4), 0.0, 0.0, 0.0, 0.0][:4]
    place = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    words = paper.words(page, _quads(it) or (place,)) if kind in _MARKS else ""
    is_drawn = kind in _DRAWN or (kind in _MARKS and not words)
    return Annotation(
        kind=kind,
        page=page,
        text=_said(it),
        words=words,
        who=" ".join(text(entry(it, "/T")).split()),
        when=moment(entry(it, "/M")) or moment(entry(it, "/CreationDate")),
        name=_name(it),
        answers=_name(entry(it, "/IRT")) if entry(it, "/RT") != Name.Group else "",
        place=place,
        picture=paper.picture(page, place) if is_drawn and pictured else b"",
    )


def _quads(it: Any) -> Quads:
    """The boxes of what is marked, one a line and in the order of marking: left, foot, right, head."""
    flat = numbers(entry(it, "/QuadPoints"))
    return tuple(_box(flat[start : start + 8]) for start in range(0, len(flat) - 7, 8))


def _box(corners: list[float]) -> tuple[float, float, float, float]:
    across, up = corners[0::2], corners[1::2]
    return min(across), min(up), max(across), max(up)


def _said(it: Any) -> str:
    """The text, or that of a rich one where there is no plain one."""
    plain = text(entry(it, "/Contents")).strip("\n")
    if plain.strip():
        return plain
    return html.unescape(_TAG.sub("", _NEW_LINE.sub("\n", text(entry(it, "/RC"))))).strip()


def _name(it: Any) -> str:
    """What an annotation is called within its file, for those that answer it."""
    return "{} {}".format(*it.objgen) if getattr(it, "is_indirect", False) else ""
