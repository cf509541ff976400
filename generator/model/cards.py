"""Recall cards: their sheets, their sizes, and every default of them, once. Lengths in mm, type sizes in pt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from .content import Question, Theme
from .pack import Paper
from .printing import Flip
from .taxonomy import Labels

CARD_FLIP = Flip.LONG
"""The sheets stand upright, and this is what printers do with such sheets unless they are told."""

SAFE = 4.2
"""Boxes of text keep so far from where a card is cut, and from the paper's edge. A letter may reach a hair beyond its
box, and within 4 mm nothing but cut marks is printed."""
FRONT_FOOT, BACK_FOOT = 7.2, 11.0
"""Room at the foot of a card's safe area: for what to aim at, and for the boxes to tick."""
FOOT_GAP = 1.6
"""Text ends so far above the foot, at least."""

WORDING_SIZES = (
    (20.0, 24.5),
    (17.0, 21.0),
    (15.0, 18.5),
    (13.0, 16.5),
    (11.5, 14.5),
    (10.0, 12.8),
    (9.0, 11.5),
    (8.0, 10.2),
)
"""Type sizes and leadings that a question is tried in, in this order; nothing smaller can be read at arm's length."""
SHORTEST_AIM = 30
"""An answer that takes fewer seconds to say is a note, and nothing to aim at."""
BACK_SCALES = (1.14, 1.07, 1.0, 0.94, 0.88, 0.82)
"""All type on a back times this, tried in this order; at the last, the smallest is of 6.7 pt."""


class CardSide(StrEnum):
    """The two sides of a card."""

    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class CardTypes:
    """Type sizes and leadings of what stands on a back, pt."""

    headline: tuple[float, float]
    cue: tuple[float, float]
    number: tuple[float, float]


@dataclass(frozen=True, slots=True)
class CardColumns:
    """Of the width of a back: the columns of cues and of numbers."""

    cue: float
    number: float


CARD_TYPES = CardTypes(headline=(11.0, 14.0), cue=(9.5, 12.6), number=(8.2, 10.8))
CARD_COLUMNS = CardColumns(cue=0.34, number=0.62)


@dataclass(frozen=True, slots=True)
class CardGrid:
    """How cards lie on an upright sheet: ``columns`` × ``rows`` cells in its middle, without gaps."""

    sheet_width: float
    sheet_height: float
    width: float
    height: float
    columns: int
    rows: int

    @property
    def count(self) -> int:
        """Cards on a sheet."""
        return self.columns * self.rows

    @property
    def cuts_across(self) -> tuple[float, ...]:
        """Where the upright cuts are, from the left; cells that reach the paper's edge need none there."""
        return _inside(self.sheet_width, self.width, self.columns)

    @property
    def cuts_down(self) -> tuple[float, ...]:
        """Where the level cuts are, from the top."""
        return _inside(self.sheet_height, self.height, self.rows)

    @property
    def margin(self) -> float:
        """Free paper above the first row."""
        return (self.sheet_height - self.rows * self.height) / 2

    @property
    def safe_width(self) -> float:
        """Width of what may be printed on a card."""
        return self.width - 2 * SAFE

    @property
    def safe_height(self) -> float:
        """Height of what may be printed on a card."""
        return self.height - 2 * SAFE

    def room(self, side: CardSide) -> float:
        """Height for the text of a side, its foot not counted."""
        return self.foot(side) - FOOT_GAP

    def foot(self, side: CardSide) -> float:
        """Where the foot of a side begins, from the top of its safe area."""
        return self.safe_height - (FRONT_FOOT if side == CardSide.FRONT else BACK_FOOT)

    def corner(self, place: int, side: CardSide) -> tuple[float, float]:
        """The upper left corner of the safe area of the card at ``place``, row by row from 0.

        A sheet is turned over like the page of a book, so what is on the left in front is on the right behind.
        """
        row, column = divmod(place, self.columns)
        if side == CardSide.BACK:
            column = self.columns - 1 - column
        left = (self.sheet_width - self.columns * self.width) / 2
        return left + column * self.width + SAFE, self.margin + row * self.height + SAFE


def _inside(length: float, cell: float, count: int) -> tuple[float, ...]:
    start = (length - count * cell) / 2
    cuts = (start + i * cell for i in range(count + 1))
    return tuple(round(cut, 4) for cut in cuts if SAFE < cut < length - SAFE)


CARD_GRIDS: dict[Paper, CardGrid] = {
    Paper.A4: CardGrid(210, 297, 105, 74.25, columns=2, rows=4),
    Paper.LETTER: CardGrid(215.9, 279.4, 88.9, 63.5, columns=2, rows=4),
}
"""A7, which an A4 sheet is cut into without waste; 3.5 × 2.5 in on Letter, the size of index card boxes."""


@dataclass(frozen=True, slots=True)
class Card:
    """A question on a card. ``seconds`` is how long the answer should take to say; 0 where nothing tells.

    The steps say in which of its sizes each side is set.
    """

    number: str
    question: Question
    theme: Theme
    theme_number: int
    seconds: int
    labels: Labels
    front_step: int = 0
    back_step: int = 0

    @property
    def id(self) -> str:
        """The question's."""
        return self.question.id

    @property
    def wording_size(self) -> tuple[float, float]:
        """Type size and leading of the question."""
        return WORDING_SIZES[self.front_step]

    @property
    def back_scale(self) -> float:
        """What the type of the back is multiplied with."""
        return BACK_SCALES[self.back_step]

    def share(self, side: CardSide) -> float:
        """The exponent of a design's own scale of type: it counts whole in the first size, and not in the last."""
        step, sizes = (self.front_step, WORDING_SIZES) if side == CardSide.FRONT else (self.back_step, BACK_SCALES)
        return 1 - step / (len(sizes) - 1)

    def smaller(self, side: CardSide) -> Card | None:
        """The card with a side in its next smaller size; none where there is none."""
        if side is CardSide.FRONT:
            last = self.front_step + 1 == len(WORDING_SIZES)
            return None if last else replace(self, front_step=self.front_step + 1)
        last = self.back_step + 1 == len(BACK_SCALES)
        return None if last else replace(self, back_step=self.back_step + 1)


@dataclass(frozen=True, slots=True)
class CardNote:
    """A card for a flashcard program: its fields as harmless HTML, by their names."""

    id: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardDeck:
    """Cards for a flashcard program: what their sides are made of (in its own template language) and how they look."""

    name: str
    notes: tuple[CardNote, ...]
    front: str
    back: str
    css: str
