"""``prep-pack stories``: which story serves which question."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from ..jobs.packs import find_pack, folder_of, open_pack
from ..jobs.surroundings import today
from ..model.content import Question
from ..model.keys import chooses
from ..model.problems import Problem, SelectionError
from . import completion, console
from .bank import open_library
from .closing import check_output, summary
from .flags import given, with_pack_flags
from .options import JsonFlag

if TYPE_CHECKING:
    from ..compose.stories import StoryRow, StoryTable

TOLD, COULD = "●", "○"
MOST = 6
"""Questions that are named on a terminal of those that a story could serve, and of those without a story."""
LOOKS = ("paper", "ink", "design")
"""The keys of a pack that matter to the printed page."""

EXAMPLES = """Examples:

    prep-pack stories

    prep-pack stories final-round

    prep-pack stories --theme strategy --json

    prep-pack stories -o stories.pdf"""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(stories)


@with_pack_flags(lambda key: chooses(key) or key in LOOKS)
def stories(
    pack: Annotated[
        str | None,
        typer.Argument(
            metavar="PACK",
            help="The pack whose questions count, a file or a name; all questions when not given",
            autocompletion=completion.packs,
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Print the table as a PDF to keep, into this file"),
    ] = None,
    as_json: JsonFlag = False,
    **keys: object,
) -> None:
    """Show which of your stories serves which question, and what no story proves yet.

    A story is told (●) for the questions whose answer names it; it could serve (○) those it names itself, and those
    that ask for a story and test what it proves. The flags choose questions as they do for a workbook.
    """
    check_output(output)
    here, filters = Path.cwd(), given(keys)
    path = find_pack(pack, here) if pack else None
    if output:
        _print(path, filters, output, folder_of(path, here))
        return
    table = _table_of(path, filters, folder_of(path, here))
    if as_json:
        console.data(_data(table))
    elif console.is_terminal():
        console.show(_shown(table))
    else:
        for row in table.rows:
            console.fields([row.story.id, _ids(row.told), _ids(row.could), " ".join(map(str, row.story.competencies))])
    if not as_json:
        for line in _verdicts(table):
            console.note(line)


def _print(pack: Path | None, overrides: dict[str, object], output: Path, folder: Path) -> None:
    from ..jobs.stories import StoriesRequest, print_stories

    report = print_stories(
        StoriesRequest(pack=pack, overrides=overrides, output=output, folder=folder, today=today(os.environ))
    )
    console.report(report.problems)
    console.say(summary(report))


def _table_of(pack: Path | None, overrides: dict[str, object], folder: Path) -> StoryTable:
    from ..compose.select import select
    from ..compose.stories import story_table

    asked = open_pack(pack, overrides)
    library = open_library(folder)
    if not library.stories:
        raise SelectionError(Problem("there are no stories of your own here", 'prep-pack new story "…" begins one'))
    with asked.placing():
        selection = select(library, asked.spec)
    console.report(map(asked.placed, selection.problems))
    return story_table(library, selection.questions)


def _ids(questions: Sequence[Question]) -> str:
    return " ".join(question.id for question in questions)


def _data(table: StoryTable) -> dict[str, object]:
    return {
        "stories": [_row(row) for row in table.rows],
        "competencies": table.competencies,
        "lacking": table.lacking,
        "without": [question.id for question in table.without],
    }


def _row(row: StoryRow) -> dict[str, object]:
    return {
        "id": row.story.id,
        "title": row.story.title,
        "status": row.story.status,
        "competencies": row.story.competencies,
        "told": [question.id for question in row.told],
        "could": [question.id for question in row.could],
        "twice": row.is_told_twice,
        "file": row.story.where.file,
    }


def _shown(table: StoryTable) -> Table:
    shown = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 1, 0))
    for head in ("Story", f"{TOLD} told, {COULD} could serve", "Proves"):
        shown.add_column(head, overflow="fold")
    for row in table.rows:
        story = Text.assemble((row.story.id, "cyan"), "\n", console.harmless(row.story.title))
        told = [Text(f"{TOLD} {question.id}", "bold") for question in row.told]
        could = [Text(f"{COULD} {question.id}") for question in row.could[:MOST]]
        more = [Text(f"{COULD} and {len(row.could) - MOST} more", "dim")] if len(row.could) > MOST else []
        served = Text("\n").join([*told, *could, *more]) if row.told or row.could else Text("none", "dim")
        shown.add_row(story, served, Text("\n".join(map(str, row.story.competencies))))
    return shown


def _verdicts(table: StoryTable) -> list[str]:
    """What is still to do, a line each."""
    lines = [
        f'"{row.story.id}" would be told {len(row.told)} times to one panel: {", ".join(q.id for q in row.told)}'
        for row in table.rows
        if row.is_told_twice
    ]
    if table.lacking:
        lines.append(f"no story proves: {', '.join(table.lacking)}")
    if table.without:
        named = ", ".join(question.id for question in table.without[:MOST])
        more = f" and {len(table.without) - MOST} more" if len(table.without) > MOST else ""
        lines.append(f"no story is told yet for: {named}{more}")
    return lines
