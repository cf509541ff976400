"""Paper beyond the edges of a page, for a print shop that cuts it off. Lengths mm."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

MOST_BLEED = 10.0
USUAL_BLEED = 3
"""What most print shops ask for."""

_LENGTH = re.compile(r"\s*(?P<number>\d{1,3}(\.\d{1,4})?|\.\d{1,4})\s*(?P<unit>mm|in)?\s*", re.IGNORECASE)
_UNITS = {"mm": 1.0, "in": 25.4}


def bleed(value: object) -> object:
    """A bleed in mm from a number, or from a text such as "3mm" or "0.125 in".

    Raises:
        PydanticCustomError: it is neither, or no print shop would ask for it.
    """
    found = _LENGTH.fullmatch(str(value)) if isinstance(value, str | int | float) else None
    length = float(found["number"]) * _UNITS[(found["unit"] or "mm").lower()] if found else -1.0
    if not 0 <= length <= MOST_BLEED:
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
                {"type": "string", "pattern": r"^\d{1,3}(\.\d{1,4})?\s*(mm|in)?$"},
            ]
        }
    ),
]
