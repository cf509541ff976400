"""``prep-pack calibrate``: a page that shows what a printer does to pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from ..jobs import calibration
from ..jobs.surroundings import today
from . import console
from .closing import check_output, summary
from .flags import given, with_pack_flags
from .options import QuietFlag

EXAMPLES = """Examples:

    prep-pack calibrate

    prep-pack calibrate --paper a5 -o try.pdf"""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(calibrate)


@with_pack_flags(lambda key: key == "paper")
def calibrate(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write this file instead of output/calibration-<paper>.pdf"
        ),
    ] = None,
    quiet: QuietFlag = False,
    **keys: object,
) -> None:
    """Make a page to try a printer with: is 100 mm 100 mm, how near the edge does it print, do both sides meet?"""
    check_output(output)
    request = calibration.CalibrationRequest(
        overrides=given(keys), output=output, folder=Path.cwd(), today=today(os.environ)
    )
    report = calibration.calibrate(request)
    console.report(report.problems)
    if not quiet:
        console.say(summary(report))
        console.note("print it at actual size (100 %), on both sides; the page says how to go on")
