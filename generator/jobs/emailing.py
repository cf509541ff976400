"""A workbook on its way to a coach: made as `workbook` makes it, then as a draft for a mail program, or sent."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .. import assets
from ..deliver.account import Account, Ask, find_password, read_account
from ..deliver.message import headers_of, make_draft, make_message
from ..deliver.smtp import Delivery
from ..finish.files import check_target, write_atomically
from ..finish.mail_record import RECORD, SentRecord
from ..load.designs import load_design
from ..model.address import Address, read_address
from ..model.mail import ENDING, LONGEST_SUBJECT, Enclosure, Letter, Mail, Reader, one_line
from ..model.pack import Edition, PackSpec
from ..model.problems import Problem, UsageError, as_one, refuse_warnings, warning
from ..model.progress import Progress, unheard
from ..model.slug import slug
from ..model.workbook import Artifact
from .posting import Posting, post, refuse_twice
from .workbook import OUTPUT, BuildRequest, Made, make, read_request

LARGE = 5_000_000
"""Octets of a file from which on some mailboxes refuse it; on its way it is a third larger."""
LONGEST_FILE_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailRequest:
    """What a user asks for. ``build`` is the workbook; its ``output`` is the draft's.

    ``to``, ``sender`` and ``subject`` are as they were typed, and empty where the pack is to say them. ``environment``
    names the account that sends; ``ask`` asks for a password. ``moment`` is now, seconds since 1970.
    """

    build: BuildRequest
    to: tuple[str, ...] = ()
    sender: str = ""
    subject: str = ""
    send: bool = False
    again: bool = False
    dry_run: bool = False
    environment: Mapping[str, str]
    ask: Ask | None = None
    moment: int


@dataclass(frozen=True, slots=True)
class EmailReport:
    """A mail, and what became of it: a draft, a delivery, or (a dry run) neither.

    ``headers`` are those of the message; ``target`` is where it goes, a file's path or a server.
    """

    mail: Mail
    headers: tuple[tuple[str, str], ...]
    target: str
    problems: tuple[Problem, ...]
    chosen: str
    seconds: float
    draft: Artifact | None = None
    delivery: Delivery | None = None


@dataclass(frozen=True, slots=True)
class _People:
    to: tuple[Address, ...]
    sender: Address | None


def email(request: EmailRequest, progress: Progress = unheard) -> EmailReport:
    """Make a workbook, and a draft that holds it; or send it.

    Raises:
        PrepPackError: anything that is the user's to mend. Without ``send`` nothing is written then.
    """
    started = time.perf_counter()
    progress("reading", 0, 0)
    spec = read_request(request.build).spec
    account = read_account(request.environment) if request.send else None
    people = _people(request, spec, account)
    password = find_password(account, request.environment, request.ask) if account and not request.dry_run else ""
    drafts: list[Path] = []

    def check(names: Collection[Path]) -> None:
        drafts.append(next(iter(names)).with_suffix(ENDING))
        check_target(OUTPUT / RECORD if request.send else drafts[0])

    made = make(request.build, progress, check)
    (book,) = made.books.values()
    enclosure = Enclosure(file_name(made.spec), book.data, book.pages)
    letter = _letter(request, made, book.pages, people)
    mail = Mail(letter, enclosure, people.to, people.sender)
    problems = (*made.problems, *size_problems(enclosure))
    refuse_warnings(size_problems(enclosure), request.build.strict)
    message = make_message(mail, request.moment) if account else make_draft(mail)
    report = EmailReport(mail, tuple(headers_of(message)), str(account or drafts[0]), problems, made.chosen, 0.0)
    if not request.dry_run:
        for path, record in made.kept.items():
            write_atomically(path, record)
    if account:
        report = _sent(report, request, account, password, progress)
    elif not request.dry_run:
        report = replace(report, draft=write_atomically(drafts[0], message, pages=book.pages))
    return replace(report, seconds=time.perf_counter() - started)


def _sent(
    report: EmailReport, request: EmailRequest, account: Account, password: str, progress: Progress
) -> EmailReport:
    if request.dry_run:
        refuse_twice(SentRecord(OUTPUT), report.mail, again=request.again)
        return report
    progress("sending", 0, 0)
    posting = Posting(account=account, password=password, folder=OUTPUT, moment=request.moment, again=request.again)
    return replace(report, delivery=post(posting, report.mail))


def _letter(request: EmailRequest, made: Made, pages: int, people: _People) -> Letter:
    """The letter, to the one it is for by name."""
    from ..render.letter import render_letter

    design = load_design(made.spec.design, assets.design_roots(request.build.folder))
    spec = made.spec.model_copy(update={"coach": people.to[0].name if len(people.to) == 1 else ""})
    letter = render_letter(Reader.COACH, spec, made.questions, pages, design, assets.shipped_templates())
    return replace(letter, subject=request.subject or letter.subject)


def file_name(spec: PackSpec) -> str:
    """What an enclosed workbook is called: whose it is, what it is, for which firm."""
    edition = "" if spec.edition is Edition.STUDY else str(spec.edition)
    words = " ".join(filter(None, (spec.candidate, spec.title, spec.company, edition)))
    return f"{slug(words, LONGEST_FILE_NAME, apostrophes='') or 'workbook'}.pdf"


def size_problems(enclosure: Enclosure) -> tuple[Problem, ...]:
    """A warning of a file that some mailboxes will not take."""
    size = len(enclosure.data)
    if size <= LARGE:
        return ()
    what = f"{enclosure.name} has {size / 1e6:.1f} MB, and some mailboxes take no more than {LARGE / 1e6:.0f}"
    return (warning(what, "choose fewer questions, or an edition with fewer pages"),)


def _people(request: EmailRequest, spec: PackSpec, account: Account | None) -> _People:
    """From whom to whom.

    Raises:
        UsageError: an address or the subject is wrong, or one that is needed is missing; all of it is named.
    """
    wrong: list[UsageError] = []
    to = _addresses(request.to or [spec.coach_email], spec.coach, wrong)
    if not to and not wrong:
        mend = "add --to jo@example.org, or coach_email to the pack"
        wrong.append(UsageError(Problem("there is nobody to write to", mend)))
    as_user = account.user if account and "@" in account.user else ""
    sender = _addresses([request.sender or spec.email or as_user], spec.candidate, wrong)
    if account and not sender and not wrong:
        mend = "add --from ann@example.org, or email to the pack"
        wrong.append(UsageError(Problem("nobody is named as the sender", mend)))
    if request.subject != one_line(request.subject) or len(request.subject) > LONGEST_SUBJECT:
        what = "--subject holds a line break, or is longer than a line"
        wrong.append(UsageError(Problem(what, f"write at most {LONGEST_SUBJECT} characters on one line")))
    if wrong:
        raise as_one(wrong)
    return _People(to, sender[0] if sender else None)


def _addresses(said: Sequence[str], name: str, wrong: list[UsageError]) -> tuple[Address, ...]:
    """Addresses as they were typed, each once. One that is alone, and has no name, has that of the pack."""
    found: dict[str, Address] = {}
    for word in filter(None, said):
        try:
            address = read_address(word)
        except UsageError as error:
            wrong.append(error)
        else:
            found.setdefault(address.bare, address)
    boxes = tuple(found.values())
    return (boxes[0].called(name),) if len(boxes) == 1 else boxes
