"""``prep-pack designs`` and ``prep-pack eject``: how a workbook may look, and how to change it."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from .. import assets
from ..finish.files import write_all
from ..jobs.surroundings import today
from ..model.problems import DesignError, OutputError, Problem, UsageError
from . import completion, console
from .closing import check_output, summary
from .flags import given, with_pack_flags

USUAL = "classic"

DESIGNS_EXAMPLES = """Examples:

    prep-pack designs

    prep-pack build --design modern

    prep-pack designs --show modern"""

EJECT_EXAMPLES = """Examples:

    prep-pack eject

    prep-pack eject accessible interview"""

WHAT_IS_WHAT = {
    "design.yaml": "typefaces, sizes, contrast",
    "design.css.j2": "rules that come after all others",
}
"""What is in the files of a design, in the order in which one would look at them."""


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(epilog=DESIGNS_EXAMPLES)(designs)
    app.command(epilog=EJECT_EXAMPLES)(eject)


@with_pack_flags(lambda key: key in ("paper", "ink"))
def designs(
    as_json: Annotated[bool, typer.Option("--json", metavar="", help="Print JSON, for other programs")] = False,
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
    return assets.shipped_templates() / "designs"


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


def eject(
    design: Annotated[
        str,
        typer.Argument(metavar="DESIGN", help="A design that prep-pack brings", autocompletion=completion.designs),
    ] = USUAL,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder whose designs/ receives it", show_default=False)
    ] = Path(),
) -> None:
    """Copy a design into your folder, to change it.

    Builds in that folder then use yours instead of the one that prep-pack brings.
    """
    from ..load.designs import load_design

    found = load_design(design, [_shipped()])
    target = folder / "designs" / design
    if target.exists() or target.is_symlink():
        raise OutputError(Problem(f"{target} is already there", "change what is in it, or give another folder"))
    names = sorted(path.relative_to(found.folder).as_posix() for path in found.folder.rglob("*") if path.is_file())
    files = {f"designs/{design}/{name}": (found.folder / name).read_text(encoding="utf-8") for name in names}
    for path in write_all(folder, files):
        console.say(str(path))
    for name, what in WHAT_IS_WHAT.items():
        console.note(f"{name}: {what}")
    there = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
    console.note(f"change what you like, then: {there}prep-pack build --design {design}")
