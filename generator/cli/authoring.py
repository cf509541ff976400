"""Commands for those who write: ``new``, ``init`` and ``schema``."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Container
from pathlib import Path
from typing import Annotated

import typer

from .. import assets
from ..finish.files import write_all
from ..load.schema import SCHEMAS, schema_for
from ..model.content import Competency, Level, Library, QuestionFormat
from ..model.problems import Problem, UsageError, did_you_mean
from . import completion, console, skeletons
from .bank import open_library
from .flags import given, with_pack_flags

CONTENT = "content"

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
    library = open_library()
    theme = theme or next(iter(library.themes))
    id_, wording = skeletons.id_and_wording(words)
    _refuse_question(library, id_, theme, force=force)
    text = skeletons.question(id_, wording, library.themes, theme, format_, level, competency or [Competency.STRATEGY])
    write(Path(), {f"{CONTENT}/questions/{theme}/{id_}.md": text}, force=force)
    console.note(f"fill in what says “{skeletons.TO_DO}”, then: prep-pack build --question {id_}")


def _refuse_question(library: Library, id_: str, theme: str, *, force: bool) -> None:
    if not id_:
        raise UsageError(Problem("no id can be made from this wording", "give an id: lower-case words with hyphens"))
    if theme not in library.themes:
        raise UsageError(Problem(f'unknown theme "{theme}"', did_you_mean(theme, library.themes)))
    if id_ in library.questions and not force:
        other = library.questions[id_].where
        raise UsageError(Problem(f'there already is a question "{id_}", in {other}', "give another id"))


@with_pack_flags()
def new_pack(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name: lower-case words with hyphens")],
    force: ForceFlag = False,
    **keys: object,
) -> None:
    """Begin a pack file of your own: NAME.yaml in this folder, with every key explained.

    Flags that are given are written into it.
    """
    name = name.removesuffix(".yaml")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise UsageError(Problem(f'"{name}" cannot be a pack\'s name', f'try "{skeletons.slug(name) or "my-pack"}"'))
    values = given(keys)
    _check(values)
    file = f"{name}.yaml"
    write(Path(), {file: skeletons.pack(name, values, f"prep-pack build {file}")}, force=force)
    console.note(f"change what you like, then: prep-pack build {file}")


def _check(values: dict[str, object]) -> None:
    from ..load.packfile import load_pack

    load_pack(None, values)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder; it is made where needed")],
    force: ForceFlag = False,
) -> None:
    """Begin a folder of your own: a pack file, a first question, a design.

    Your questions stand beside those that prep-pack brings.
    """
    from ..load.library import load_library
    from ..model.design import Tokens

    library, _ = load_library([assets.shipped_content()])
    theme = next(iter(library.themes))
    first = skeletons.question(
        "my-first-question",
        f"{skeletons.TO_DO} a question that you expect",
        library.themes,
        theme,
        QuestionFormat.BEHAVIOURAL,
        Level.DIRECTOR,
        [Competency.STRATEGY],
    )
    write(folder, skeletons.own_folder(theme, first, Tokens), force=force)
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


def write(folder: Path, files: dict[str, str], *, force: bool, longer: Container[str] = ()) -> None:
    """Write files below a folder, all or none, and print their paths; ``longer`` as `write_all` has it."""
    for path in write_all(folder, files, force=force, longer=longer):
        console.say(str(path))
