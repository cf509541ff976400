"""What a server gets, and what is not sent a second time."""

from __future__ import annotations

import getpass
import json
import re
import socket
from collections.abc import Sequence
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from generator.deliver.account import Account
from generator.finish.mail_record import RECORD
from generator.jobs.posting import Posting, post
from generator.model.address import Address
from generator.model.mail import Enclosure, Mail
from generator.model.problems import ContentError, DeliveryError, OutputError
from tests.deliver.conftest import ANN, BOB
from tests.deliver.servers import PASSWORD, Box, Certificates, Loop
from tests.deliver.test_rude_servers import Case, at_verdict, instead, serving, written

MOMENT = 1_795_392_000


def sent(
    mail: Mail, port: int, folder: Path, *, user: str = "", again: bool = False, wrapped: bool = True
) -> Sequence[str]:
    account = Account("localhost", port, user, wrapped)
    posting = Posting(account=account, password=PASSWORD, folder=folder, moment=MOMENT, again=again)
    return post(posting, mail).sent


@pytest.mark.parametrize("wrapped", [True, False], ids=["smtps", "STARTTLS"])
@pytest.mark.usefixtures("trust")
def test_what_was_meant_arrives(
    wrapped: bool, loop: Loop, certificates: Certificates, mail: Mail, tmp_path: Path
) -> None:
    box = Box()
    with serving(Case("", wrapped=wrapped), box, loop, certificates) as port:
        assert sent(mail, port, tmp_path, user="me", wrapped=wrapped) == ("ann@example.org", "bob@example.org")
    (got,) = box.got
    assert (got.mail_from, got.rcpt_tos) == ("me@example.org", ["ann@example.org", "bob@example.org"])
    assert box.passwords == [("me", PASSWORD)]
    assert isinstance(got.content, bytes)
    message = message_from_bytes(got.content, policy=policy.default)
    assert dict(message.items()) == {
        "From": "me@example.org",
        "To": "ann@example.org, bob@example.org",
        "Subject": "A workbook, Ann Lée",
        "Date": "Mon, 23 Nov 2026 00:00:00 +0000",
        "Message-ID": message["Message-ID"],
        "Content-Type": message["Content-Type"],
        "MIME-Version": "1.0",
    }
    letter, file = message.iter_parts()
    assert letter.get_content().replace("\r\n", "\n") == mail.letter.text
    assert (file.get_filename(), file.get_content()) == ("ann-lee.pdf", mail.enclosure.data)
    lines = [json.loads(line) for line in (tmp_path / RECORD).read_text().splitlines()]
    assert lines[-1] == {
        "version": 1,
        "at": "2026-11-23T00:00:00Z",
        "fate": "sent",
        "to": "bob@example.org",
        "file": "ann-lee.pdf",
        "size": len(mail.enclosure.data),
        "sha256": mail.enclosure.sha256,
        "server": f"localhost:{port}",
        "message": message["Message-ID"],
        "said": "250 2.0.0 OK, queued as 1",
    }


@pytest.mark.usefixtures("trust")
def test_nothing_says_on_which_machine_it_was_written(
    loop: Loop, certificates: Certificates, mail: Mail, tmp_path: Path
) -> None:
    box = Box()
    with serving(Case(""), box, loop, certificates) as port:
        sent(mail, port, tmp_path)
    assert box.greeted == ["[127.0.0.1]"]
    (got,) = box.got
    assert isinstance(got.content, bytes)
    head = got.content.partition(b"\r\n\r\n")[0].decode()
    for word in (socket.gethostname(), getpass.getuser(), str(tmp_path)):
        assert word not in head
    assert re.search(r"^Message-ID: <[0-9a-f]{40}@example\.org>\r$", head, re.MULTILINE)


@pytest.mark.usefixtures("trust")
def test_a_server_that_knows_only_login(loop: Loop, certificates: Certificates, mail: Mail, tmp_path: Path) -> None:
    box = Box()
    with serving(Case("", manners=instead("250-AUTH", "250-AUTH LOGIN")), box, loop, certificates) as port:
        sent(mail, port, tmp_path, user="mé")
    assert box.passwords == [("mé", PASSWORD)]


@pytest.mark.usefixtures("trust")
def test_letters_outside_ascii_where_the_server_knows_them(
    loop: Loop, certificates: Certificates, mail: Mail, tmp_path: Path
) -> None:
    box = Box()
    case = Case("", options={"enable_SMTPUTF8": True})
    with serving(case, box, loop, certificates) as port:
        sent(replace(mail, to=(Address("josé", "example.org", "José"),)), port, tmp_path)
    (got,) = box.got
    assert got.rcpt_tos == ["josé@example.org"]
    assert isinstance(got.content, bytes)
    assert b"<jos\xc3\xa9@example.org>" in got.content


