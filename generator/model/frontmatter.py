"""Where the front matter of a file ends: for all who read it, judge it or write into it."""

from __future__ import annotations

from collections.abc import Sequence

FENCE = "---"


def matter_end(lines: Sequence[str]) -> int | None:
    """The index of the line that closes the front matter; None where there is none, or it is not closed."""
    if not lines or lines[0].rstrip() != FENCE:
        return None
    return next((index for index, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
