"""``prep-pack email`` as a user meets it: drafts, dry runs, mistakes, and a letter that goes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from hashlib import sha256
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.deliver.account import PASSWORD as PASSWORD_VARIABLE
from generator.finish.mail_record import RECORD
from tests.cohorts import write_question
from tests.deliver.servers import PASSWORD, Box, Certificates, Loop
from tests.deliver.test_rude_servers import Case, serving, written

PACK = """title: My workbook
plan: none
notes_pages: 0
paper: a5
edition: screen
candidate: Zoë Lee
company: A bank
language: de
date: 2026-11-28
questions: [one]
"""
DRAFT = "output/pack-screen-a5.eml"
FILE = "zoe-lee-my-workbook-a-bank-screen.pdf"


@pytest.fixture(scope="session")
def loop() -> Iterator[Loop]:
    loop = Loop()
    yield loop
    loop.close()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a question and a pack; no account."""
    monkeypatch.chdir(tmp_path)
    for name in ("PREP_PACK_SMTP_URL", PASSWORD_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    write_question(tmp_path, "one")
    (tmp_path / "pack.yaml").write_text(PACK)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = run(["email", *words])
    caught = capsys.readouterr()
    return code, caught.out, caught.err


def test_a_draft(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, "--to", "Jo Park <jo@straße.de>", "--to", "sam@example.org")
    assert code == 0, err
    assert re.fullmatch(rf"{DRAFT}  \d+ pages, \d+ kB, \d+\.\d s\n", out)
    assert err == (
        "using pack.yaml of this folder\n"
        "1 question, chosen by pack.yaml\n"
        f"open it with your mail program, read it, and send it; {FILE} is in it\n"
    )
    draft = (here / DRAFT).read_bytes()
    message = message_from_bytes(draft, policy=policy.default)
    assert [f"{name}: {value}" for name, value in message.items()][:3] == [
        "To: Jo Park <jo@xn--strae-oqa.de>, sam@example.org",
        "Subject: My workbook, Zoë Lee (A bank)",
        "X-Unsent: 1",
    ]
    letter, file = message.iter_parts()
    assert letter.get_content().startswith(
        "Guten Tag,\r\n\r\nanbei mein Arbeitsheft für das Vorstellungsgespräch bei A bank"
    )
    assert file.get_filename() == FILE
    assert file.get_content_type() == "application/pdf"
    assert file.get_content().startswith(b"%PDF-")
    assert str(here).encode() not in draft
    assert [path.name for path in (here / "output").iterdir()] == [Path(DRAFT).name]

    again = told(capsys, "--to", "Jo Park <jo@straße.de>", "--to", "sam@example.org", "-q", "-o", "mine.eml")
    assert again == (0, "", "")
    assert (here / "mine.eml").read_bytes() == draft


def test_a_dry_run_shows_all_and_does_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (here / "pack.yaml").open("a") as pack:
        pack.write("coach: Jo\ncoach_email: jo@example.org\nemail: zoe@example.org\n")
    code, out, err = told(capsys, "--dry-run", "--subject", "Für Jo: 1, 2", "-q")
    assert (code, err) == (0, "")
    digest = re.search(r"^sha256: ([0-9a-f]{64})$", out, re.MULTILINE)
    assert digest
    assert out.startswith(
        "From: Zoë Lee <zoe@example.org>\nTo: Jo <jo@example.org>\nSubject: Für Jo: 1, 2\nX-Unsent: 1\n"
    )
    assert "\n\nGuten Tag Jo,\n\n" in out
    assert re.search(rf"^file: {re.escape(FILE)}, \d+ pages, \d+ kB$", out, re.MULTILINE)
    assert out.endswith(f"\nwould be written to {DRAFT}; nothing was\n")
    assert not (here / "output").exists()
    assert told(capsys, "-q")[0] == 0
    _, file = message_from_bytes((here / DRAFT).read_bytes(), policy=policy.default).iter_parts()
    assert sha256(file.get_content()).hexdigest() == digest[1]


USING = "using pack.yaml of this folder\n"
NO_ACCOUNT = "write smtps://you@mail.example.org, or smtp:// where the server wants STARTTLS"


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        ([], 2, USING + "error: there is nobody to write to; add --to jo@example.org, or coach_email to the pack\n"),
        (
            ["--to", "jo", "--to", "sam@", "--from", "x y@example.org", "--subject", "a\nBcc: b"],
            2,
            USING + 'error: "jo" is no e-mail address: it has no @; write one such as ann@example.org\n'
            'error: "sam@" is no e-mail address: its domain has no dot; write one such as ann@example.org\n'
            'error: "x y@example.org" is no e-mail address: a sign stands before the @ that cannot be there; '
            "write one such as ann@example.org\n"
            "error: --subject holds a line break, or is longer than a line; write at most 200 characters on one line\n",
        ),
        (
            ["--to", "jo@example.org", "--send"],
            2,
            USING + f"error: PREP_PACK_SMTP_URL is not set, so there is no server to send by; {NO_ACCOUNT}\n",
        ),
        (
            ["--to", "jo@example.org", "--send", "-o", "x.eml"],
            2,
            "error: --output is for a draft, and --send makes none; leave out one of them\n",
        ),
        (
            ["--to", "jo@example.org", "--again", "-o", "x.pdf"],
            2,
            "error: the output x.pdf does not end in .eml; give the name of an e-mail draft\n"
            "error: --again is for --send; leave it out, or add --send\n",
        ),
    ],
)
def test_mistakes(words: list[str], code: int, error: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, *words) == (code, "", error)
    assert not (here / "output").exists()


