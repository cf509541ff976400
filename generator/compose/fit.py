"""Whether a worksheet fits its page, and what would fit if it does not. All lengths mm."""

from __future__ import annotations

from dataclasses import replace

from ..model.layout import Sheet
from ..model.pack import PageSize
from ..model.pitch import PITCH_RANGE
from ..model.problems import Problem, UsageError
from ..model.worksheet import Worksheet
from .filling import Fillings
from .sheets import lay_out

STEP = 10
"""Pitches are tried in tenths of a mm."""


def fitted(worksheet: Worksheet, page: PageSize, wording: str | None, filled: Fillings | None = None) -> Sheet:
    """The sheet laid out, every block in its page; ``filled`` is what is typed in its blocks.

    Raises:
        UsageError: it does not fit. The problem names the widest lines that would, or what else to do.
    """
    sheet = lay_out(worksheet, page, wording)
    if fits(sheet):
        # Text that is too long never fails a sheet: it takes more pages.
        return lay_out(worksheet, page, wording, filled) if filled else sheet
    size = f"{page.width:g} × {page.height:g} mm"
    what = f"worksheet {worksheet.id} does not fit a page of {size} with lines {page.pitch:g} mm apart"
    raise UsageError(Problem(what, _what_would_fit(worksheet, page, wording), about=("lines",)))


def _what_would_fit(worksheet: Worksheet, page: PageSize, wording: str | None) -> str:
    for tenths in range(int(page.pitch * STEP), int(PITCH_RANGE[0] * STEP) - 1, -1):
        pitch = tenths / STEP
        if pitch < page.pitch and fits(lay_out(worksheet, replace(page, pitch=pitch), wording)):
            return f"lines {pitch:g} mm apart would fit, or take larger paper"
    return 'take larger paper, or put "- {kind: break}" between its blocks'


def fits(sheet: Sheet) -> bool:
    """Whether every block is in its page."""
    return all(side.over <= 0 for side in sheet.pages)
