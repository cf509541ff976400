"""How far lines to write on are apart. Lengths mm."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

PITCHES = {"narrow": 6.35, "medium": 7.1, "wide": 8.7}
"""The pitches of writing paper that have names, mm."""
PITCH_RANGE = (5.0, 12.0)


def pitch(value: object) -> object:
    """A line pitch in mm from its name or from a number.

    Raises:
        PydanticCustomError: it is neither, or nobody could write on such lines.
    """
    if value is None:
        return None
    number = PITCHES.get(value.lower(), value) if isinstance(value, str) else value
    try:
        found = float(number) if isinstance(number, str | int | float) and not isinstance(number, bool) else 0.0
    except ValueError:
        found = 0.0
    low, high = PITCH_RANGE
    if not low <= found <= high:
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
                {"type": "number", "minimum": PITCH_RANGE[0], "maximum": PITCH_RANGE[1]},
                {"type": "null"},
            ]
        }
    ),
]
