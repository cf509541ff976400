"""Sending: one message, over one connection, once. What became of it is said exactly; nothing is ever tried again here.

A server has a message from the moment it hears its end (RFC 5321, 4.2.5 and 4.5.4.2). What breaks before that was not
sent. What breaks after it, until the verdict is in, is not known, and no second try could mend that.
"""

from __future__ import annotations

import base64
import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from ..model.address import Address
from ..model.mail import Fate
from ..model.problems import DeliveryError, Problem, UnknownDeliveryError
from .account import ADDRESS, Account
from .connection import Connection, Patience, SilentError, UnrulyError, connect

END = b".\r\n"
LONGEST_SAID = 160
"""Characters of a server's answer that are repeated."""
LATER = "try again later"
NO_ANSWER = "what no mail server says"
CLOSING = 421
"""The answer of a server that is about to leave."""
NO_TRUST = "nothing was said to it; check the server's name, and whether somebody stands between"
_CERTIFICATES = {9: "is not valid yet", 10: "has expired", 62: "is for another name", 64: "is for another name"}
"""Why a certificate is refused, by OpenSSL's number (X509_V_ERR_…)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """What is sent: from whom, to whom, the message itself, and whether only servers with SMTPUTF8 can take it."""

    sender: Address
    to: tuple[Address, ...]
    message: bytes
    utf8: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """An address that a server did not take, and what it said."""

    address: str
    said: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """Who will get a message, and who will not."""

    sent: tuple[str, ...]
    refused: tuple[Refusal, ...]


Tell = Callable[[Fate, Sequence[str], str], None]
"""Told of addresses as soon as something is known of them, with what the server said of it."""


def send(account: Account, password: str, dispatch: Dispatch, tell: Tell, patience: Patience | None = None) -> Delivery:
    """Send a message. Where a server refuses some addresses the others get it, and the result says so.

    Args:
        account: the server, and who logs in.
        password: of who logs in.
        dispatch: what is sent.
        tell: is told ``BEGUN`` when nothing but the message itself is left to send. What it raises then stops it.
        patience: how long to wait.

    Raises:
        DeliveryError: it did not go out: no server, no trust, no login, or the server did not take it.
        UnknownDeliveryError: the connection broke after the end of the message, and before the verdict.
    """
    with _not_sent(account):
        line = connect(account, patience or Patience())
    try:
        with _not_sent(account):
            _log_in(line, account, password)
        return _Sending(line, account, dispatch, tell).through()
    finally:
        line.close()


def _log_in(line: Connection, account: Account, password: str) -> None:
    """Say who we are, once: a server may lock an account after some wrong passwords."""
    if not account.user:
        return
    offered = str(line.esmtp_features.get("auth", "")).upper().split()
    if "PLAIN" in offered:
        answer = line.docmd("AUTH", "PLAIN " + _base64(f"\0{account.user}\0{password}"))
    elif "LOGIN" in offered:
        answer = line.docmd("AUTH", "LOGIN " + _base64(account.user))
        if answer[0] == 334:
            answer = line.docmd(_base64(password))
    else:
        wants = f" (it wants {', '.join(offered)})" if offered else ""
        mend = f"leave the user out of {ADDRESS}, or send a draft from your mail program"
        raise _failed(f"{account} takes no password{wants}", mend)
    if answer[0] != 235:
        mend = LATER if _is_passing(answer[0]) else f"check the user in {ADDRESS}, and the password"
        raise _failed(f"{account} did not let {account.user} in ({_told(*answer)})", mend)


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@dataclass
class _Sending:
    """One message on its way, and who is left of those it is for."""

    line: Connection
    account: Account
    dispatch: Dispatch
    tell: Tell
    refused: list[Refusal] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.taken = [box.bare for box in self.dispatch.to]

    def through(self) -> Delivery:
        """From the sender's address to the verdict."""
        with _not_sent(self.account):
            self._say_from_whom(self._options())
            self._say_to_whom()
            self._ask_to_begin()
        self.tell(Fate.BEGUN, self.taken, "")
        try:
            with _not_sent(self.account):
                # Up to its end, and not the end. A line that begins with a dot would be taken for that.
                self.line.pour(re.sub(rb"(?m)^\.", b"..", self.dispatch.message))
        except (DeliveryError, KeyboardInterrupt):
            self.tell(Fate.FAILED, self.taken, "")
            raise
        self._hear_verdict()
        return Delivery(tuple(self.taken), tuple(self.refused))

    def _options(self) -> list[str]:
        """What is said beside the sender's address.

        Raises:
            DeliveryError: the server takes no message of this size, or of such addresses.
        """
        options = []
        if self.line.has_extn("size"):
            most, size = str(self.line.esmtp_features["size"]), len(self.dispatch.message)
            if most.isascii() and most.isdigit() and 0 < int(most) < size:
                limit = f"{self.account} takes at most {int(most) / 1e6:.1f} MB"
                mend = "choose fewer questions, or an edition with fewer pages"
                raise _failed(f"on its way the message has {size / 1e6:.1f} MB, and {limit}", mend)
            options.append(f"SIZE={size}")
        if self.dispatch.utf8:
            if not self.line.has_extn("smtputf8"):
                what = f"{self.account} takes no addresses with letters outside ASCII (it has no SMTPUTF8)"
                raise _failed(what, "give another address, or send a draft from your mail program")
            options += ["BODY=8BITMIME", "SMTPUTF8"]
        return options

    def _say_from_whom(self, options: Sequence[str]) -> None:
        sender = self.dispatch.sender.bare
        code, said = self.line.mail(sender, options)
        if code != 250:
            told = _told(code, said)
            self.tell(Fate.REFUSED, self.taken, told)
            mend = LATER if _is_passing(code) else "give another address by --from"
            raise _failed(f"{self.account} does not send for {sender} ({told})", mend)

    def _say_to_whom(self) -> None:
        for bare in tuple(self.taken):
            code, said = self.line.rcpt(bare)
            if code == CLOSING:
                raise smtplib.SMTPServerDisconnected(_told(code, said))
            if code not in (250, 251):
                self.taken.remove(bare)
                self.refused.append(Refusal(bare, _told(code, said)))
        for refusal in self.refused:
            self.tell(Fate.REFUSED, [refusal.address], refusal.said)
        if not self.taken:
            raise DeliveryError(*self._refusals("not sent"))

    def _ask_to_begin(self) -> None:
        code, said = self.line.docmd("DATA")
        if code != 354:
            raise self._not_taken(code, said)

    def _hear_verdict(self) -> None:
        """Send the end of the message, and hear what the server says of it.

        Raises:
            DeliveryError: it does not take it.
            UnknownDeliveryError: it does not say whether it does.
        """
        try:
            self.line.pour(END)
            code, said = self.line.verdict()
        except (OSError, SilentError, UnrulyError, KeyboardInterrupt) as error:
            raise self._unknown(_why(error)) from error
        told = _told(code, said)
        if 400 <= code < 600:
            raise self._not_taken(code, said)
        if not 200 <= code < 300:
            raise self._unknown(f"answered {told}", told)
        self.tell(Fate.SENT, self.taken, told)
        # The message is the server's now, however we part.
        with suppress(OSError, SilentError, UnrulyError, KeyboardInterrupt):
            self.line.quit()

    def _not_taken(self, code: int, said: bytes) -> DeliveryError:
        self.tell(Fate.REFUSED, self.taken, _told(code, said))
        mend = LATER if _is_passing(code) else "its answer says why"
        what = f"not sent: {self.account} did not take the message ({_told(code, said)})"
        return DeliveryError(Problem(what, mend), *self._refusals("not sent either"))

    def _unknown(self, why: str, said: str = "") -> UnknownDeliveryError:
        self.tell(Fate.UNKNOWN, self.taken, said)
        people = ", ".join(self.taken)
        what = f"nobody knows whether it was sent to {people}: after the whole message {self.account} {why}"
        problem = Problem(what, "ask whether it came, before you send it --again")
        return UnknownDeliveryError(problem, *self._refusals("not sent"))

    def _refusals(self, what: str) -> Iterator[Problem]:
        return (refusal_told(self.account, refusal, what) for refusal in self.refused)


