"""``prep-pack eject``: what prep-pack brings, to change it."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from ..jobs.ejecting import eject_design, eject_question
from ..model.problems import Problem, UsageError
from . import completion, console

USUAL = "classic"
DESIGN, QUESTION = "design", "question"

EXAMPLES = """Examples:

    prep-pack eject

    prep-pack eject accessible interview

    prep-pack eject question first-ninety-days"""

WHAT_IS_WHAT = {
    "design.yaml": "typefaces, sizes, contrast",
    "design.css.j2": "rules that come after all others",
}
"""What is in the files of a design, in the order in which one would look at them."""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(eject)


def eject(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[question ID | [design] NAME] [DIR]",
            help="A question or a design that prep-pack brings, and the folder that receives it",
            autocompletion=completion.ejectable,
            show_default=False,
        ),
    ] = None,
) -> None:
    """Copy a question or a design into your folder, to change it.

    In that folder yours then stands for the one that prep-pack brings.
    """
    what, name, folder = _asked(words or [])
    there = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
    for path in (eject_question if what == QUESTION else eject_design)(name, folder):
        console.say(str(path))
    if what == DESIGN:
        for file, told in WHAT_IS_WHAT.items():
            console.note(f"{file}: {told}")
    console.note(f"change what you like, then: {there}prep-pack build --{what} {name}")


def _asked(words: list[str]) -> tuple[str, str, Path]:
    """What is to be copied, its name, and where to."""
    what = words[0] if words and words[0] in (DESIGN, QUESTION) else ""
    rest = words[1:] if what else words
    if what and not rest:
        mend = "give its id: prep-pack list" if what == QUESTION else "give its name: prep-pack designs"
        raise UsageError(Problem(f"no {what} is named", mend))
    if len(rest) > 2:
        raise UsageError(Problem(f'unexpected word "{rest[2]}"', "see prep-pack eject --help"))
    name, folder = [*(rest or [USUAL]), ""][:2]
    return what or DESIGN, name, Path(folder)
