"""Servers that misbehave: what is said of it, in a line; with which exit code; and what is written down."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from generator.deliver.account import Account
from generator.deliver.connection import Patience
from generator.deliver.smtp import Dispatch, send
from generator.finish.mail_record import RECORD
from generator.jobs.posting import Posting, post
from generator.model.address import Address
from generator.model.mail import Fate, Mail
from generator.model.problems import DeliveryError, PrepPackError
from tests.deliver.conftest import ANN, ME
from tests.deliver.servers import PASSWORD, Box, Certificates, Loop, Manners, Rude

QUICK = 0.5
"""Seconds that a server that says nothing is waited for."""
LAST = "354"
"""With what a server's answer begins, after which comes its verdict."""


@dataclass(frozen=True)
class Case:
    """A server's manners, what is told of them, and what is written down: what became of it, for whom."""

    told: str
    code: int = 10
    written: tuple[str, ...] = ()
    manners: Manners | None = None
    box: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    wrapped: bool = True
    certificate: str = "good"
    plain: bool = False
    user: str = ""
    password: str = PASSWORD
    patience: Patience = field(default_factory=Patience)
    got: int = 0


def instead(of: str, said: str | bytes | None) -> Manners:
    """Says something else in place of what begins with ``of``."""

    async def manners(server: Rude, text: str) -> str | bytes | None:
        return said if text.startswith(of) else text

    return manners


def at_verdict(said: str | bytes | None, *, hang_up: bool = False) -> Manners:
    async def manners(server: Rude, text: str) -> str | bytes | None:
        if not server.last.startswith(LAST):
            return text
        if isinstance(said, bytes):
            await server.speak(said)
        if hang_up:
            await server.hang_up()
        return said if isinstance(said, str) else None

    return manners


def leaving(of: str) -> Manners:
    """Hangs up in place of what begins with ``of``."""

    async def manners(server: Rude, text: str) -> str | bytes | None:
        if text.startswith(of):
            await server.hang_up()
        return text

    return manners


def endless(of: str) -> Manners:
    async def manners(server: Rude, text: str) -> str | bytes | None:
        if text.startswith(of):
            # Longer than anybody listens; not without end, which would hold up the loop of all servers.
            server._writer.write(b"250-and so on\r\n" * 10_000)
            return None
        return text

    return manners


async def dripping(server: Rude, text: str) -> str | bytes | None:
    while server.transport and not server.transport.is_closing():
        await server.speak(b"2")
        await asyncio.sleep(QUICK / 20)
    return None


async def slipping_in(server: Rude, text: str) -> str | bytes | None:
    return b"220 go on\r\n250 slipped in\r\n" if text.startswith("220 Ready") else text


BOTH = ("ann@example.org", "bob@example.org")
BEGUN = tuple(f"begun {bare}" for bare in BOTH)
REFUSED = tuple(f"refused {bare}" for bare in BOTH)
UNKNOWN = (*BEGUN, *(f"unknown {bare}" for bare in BOTH))
SENT = (*BEGUN, *(f"sent {bare}" for bare in BOTH))
UNSURE = "nobody knows whether it was sent to ann@example.org, bob@example.org: after the whole message {server} "
ASK = "; ask whether it came, before you send it --again"
NO_TRUST = "; nothing was said to it; check the server's name, and whether somebody stands between"

