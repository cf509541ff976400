"""Commands for those who write: ``new``, ``init`` and ``schema``."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Annotated

import typer

from ..jobs.authoring import Begun, PackRequest, QuestionRequest, begin_folder, begin_pack, begin_question
from ..load.schema import SCHEMAS, schema_for
from ..model.content import Competency, Level, QuestionFormat
from . import completion, console
from .flags import given, with_pack_flags

ForceFlag = Annotated[bool, typer.Option("--force", metavar="", help="Write over files that are already there")]

_QUESTION_EXAMPLES = """Examples:

    prep-pack new question "How do you lead a team through a merger?" --theme strategy

    prep-pack new question merger --format behavioural --level director"""

_PACK_EXAMPLES = """Examples:

    prep-pack new pack first-round

    prep-pack new pack first-round --company "A bank" --theme strategy --paper a5"""

_INIT_EXAMPLES = """Examples:

    prep-pack init interview

    cd interview && prep-pack build"""

_SCHEMA_EXAMPLES = """Examples:

    prep-pack schema

    prep-pack schema pack > pack.schema.json"""


def register(app: typer.Typer, new: typer.Typer) -> None:
    """Add the commands to the program, and those that begin something to its group ``new``."""
    new.command("question", epilog=_QUESTION_EXAMPLES)(new_question)
    new.command("pack", epilog=_PACK_EXAMPLES)(new_pack)
    app.command("init", epilog=_INIT_EXAMPLES)(init)
    app.command("schema", epilog=_SCHEMA_EXAMPLES)(schema)


def new_question(
    words: Annotated[
        str, typer.Argument(metavar="WORDING|ID", help="The question as it is asked, or an id for its file")
    ],
    theme: Annotated[
        str | None, typer.Option(metavar="THEME", help="Its theme", autocompletion=completion.themes)
    ] = None,
    format_: Annotated[
        QuestionFormat, typer.Option("--format", help="How it is put", case_sensitive=False)
    ] = QuestionFormat.BEHAVIOURAL,
    level: Annotated[Level, typer.Option(help="Whom it is for", case_sensitive=False)] = Level.DIRECTOR,
    competency: Annotated[
        list[Competency] | None, typer.Option(help="What it tests (may be given again)", case_sensitive=False)
    ] = None,
    force: ForceFlag = False,
) -> None:
    """Begin a question of your own, in content/questions of this folder."""
    begun = begin_question(
        QuestionRequest(
            words=words,
            theme=theme,
            format=format_,
            level=level,
            competencies=tuple(competency or ()),
            force=force,
        )
    )
    console.report(begun.problems)
    _list(begun)
    for problem in begun.told:
        console.note(str(problem))
    console.note(f"write below each heading, then: prep-pack build --question {begun.name}")


@with_pack_flags()
def new_pack(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name: lower-case words with hyphens")],
    force: ForceFlag = False,
    **keys: object,
) -> None:
    """Begin a pack file of your own: NAME.yaml in this folder, with every key explained.

    Flags that are given are written into it.
    """
    begun = begin_pack(PackRequest(name=name, keys=given(keys), force=force))
    _list(begun)
    console.note(f"change what you like, then: prep-pack build {begun.name}")


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder; it is made where needed")],
    force: ForceFlag = False,
) -> None:
    """Begin a folder of your own: a pack file, a first question, a design.

    Your questions stand beside those that prep-pack brings.
    """
    _list(begin_folder(folder, force=force))
    console.note(f"next: cd {shlex.quote(str(folder))} && prep-pack build")


def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help=f"One of: {', '.join(SCHEMAS)}",
            autocompletion=lambda: list(SCHEMAS),
            show_default=False,
        ),
    ] = None,
) -> None:
    """Print the JSON Schema of a kind of file, so that an editor completes and checks it.

    Without a NAME, the names are listed.
    """
    if name is None:
        for known in SCHEMAS:
            console.fields((known, schema_for(known)["title"]))
        return
    console.say(json.dumps(schema_for(name), ensure_ascii=False, indent=2))


def _list(begun: Begun) -> None:
    for path in begun.written:
        console.say(str(path))