@pytest.mark.usefixtures("trust")
def test_nothing_is_sent_twice_unasked(loop: Loop, certificates: Certificates, mail: Mail, tmp_path: Path) -> None:
    box = Box()
    to_ann = replace(mail, to=(ANN,))
    with serving(Case(""), box, loop, certificates) as port:
        sent(to_ann, port, tmp_path)
        with pytest.raises(DeliveryError) as raised:
            sent(replace(mail, to=(Address("ANN", "example.org"), BOB)), port, tmp_path)
        assert str(raised.value) == (
            "not sent: ANN@example.org was sent this very file on 2026-11-23T00:00:00Z; "
            "leave the address out, or add --again"
        )
        assert len(box.got) == 1
        sent(replace(to_ann, enclosure=Enclosure("x.pdf", b"%PDF another", 1)), port, tmp_path)
        sent(to_ann, port, tmp_path, again=True)
    assert len(box.got) == 3


@pytest.mark.usefixtures("trust")
def test_what_may_have_been_sent_is_not_sent_again_unasked(
    loop: Loop, certificates: Certificates, mail: Mail, tmp_path: Path
) -> None:
    box = Box()
    with (
        serving(Case("", manners=at_verdict(None, hang_up=True)), box, loop, certificates) as port,
        pytest.raises(DeliveryError),
    ):
        sent(replace(mail, to=(ANN,)), port, tmp_path)
    with serving(Case(""), box, loop, certificates) as port:
        with pytest.raises(DeliveryError) as raised:
            sent(mail, port, tmp_path)
        assert str(raised.value) == (
            "not sent: nobody knows whether ann@example.org got this very file, sent on 2026-11-23T00:00:00Z; "
            "ask whether it came, then leave the address out, or add --again"
        )
        assert sent(mail, port, tmp_path, again=True) == ("ann@example.org", "bob@example.org")
    assert written(tmp_path)[1] == "unknown ann@example.org"


@pytest.mark.usefixtures("trust")
def test_a_sending_that_was_killed_counts_as_unknown(
    loop: Loop, certificates: Certificates, mail: Mail, tmp_path: Path
) -> None:
    box = Box()
    with serving(Case(""), box, loop, certificates) as port:
        sent(replace(mail, to=(ANN,)), port, tmp_path)
        record = tmp_path / RECORD
        record.write_text(record.read_text().splitlines()[0] + "\n")
        with pytest.raises(DeliveryError, match="nobody knows whether ann@example"):
            sent(mail, port, tmp_path)
    assert len(box.got) == 1


@pytest.mark.usefixtures("trust")
def test_nothing_is_sent_that_cannot_be_written_down(
    loop: Loop, certificates: Certificates, mail: Mail, tmp_path: Path
) -> None:
    box = Box()
    (tmp_path / RECORD).mkdir()
    with serving(Case(""), box, loop, certificates) as port, pytest.raises(OutputError) as raised:
        sent(mail, port, tmp_path)
    assert str(raised.value) == f"cannot write {tmp_path / RECORD}: it is a folder; give the name of a file"
    assert box.got == []


@pytest.mark.usefixtures("trust")
def test_nothing_is_sent_where_what_was_sent_cannot_be_read(
    loop: Loop, certificates: Certificates, mail: Mail, tmp_path: Path
) -> None:
    box = Box()
    (tmp_path / RECORD).write_text("{}\n")
    with serving(Case(""), box, loop, certificates) as port, pytest.raises(ContentError):
        sent(mail, port, tmp_path)
    assert box.got == []


@pytest.mark.usefixtures("trust")
def test_what_was_sent_and_cannot_be_written_down_is_said(
    loop: Loop, certificates: Certificates, mail: Mail, tmp_path: Path
) -> None:
    async def fill(server: object, text: str) -> str:
        if text.startswith("250 2.0.0 OK, queued"):
            record = tmp_path / RECORD
            record.unlink()
            record.mkdir()
        return text

    box = Box()
    with serving(Case("", manners=fill), box, loop, certificates) as port, pytest.raises(OutputError) as raised:
        sent(replace(mail, to=(ANN,)), port, tmp_path)
    assert len(box.got) == 1
    assert str(raised.value) == (
        f"sent to ann@example.org, but cannot write {tmp_path / RECORD}: it is a folder; give the name of a file"
    )
