"""Recall cards at the press: set, measured, and set again in smaller type where a text is longer than its card."""

from __future__ import annotations

from ..compose.cards import cards_of, set_smaller
from ..model.cards import CardSide
from ..model.facts import CardsFacts
from ..model.pack import Edition
from ..model.progress import Progress, unheard
from ..model.workbook import PdfDocument, Workbook
from .press import Press


def make_book(press: Press, workbook: Workbook, progress: Progress = unheard) -> PdfDocument:
    """A finished book of any edition.

    Raises:
        ContentError: a card's text does not fit even in its smallest type.
        DesignError, SetupError, TypesetError: as of `Press.make`.
    """
    if workbook.spec.edition is not Edition.CARDS:
        return press.make(workbook, progress)
    from ..finish.cards import ready_to_print, too_long

    first = next(workbook.held(CardsFacts))
    texts = {f"{side}-{card.id}": (card.id, side) for card in cards_of(workbook) for side in CardSide}
    rooms = {name: first.grid.room(side) for name, (_, side) in texts.items()}
    while True:
        pdf = press.make(workbook, progress)
        tight = too_long(pdf, rooms)
        if not tight:
            return ready_to_print(pdf, first.flip)
        workbook = set_smaller(workbook, {texts[name] for name in tight})
