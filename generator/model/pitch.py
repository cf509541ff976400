"""How far lines to write on are apart. Lengths mm."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from .length import PATTERN, millimetres

PITCHES = {"narrow": 6.35, "medium": 7.1, "wide": 8.7}
"""The pitches of writing paper that have names, mm."""
PITCH_RANGE = (5.0, 12.0)


def pitch(value: object) -> object:
    """A line pitch in mm from its name, from a number, or from a text such as "8mm" or "0.3 in".

    Raises:
        PydanticCustomError: it is neither, or nobody could write on such lines.
    """
    if value is None:
        return None
    found = millimetres(PITCHES.get(value.lower(), value) if isinstance(value, str) else value)
    low, high = PITCH_RANGE
    if found is None or not low <= found <= high:
        said = str(value)[:40]
        told = f'no such line pitch: "{said}"; write {", ".join(PITCHES)}, or {low:g} to {high:g} (mm)'
        raise PydanticCustomError("line_pitch", "{told}", {"told": told})
    return found


Pitch = Annotated[
    float | None,
    BeforeValidator(pitch),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": list(PITCHES)},
                {"type": "string", "pattern": PATTERN},
                {"type": "number", "minimum": PITCH_RANGE[0], "maximum": PITCH_RANGE[1]},
                {"type": "null"},
            ]
        }
    ),
]
