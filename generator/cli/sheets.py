"""``prep-pack sheet`` and ``prep-pack sheets``: worksheets by themselves."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from ..jobs.sheet import SheetRequest, print_sheet
from ..jobs.surroundings import today
from ..model.problems import Problem, UsageError
from . import completion, console
from .bank import open_library
from .closing import check_output, summary
from .flags import given, with_pack_flags
from .options import JsonFlag, QuietFlag

MOST_COPIES = 200
LOOKS = ("paper", "ink", "design", "lines", "line_style", "hand", "holes", "hole_marks")
"""The keys of a pack that matter to a sheet alone."""

SHEET_EXAMPLES = """Examples:

    prep-pack sheet star

    prep-pack sheet W6 --paper a5 --copies 4

    prep-pack sheet star --lines wide --ink low -o star.pdf

    prep-pack sheet W6 --line-style dotted --hand left --holes 2"""

SHEETS_EXAMPLES = """Examples:

    prep-pack sheets

    prep-pack sheets --json"""


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(epilog=SHEET_EXAMPLES)(sheet)
    app.command(epilog=SHEETS_EXAMPLES)(sheets)


@with_pack_flags(lambda key: key in LOOKS)
def sheet(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="A sheet's id or name, such as W1 or star", autocompletion=completion.sheets
        ),
    ],
    copies: Annotated[int, typer.Option("--copies", metavar="N", help="How many of it, in one file")] = 1,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write this file instead of output/<name>-<paper>.pdf"),
    ] = None,
    quiet: QuietFlag = False,
    **keys: object,
) -> None:
    """Print a sheet by itself, with a blank line for the question."""
    check_output(output)
    if not 1 <= copies <= MOST_COPIES:
        raise UsageError(Problem(f"--copies is {copies}", f"it must be 1 to {MOST_COPIES}"))
    request = SheetRequest(
        name=name, copies=copies, overrides=given(keys), output=output, folder=Path.cwd(), today=today(os.environ)
    )
    report = print_sheet(request)
    console.report(report.problems)
    if not quiet:
        console.say(summary(report))


def sheets(
    as_json: JsonFlag = False,
) -> None:
    """List the sheets that can be printed by themselves."""
    found = open_library().worksheets.values()
    rows = [{"id": s.id, "name": s.name, "title": s.title, "purpose": s.purpose} for s in found]
    if as_json:
        console.data(rows)
    elif console.is_terminal():
        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
        for head in ("Id", "Name", "For"):
            table.add_column(head, overflow="fold", style="cyan" if head == "Name" else "")
        for row in rows:
            table.add_row(*(Text(console.harmless(row[key])) for key in ("id", "name", "purpose")))
        console.show(table)
    else:
        for row in rows:
            console.fields(row.values())
