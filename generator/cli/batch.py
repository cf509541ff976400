"""``prep-pack batch``: a workbook for each row of a roster."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..jobs.packs import find_pack, folder_of
from ..jobs.surroundings import today
from ..model.words import counted
from . import completion, console
from .closing import file_size
from .options import NoCacheFlag, QuietFlag, StrictFlag

if TYPE_CHECKING:
    from ..cohort.batch import BatchReport
    from ..cohort.rows import BatchRow

EXAMPLES = """Examples:

    prep-pack batch roster.csv pack.yaml

    prep-pack batch spring.csv sample -o packs/spring

    prep-pack batch roster.csv pack.yaml --email

    prep-pack batch roster.csv pack.yaml --dask tcp://127.0.0.1:8786"""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(batch)


def batch(
    roster: Annotated[
        Path, typer.Argument(metavar="ROSTER", help="A CSV file: a header, and a row for each candidate")
    ],
    pack: Annotated[
        str,
        typer.Argument(
            metavar="PACK", help="A pack file, or the name of a ready pack", autocompletion=completion.packs
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Write into this folder instead of output/<roster>"),
    ] = None,
    dask: Annotated[
        str, typer.Option("--dask", metavar="ADDRESS", help="Make them on the Dask cluster of this scheduler")
    ] = "",
    email: Annotated[
        bool,
        typer.Option("--email", metavar="", help="Write a draft of a letter beside each pack, to its row's email"),
    ] = False,
    strict: StrictFlag = False,
    quiet: QuietFlag = False,
    no_cache: NoCacheFlag = False,
) -> None:
    """Make a workbook for each row of a roster: personal packs for a cohort.

    Run again, it makes only those that are missing or changed. A row that is wrong does not stop the others.
    """
    from ..cohort.batch import BatchRequest, run_batch

    here = Path.cwd()
    path = find_pack(pack, here)
    request = BatchRequest(
        roster=roster,
        pack=path,
        output=output,
        folder=folder_of(path, here),
        today=today(os.environ),
        strict=strict,
        cache=not no_cache,
        dask=dask,
        email=email,
    )
    try:
        with console.progress(quiet) as progress:
            report = run_batch(request, progress)
    except KeyboardInterrupt:
        raise console.StoppedError("the packs that are finished stay; run it again for the rest") from None
    _print(report, quiet)
    raise typer.Exit(report.exit_code)


def _print(report: BatchReport, quiet: bool) -> None:
    console.report(report.problems)
    if quiet or not console.is_terminal():
        console.report(problem for row in report.rows if row.error for problem in row.error.problems)
    if quiet:
        return
    if console.is_terminal():
        _show_table(report)
    else:
        for row in report.rows:
            console.fields((row.line, row.status, row.name, row.file, row.pages, row.size))
    console.say(summary(report))
    if report.drafts:
        console.note(f"{counted(report.drafts, 'draft')} beside them; open them with your mail program")


def _show_table(report: BatchReport) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for title, justify in (("Line", "right"), ("Name", "left"), ("File", "left"), ("Pages", "right"), ("Size", "left")):
        table.add_column(title, justify="right" if justify == "right" else "left", overflow="fold")
    for row in report.rows:
        style = "red" if row.error else "dim" if row.status == "unchanged" else ""
        pages = str(row.pages or "")
        cells = (str(row.line), row.name, row.file, pages, _size_or_error(row))
        table.add_row(*(Text(console.harmless(cell), style) for cell in cells))
    console.show(table)


def _size_or_error(row: BatchRow) -> str:
    if row.error:
        return "\n".join(str(problem) for problem in row.error.problems)
    return file_size(row.size)


def summary(report: BatchReport) -> str:
    """The closing line: folder, how many packs of each kind, seconds."""
    from ..cohort.rows import RowStatus

    made, unchanged, failed = (report.count(s) for s in (RowStatus.MADE, RowStatus.UNCHANGED, RowStatus.FAILED))
    packs = f"{counted(made, 'pack')} made, {unchanged} unchanged, {failed} failed"
    return f"{report.folder}  {packs}, {report.seconds:.1f} s"
