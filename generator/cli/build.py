"""``prep-pack build``: make a workbook."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from ..jobs import workbook
from ..jobs.surroundings import today
from ..model.problems import warning
from . import console, printing
from .choosing import chosen_pack
from .closing import check_output, extent, ink_told, summary
from .flags import given, with_pack_flags
from .options import NoCacheFlag, PackArgument, QuietFlag, StrictFlag

EXAMPLES = """Examples:

    prep-pack build

    prep-pack build pack.yaml --paper a5 --ink grey

    prep-pack build --theme strategy --level director --limit 6

    prep-pack build --booklet --paper a4

    prep-pack build --question first-ninety-days --candidate "Ann Lee" -o ann.pdf --open"""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(build)


@with_pack_flags()
def build(
    pack: PackArgument = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write this file instead of output/<pack>-<edition>-<paper>.pdf"
        ),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", metavar="", help="Open the workbook when it is made")] = False,
    strict: StrictFlag = False,
    quiet: QuietFlag = False,
    no_cache: NoCacheFlag = False,
    ink_report: Annotated[
        bool, typer.Option("--ink-report", metavar="", help="Measure how much ink pages take, and name the heaviest")
    ] = False,
    booklet: printing.BookletFlag = False,
    flip: printing.FlipFlag = None,
    sheets_per_signature: printing.SignatureFlag = None,
    paper_thickness: printing.ThicknessFlag = None,
    manual_duplex: printing.ManualFlag = False,
    nup: printing.NupFlag = None,
    **keys: object,
) -> None:
    """Make a workbook: one PDF, ready to print.

    A pack file says what goes into it. A flag overrides the pack's key of the same name.

    A flag for a list, such as --question, may be given again.
    """
    imposing = printing.imposing(booklet, flip, sheets_per_signature, paper_thickness, manual_duplex, nup)
    overrides = given(keys)
    chosen = chosen_pack(pack, overrides, quiet=quiet)
    check_output(output)
    request = workbook.BuildRequest(
        pack=chosen.path,
        overrides=overrides,
        output=output,
        folder=chosen.folder,
        today=today(os.environ),
        strict=strict,
        cache=not no_cache,
        imposing=imposing,
        ink_report=ink_report,
    )
    with console.progress(quiet) as progress:
        report = workbook.build(request, progress)
    console.report(report.problems)
    if not quiet:
        console.say(summary(report))
        for artifact in report.beside:
            console.say(f"{artifact.path}  {extent(artifact)}")
        if report.ink:
            console.say(ink_told(report.ink))
        console.note(report.chosen)
        for line in report.advice:
            console.note(line)
    if open_:
        _open(Path(report.artifact.path))


def _open(path: Path) -> None:
    viewer = {"darwin": "open", "win32": "explorer"}.get(sys.platform, "xdg-open")
    if shutil.which(viewer) is None:
        console.report([warning(f"cannot open the workbook: there is no {viewer}", f"open {path} yourself")])
        return
    subprocess.Popen([viewer, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
