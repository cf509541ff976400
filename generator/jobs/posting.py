"""Mail is sent, and what became of it is written down as it becomes known. Nothing is sent twice unasked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ..deliver.account import Account
from ..deliver.connection import Patience
from ..deliver.message import headers_of, make_message
from ..deliver.smtp import Delivery, Dispatch, refusal_told, send
from ..finish.files import held
from ..finish.mail_record import SentLine, SentRecord
from ..model.address import Address
from ..model.mail import Fate, Mail
from ..model.problems import DeliveryError, OutputError, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """How mail is sent: by which account, and in which folder it is written down.

    ``moment`` is now, seconds since 1970. With ``again`` it goes out whatever was sent before.
    """

    account: Account
    password: str = ""
    folder: Path
    moment: int
    again: bool = False
    patience: Patience | None = None


def post(posting: Posting, mail: Mail) -> Delivery:
    """Send a mail that has a sender.

    Raises:
        DeliveryError: it did not go out, or not to all; or it was sent before.
        UnknownDeliveryError: nobody knows whether it went out.
        OutputError: it cannot be written down. Where it went out nevertheless, the problem says so.
    """
    sender = mail.sender or mail.to[0]
    with held(posting.folder):
        record = SentRecord(posting.folder)
        refuse_twice(record, mail, again=posting.again)
        message = make_message(mail, posting.moment)
        book = _Book(record, posting, mail, dict(headers_of(message))["Message-ID"])
        dispatch = Dispatch(sender=sender, to=mail.to, message=message, utf8=not mail.is_ascii)
        try:
            delivery = send(posting.account, posting.password, dispatch, book.note, posting.patience)
        except DeliveryError as error:
            raise type(error)(*error.problems, *book.unwritten) from error
    if book.unwritten:
        raise OutputError(*book.unwritten)
    if delivery.refused:
        what = f"sent to {', '.join(delivery.sent)}, and not to all"
        raise DeliveryError(*(refusal_told(posting.account, refusal, what) for refusal in delivery.refused))
    return delivery


def refuse_twice(record: SentRecord, mail: Mail, *, again: bool) -> None:
    """Refuse to send a file to somebody who has it, or may have it.

    Raises:
        DeliveryError: every such address is named.
    """
    if not again and (problems := list(_known(record, mail.to, mail.enclosure.sha256))):
        raise DeliveryError(*problems)


def _known(record: SentRecord, to: Sequence[Address], sha256: str) -> Iterator[Problem]:
    for box in to:
        line = record.last(box.bare, sha256)
        if line and line.fate is Fate.SENT:
            what = f"not sent: {box.bare} was sent this very file on {line.at}"
            yield Problem(what, "leave the address out, or add --again")
        elif line and line.fate.may_have_come:
            what = f"not sent: nobody knows whether {box.bare} got this very file, sent on {line.at}"
            yield Problem(what, "ask whether it came, then leave the address out, or add --again")


@dataclass
class _Book:
    """Writes down what becomes of a mail. ``unwritten`` are problems that are not to hide what became of it."""

    record: SentRecord
    posting: Posting
    mail: Mail
    message: str
    unwritten: list[Problem] = field(default_factory=list)

    def note(self, fate: Fate, addresses: Sequence[str], said: str) -> None:
        """Write down what became of it for some addresses.

        Raises:
            OutputError: that cannot be written, and the message has not begun to go out.
        """
        file = self.mail.enclosure
        at = datetime.fromtimestamp(self.posting.moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        server = str(self.posting.account)
        try:
            self.record.note(
                SentLine(at, fate, to, file.name, len(file.data), file.sha256, server, self.message, said)
                for to in addresses
            )
        except OutputError as error:
            if fate is Fate.BEGUN:
                raise OutputError(*(Problem(f"not sent: {p.what}", p.mend) for p in error.problems)) from error
            people = ", ".join(addresses)
            told = "sent to" if fate is Fate.SENT else f"{fate}:"
            self.unwritten += [Problem(f"{told} {people}, but {p.what}", p.mend) for p in error.problems]
