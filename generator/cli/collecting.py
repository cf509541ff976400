"""``prep-pack collect``: what was typed and commented in returned packs becomes answers and comments."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from ..jobs.surroundings import today
from ..model.words import counted
from . import console
from .comments import comment_data, flat
from .options import JsonFlag, StrictFlag

if TYPE_CHECKING:
    from ..jobs.collecting import Change, Collected

MOST_SHOWN = 160
"""Signs of a text in the table on a terminal."""
_STYLES = {"new": "green", "changed": "green", "conflict": "bold yellow", "kept aside": "yellow", "emptied": "yellow"}

EXAMPLES = """Examples:

    prep-pack collect returned.pdf

    prep-pack collect --dry-run from-ann.pdf from-ben.pdf

    prep-pack collect returned.pdf --from "Ann Lee" --json"""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("collect", epilog=EXAMPLES)(collect)


def collect(
    files: Annotated[list[Path], typer.Argument(metavar="RETURNED.pdf...", help="Packs that came back")],
    who: Annotated[
        str, typer.Option("--from", metavar="NAME", help="Who sent them, where a comment does not say it")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", metavar="", help="Show it all, and write nothing")] = False,
    as_json: JsonFlag = False,
    strict: StrictFlag = False,
) -> None:
    """Collect what was typed and commented in packs that came back.

    Fields become answers in content/answers, comments go to content/comments. Each text is held against what was sent
    and against what you have now: where both have changed, yours stays, and the other is kept in content/returned.
    """
    from ..jobs.collecting import CollectRequest, collect

    request = CollectRequest(
        files=tuple(files), folder=Path.cwd(), today=today(os.environ), who=flat(who), dry_run=dry_run, strict=strict
    )
    found = collect(request)
    console.report(found.problems)
    if as_json:
        console.data(_data(found, dry_run))
        return
    if console.is_terminal() and (found.changes or found.comments):
        console.show(_table(found))
    else:
        for change in found.changes:
            console.fields((change.verdict, change.field, change.kept, flat(change.text)))
        for comment in found.comments:
            console.fields((f"comment {comment.id}", comment.question, comment.where.file, flat(comment.text)))
    for line in _remarks(found, dry_run):
        console.note(line)


def _remarks(found: Collected, dry_run: bool) -> Iterator[str]:
    """How many there are of each, what is to be done about a conflict, and what was written."""
    for file in found.files:
        pack = f'pack "{file.pack}", ' if file.pack else ""
        yield f"{file.file}: {pack}known by its {file.known_by}"
    counts = Counter(change.verdict for change in found.changes)
    told = [f"{count} {verdict}" for verdict, count in counts.items()]
    if found.comments:
        told.append(counted(len(found.comments), "comment"))
    if known := sum(file.known_comments for file in found.files):
        told.append(f"{counted(known, 'comment')} known before")
    yield ", ".join(told) or "nothing is new"
    if any(change.verdict == "conflict" for change in found.changes):
        yield "in a conflict your text stays; join the two where you like, the other is in content/returned"
    if any(change.verdict == "emptied" for change in found.changes):
        yield "what came back empty stays as you have it"
    for path in found.written:
        yield f"{'would write' if dry_run else 'wrote'} {path}"


def _data(found: Collected, dry_run: bool) -> dict[str, object]:
    return {
        "files": [
            {
                "file": one.file,
                "pack": one.pack,
                "known_by": one.known_by,
                "who": one.who,
                "when": one.when,
                "known_comments": one.known_comments,
            }
            for one in found.files
        ],
        "changes": [_change(one) for one in found.changes],
        "comments": [comment_data(one) for one in found.comments],
        "written": [] if dry_run else list(found.written),
        "problems": [str(problem) for problem in found.problems],
    }


def _change(one: Change) -> dict[str, object]:
    return {
        "what": one.verdict,
        "question": one.question,
        "field": one.field,
        "was": one.was,
        "text": one.text,
        "kept": one.kept,
        "returned": one.file,
    }


def _table(found: Collected) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 1, 0))
    for head in ("", "Where", "Came back"):
        table.add_column(head, overflow="fold")
    for one in found.changes:
        name = one.field.removeprefix(f"{one.question}.")
        where = Text.assemble((console.harmless(one.question), "cyan"), "\n", console.harmless(name))
        said = Text.assemble(_short(one.text), (f"\nbefore: {_short(one.was)}" if one.was else "", "dim"))
        table.add_row(Text(one.verdict, _STYLES.get(one.verdict, "")), where, said)
    for comment in found.comments:
        where = Text.assemble((comment.question, "cyan"), "\n", (_short(comment.words), "italic"))
        table.add_row(Text(f"comment\n{comment.id}"), where, Text(_short(comment.text) or f"({comment.kind})"))
    return table


def _short(text: str) -> str:
    words = console.harmless(flat(text))
    return words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN]}…"