def test_a_wrong_address_in_the_pack_has_its_line(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "pack.yaml").write_text(PACK + "coach_email: jo\n")
    assert told(capsys, "-q") == (
        3,
        "",
        'error: pack.yaml:11: "coach_email": "jo" is no e-mail address: it has no @; write one such as ann@example.org\n',
    )


@pytest.mark.parametrize(
    ("url", "words", "code", "error"),
    [
        (
            "smtps://localhost:9",
            [],
            2,
            "error: nobody is named as the sender; add --from ann@example.org, or email to the pack\n",
        ),
        (
            "smtps://zoe:s3cret@localhost:9",
            [],
            2,
            "error: PREP_PACK_SMTP_URL holds a password; "
            "take it out, and put it into your keyring or into PREP_PACK_SMTP_PASSWORD\n",
        ),
        (
            "smtps://zoe@example.org@localhost:9",
            [],
            8,
            "error: there is no password for zoe@example.org at localhost; "
            'run "keyring set prep-pack:localhost zoe@example.org" (pip install "prep-pack[mail]"), '
            "or set PREP_PACK_SMTP_PASSWORD\n",
        ),
        (
            "smtps://localhost:9",
            ["--from", "zoe@example.org"],
            10,
            "error: not sent: localhost:9 cannot be reached (connection refused); "
            "check PREP_PACK_SMTP_URL, and your network\n",
        ),
    ],
)
def test_what_stops_a_sending(
    url: str,
    words: list[str],
    code: int,
    error: str,
    here: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PREP_PACK_SMTP_URL", url)
    assert told(capsys, "--to", "jo@example.org", "--send", "-q", *words) == (code, "", error)
    assert not (here / "output" / RECORD).exists()


def test_it_goes_out_once(
    here: Path,
    loop: Loop,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    certificates, box = Certificates(), Box()
    authority = tmp_path_factory.mktemp("trust") / "authority.pem"
    certificates.authority.cert_pem.write_to_path(authority)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    words = ("--to", "jo@example.org", "--send")
    with serving(Case(""), box, loop, certificates) as port:
        monkeypatch.setenv("PREP_PACK_SMTP_URL", f"smtps://zoe@example.org@localhost:{port}")
        code, out, err = told(capsys, *words, "--dry-run", "-q")
        assert (code, err, box.got) == (0, "", [])
        assert out.endswith(f"\nwould be sent by localhost:{port}; nothing was\n")
        assert not (here / "output").exists()
        code, out, err = told(capsys, *words)
        assert code == 0, err
        assert re.fullmatch(rf"sent to jo@example\.org  {re.escape(FILE)}, \d+ pages, \d+ kB, \d+\.\d s\n", out)
        assert err.endswith(f"written down in output/{RECORD}\n")
        twice = (
            "error: not sent: jo@example.org was sent this very file on 2026-11-23T00:00:00Z; "
            "leave the address out, or add --again\n"
        )
        for more in ((), ("--dry-run",)):
            assert told(capsys, *words, "-q", *more) == (10, "", twice)
        assert told(capsys, *words, "-q", "--again") == (0, "", "")
    assert [got.mail_from for got in box.got] == ["zoe@example.org"] * 2
    assert written(here / "output") == ["begun jo@example.org", "sent jo@example.org"] * 2
    assert [path.name for path in (here / "output").iterdir()] == [RECORD]
    assert PASSWORD not in (here / "output" / RECORD).read_text()
