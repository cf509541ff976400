"""``prep-pack list --coverage``: competencies by formats, and where a choice is thin."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from ..jobs.packs import find_pack, folder_of, open_pack
from ..model.words import counted
from . import console
from .bank import open_library

if TYPE_CHECKING:
    from ..model.layout import CoverageRow
    from ..model.taxonomy import Words

EMPTY = "–"


def show_coverage(pack: str, filters: dict[str, object], *, as_json: bool) -> None:
    """Print the coverage of the whole bank, or of what a pack (a name or a file) and flags choose."""
    from ..compose.coverage import LEAST_IN_BANK, LEAST_IN_PACK, coverage, thin
    from ..jobs.choosing import chosen

    here = Path.cwd()
    path = find_pack(pack, here) if pack else None
    asked = open_pack(path, filters)
    with asked.placing():
        library = open_library(folder_of(path, here))
        selection = chosen(library, asked)
    console.report(map(asked.placed, selection.problems))
    least = LEAST_IN_PACK if path or filters else LEAST_IN_BANK
    rows = coverage([(str(place), q) for place, q in enumerate(selection.questions, 1)], library.taxonomy)
    formats = library.taxonomy.formats
    lacking = thin(rows, least)
    if as_json:
        console.data(_as_data(rows, lacking, formats, least))
        return
    if console.is_terminal():
        console.show(_table(rows, formats, len(selection.questions)))
    else:
        for row in rows:
            console.fields([row.competency.id, *(len(cell) for cell in row.cells), row.questions])
    console.note(_verdict(lacking, least))


def _verdict(lacking: Sequence[CoverageRow], least: int) -> str:
    if least == 1:
        names = ", ".join(row.competency.id for row in lacking)
        return f"no question tests: {names}" if lacking else "every competency is tested"
    names = ", ".join(f"{row.competency.id} ({row.questions})" for row in lacking)
    return (
        f"fewer than {least} questions test: {names}" if lacking else f"every competency has {least} or more questions"
    )


def _as_data(
    rows: Sequence[CoverageRow], lacking: Sequence[CoverageRow], formats: Words, least: int
) -> dict[str, object]:
    table = [
        {"competency": row.competency.id, "questions": row.questions}
        | {form.id: [asked.id for asked in cell] for form, cell in zip(formats, row.cells, strict=True)}
        for row in rows
    ]
    return {"coverage": table, "least": least, "lacking": [row.competency.id for row in lacking]}


def _table(rows: Sequence[CoverageRow], formats: Words, questions: int) -> Table:
    count = counted(questions, "question")
    table = Table(
        box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), caption=count, caption_style="dim"
    )
    table.caption_justify = "left"
    table.add_column("Competency", style="cyan", no_wrap=True)
    for head in (*(form.id for form in formats), "all"):
        table.add_column(head.capitalize(), justify="right", min_width=3)
    for row in rows:
        cells = [Text(str(len(cell))) if cell else Text(EMPTY, "dim") for cell in row.cells]
        total = Text(str(row.questions)) if row.questions else Text("none", "bold red")
        table.add_row(row.competency.id, *cells, total)
    return table
