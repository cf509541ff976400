"""``prep-pack doctor``: what prep-pack stands on, and what to do where something is missing."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.table import Table
from rich.text import Text

from ..jobs.doctor import Check, examine
from ..model.problems import SetupError
from . import console


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(doctor)


def doctor() -> None:
    """Look whether everything is there that prep-pack needs, and say how to mend what is not."""
    checks = list(examine(Path.cwd()))
    if console.is_terminal():
        console.show(_table(checks))
    else:
        for check in checks:
            console.fields((_mark(check), check.name, check.found, check.mend))
    wrong = [check for check in checks if not check.is_fine and not check.optional]
    if missing := [check.name for check in wrong if check.error is None]:
        raise SetupError(f"missing or wrong: {', '.join(missing)}")
    for check in wrong:
        if check.error:
            raise check.error


def _mark(check: Check) -> str:
    return "✓" if check.is_fine else "✗"


def _table(checks: list[Check]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    for check in checks:
        style = "green" if check.is_fine else "yellow" if check.optional else "red"
        name = check.name + (" (optional)" if check.optional else "")
        table.add_row(Text(_mark(check), style), name, Text(check.found), Text(check.mend, style))
    return table
