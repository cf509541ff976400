"""The flags that say how a book goes onto sheets, and what they come to together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

import typer

from ..model.printing import MOST_SHEETS, MOST_THICKNESS, Booklet, Flip, Imposing, TwoUp
from ..model.problems import Problem, UsageError

_PANEL = "Put it on sheets"
_USUAL = Booklet()

BookletFlag = Annotated[
    bool,
    typer.Option(
        "--booklet",
        metavar="",
        help="Two pages a side, to fold and staple; --paper is the sheet",
        rich_help_panel=_PANEL,
    ),
]
FlipFlag = Annotated[
    Flip | None,
    typer.Option(
        "--flip",
        metavar="EDGE",
        case_sensitive=False,
        show_choices=False,
        help=f"The edge that the printer turns sheets over: short or long (default {_USUAL.flip})",
        rich_help_panel=_PANEL,
    ),
]
SignatureFlag = Annotated[
    str | None,
    typer.Option(
        "--sheets-per-signature",
        metavar="N",
        help=f"Sheets that are folded together; 0 for all (default {_USUAL.sheets_per_signature})",
        rich_help_panel=_PANEL,
    ),
]
ThicknessFlag = Annotated[
    str | None,
    typer.Option(
        "--paper-thickness",
        metavar="MM",
        help=f"Of a sheet; inner pages move towards the fold by it (default {_USUAL.paper_thickness})",
        rich_help_panel=_PANEL,
    ),
]
ManualFlag = Annotated[
    bool,
    typer.Option(
        "--manual-duplex",
        metavar="",
        help="Fronts and backs as two files, for a printer that prints on one side",
        rich_help_panel=_PANEL,
    ),
]
NupFlag = Annotated[
    str | None,
    typer.Option(
        "--nup",
        metavar="2",
        help="Two pages a side in the order of reading; --paper is the sheet",
        rich_help_panel=_PANEL,
    ),
]


def imposing(
    booklet: bool,
    flip: Flip | None,
    sheets_per_signature: str | None,
    paper_thickness: str | None,
    manual_duplex: bool,
    nup: str | None,
) -> Imposing | None:
    """What the flags ask for; none is one page a side.

    Raises:
        UsageError: a value makes no sense, or flags do not go together; every one is named.
    """
    details = {
        "--flip": flip is not None,
        "--sheets-per-signature": sheets_per_signature is not None,
        "--paper-thickness": paper_thickness is not None,
        "--manual-duplex": manual_duplex,
    }
    problems = list(_together(booklet, nup, [flag for flag, given in details.items() if given]))
    sheets = _sheets(sheets_per_signature, problems)
    thickness = _thickness(paper_thickness, problems)
    if problems:
        raise UsageError(*problems)
    if nup is not None:
        return TwoUp()
    return Booklet(flip or _USUAL.flip, sheets, thickness, manual_duplex) if booklet else None


def _together(booklet: bool, nup: str | None, details: list[str]) -> Iterator[Problem]:
    if nup not in (None, "2"):
        yield Problem(f"--nup {nup} is not offered", "--nup 2 puts two pages on a side")
    if booklet and nup is not None:
        yield Problem("--booklet and --nup are two ways to use a sheet", "give one of them")
    elif not booklet:
        for flag in details:
            yield Problem(f"{flag} is for a booklet", "add --booklet" if nup is None else "use --booklet, not --nup")


def _sheets(text: str | None, problems: list[Problem]) -> int:
    if text is None:
        return _USUAL.sheets_per_signature
    if re.fullmatch(r"[0-9]{1,6}", text) and int(text) <= MOST_SHEETS:
        return int(text)
    mend = f"give 0 for one signature of all sheets, or 1 to {MOST_SHEETS}; 4 is usual for sewing"
    problems.append(Problem(f'--sheets-per-signature makes no sense: "{text}"', mend))
    return 0


def _thickness(text: str | None, problems: list[Problem]) -> float:
    if text is None:
        return _USUAL.paper_thickness
    if re.fullmatch(r"[0-9]{0,6}\.?[0-9]{1,6}", text) and float(text) <= MOST_THICKNESS:
        return float(text)
    mend = f"give 0 to {MOST_THICKNESS:g}, in mm; office paper of 80 g/m² has {_USUAL.paper_thickness:g}"
    problems.append(Problem(f'--paper-thickness makes no sense: "{text}"', mend))
    return 0.0
