"""A connection to a mail server that cannot be led on: what it hears has an end, in octets and in seconds.

`smtplib` knows the protocol. It would listen to an answer that never ends, take half a line for a whole one, and pass
over what was said too early.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
import time
from dataclasses import dataclass
from typing import Any

from .account import Account

LONGEST_LINE, LONGEST_ANSWER = 4_096, 65_536
"""Octets of a line of an answer, and of all its lines."""
PIECE = 16_384
"""Octets that are sent at a time, each in the time of an answer: a slow line may take long over a whole file."""
NAME = "[127.0.0.1]"
"""How we greet (RFC 5321, 4.1.3). The machine's own name is nobody's business."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that an answer may take, and the verdict on a whole message (RFC 5321, 4.5.3.2)."""

    answer: float = 60.0
    verdict: float = 600.0


class SilentError(Exception):
    """The server said nothing, or not enough, in the time it had."""


class UnrulyError(Exception):
    """The server said what none may say: an answer without end, or words that nobody asked for."""


class _Ear:
    """What a server says, a line at a time."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._heard = b""
        self.expect(0.0)

    def expect(self, seconds: float) -> None:
        """A new answer begins, and has this time."""
        self._until = time.monotonic() + seconds
        self._room = LONGEST_ANSWER

    def readline(self, _: int) -> bytes:
        """The next line of the answer; nothing where the server is gone, even in the middle of a line."""
        while b"\n" not in self._heard:
            if len(self._heard) > min(LONGEST_LINE, self._room):
                raise UnrulyError("gave an answer without end")
            left = self._until - time.monotonic()
            if left <= 0:
                raise SilentError
            self._sock.settimeout(left)
            try:
                more = self._sock.recv(LONGEST_LINE)
            except TimeoutError:
                raise SilentError from None
            if not more:
                return b""
            self._heard += more
        line, _end, self._heard = self._heard.partition(b"\n")
        self._room -= len(line)
        if self._room < 0:
            raise UnrulyError("gave an answer without end")
        return line + _end

    def has_more(self) -> bool:
        """Whether something was said beyond the answer."""
        if self._heard:
            return True
        self._sock.setblocking(False)
        try:
            return bool(self._sock.recv(1, socket.MSG_PEEK))
        except BlockingIOError:
            return False

    def close(self) -> None:
        """Hear no more."""


class Connection(smtplib.SMTP):
    """A connection whose answers have an end."""

    def __init__(self, account: Account, patience: Patience, **options: Any) -> None:
        """Reach the server, and hear its greeting."""
        self.patience = patience
        try:
            super().__init__(account.host, account.port, local_hostname=NAME, timeout=patience.answer, **options)
        except BaseException:
            self.close()
            raise

    def getreply(self) -> tuple[int, bytes]:
        """The next answer: its code, -1 where it has none, and its text."""
        return self._answer(self.patience.answer)

    def verdict(self) -> tuple[int, bytes]:
        """The answer to a whole message."""
        return self._answer(self.patience.verdict)

    def _answer(self, seconds: float) -> tuple[int, bytes]:
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("closed")
        if self.file is None:
            self.file: Any = _Ear(self.sock)
        self.file.expect(seconds)
        return super().getreply()

    def docmd(self, cmd: str, args: str = "") -> tuple[int, bytes]:
        """Say something, and hear the answer. After that to STARTTLS nothing may be said until TLS is there."""
        answer = super().docmd(cmd, args)
        if cmd == "STARTTLS" and self.sock is not None:
            spoke_on = self.file.has_more()
            self.sock.settimeout(self.patience.answer)
            if spoke_on:
                raise UnrulyError("spoke on before TLS was there, as if somebody had slipped words in")
        return answer

    def send(self, s: Any) -> None:
        """Send text or octets."""
        if self.sock is not None:
            self.sock.settimeout(self.patience.answer)
        super().send(s)

    def pour(self, data: bytes) -> None:
        """Send many octets."""
        for start in range(0, len(data), PIECE):
            self.send(data[start : start + PIECE])


class _Wrapped(Connection, smtplib.SMTP_SSL):
    """The same, in TLS from the first byte on."""


def connect(account: Account, patience: Patience) -> Connection:
    """A connection that is encrypted, to a server that has shown who it is.

    Raises:
        OSError: it cannot be reached, or it is not who it should be (`ssl.SSLError`), or it said no (`smtplib`).
        SilentError, UnrulyError: see there.
    """
    context = ssl.create_default_context()
    line = _Wrapped(account, patience, context=context) if account.wrapped else Connection(account, patience)
    try:
        _greet(line)
        if not account.wrapped:
            line.starttls(context=context)
            _greet(line)
    except BaseException:
        line.close()
        raise
    return line


def _greet(line: Connection) -> None:
    code, said = line.ehlo()
    if code != 250:
        raise smtplib.SMTPHeloError(code, said)
