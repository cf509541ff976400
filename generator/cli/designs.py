"""``prep-pack designs``: how a workbook may look."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from .. import assets
from ..model.problems import DesignError
from . import console

DESIGNS_EXAMPLES = """Examples:

    prep-pack designs

    prep-pack build --design modern"""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=DESIGNS_EXAMPLES)(designs)


def designs(
    as_json: Annotated[bool, typer.Option("--json", metavar="", help="Print JSON, for other programs")] = False,
) -> None:
    """List the designs: those of this folder, and those that prep-pack brings."""
    rows = _rows(assets.design_roots(Path.cwd()), _shipped())
    if as_json:
        console.say(json.dumps(rows, ensure_ascii=False, indent=2))
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
        faces = list(dict.fromkeys([tokens.text_family, tokens.label_family]))
        rows.append({"name": name, "title": tokens.title, "typefaces": faces, "own": design.folder.parent != shipped})
    return rows


def _cells(row: dict[str, object]) -> tuple[str, str, str]:
    faces = row["typefaces"]
    return str(row["name"]), str(row["title"]), ", ".join(faces) if isinstance(faces, list) else ""
