"""Commands for those who write: ``new``, ``init`` and ``schema``."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Annotated

import typer

from .. import assets
from ..draft.question import TO_DO
from ..jobs.authoring import Begun, PackRequest, QuestionRequest, Role, begin_folder, begin_pack, begin_question
from ..load.schema import SCHEMAS, schema_for
from ..load.taxonomy import load_taxonomy
from ..model.keys import has_flag
from ..model.packfile import EXTENDS
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

    cd interview && prep-pack build

    prep-pack init product --role product"""

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
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="How it is put (list formats)",
            autocompletion=completion.formats,
            show_default=False,
        ),
    ] = "",
    level: Annotated[
        str,
        typer.Option(
            metavar="LEVEL", help="Whom it is for (list levels)", autocompletion=completion.levels, show_default=False
        ),
    ] = "",
    competency: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COMPETENCY",
            help="What it tests (list competencies); may be given again",
            autocompletion=completion.competencies,
        ),
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
    console.note(f"fill in what says “{TO_DO}”, then: prep-pack build --question {begun.name}")


@with_pack_flags(lambda key: has_flag(key) or key == EXTENDS)
def new_pack(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name: lower-case words with hyphens")],
    force: ForceFlag = False,
    **keys: object,
) -> None:
    """Begin a pack file of your own, with every key explained; prep-pack build NAME makes it.

    It goes into content/packs where this folder has content or a pack.yaml. Flags that are given are written into it.
    """
    begun = begin_pack(PackRequest(name=name, keys=given(keys), force=force))
    _list(begun)
    console.note(f"change what you like, then: prep-pack build {begun.name}")


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder; it is made where needed")],
    role: Annotated[
        Role, typer.Option(help="For whom: director, product, or empty (words to change)", case_sensitive=False)
    ] = Role.DIRECTOR,
    force: ForceFlag = False,
) -> None:
    """Begin a folder of your own: a pack file, a first question, a design.

    Your questions stand beside those that prep-pack brings. For another role there are other words to sort them by.
    """
    _list(begin_folder(folder, role, force=force))
    first = 'prep-pack new question "…"' if role is Role.EMPTY else "prep-pack build"
    console.note(f"next: cd {shlex.quote(str(folder))} && {first}")


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
    taxonomy = load_taxonomy(assets.content_roots(Path.cwd()))
    if name is None:
        for known in SCHEMAS:
            console.fields((known, schema_for(known, taxonomy)["title"]))
        return
    console.say(json.dumps(schema_for(name, taxonomy), ensure_ascii=False, indent=2))


def _list(begun: Begun) -> None:
    for path in begun.written:
        console.say(str(path))