CASES = {
    "greets with a refusal": Case(
        "not sent: {server} turned us away (554 no mail here); check PREP_PACK_SMTP_URL",
        manners=instead("220", "554 no mail here"),
    ),
    "is busy": Case(
        "not sent: {server} turned us away (421 too busy); try again later", manners=instead("220", "421 too busy")
    ),
    "hangs at the greeting": Case(
        "not sent: {server} said nothing in time; try again later",
        manners=instead("220", None),
        patience=Patience(QUICK, QUICK),
    ),
    "speaks an octet at a time": Case(
        "not sent: {server} said nothing in time; try again later", manners=dripping, patience=Patience(QUICK, QUICK)
    ),
    "hangs up at the greeting": Case("not sent: {server} broke off; try again later", manners=leaving("220")),
    "says garbage": Case(
        "not sent: {server} turned us away (what no mail server says); check PREP_PACK_SMTP_URL",
        manners=instead("220", "HTTP/1.1 400 Bad Request"),
    ),
    "has no EHLO": Case(
        "not sent: {server} turned us away (502 what?); check PREP_PACK_SMTP_URL",
        manners=instead("250-", "502 what?"),
    ),
    "never ends its answer": Case("not sent: {server} gave an answer without end" + NO_TRUST, manners=endless("250-")),
    "answers with a line without end": Case(
        "not sent: {server} gave an answer without end" + NO_TRUST, manners=instead("220", b"2" * 100_000)
    ),
    "offers no STARTTLS": Case(
        "not sent: {server} offers no encryption (STARTTLS)" + NO_TRUST, wrapped=False, certificate=""
    ),
    "offers STARTTLS and has none": Case(
        "not sent: {server} turned us away (454 TLS not available); try again later",
        wrapped=False,
        manners=instead("220 Ready", "454 TLS not available"),
    ),
    "has words slipped in before TLS": Case(
        "not sent: {server} spoke on before TLS was there, as if somebody had slipped words in" + NO_TRUST,
        wrapped=False,
        manners=slipping_in,
    ),
    "does not speak TLS": Case(
        "not sent: {server} does not speak TLS here; check the port, and smtps or smtp, in PREP_PACK_SMTP_URL",
        plain=True,
    ),
    "shows a stranger's certificate": Case(
        "not sent: the certificate of {server} is signed by nobody that this machine knows" + NO_TRUST,
        certificate="strange",
    ),
    "shows a stranger's certificate after STARTTLS": Case(
        "not sent: the certificate of {server} is signed by nobody that this machine knows" + NO_TRUST,
        certificate="strange",
        wrapped=False,
    ),
    "shows another's certificate": Case(
        "not sent: the certificate of {server} is for another name" + NO_TRUST, certificate="other"
    ),
    "shows an old certificate": Case(
        "not sent: the certificate of {server} has expired" + NO_TRUST, certificate="expired"
    ),
    "refuses the password": Case(
        "not sent: {server} did not let me in (535 5.7.8 Authentication credentials invalid); "
        "check the user in PREP_PACK_SMTP_URL, and the password",
        user="me",
        password="wrong",
    ),
    "takes no password": Case(
        "not sent: {server} takes no password; leave the user out of PREP_PACK_SMTP_URL, "
        "or send a draft from your mail program",
        user="me",
        manners=instead("250-AUTH", "250-HELP"),
    ),
    "wants another login": Case(
        "not sent: {server} takes no password (it wants XOAUTH2); leave the user out of PREP_PACK_SMTP_URL, "
        "or send a draft from your mail program",
        user="me",
        manners=instead("250-AUTH", "250-AUTH XOAUTH2"),
    ),
    "refuses the sender": Case(
        "not sent: {server} does not send for me@example.org (550 not yours); give another address by --from",
        box={"mail": "550 not yours"},
        written=REFUSED,
    ),
    "takes no large mail": Case(
        "not sent: on its way the message has 0.1 MB, and {server} takes at most 0.0 MB; "
        "choose fewer questions, or an edition with fewer pages",
        options={"data_size_limit": 1000},
    ),
    "takes one of two": Case(
        "sent to ann@example.org, and not to all: {server} did not take bob@example.org (550 no such user); "
        "check the address",
        box={"rcpt": {"bob@example.org": "550 no such user"}},
        written=("refused bob@example.org", "begun ann@example.org", "sent ann@example.org"),
        got=1,
    ),
    "takes nobody": Case(
        "not sent: {server} did not take ann@example.org (550 no such user); check the address\n"
        "not sent: {server} did not take bob@example.org (550 no such user); check the address",
        box={"rcpt": {"*": "550 no such user"}},
        written=REFUSED,
    ),
    "puts it off": Case(
        "not sent: {server} did not take ann@example.org (451 4.7.1 greylisted); try again later\n"
        "not sent: {server} did not take bob@example.org (451 4.7.1 greylisted); try again later",
        box={"rcpt": {"*": "451 4.7.1 greylisted"}},
        written=REFUSED,
    ),
    "leaves among the addresses": Case(
        "not sent: {server} broke off; try again later", box={"rcpt": {"bob@example.org": "421 bye"}}
    ),
    "takes no data": Case(
        "not sent: {server} did not take the message (554 no); its answer says why",
        manners=instead("354", "554 no"),
        written=REFUSED,
    ),
    "hangs up before the message": Case("not sent: {server} broke off; try again later", manners=leaving("354")),
    "refuses the message": Case(
        "not sent: {server} did not take the message (552 too much); its answer says why",
        box={"verdict": "552 too much"},
        written=(*BEGUN, *REFUSED),
    ),
    "refuses the message that one of two would get": Case(
        "not sent: {server} did not take the message (451 later); try again later\n"
        "not sent either: {server} did not take bob@example.org (550 no such user); check the address",
        box={"verdict": "451 later", "rcpt": {"bob@example.org": "550 no such user"}},
        written=("refused bob@example.org", "begun ann@example.org", "refused ann@example.org"),
    ),
    "hangs up after the end": Case(
        UNSURE + "broke off" + ASK, 11, UNKNOWN, manners=at_verdict(None, hang_up=True), got=1
    ),
    "says nothing after the end": Case(
        UNSURE + "said nothing in time" + ASK,
        11,
        UNKNOWN,
        manners=at_verdict(None),
        patience=Patience(verdict=QUICK),
        got=1,
    ),
    "says half a line after the end": Case(
        UNSURE + "broke off" + ASK, 11, UNKNOWN, manners=at_verdict(b"250 O", hang_up=True), got=1
    ),
    "says garbage after the end": Case(
        UNSURE + "answered what no mail server says" + ASK, 11, UNKNOWN, manners=at_verdict("\x1b[mmaybe"), got=1
    ),
    "goes on after the end": Case(
        UNSURE + "gave an answer without end" + ASK, 11, UNKNOWN, manners=at_verdict(b"2" * 100_000), got=1
    ),
    "asks for more after the end": Case(
        UNSURE + "answered 354 go on" + ASK, 11, UNKNOWN, manners=at_verdict("354 go on"), got=1
    ),
    "hangs up when we part": Case("", 0, SENT, manners=leaving("221"), got=1),
    "refuses to part": Case("", 0, SENT, manners=instead("221", "500 stay"), got=1),
    "takes it in many lines": Case("", 0, SENT, manners=at_verdict("250-thank\r\n250 you"), got=1),
}


