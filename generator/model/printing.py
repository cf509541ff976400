"""How a book goes onto sheets: every default of printing stands here, once. The book itself is the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .pack import Paper

PAGES_ON: dict[Paper, Paper] = {Paper.A4: Paper.A5, Paper.LETTER: Paper.HALF_LETTER}
"""The pages that two of stand on a sheet."""


class Flip(StrEnum):
    """The edge of the sheet that a printer turns it over. On the long edge, backs are printed upside down."""

    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Booklet:
    """Sheets that are folded in the middle and stapled or sewn.

    ``sheets_per_signature`` says how many are folded together, 0 is all of them; ``paper_thickness`` in mm decides how
    far the pages of inner sheets move towards the fold; ``manual_duplex`` makes two files, of the fronts and the backs.
    """

    flip: Flip = Flip.SHORT
    sheets_per_signature: int = 0
    paper_thickness: float = 0.1
    manual_duplex: bool = False

    @property
    def multiple(self) -> int:
        """Pages a sheet has."""
        return 4

    def wanting(self, pages: int) -> int:
        """Pages that the last sheet still has room for."""
        return -pages % self.multiple


@dataclass(frozen=True, slots=True)
class TwoUp:
    """Two pages beside each other on each side, in the order of reading.

    ``facing``: they stand as in the open book, a right-hand page always on the right, so that the first is alone.
    """

    facing: bool = False

    @property
    def multiple(self) -> int:
        """Pages a side has."""
        return 2

    def wanting(self, pages: int) -> int:
        """Pages that the last side still has room for."""
        return -(pages + self.facing) % self.multiple


Imposing = Booklet | TwoUp

MOST_SHEETS = 100
"""No more are folded together."""
MOST_THICKNESS = 0.5
"""Card of 400 g/m², mm."""
