"""Messages: the same for the same mail, and no word in one can become a header."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from email import message_from_bytes, policy
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.deliver import message
from generator.deliver.message import UnfaithfulError, headers_of, make_draft, make_message
from generator.model.address import Address, printable
from generator.model.mail import Enclosure, Letter, Mail

ANY = st.text(
    st.one_of(st.sampled_from('\r\n\t ,;:<>@"\\()[].=?_-ab\u0085\u2028\u00a0\u202e漢😀'), st.characters()), max_size=120
)
LINES = ANY.map(lambda text: printable(" ".join(text.split())))
"""What the program lets through to a header: any text, on one line."""
EVIL = "x\r\nBcc: eve@example.org\r\n\r\n<script>"


def test_a_draft_opens_as_one_and_is_the_same_for_the_same(mail: Mail) -> None:
    draft = make_draft(mail)
    assert draft == make_draft(mail)
    told = dict(headers_of(draft))
    assert list(told) == ["From", "To", "Subject", "X-Unsent", "Content-Type", "MIME-Version"]
    assert told["X-Unsent"] == "1"
    assert draft.isascii()
    assert "From" not in dict(headers_of(make_draft(replace(mail, sender=None))))


def test_a_message_has_a_date_and_an_id_of_its_own(mail: Mail) -> None:
    first, second = (dict(headers_of(make_message(mail, moment))) for moment in (0, 86_400))
    assert (first["Date"], second["Date"]) == ("Thu, 01 Jan 1970 00:00:00 +0000", "Fri, 02 Jan 1970 00:00:00 +0000")
    assert first["Message-ID"] != second["Message-ID"]
    assert "X-Unsent" not in first


@settings(max_examples=150)
@given(LINES, LINES, LINES, ANY)
@example("Lee, Ann", "=?utf-8?q?a?=", '"', ".\r\n.")
@example(printable(EVIL), printable(EVIL), printable(EVIL), EVIL)
def test_no_word_becomes_a_header(name: str, subject: str, file: str, text: str) -> None:
    name, subject = name.strip(' "'), subject.strip(" ")
    letter = Letter(subject, "\n".join(printable(line) for line in text.split("\n")))
    to = (Address("ann", "example.org", name), Address("bob", "example.org"))
    mail = Mail(letter, Enclosure("a.pdf", file.encode(errors="replace"), 1), to, Address("me", "example.org", name))
    made = make_message(mail, 0)
    parsed = message_from_bytes(made, policy=policy.default)
    meant = ["From", "To", "Subject", "Date", "Message-ID", "Content-Type", "MIME-Version"]
    assert parsed.keys() == meant
    assert [box.addr_spec for box in parsed["To"].addresses] == ["ann@example.org", "bob@example.org"]
    assert b"\r\nBcc:" not in made.partition(b"\r\n\r\n")[0]
    assert all(len(line) <= 998 for line in made.split(b"\r\n"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"letter": Letter(EVIL, "Hello")}, "something else"),
        ({"to": (Address("ann", "example.org", EVIL),)}, "others"),
        ({"to": (Address("ann", "example.org>, <eve@example.org"),)}, "others"),
        ({"to": (Address("ann", "example.org\r\nBcc: eve@example.org"),)}, "other headers"),
        ({"to": (Address("ann", "example.org\nBcc: eve@example.org"),)}, "does not end as it should"),
        ({"sender": Address("me", "example.org\r\nBcc: eve@example.org")}, "other headers"),
        ({"to": (Address("ann", "example.org\r\n\r\nHello"),)}, "other headers"),
    ],
)
def test_what_would_become_one_is_never_let_out(mail: Mail, change: dict[str, Any], told: str) -> None:
    with pytest.raises(UnfaithfulError, match=told):
        make_draft(replace(mail, **change))


@pytest.mark.parametrize("name", ["käse.pdf", "漢" * 60 + ".pdf"])
def test_a_name_in_any_script(mail: Mail, name: str) -> None:
    made = make_draft(replace(mail, enclosure=replace(mail.enclosure, name=name)))
    _, file = message_from_bytes(made, policy=policy.default).iter_parts()
    assert file.get_filename() == name


def test_the_stage_is_pure() -> None:
    """It makes a message without a network, a file, or a clock."""
    code = f"import sys; import {message.__name__}; sys.exit('smtplib' in sys.modules or 'jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
