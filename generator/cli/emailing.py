"""``prep-pack email``: a workbook as a draft for a mail program, or sent."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..finish.mail_record import RECORD
from ..jobs import workbook
from ..jobs.surroundings import moment, today
from ..model.mail import ENDING
from ..model.problems import Problem, UsageError
from ..model.words import counted
from . import console
from .choosing import chosen_pack
from .closing import extent, file_size
from .flags import given, with_pack_flags
from .options import NoCacheFlag, PackArgument, QuietFlag, StrictFlag

if TYPE_CHECKING:
    from ..jobs.emailing import EmailReport

EXAMPLES = """Examples:

    prep-pack email --to jo@example.org

    prep-pack email pack.yaml --to "Jo Park <jo@example.org>" --to sam@example.org

    prep-pack email pack.yaml --edition screen --dry-run

    PREP_PACK_SMTP_URL=smtps://ann@mail.example.org prep-pack email pack.yaml --send"""

_PANEL = "Write and send"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(email)


@with_pack_flags()
def email(
    pack: PackArgument = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to", metavar="ADDRESS", help="To whom, instead of the pack's coach_email", rich_help_panel=_PANEL
        ),
    ] = None,
    sender: Annotated[
        str,
        typer.Option("--from", metavar="ADDRESS", help="From whom (default the pack's email)", rich_help_panel=_PANEL),
    ] = "",
    subject: Annotated[
        str, typer.Option("--subject", metavar="TEXT", help="Another subject", rich_help_panel=_PANEL)
    ] = "",
    send: Annotated[
        bool,
        typer.Option(
            "--send",
            metavar="",
            help="Send it, by the account of PREP_PACK_SMTP_URL, instead of writing a draft",
            rich_help_panel=_PANEL,
        ),
    ] = False,
    again: Annotated[
        bool,
        typer.Option(
            "--again", metavar="", help="Send it though it was sent, or may have been", rich_help_panel=_PANEL
        ),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", metavar="", help="Show all of it; write and send nothing", rich_help_panel=_PANEL),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write this file instead of output/<pack>-<edition>-<paper>.eml",
            rich_help_panel=_PANEL,
        ),
    ] = None,
    strict: StrictFlag = False,
    quiet: QuietFlag = False,
    no_cache: NoCacheFlag = False,
    **keys: object,
) -> None:
    """Make a workbook and write a letter with it: a draft that your mail program opens, to read and send.

    With --send it goes out at once. The letter is in the language of the pack.
    """
    from ..jobs import emailing  # templates and mail servers take time to load

    _check(output, send=send, again=again)
    overrides = given(keys)
    chosen = chosen_pack(pack, overrides, quiet=quiet)
    build = workbook.BuildRequest(
        pack=chosen.path,
        overrides=overrides,
        output=output,
        folder=chosen.folder,
        today=today(os.environ),
        strict=strict,
        cache=not no_cache,
    )
    request = emailing.EmailRequest(
        build=build,
        to=tuple(to or ()),
        sender=sender,
        subject=subject,
        send=send,
        again=again,
        dry_run=dry_run,
        environment=os.environ,
        ask=console.asker(),
        moment=moment(os.environ),
    )
    with console.progress(quiet) as progress:
        report = emailing.email(request, progress)
    console.report(report.problems)
    if dry_run:
        _show(report, send=send)
    elif not quiet:
        _sum_up(report)


def _check(output: Path | None, *, send: bool, again: bool) -> None:
    """Refuse flags that do not go together.

    Raises:
        UsageError: every one is named.
    """
    problems = []
    if output is not None and send:
        problems.append(Problem("--output is for a draft, and --send makes none", "leave out one of them"))
    elif output is not None and output.suffix.lower() != ENDING:
        what = f"the output {output} does not end in {ENDING}"
        problems.append(Problem(what, "give the name of an e-mail draft"))
    if again and not send:
        problems.append(Problem("--again is for --send", "leave it out, or add --send"))
    if problems:
        raise UsageError(*problems)


def _sum_up(report: EmailReport) -> None:
    """The closing line: what there is now, and how large."""
    file = report.mail.enclosure
    if report.draft:
        console.say(f"{report.draft.path}  {extent(report.draft)}, {report.seconds:.1f} s")
        console.note(report.chosen)
        console.note(f"open it with your mail program, read it, and send it; {file.name} is in it")
    elif report.delivery:
        size = f"{counted(file.pages, 'page')}, {file_size(len(file.data))}"
        console.say(f"sent to {', '.join(report.delivery.sent)}  {file.name}, {size}, {report.seconds:.1f} s")
        console.note(report.chosen)
        console.note(f"written down in {workbook.OUTPUT / RECORD}")


def _show(report: EmailReport, *, send: bool) -> None:
    """All of a mail, as it would be."""
    file = report.mail.enclosure
    for name, value in report.headers:
        console.say(f"{name}: {value}")
    console.say(f"\n{report.mail.letter.text}")
    console.say(f"file: {file.name}, {counted(file.pages, 'page')}, {file_size(len(file.data))}")
    console.say(f"sha256: {file.sha256}")
    console.say(f"would be {'sent by' if send else 'written to'} {report.target}; nothing was")
