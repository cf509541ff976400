"""``prep-pack comments``: what others say of the answers, and what of it is still to be done."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from ..jobs.commenting import comments_of, resolve
from ..model.comments import Comment, CommentStatus
from ..model.words import counted
from . import completion, console
from .options import JsonFlag

EXAMPLES = """Examples:

    prep-pack comments

    prep-pack comments --json

    prep-pack comments resolve 7f3a9c2e51"""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    group = typer.Typer(
        name="comments", help=comments.__doc__, rich_markup_mode="rich", invoke_without_command=True, epilog=EXAMPLES
    )
    group.callback()(comments)
    group.command("resolve")(resolve_)
    app.add_typer(group, name="comments")


def comments(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", metavar="", help="Show those that are done, too")] = False,
    as_json: JsonFlag = False,
) -> None:
    """List the comments on your answers that are open, as `collect` brought them."""
    if context.invoked_subcommand is not None:
        return
    found, problems = comments_of(Path.cwd())
    console.report(problems)
    shown = [one for one in found if one.is_open or everything]
    if as_json:
        console.data([comment_data(one) for one in shown])
    elif console.is_terminal() and shown:
        console.show(_table(shown))
    else:
        for one in shown:
            console.fields((one.id, one.status, one.question, one.who, one.when, flat(one.words), flat(one.text)))
    if not as_json:
        done = sum(not one.is_open for one in found)
        console.note(f"{counted(len(found) - done, 'comment')} open, {done} done")


def resolve_(
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID...", help="Names of comments, as listed", autocompletion=completion.comments),
    ],
    reopen: Annotated[bool, typer.Option("--reopen", metavar="", help="Open them again")] = False,
) -> None:
    """Mark comments as done. Nothing else in their files changes."""
    status = CommentStatus.OPEN if reopen else CommentStatus.DONE
    changed = resolve(Path.cwd(), ids, status)
    for one in changed:
        console.say(f"{one.id}\t{one.where.file}")
    console.note(f"{counted(len(changed), 'comment')} now {status}")


def comment_data(one: Comment) -> dict[str, object]:
    """A comment for other programs."""
    return {
        "id": one.id,
        "status": one.status,
        "question": one.question,
        "kind": one.kind,
        "who": one.who,
        "when": one.when,
        "page": one.page,
        "words": one.words,
        "text": one.text,
        "reply": one.reply,
        "picture": one.picture,
        "file": one.where.file,
        "returned": one.file,
    }


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def _table(shown: list[Comment]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 1, 0))
    for head in ("Comment", "On", "Says"):
        table.add_column(head, overflow="fold")
    for one in shown:
        who = " ".join(filter(None, (one.who, one.when)))
        name = Text.assemble((one.id, "cyan" if one.is_open else "dim"), "\n", (console.harmless(who), "dim"))
        words = flat(one.words) or f"({one.kind}, page {one.page})"
        table.add_row(name, Text.assemble(one.question, "\n", (console.harmless(words), "italic")), said(one))
    return table


def said(one: Comment) -> Text:
    """What a comment says, for a terminal."""
    return Text(console.harmless(one.text)) if one.text else Text(f"({one.kind})", "dim")
