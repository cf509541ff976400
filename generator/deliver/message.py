"""`Mail` → the bytes of a message (RFC 5322), the same for the same mail. Pure.

The standard library encodes words and bodies. Header lines are put together here, since its folding of names (Python
3.11) can drop quotation marks, which makes two addresses of one, or never end. And whatever made a message, what is
serialised is read again: a name or a subject that would become a header of its own is never let out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import charset, message_from_bytes, policy
from email.header import Header, decode_header, make_header
from email.message import Message
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.utils import format_datetime, getaddresses
from hashlib import sha256

from ..model.address import Address
from ..model.mail import Mail

LONGEST_LINE = 998
"""Octets of a line, without its end (RFC 5322, 2.1.1)."""
LONGEST_WORD = 75
"""Characters of an encoded word (RFC 2047, 2)."""
NO_DOMAIN = "prep-pack.invalid"

_PLAIN_NAME = re.compile(r"[A-Za-z0-9]+( [A-Za-z0-9]+)*")
_PLAIN_SUBJECT = re.compile(r"(?!.*=\?)[!-~]+( [!-~]+)*")
_BARE_END = re.compile(rb"(?<!\r)\n|\r(?!\n)|\0")


class UnfaithfulError(Exception):
    """A message that does not say what it was made of. A fault of the program, whatever it was given."""


def make_draft(mail: Mail) -> bytes:
    """A message for a mail program to open, change and send.

    It has neither date nor id: the program that sends it gives it both.
    """
    return _made(mail, {"X-Unsent": "1"})


def make_message(mail: Mail, moment: int) -> bytes:
    """A message as it is sent.

    Args:
        mail: with a sender.
        moment: now, seconds since 1970. It is told in UTC, so that it does not say where it was written.
    """
    return _made(mail, {"Date": format_datetime(datetime.fromtimestamp(moment, UTC)), "Message-ID": _id(mail, moment)})


def headers_of(message: bytes) -> Iterator[tuple[str, str]]:
    """The headers of a message as people read them, in their order."""
    parsed = message_from_bytes(message, policy=policy.default)
    return ((name, str(value)) for name, value in parsed.items())


def _made(mail: Mail, own: dict[str, str]) -> bytes:
    headers = {
        **({"From": _mailbox(mail.sender)} if mail.sender else {}),
        "To": ",\r\n ".join(map(_mailbox, mail.to)),
        "Subject": _words(mail.letter.subject, _PLAIN_SUBJECT),
        **own,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    body = _body(mail)
    message = head.encode() + body.as_bytes(policy=policy.compat32.clone(linesep="\r\n"))
    _check(message, mail, [*headers, *body.keys()])
    return message


def _body(mail: Mail) -> MIMEMultipart:
    """Letter and file. All lines are short and of seven bits, which every server passes on as they are."""
    utf8 = charset.Charset("utf-8")
    utf8.body_encoding = charset.QP
    file = MIMEApplication(mail.enclosure.data, "pdf")
    name = mail.enclosure.name
    file.add_header("Content-Disposition", "attachment", filename=name if name.isascii() else ("utf-8", "", name))
    text = MIMENonMultipart("text", "plain")
    text.set_payload(mail.letter.text, utf8)
    parts: list[Message] = [text, file]
    # The generator would draw a boundary by lot.
    return MIMEMultipart(boundary=f"=-{_seed(mail)}", _subparts=parts)


def _mailbox(address: Address) -> str:
    return f"{_words(address.name, _PLAIN_NAME)} <{address.bare}>" if address.name else address.bare


def _words(text: str, plain: re.Pattern[str]) -> str:
    """The text where nothing in it could mean anything else, else in encoded words, a line each."""
    if plain.fullmatch(text):
        return text
    return Header(text, "utf-8", maxlinelen=LONGEST_WORD).encode(splitchars="", linesep="\r\n")


def _id(mail: Mail, moment: int) -> str:
    domain = mail.sender.domain if mail.sender else NO_DOMAIN
    return f"<{_seed(mail, str(moment))}@{domain}>"


def _seed(mail: Mail, *more: str) -> str:
    """A name for a mail that no part of it can foresee."""
    told = (mail.enclosure.sha256, repr(mail.letter), repr(mail.to), repr(mail.sender), *more)
    return sha256("\n".join(told).encode(errors="surrogatepass")).hexdigest()[:40]


def _check(message: bytes, mail: Mail, names: list[str]) -> None:
    """Hold what is serialised against what was meant.

    Raises:
        UnfaithfulError: a header is there that was not meant, or one says something else.
    """
    if _BARE_END.search(message) or max(map(len, message.split(b"\r\n"))) > LONGEST_LINE:
        raise UnfaithfulError("a line of the message does not end as it should")
    head = message.partition(b"\r\n\r\n")[0].decode().replace("\r\n ", " ").split("\r\n")
    headers = [line.partition(": ") for line in head]
    if [name for name, _, _ in headers] != names:
        raise UnfaithfulError("the message would have other headers than it should")
    said = {name: value for name, _, value in headers}
    senders = [mail.sender] if mail.sender else []
    for name, boxes in (("To", mail.to), ("From", senders)):
        if _read(said.get(name, "")) != [(box.name, box.bare) for box in boxes]:
            raise UnfaithfulError("the message would be to others, or from others, than it should")
    parsed = message_from_bytes(message, policy=policy.default)
    letter, file = parsed.iter_parts()
    text = letter.get_content().replace("\r\n", "\n").rstrip("\n")
    told = (_decoded(said["Subject"]), text, file.get_filename(), file.get_content())
    meant = (mail.letter.subject, mail.letter.text.rstrip("\n"), mail.enclosure.name, mail.enclosure.data)
    if told != meant:
        raise UnfaithfulError("the message would say something else than it should")


def _read(mailboxes: str) -> list[tuple[str, str]]:
    # The newer parser puts blanks into a name that takes several encoded words.
    return [(_decoded(name), bare) for name, bare in getaddresses([mailboxes]) if bare]


def _decoded(words: str) -> str:
    return str(make_header(decode_header(words)))
