"""A loop that servers run in, certificates, and a mail to send: each made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.model.address import Address
from generator.model.mail import Enclosure, Letter, Mail
from tests.deliver.servers import Certificates, Loop

ANN, BOB, ME = (Address(name, "example.org") for name in ("ann", "bob", "me"))


@pytest.fixture(scope="session")
def loop() -> Iterator[Loop]:
    loop = Loop()
    yield loop
    loop.close()


@pytest.fixture(scope="session")
def certificates() -> Certificates:
    return Certificates()


@pytest.fixture(scope="session")
def trusted(certificates: Certificates, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the authority that signed the good certificate."""
    path = tmp_path_factory.mktemp("trust") / "authority.pem"
    certificates.authority.cert_pem.write_to_path(path)
    return path


@pytest.fixture
def trust(trusted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine knows the authority."""
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))


@pytest.fixture(scope="session")
def mail() -> Mail:
    letter = Letter("A workbook, Ann Lée", "Dear Jo,\n\n.\n.. a line of dots\nFrom here on: é\n")
    return Mail(letter, Enclosure("ann-lee.pdf", b"%PDF-1.7\n.\r\n" + bytes(range(256)) * 400, 3), (ANN, BOB), ME)