@contextmanager
def serving(case: Case, box: Box, loop: Loop, certificates: Certificates) -> Iterator[int]:
    tls = certificates.context(case.certificate) if case.certificate else None
    starttls = {} if case.wrapped else {"tls_context": tls}

    def factory() -> Rude:
        options = {"loop": loop.loop, "authenticator": box.log_in, "auth_require_tls": not case.wrapped}
        return Rude(box, case.manners, **options, **starttls, **case.options)

    with loop.serving(factory, tls if case.wrapped and not case.plain else None) as port:
        yield port


def written(folder: Path) -> list[str]:
    path = folder / RECORD
    lines = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    return [f"{line['fate']} {line['to']}" for line in lines]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.usefixtures("trust")
def test_a_server_that(name: str, loop: Loop, certificates: Certificates, mail: Mail, tmp_path: Path) -> None:
    case, box = CASES[name], Box(**CASES[name].box)
    with serving(case, box, loop, certificates) as port:
        account = Account("localhost", port, case.user, case.wrapped)
        posting = Posting(account=account, password=case.password, folder=tmp_path, moment=0, patience=case.patience)
        try:
            post(posting, mail)
            code, told = 0, ""
        except PrepPackError as error:
            code, told = error.exit_code, str(error)
    assert (told, code) == (case.told.format(server=f"localhost:{port}"), case.code)
    assert tuple(written(tmp_path)) == case.written
    assert box.tried == case.got or (box.verdict and box.tried == 1)


def test_there_are_enough_bad_manners() -> None:
    assert len(CASES) >= 35
    assert all(re.match(r"(not sent: |sent to |nobody knows )", case.told) for case in CASES.values() if case.code)


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("localhost", "not sent: localhost:9 cannot be reached (connection refused)"),
        ("nowhere.invalid", "not sent: there is no server nowhere.invalid, or no network"),
    ],
)
def test_no_server(host: str, told: str, mail: Mail, tmp_path: Path) -> None:
    with pytest.raises(PrepPackError) as raised:
        post(Posting(account=Account(host, 9, "", True), folder=tmp_path, moment=0), mail)
    assert str(raised.value) == f"{told}; check PREP_PACK_SMTP_URL, and your network"
    assert raised.value.exit_code == 10
    assert written(tmp_path) == []


@pytest.mark.usefixtures("trust")
def test_letters_outside_ascii_need_a_server_that_knows_them(
    loop: Loop, certificates: Certificates, mail: Mail, tmp_path: Path
) -> None:
    to_jose = replace(mail, to=(Address("josé", "example.org"),))
    with serving(Case(""), Box(), loop, certificates) as port, pytest.raises(PrepPackError) as raised:
        post(Posting(account=Account("localhost", port, "", True), folder=tmp_path, moment=0), to_jose)
    assert str(raised.value) == (
        f"not sent: localhost:{port} takes no addresses with letters outside ASCII (it has no SMTPUTF8); "
        "give another address, or send a draft from your mail program"
    )


async def deaf(server: Rude, text: str) -> str | bytes | None:
    """Lets us begin, hears nothing more, and hangs up."""
    if not text.startswith("354"):
        return text
    await server.speak(b"354 go on\r\n")
    server.transport.pause_reading()  # type: ignore[union-attr]
    await asyncio.sleep(QUICK / 5)
    await server.hang_up()
    return None


@pytest.mark.usefixtures("trust")
def test_what_breaks_off_in_the_middle_was_not_sent(loop: Loop, certificates: Certificates) -> None:
    told: list[str] = []

    def tell(fate: Fate, addresses: Sequence[str], said: str) -> None:
        told.extend(f"{fate} {bare}" for bare in addresses)

    # More than the system takes before anybody reads it.
    dispatch = Dispatch(sender=ME, to=(ANN,), message=b"x" * 70 + b"\r\n" + bytes(40_000_000))
    case = Case("", manners=deaf, options={"data_size_limit": None})
    with serving(case, Box(), loop, certificates) as port, pytest.raises(DeliveryError) as raised:
        send(Account("localhost", port, "", True), "", dispatch, tell)
    assert str(raised.value) == f"not sent: localhost:{port} broke off; try again later"
    assert told == ["begun ann@example.org", "failed ann@example.org"]