def refusal_told(account: Account, refusal: Refusal, what: str) -> Problem:
    """An address that a server did not take, as a problem; ``what`` says what that means."""
    mend = LATER if refusal.said.startswith("4") else "check the address"
    return Problem(f"{what}: {account} did not take {refusal.address} ({refusal.said})", mend)


def _why(error: BaseException) -> str:
    if isinstance(error, SilentError):
        return "said nothing in time"
    if isinstance(error, UnrulyError):
        return str(error)
    return "was not waited for" if isinstance(error, KeyboardInterrupt) else "broke off"


@contextmanager
def _not_sent(account: Account) -> Iterator[None]:
    """What goes wrong in here, in plain words: the message did not go out."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        why = _CERTIFICATES.get(error.verify_code, "is signed by nobody that this machine knows")
        raise _failed(f"the certificate of {account} {why}", NO_TRUST) from error
    except ssl.SSLError as error:
        raise _failed(
            f"{account} does not speak TLS here", f"check the port, and smtps or smtp, in {ADDRESS}"
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        raise _failed(f"{account} offers no encryption (STARTTLS)", NO_TRUST) from error
    except smtplib.SMTPResponseException as error:
        mend = LATER if _is_passing(error.smtp_code) else f"check {ADDRESS}"
        raise _failed(f"{account} turned us away ({_told(error.smtp_code, error.smtp_error)})", mend) from error
    except smtplib.SMTPServerDisconnected as error:
        raise _failed(f"{account} broke off", LATER) from error
    except UnrulyError as error:
        raise _failed(f"{account} {error}", NO_TRUST) from error
    except (SilentError, TimeoutError) as error:
        raise _failed(f"{account} said nothing in time", LATER) from error
    except socket.gaierror as error:
        raise _failed(
            f"there is no server {account.host}, or no network", f"check {ADDRESS}, and your network"
        ) from error
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise _failed(f"{account} cannot be reached ({why})", f"check {ADDRESS}, and your network") from error


def _failed(what: str, mend: str) -> DeliveryError:
    return DeliveryError(Problem(f"not sent: {what}", mend))


def _is_passing(code: int) -> bool:
    return 400 <= code < 500


def _told(code: int, said: bytes | str) -> str:
    """A server's answer on one line."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    short = words if len(words) <= LONGEST_SAID else words[: LONGEST_SAID - 1] + "…"
    # The code of an answer that has none is -1, and the library has cut off how it began.
    return f"{code} {short}".strip() if code >= 0 else NO_ANSWER
