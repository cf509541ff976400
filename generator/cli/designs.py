"""``prep-pack designs``: how a workbook may look."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from .. import assets
from ..jobs.surroundings import today
from ..model.problems import DesignError, Problem, UsageError
from . import completion, console
from .closing import check_output, summary
from .flags import given, with_pack_flags
from .options import JsonFlag

DESIGNS_EXAMPLES = """Examples:

    prep-pack designs

    prep-pack build --design modern

    prep-pack designs --show modern"""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=DESIGNS_EXAMPLES)(designs)


@with_pack_flags(lambda key: key in ("paper", "ink"))
def designs(
    as_json: JsonFlag = False,
    show: Annotated[
        str | None,
        typer.Option(
            "--show",
            metavar="DESIGN",
            help="Make a page that shows this design: palette, typefaces, parts of a book",
            autocompletion=completion.designs,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write this file, not output/design-<name>-<paper>.pdf"),
    ] = None,
    **keys: object,
) -> None:
    """List the designs: those of this folder, and those that prep-pack brings. Or show one on a page."""
    if show is not None:
        _show(show, output, given(keys))
        return
    if output or given(keys):
        raise UsageError(Problem("a list of designs needs no file, paper or ink", "add --show DESIGN to see one"))
    rows = _rows(assets.design_roots(Path.cwd()), _shipped())
    if as_json:
        console.data(rows)
    elif console.is_terminal():
        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
        for head in ("Name", "Looks", "Typefaces"):
            table.add_column(head, overflow="fold", style="cyan" if head == "Name" else "")
        for row in rows:
            table.add_row(*(Text(console.harmless(cell)) for cell in _cells(row)))
        console.show(table)
    else:
        for row in rows:
            console.fields(_cells(row))


def _show(name: str, output: Path | None, overrides: dict[str, object]) -> None:
    from ..jobs.specimen import SpecimenRequest, show_design

    check_output(output)
    request = SpecimenRequest(
        design=name, overrides=overrides, output=output, folder=Path.cwd(), today=today(os.environ)
    )
    report = show_design(request)
    console.report(report.problems)
    console.say(summary(report))


def _shipped() -> Path:
    return assets.shipped_designs()


def _rows(roots: Sequence[Path], shipped: Path) -> list[dict[str, object]]:
    """What is told of each design. One that is wrong is reported, and the others are listed."""
    from ..load.designs import design_names, load_design

    rows: list[dict[str, object]] = []
    for name in design_names(roots):
        try:
            design = load_design(name, roots)
        except DesignError as error:
            console.report(error.problems)
            continue
        tokens = design.tokens
        faces = list(dict.fromkeys(design.family_names))
        rows.append({"name": name, "title": tokens.title, "typefaces": faces, "own": design.folder.parent != shipped})
    return rows


def _cells(row: dict[str, object]) -> tuple[str, str, str]:
    faces = row["typefaces"]
    return str(row["name"]), str(row["title"]), ", ".join(faces) if isinstance(faces, list) else ""
