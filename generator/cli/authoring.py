"""Commands for those who write: ``new``, ``init`` and ``schema``."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Annotated

import typer

from .. import assets
from ..jobs.authoring import (
    AnswerRequest,
    Begun,
    PackRequest,
    QuestionRequest,
    Role,
    StoryRequest,
    begin_answer,
    begin_folder,
    begin_pack,
    begin_question,
    begin_story,
)
from ..jobs.surroundings import today
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

_ANSWER_EXAMPLES = """Examples:

    prep-pack new answer stopped-funding

    prep-pack new answer stopped-funding --story closed-the-portal"""

_STORY_EXAMPLES = """Examples:

    prep-pack new story "The portal nobody paid for" --competency strategy --competency decisions

    prep-pack new story closed-the-portal --question stopped-funding"""

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
    new.command("answer", epilog=_ANSWER_EXAMPLES)(new_answer)
    new.command("story", epilog=_STORY_EXAMPLES)(new_story)
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
    for problem in begun.told:
        console.note(str(problem))
    console.note(f"write below each heading, then: prep-pack build --question {begun.name}")


def new_answer(
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="The question's id", autocompletion=completion.questions)
    ],
    story: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STORY", help="A story that it tells (may be given again)", autocompletion=completion.stories
        ),
    ] = None,
    force: ForceFlag = False,
) -> None:
    """Begin your own answer to a question, in content/answers of this folder.

    It has a place for all that the question's worksheets ask. What you leave empty is left out.
    """
    begun = begin_answer(
        AnswerRequest(question=question, stories=tuple(story or ()), today=today(os.environ), force=force)
    )
    console.report(begun.problems)
    _list(begun)
    console.note(f"write what you like of it, then: prep-pack show {begun.name}")


def new_story(
    words: Annotated[str, typer.Argument(metavar="TITLE|ID", help="What brings it to mind, or an id for its file")],
    competency: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COMPETENCY", help="What it proves (may be given again)", autocompletion=completion.competencies
        ),
    ] = None,
    question: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID", help="A question it can serve (may be given again)", autocompletion=completion.questions
        ),
    ] = None,
    force: ForceFlag = False,
) -> None:
    """Begin a true story of your own, in content/stories of this folder: told once, it serves many questions."""
    begun = begin_story(
        StoryRequest(
            words=words,
            competencies=tuple(competency or ()),
            questions=tuple(question or ()),
            today=today(os.environ),
            force=force,
        )
    )
    console.report(begun.problems)
    _list(begun)
    console.note(f"tell it, then: prep-pack new answer QUESTION --story {begun.name}")


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
    console.data(schema_for(name, taxonomy))


def _list(begun: Begun) -> None:
    for path in begun.written:
        console.say(str(path))
