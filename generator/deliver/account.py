"""The account that sends: its server, who logs in, and the password, which no file of ours and no flag holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from ..model.address import ascii_domain
from ..model.problems import Problem, SetupError, UsageError

ADDRESS = "PREP_PACK_SMTP_URL"
PASSWORD = "PREP_PACK_SMTP_PASSWORD"
SERVICE = "prep-pack"
"""What a keyring calls the program; an entry is of this service and host."""
PORTS = {"smtps": 465, "smtp": 587}
"""TLS from the first byte on, or asked for by STARTTLS (RFC 8314)."""
EXAMPLE = "write smtps://you@mail.example.org, or smtp:// where the server wants STARTTLS"

Ask = Callable[[str], str]
"""Asks somebody at a terminal for a password; given what to ask. Empty where nobody answers."""

_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?!.{{254}}){_LABEL}(\.{_LABEL})*|[0-9a-f:.]+:[0-9a-f:.]*")


@dataclass(frozen=True, slots=True)
class Account:
    """A server, and who logs in; nobody where ``user`` is empty. ``wrapped`` is TLS from the first byte on."""

    host: str
    port: int
    user: str
    wrapped: bool

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def read_account(environment: Mapping[str, str]) -> Account:
    """The account that the environment names.

    Raises:
        UsageError: there is none, it makes no sense, or it holds a password.
    """
    said = environment.get(ADDRESS, "").strip()
    if not said:
        raise _wrong(f"{ADDRESS} is not set, so there is no server to send by")
    # What it says is not repeated: a part of it may be a password.
    try:
        parts = urlsplit(said)
        port = parts.port
        host = parts.hostname or ""
        host = host if host.isascii() else ascii_domain(host)
    except ValueError:
        raise _wrong(f"{ADDRESS} is no address of a server") from None
    if parts.password is not None:
        mend = f"take it out, and put it into your keyring or into {PASSWORD}"
        raise UsageError(Problem(f"{ADDRESS} holds a password", mend))
    if parts.scheme not in PORTS or not _HOST.fullmatch(host) or port == 0 or _has_more(parts):
        raise _wrong(f"{ADDRESS} is no address of a server")
    user = unquote(parts.username or "")
    if not user.isprintable():
        raise _wrong(f"the user in {ADDRESS} has a sign that cannot be printed")
    return Account(host, port or PORTS[parts.scheme], user, parts.scheme == "smtps")


def find_password(account: Account, environment: Mapping[str, str], ask: Ask | None) -> str:
    """The password of an account: from the keyring, else from the environment, else from who sits there.

    Raises:
        SetupError: there is none.
    """
    if not account.user:
        return ""
    found = _in_keyring(account) or environment.get(PASSWORD, "")
    if not found and ask:
        found = ask(f"Password of {account.user} at {account.host}: ")
    if not found:
        what = f"there is no password for {account.user} at {account.host}"
        mend = (
            f'run "keyring set {_service(account)} {account.user}" (pip install "prep-pack[mail]"), or set {PASSWORD}'
        )
        raise SetupError(Problem(what, mend))
    return found


def _in_keyring(account: Account) -> str:
    """What the keyring knows; empty where there is no keyring, it is locked, or it is broken."""
    try:
        import keyring
    except ImportError:
        return ""
    try:
        return keyring.get_password(_service(account), account.user) or ""
    except Exception:  # a keyring is whatever the system has, and may fail in any way
        return ""


def _service(account: Account) -> str:
    return f"{SERVICE}:{account.host}"


def _has_more(parts: SplitResult) -> bool:
    return bool(parts.path.strip("/") or parts.query or parts.fragment)


def _wrong(what: str) -> UsageError:
    return UsageError(Problem(what, EXAMPLE))
