"""The account that sends, from the environment, and where its password is looked for."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from generator.deliver.account import Account, find_password, read_account
from generator.model.problems import SetupError, UsageError

EXAMPLE = "; write smtps://you@mail.example.org, or smtp:// where the server wants STARTTLS"
ANN = Account("mail.example.org", 465, "ann@example.org", wrapped=True)


class Ring(KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.locked = locked
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def ring() -> Iterator[Ring]:
    before, ring = keyring.get_keyring(), Ring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.mark.parametrize(
    ("said", "account"),
    [
        ("smtps://ann@example.org@mail.example.org", ANN),
        ("smtps://ann%40example.org@mail.example.org:465/", ANN),
        ("smtp://ann@localhost", Account("localhost", 587, "ann", wrapped=False)),
        ("smtp://127.0.0.1:25", Account("127.0.0.1", 25, "", wrapped=False)),
        ("smtps://[::1]:4650", Account("::1", 4650, "", wrapped=True)),
        ("smtps://mail.straße.de", Account("mail.xn--strae-oqa.de", 465, "", wrapped=True)),
    ],
)
def test_an_account(said: str, account: Account) -> None:
    assert read_account({"PREP_PACK_SMTP_URL": said}) == account


@pytest.mark.parametrize(
    "said",
    [
        *("mail.example.org", "http://mail.example.org", "smtp://", "smtp://a b", "smtp://mail..org", "smtp://x:port"),
        *("smtp://x:0", "smtp://x:99999", "smtp://x/box", "smtp://x?tls=no", "smtp://[::1", "smtp://" + "x" * 70),
    ],
)
def test_no_account(said: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_account({"PREP_PACK_SMTP_URL": said})
    assert str(raised.value) == "PREP_PACK_SMTP_URL is no address of a server" + EXAMPLE


def test_none_is_named() -> None:
    with pytest.raises(UsageError) as raised:
        read_account({})
    assert str(raised.value) == "PREP_PACK_SMTP_URL is not set, so there is no server to send by" + EXAMPLE


@pytest.mark.parametrize("said", ["smtps://ann:s3cret@mail.example.org", "smtps://ann:@x.org", "smtp://:s3cret@x.org"])
def test_a_password_there_is_refused_and_not_repeated(said: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_account({"PREP_PACK_SMTP_URL": said})
    assert str(raised.value) == (
        "PREP_PACK_SMTP_URL holds a password; take it out, and put it into your keyring or into PREP_PACK_SMTP_PASSWORD"
    )


def test_the_keyring_is_asked_first_then_the_environment_then_the_person(ring: Ring) -> None:
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return "typed"

    environment = {"PREP_PACK_SMTP_PASSWORD": "exported"}
    assert find_password(ANN, {}, ask) == "typed"
    assert asked == ["Password of ann@example.org at mail.example.org: "]
    assert find_password(ANN, environment, ask) == "exported"
    keyring.set_password("prep-pack:mail.example.org", "ann@example.org", "kept")
    assert find_password(ANN, environment, ask) == "kept"
    assert len(asked) == 1


def test_a_locked_keyring_is_passed_over(ring: Ring) -> None:
    ring.locked = True
    assert find_password(ANN, {"PREP_PACK_SMTP_PASSWORD": "exported"}, None) == "exported"


@pytest.mark.parametrize("ask", [None, lambda question: ""], ids=["nobody there", "nothing typed"])
@pytest.mark.usefixtures("ring")
def test_no_password(ask: None) -> None:
    with pytest.raises(SetupError) as raised:
        find_password(ANN, {}, ask)
    assert str(raised.value) == (
        "there is no password for ann@example.org at mail.example.org; "
        'run "keyring set prep-pack:mail.example.org ann@example.org" (pip install "prep-pack[mail]"), '
        "or set PREP_PACK_SMTP_PASSWORD"
    )


def test_nobody_logs_in_where_nobody_is_named() -> None:
    assert find_password(Account("localhost", 25, "", wrapped=False), {}, None) == ""
