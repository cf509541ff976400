"""Mail servers on loopback: a real one (aiosmtpd), with TLS by throw-away certificates, and the same with bad manners."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

PASSWORD = "pässwörd"


@dataclass
class Certificates:
    """An authority for the time of the tests, and what it signed."""

    authority: trustme.CA = field(default_factory=trustme.CA)
    stranger: trustme.CA = field(default_factory=trustme.CA)

    def context(self, kind: str = "good") -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        past = datetime.now(UTC) - timedelta(days=1)
        match kind:
            case "expired":
                signed = self.authority.issue_cert("localhost", not_after=past, not_before=past - timedelta(days=9))
            case "other":
                signed = self.authority.issue_cert("mail.example.org")
            case "strange":
                signed = self.stranger.issue_cert("localhost")
            case _:
                signed = self.authority.issue_cert("localhost")
        signed.configure_cert(context)
        return context


@dataclass
class Box:
    """Takes mail as a server should, but for what it is told to say instead."""

    mail: str = ""
    rcpt: dict[str, str] = field(default_factory=dict)
    """What is said to an address; ``*`` is any."""
    verdict: str = ""
    passwords: list[tuple[str, str]] = field(default_factory=list)
    greeted: list[str] = field(default_factory=list)
    got: list[Envelope] = field(default_factory=list)
    tried: int = 0
    """How many messages came whole."""

    async def handle_EHLO(  # noqa: N802
        self, server: Any, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.greeted.append(hostname)
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.mail:
            return self.mail
        envelope.mail_from, envelope.mail_options = address, options
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if said := self.rcpt.get(address) or self.rcpt.get("*"):
            return said
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.tried += 1
        if not self.verdict:
            self.got.append(envelope)
        return self.verdict or "250 2.0.0 OK, queued as 1"

    def log_in(self, server: Any, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.passwords.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=data.password.decode() == PASSWORD, handled=False)


Manners = Callable[["Rude", str], Coroutine[Any, Any, str | bytes | None]]
"""Given what a server is about to say; what it says instead. Nothing where it says nothing more."""


class Rude(SMTP):
    """A server that says something else now and then."""

    def __init__(self, box: Box, manners: Manners | None, **options: Any) -> None:
        self.manners = manners
        self.last = ""
        super().__init__(box, hostname="localhost", ident="test", **options)

    async def push(self, status: str | bytes) -> None:
        text = status.decode() if isinstance(status, bytes) else status
        said: str | bytes | None = await self.manners(self, text) if self.manners else status
        self.last = text
        if isinstance(said, str):
            await super().push(said)
        elif said is not None:
            await self.speak(said)

    async def speak(self, said: bytes) -> None:
        """Say octets as they are."""
        self._writer.write(said)
        await self._writer.drain()

    async def hang_up(self) -> None:
        assert isinstance(self.transport, asyncio.WriteTransport)
        self.transport.abort()
        await asyncio.sleep(3600)


class Loop:
    """A loop of its own for servers, in a thread of its own."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.loop.set_exception_handler(lambda loop, context: None)
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    @contextmanager
    def serving(self, factory: Callable[[], asyncio.BaseProtocol], tls: ssl.SSLContext | None) -> Iterator[int]:
        """A server; the port it is reached at."""

        async def begin() -> asyncio.Server:
            return await self.loop.create_server(factory, "127.0.0.1", 0, ssl=tls)

        async def end(server: asyncio.Server) -> None:
            server.close()
            others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

        server = asyncio.run_coroutine_threadsafe(begin(), self.loop).result(30)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            asyncio.run_coroutine_threadsafe(end(server), self.loop).result(30)

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(30)
        self.loop.close()
