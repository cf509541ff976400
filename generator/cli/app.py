"""The program: its commands, and how it starts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from .. import __version__
from ..model.problems import PrepPackError
from . import (
    authoring,
    batch,
    build,
    cache,
    calibrate,
    cards,
    check,
    collecting,
    comments,
    console,
    designs,
    doctor,
    eject,
    emailing,
    importing,
    library,
    logbook,
    search,
    sheets,
    stories,
    words,
)

NAME = "prep-pack"
PANELS = {
    "Make": ("build", "batch", "cards", "sheet", "calibrate"),
    "Choose and read": ("list", "search", "show", "sheets", "designs", "stories"),
    "Write": ("init", "new", "import", "check", "ledger", "schema", "eject"),
    "Send and collect": ("email", "collect", "comments"),
    "Look after": ("doctor", "cache"),
}
"""The commands as help shows them: at most seven together."""

app = typer.Typer(
    name=NAME,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""Start here:

    prep-pack build — make the sample workbook

    prep-pack list — see the questions

    prep-pack init interview — begin a folder of your own

    Every command explains itself: prep-pack build --help""",
)
new = typer.Typer(help="Begin a question, an answer, a story or a pack of your own.", rich_markup_mode="rich")

build.register(app)
batch.register(app)
cards.register(app)
library.register(app)
search.register(app)
sheets.register(app)
check.register(app)
calibrate.register(app)
designs.register(app)
stories.register(app)
emailing.register(app)
eject.register(app)
app.add_typer(new, name="new")
authoring.register(app, new)
importing.register(app)
collecting.register(app)
comments.register(app)
cache.register(app)
doctor.register(app)


def _arrange() -> None:
    """Give every command its panel in help."""
    panels = {name: panel for panel, names in PANELS.items() for name in names}
    for command in app.registered_commands:
        command.rich_help_panel = panels.get(command.name or str(getattr(command.callback, "__name__", "")), "")
    for group in app.registered_groups:
        group.rich_help_panel = panels.get(group.name or "", "")


_arrange()


def _version(wanted: bool) -> None:
    if wanted:
        console.say(f"{NAME} {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _prep_pack(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", metavar="", callback=_version, is_eager=True, help="Print the version and leave."),
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", metavar="", help="Tell on the way what is done, and how long it takes")
    ] = False,
    log: Annotated[
        Path | None,
        typer.Option("--log", metavar="FILE", help="Write all that is done into this file"),
    ] = None,
) -> None:
    """Turn a bank of interview questions into a workbook to print and write in."""
    logbook.keep(verbose, log)
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program with ``arguments`` (those of this process when not given) and return its exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    return console.guarded(lambda: _run(given))


def _run(given: list[str]) -> int | None:
    words.check_encoding(given)
    command = typer.main.get_command(app)
    try:
        code: int | None = command.main(given, prog_name=NAME, standalone_mode=False)
    except (PrepPackError, typer.TyperException) as error:
        if told := words.parted(error, given):
            raise told from error
        raise
    return code
