"""``prep-pack import``: a document of questions and answers, or a plain list of questions, becomes question files."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from ..jobs.importing import ImportRequest, import_file
from . import console
from .authoring import ForceFlag

EXAMPLES = """Examples:

    prep-pack import notes.md --into interview

    prep-pack import questions.txt

    prep-pack import topics.txt --list"""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("import", epilog=EXAMPLES)(import_)


def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Questions and answers in Markdown, or a list of questions")
    ],
    into: Annotated[Path, typer.Option(metavar="DIR", help="The folder whose content/ receives the files")] = Path(),
    as_list: Annotated[
        bool, typer.Option("--list", metavar="", help="Read it as a list: every line or item is a question")
    ] = False,
    force: ForceFlag = False,
) -> None:
    """Turn a document of questions and answers, or a list of questions, into question files.

    A file is a document when something stands under a question that is no question itself; else it is a list, and its
    questions become files to fill.

    Damaged characters are repaired. Each repair, each guess and each part that was not recognised is told with its
    line. Nothing is dropped.
    """
    done = import_file(ImportRequest(file=file, into=into, as_list=as_list, force=force))
    for path in done.written:
        console.say(str(path))
    for problem in done.told:
        console.note(str(problem))
    there = "" if into == Path() else f"cd {shlex.quote(str(into))} && "
    console.note(f"next: {there}prep-pack build {done.pack}")
