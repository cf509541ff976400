"""What is done to bound sheets of cards: whether every text has stayed in its room, and how the sheets are printed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf

from ..model.printing import Flip
from ..model.workbook import PdfDocument

PT = 72 / 25.4
"""Points in a millimetre."""
END = "-end"
"""After a text's name in the name of the place where it ends."""
ROUNDING = 0.01
"""mm"""


def too_long(pdf: PdfDocument, rooms: Mapping[str, float]) -> frozenset[str]:
    """The texts that reach below their room.

    Args:
        pdf: bound pages, in which a text's name is that of the place where it begins.
        rooms: the height that each text has, mm, by its name.
    """
    with pikepdf.open(io.BytesIO(pdf.data)) as document:
        places = dict(_places(document))
    return frozenset(name for name, room in rooms.items() if not _fits(places, name, room))


def _fits(places: Mapping[str, tuple[Any, float]], name: str, room: float) -> bool:
    if name not in places or name + END not in places:
        return False  # the engine drops what has no room at all
    page, top = places[name]
    last_page, foot = places[name + END]
    return page == last_page and top - foot <= (room + ROUNDING) * PT


def _places(document: Pdf) -> Iterator[tuple[str, tuple[Any, float]]]:
    """Each named place: its page, and its height above the page's foot in pt."""
    names = document.Root.Names.Dests.Names
    for i in range(0, len(names), 2):
        place = names[i + 1]
        yield str(names[i]), (place[0].objgen, float(place[3]))


def ready_to_print(pdf: PdfDocument, flip: Flip) -> PdfDocument:
    """Sheets of cards, front and back in turn, for a printer that turns them over the ``flip`` edge.

    A card is turned like the page of a book. A printer that turns sheets over their short edge puts the backs upside
    down, so there they are turned beforehand. Who listens hears card by card, each front with its back. Same pages,
    same bytes.
    """
    with pikepdf.open(io.BytesIO(pdf.data)) as document:
        if flip is Flip.SHORT:
            for page in document.pages[1::2]:
                _turn(page)
        book = document.Root.StructTreeRoot.K[0]
        book.K = Array(_paired(front, back) for front, back in _sheets(book))
        edge = Name.DuplexFlipLongEdge if flip is Flip.LONG else Name.DuplexFlipShortEdge
        document.Root.ViewerPreferences = Dictionary(
            DisplayDocTitle=True, Duplex=edge, PickTrayByPDFSize=True, PrintScaling=Name("/None")
        )
        # They were there to measure by, and nothing leads to them.
        del document.Root.Names
        document.remove_unreferenced_resources()
        out = io.BytesIO()
        document.save(out, min_version="1.7", object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return replace(pdf, data=out.getvalue())


def _turn(page: Any) -> None:
    """Print a page upside down."""
    width, height = float(page.mediabox[2]), float(page.mediabox[3])
    page.contents_add(f"q -1 0 0 -1 {width:.4f} {height:.4f} cm".encode(), prepend=True)
    page.contents_add(b"Q")


def _sheets(book: Any) -> Iterator[tuple[Any, Any]]:
    """The tags of each sheet's front and back; the engine begins new ones on every page."""
    sides = list(book.K)
    yield from zip(sides[::2], sides[1::2], strict=True)


def _paired(front: Any, back: Any) -> Any:
    """The tags of a front with each card's back behind the card."""
    sides = [[element for box in side.K for element in box.K] for side in (front, back)]
    fronts, backs = ([element for element in side if _is_card(element)] for side in sides)
    others = [element for side in sides for element in side if not _is_card(element)]
    cards = [face for card in zip(fronts, backs, strict=True) for face in card]
    for element in (*others, *cards):
        element.P = front
    front.K = Array([*others, *cards])
    return front


def _is_card(element: Any) -> bool:
    return str(element.S) == "/Art"
