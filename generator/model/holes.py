"""Punched holes: where they stand on a page, and what stays free of print for them. Lengths in mm."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from .spelling import Noun


class Holes(StrEnum):
    """How many holes a page is punched with. Two and four are ISO 838's, three those of American ring binders."""

    NONE = "none"
    TWO = "2"
    THREE = "3"
    FOUR = "4"


class HoleMarks(StrEnum):
    """What is printed to punch by: nothing, or a small cross at the centre of each hole."""

    NONE = "none"
    CENTRES = "centres"


LEAST_END = 10.0
"""From the first and last hole's centre to the end of the page: less would tear."""


@dataclass(frozen=True, slots=True)
class Punch:
    """Holes of ``diameter``, their centres ``apart`` from each other and ``centre`` from the binding edge.

    They stand evenly about the middle of the edge. ``slip`` is what a punch, and the hand that feeds it, may be out.
    """

    count: int
    apart: float
    centre: float
    diameter: float
    slip: float

    @property
    def span(self) -> float:
        """From the first centre to the last."""
        return (self.count - 1) * self.apart

    @property
    def needs(self) -> float:
        """The shortest edge that takes them."""
        return self.span + 2 * LEAST_END

    @property
    def strip(self) -> float:
        """How wide a strip along the edge stays free.

        A whole strip, and not a disc for each hole: paper slips along the edge too, and another punch has other places.
        """
        return self.centre + self.diameter / 2 + self.slip

    def places(self, edge: float) -> tuple[float, ...]:
        """The centres' distances from the end of an edge of this length."""
        return tuple(edge / 2 - self.span / 2 + i * self.apart for i in range(self.count))


PUNCHES: dict[Holes, Punch] = {
    # The standard lets the centres be 1 mm out, and the holes a quarter wider on each side.
    Holes.TWO: Punch(2, apart=80, centre=12, diameter=6, slip=2),
    # Four and a quarter inches apart, half an inch from the edge, 9/32 inch wide.
    Holes.THREE: Punch(3, apart=107.95, centre=12.7, diameter=7.14, slip=1),
    Holes.FOUR: Punch(4, apart=80, centre=12, diameter=6, slip=2),
}


def _as_word(value: object) -> object:
    """A number as YAML gives it, as the word that a flag has."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


PunchedWith = Annotated[
    Holes,
    BeforeValidator(_as_word),
    WithJsonSchema({"enum": [*(punch.count for punch in PUNCHES.values()), *Holes]}),
    Noun("number of holes"),
]
"""Holes by their number or their word."""
