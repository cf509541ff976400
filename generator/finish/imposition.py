"""Which pages stand where on sheets. Arithmetic only; lengths in mm, pages count from 1, and 0 is a blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.printing import Booklet
from ..model.problems import Problem, UsageError, warning
from ..model.words import counted

ROOM_AT_THE_FOLD = 6.0
"""How far a page may move towards the fold: the margin there keeps the 12 mm that a reader needs, mm."""
EASILY_STAPLED = 20
"""Sheets that a household stapler goes through and that can be folded flat."""
GOOD_SIGNATURE = 4
"""Sheets of a signature that is sewn or glued."""


@dataclass(frozen=True, slots=True)
class Spread:
    """One side of a sheet: the pages left and right of the fold."""

    left: int
    right: int


@dataclass(frozen=True, slots=True)
class PressSheet:
    """A sheet of a signature. ``place`` counts from the outer sheet, which is 0, to the one in the middle."""

    signature: int
    place: int
    front: Spread
    back: Spread

    @property
    def outer(self) -> bool:
        """Whether its front is the outside of the folded signature."""
        return self.place == 0

    def creep(self, thickness: float) -> float:
        """How far its pages move towards the fold, mm.

        Folded, each sheet stands out from the one around it by the thickness of the paper; trimmed level, it would lose
        as much of its outer margin.
        """
        return self.place * thickness


def saddle_stitch(pages: int, sheets_per_signature: int = 0) -> tuple[PressSheet, ...]:
    """The sheets of a booklet, signature by signature, each from the outer sheet to the one in the middle.

    Args:
        pages: how many there are; what is missing to a multiple of four is blank at the end.
        sheets_per_signature: how many sheets are folded together, 0 for all. The last signature has what is left.
    """
    sheets = -(-pages // 4)
    size = sheets_per_signature or sheets
    found: list[PressSheet] = []
    for signature, first in enumerate(range(0, sheets, size or 1)):
        count = min(size, sheets - first)
        found += _fold(signature, 4 * first, 4 * count, pages)
    return tuple(found)


def two_up(pages: int, *, facing: bool = False) -> tuple[Spread, ...]:
    """Sides with two pages each in the order of reading; ``facing`` as in the open book, the first alone, right."""
    first = 0 if facing else 1
    return tuple(Spread(n, n + 1 if n < pages else 0) for n in range(first, pages + 1, 2) if pages)


def check_fold(sheets: Sequence[PressSheet], booklet: Booklet) -> tuple[Problem, ...]:
    """What is unwise about folding these sheets.

    Raises:
        UsageError: the pages of the innermost sheet would move into the fold.
    """
    together = 1 + max((sheet.place for sheet in sheets), default=0)
    creep = (together - 1) * booklet.paper_thickness
    if creep > ROOM_AT_THE_FOLD:
        most = int(ROOM_AT_THE_FOLD / booklet.paper_thickness) + 1
        size = min(GOOD_SIGNATURE, most)
        what = (
            f"{together} sheets of {booklet.paper_thickness:g} mm folded together push the middle pages {creep:.1f} mm "
            f"into the fold, and there is room for {ROOM_AT_THE_FOLD:g} mm"
        )
        raise UsageError(Problem(what, f"fold at most {most} together: --sheets-per-signature {size} makes it easy"))
    if together > EASILY_STAPLED:
        what = f"{together} sheets folded together are too thick for most staplers"
        return (warning(what, f"use --sheets-per-signature {GOOD_SIGNATURE} and sew or glue the signatures"),)
    return ()


def advise(sheets: Sequence[PressSheet], booklet: Booklet) -> str:
    """How to print the sheets, in a line."""
    count = len(sheets)
    signatures = sheets[-1].signature + 1 if sheets else 0
    made = f"{counted(count, 'sheet')}"
    if signatures > 1:
        made += f" in {signatures} signatures"
    if booklet.manual_duplex:
        return f"{made}; print the fronts first, at actual size (100 %): their first page says how to go on"
    return f"{made}; print on both sides at actual size (100 %), flip on the {booklet.flip} edge"


def _fold(signature: int, before: int, count: int, pages: int) -> Iterator[PressSheet]:
    """The sheets of one signature that holds ``count`` pages after the first ``before``."""

    def page(number: int) -> int:
        return before + number if before + number <= pages else 0

    for place in range(count // 4):
        first, last = 2 * place + 1, count - 2 * place
        front = Spread(page(last), page(first))
        back = Spread(page(first + 1), page(last - 1))
        yield PressSheet(signature, place, front, back)
