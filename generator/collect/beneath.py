"""What lies beneath a mark: the words of a page by the places of their signs, or a picture of the place."""

from __future__ import annotations

import ctypes
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..model.problems import Problem, SetupError

Box = tuple[float, float, float, float]
"""Left, foot, right, head in points."""
Quads = tuple[Box, ...]

MOST_SIGNS = 100_000
"""Of a page that are looked at."""
MARGIN = 12.0
"""Points round the place of a picture."""
SCALE, LONGEST_SIDE = 2.0, 1_200
"""Dots to a point, and dots of a picture's longer side at most."""
_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign of a page and its middle. ``made`` where the page has none, but a space is meant."""

    sign: str
    x: float
    y: float
    made: bool


class Paper:
    """The pages of a file as they look. Opened when first asked; ``unreadable`` once a page could not be looked at."""

    def __init__(self, data: bytes) -> None:
        self.unreadable = False
        self._data = data
        self._document: Any = None
        self._signs: tuple[int, list[_Sign]] = (0, [])

    def words(self, page: int, quads: Quads) -> str:
        """The words whose signs have their middle in a box: box by box, for each is a line.

        Args:
            page: its number, from 1.
            quads: the boxes in the order in which they were marked.
        """
        if self._signs[0] != page:
            self._signs = (page, self._read(page))
        lines = filter(None, (_under(box, self._signs[1]) for box in quads))
        return unicodedata.normalize("NFC", re.sub(f"{_HYPHEN} ?", "", " ".join(lines))).strip()

    def text(self, page: int, most: int) -> str:
        """The first words of a page, at most so many signs."""
        try:
            found = self._page(page).get_textpage()
            return str(found.get_text_range(0, min(most, found.count_chars()))) if found.count_chars() > 0 else ""
        except self._failures():
            self.unreadable = True
            return ""

    def picture(self, page: int, place: Box) -> bytes:
        """A PNG of a place and a little round it; empty where it cannot be painted."""
        try:
            paper = self._page(page)
            left, foot, right, head = paper.get_bbox()
            crop = [
                max(0.0, place[0] - MARGIN - left),
                max(0.0, place[1] - MARGIN - foot),
                max(0.0, right - place[2] - MARGIN),
                max(0.0, head - place[3] - MARGIN),
            ]
            longest = max(right - left - crop[0] - crop[2], head - foot - crop[1] - crop[3])
            if longest < 1:
                return b""
            turned = crop if paper.get_rotation() == 0 else [0.0] * 4
            longest = longest if turned is crop else max(right - left, head - foot)
            picture = paper.render(scale=min(SCALE, LONGEST_SIDE / longest), crop=tuple(turned)).to_pil()
        except self._failures():
            self.unreadable = True
            return b""
        out = io.BytesIO()
        picture.save(out, "PNG", optimize=True)
        return out.getvalue()

    def _page(self, page: int) -> Any:
        if self._document is None:
            self._document = _reader().PdfDocument(self._data)
        return self._document[page - 1]

    def _failures(self) -> tuple[type[Exception], ...]:
        return _reader().PdfiumError, ValueError, IndexError

    def _read(self, page: int) -> list[_Sign]:
        try:
            return _signs(self._page(page).get_textpage())
        except self._failures():
            self.unreadable = True
            return []


def _reader() -> Any:
    try:
        import pypdfium2
    except ImportError as error:
        what = "the words that a comment marks are read with the library pypdfium2"
        raise SetupError(Problem(what, "run: pip install pypdfium2")) from error
    return pypdfium2


def _signs(page: Any) -> list[_Sign]:
    """The signs of a page in the order of reading."""
    import pypdfium2.raw as raw

    found: list[_Sign] = []
    box = [ctypes.c_double() for _ in range(4)]
    for index in range(min(page.count_chars(), MOST_SIGNS)):
        code = raw.FPDFText_GetUnicode(page.raw, index)
        raw.FPDFText_GetCharBox(page.raw, index, *box)
        left, right, foot, head = (side.value for side in box)
        hyphen = raw.FPDFText_IsHyphen(page.raw, index) == 1
        sign = _HYPHEN if hyphen else chr(code) if code < 0x110000 else "\ufffd"
        made = raw.FPDFText_IsGenerated(page.raw, index) == 1
        found.append(_Sign(sign, (left + right) / 2, (foot + head) / 2, made))
    return found


def _under(box: Box, signs: Sequence[_Sign]) -> str:
    """The signs in a box, with a space where the page has any between two of them."""
    left, foot, right, head = box
    said: list[str] = []
    space = False
    for one in signs:
        blank = one.sign.isspace() or (one.made and one.sign != _HYPHEN)
        if blank:
            space = space or one.sign.isspace()
        elif left <= one.x <= right and foot <= one.y <= head:
            said.append(f" {one.sign}" if space and said else one.sign)
            space = False
    return "".join(said)
