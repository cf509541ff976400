"""Lengths as people write them."""

from __future__ import annotations

import re

PATTERN = r"^\d{1,3}(\.\d{1,4})?\s*(mm|in)?$"
"""The same for editors."""
_LENGTH = re.compile(r"\s*(?P<number>\d{1,3}(\.\d{1,4})?|\.\d{1,4})\s*(?P<unit>mm|in)?\s*", re.IGNORECASE)
_UNITS = {"mm": 1.0, "in": 25.4}


def millimetres(value: object) -> float | None:
    """A length in mm from a number, or from a text such as "3mm" or "0.125 in"; None where it is neither."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    found = _LENGTH.fullmatch(value) if isinstance(value, str) else None
    return float(found["number"]) * _UNITS[(found["unit"] or "mm").lower()] if found else None
