"""``prep-pack cards``: recall cards, on sheets to print and cut or as a deck for Anki."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from ..jobs import deck, workbook
from ..jobs.surroundings import moment, today
from ..model.cards import CARD_FLIP
from ..model.keys import chooses
from ..model.pack import Edition
from ..model.printing import Flip
from ..model.problems import Problem, UsageError
from ..model.words import counted
from ..model.workbook import BuildReport
from . import console
from .choosing import chosen_pack
from .closing import check_output, file_size, summary
from .flags import given, with_pack_flags
from .options import PackArgument, QuietFlag, StrictFlag

LOOKS = ("title", "language", "paper", "answers", "ink", "design", "date")
"""The keys of a pack that matter to cards, besides those that choose questions."""

EXAMPLES = """Examples:

    prep-pack cards

    prep-pack cards pack.yaml --flip short

    prep-pack cards --theme people --paper letter --ink grey

    prep-pack cards pack.yaml --anki"""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(cards)


@with_pack_flags(lambda key: chooses(key) or key in LOOKS)
def cards(
    pack: PackArgument = None,
    flip: Annotated[
        Flip | None,
        typer.Option(
            "--flip",
            metavar="EDGE",
            case_sensitive=False,
            show_choices=False,
            help=f"The edge that the printer turns sheets over: long or short (default {CARD_FLIP})",
        ),
    ] = None,
    anki: Annotated[
        bool, typer.Option("--anki", metavar="", help="Write a deck for Anki instead of sheets to print")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write this file instead of output/<pack>-cards-<paper>.pdf or output/<pack>-cards.apkg",
        ),
    ] = None,
    strict: StrictFlag = False,
    quiet: QuietFlag = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", metavar="", help="Set every card anew, and keep none of them")
    ] = False,
    **keys: object,
) -> None:
    """Make recall cards: the question in front; headline, cues and numbers behind.

    Eight lie on a sheet of A4 or Letter, front and back in register. With --anki they become a deck instead.
    """
    _check(flip, output, anki=anki, paper=keys.get("paper"))
    overrides = given(keys)
    chosen = chosen_pack(pack, overrides, quiet=quiet, sample="the cards of the sample")
    request = workbook.BuildRequest(
        pack=chosen.path,
        overrides={**overrides, "edition": Edition.CARDS.value},
        output=output,
        folder=chosen.folder,
        today=today(os.environ),
        strict=strict,
        cache=not no_cache,
        flip=flip or CARD_FLIP,
    )
    if anki:
        report = deck.build_deck(request, moment(os.environ))
    else:
        with console.progress(quiet) as progress:
            report = workbook.build(request, progress)
    console.report(report.problems)
    if not quiet:
        console.say(_deck_summary(report) if anki else summary(report))
        console.note(report.chosen)
        for line in report.advice:
            console.note(line)


def _check(flip: Flip | None, output: Path | None, *, anki: bool, paper: object) -> None:
    """Refuse flags that do not go together.

    Raises:
        UsageError: every one is named.
    """
    if not anki:
        check_output(output)
    elif problems := list(_meaningless(flip, output, paper)):
        raise UsageError(*problems)


def _meaningless(flip: Flip | None, output: Path | None, paper: object) -> Iterator[Problem]:
    for flag, value in (("--flip", flip), ("--paper", paper)):
        if value is not None:
            yield Problem(f"{flag} is for sheets, and --anki makes none", f"leave out {flag} or --anki")
    if output is not None and output.suffix.lower() != deck.ENDING:
        yield Problem(f"the output {output} does not end in {deck.ENDING}", "give the name of an Anki deck")


def _deck_summary(report: BuildReport) -> str:
    """The closing line: path, cards, size, seconds."""
    made = report.artifact
    cards = counted(report.questions, "card")
    return f"{made.path}  {cards}, {file_size(made.size)}, {report.seconds:.1f} s"
