"""Paper beyond the edges of a page, for a print shop that cuts it off. Lengths mm."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from .length import PATTERN, millimetres

MOST_BLEED = 10.0
USUAL_BLEED = 3
"""What most print shops ask for."""


def bleed(value: object) -> object:
    """A bleed in mm from a number, or from a text such as "3mm" or "0.125 in".

    Raises:
        PydanticCustomError: it is neither, or no print shop would ask for it.
    """
    length = millimetres(value)
    if length is None or not 0 <= length <= MOST_BLEED:
        mend = f"write 0 to {MOST_BLEED:g} (mm); most print shops ask for {USUAL_BLEED}"
        told = f'no such bleed: "{str(value)[:40]}"; {mend}'
        raise PydanticCustomError("bleed", "{told}", {"told": told})
    return length


Bleed = Annotated[
    float,
    BeforeValidator(bleed),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": MOST_BLEED},
                {"type": "string", "pattern": PATTERN},
            ]
        }
    ),
]
