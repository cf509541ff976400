"""E-mail addresses, as people write them: ``ann@example.org`` or ``Ann Lee <ann@example.org>``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from .problems import Problem, UsageError

LONGEST_LOCAL = 64
"""Octets before the @ (RFC 5321, 4.5.3.1.1)."""
LONGEST = 254
"""Octets of a whole address: a path may have 256, with its angle brackets (RFC 5321, 4.5.3.1.3)."""
LONGEST_NAME = 200
EXAMPLE = "write one such as ann@example.org"

_BRACKETED = re.compile(r"(?P<name>[^<>]*)<(?P<bare>[^<>]*)>")
_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\x80-\U0010ffff-]+")
_DOTS = ".\u3002\uff0e\uff61"
"""What people type for a dot in a domain (UTS 46)."""


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox. ``domain`` is as the mail system writes it, in ASCII; ``local`` may have letters of any script."""

    local: str
    domain: str
    name: str = ""

    @property
    def bare(self) -> str:
        """The address without a name."""
        return f"{self.local}@{self.domain}"

    @property
    def is_ascii(self) -> bool:
        """Whether every server takes it; else one must know SMTPUTF8 (RFC 6531)."""
        return self.local.isascii()

    def called(self, name: str) -> Address:
        """The same with a name, where it has none of its own."""
        return self if self.name else replace(self, name=printable(" ".join(name.split()))[:LONGEST_NAME])

    def __str__(self) -> str:
        return f"{self.name} <{self.bare}>" if self.name else self.bare


def read_address(said: str) -> Address:
    """An address as it was written, with or without a name.

    Addresses that were never usual are refused, though the standards know them: quoted words and comments before the @,
    numbers in brackets after it, domains without a dot. In practice they are slips of the pen.

    Raises:
        UsageError: it is no address, or more than one.
    """
    text = said.strip(" ")
    if text != printable(text):
        raise _wrong(said, "it holds a line break, or a sign that cannot be printed")
    found = _BRACKETED.fullmatch(text)
    name = found["name"].strip(' "') if found else ""
    bare = (found["bare"] if found else text).strip(" ")
    local, at, domain = bare.rpartition("@")
    if not at:
        raise _wrong(said, "it has no @")
    if "@" in local:
        raise _wrong(said, "it is more than one" if re.search(r"[,;\s]", local) else "it has more than one @")
    if len(name) > LONGEST_NAME:
        raise _wrong(said, f"its name is longer than {LONGEST_NAME} characters")
    if why := _wrong_local(local):
        raise _wrong(said, why)
    address = Address(unicodedata.normalize("NFC", local), _domain(said, domain), name)
    if len(address.bare.encode()) > LONGEST:
        raise _wrong(said, "it is too long")
    return address


def _wrong_local(local: str) -> str:
    """What is wrong with the part before the @, or nothing."""
    if not local:
        return "nothing stands before the @"
    if len(local.encode()) > LONGEST_LOCAL:
        return f"more than {LONGEST_LOCAL} characters stand before the @"
    for atom in local.split("."):
        if not atom:
            return "a dot stands before the @ with nothing beside it"
        if not _ATOM.fullmatch(atom) or any(unicodedata.category(sign)[0] in "ZC" for sign in atom):
            return "a sign stands before the @ that cannot be there"
    return ""


def ascii_domain(domain: str) -> str:
    """A domain of any script as the mail system writes it (IDNA 2008).

    Raises:
        ValueError: there can be no such domain.
    """
    # Not the standard library's "idna": it is that of 2003, which sends mail for straße.de to strasse.de.
    import idna

    return idna.encode(domain, uts46=True, transitional=False).decode()


def _domain(said: str, domain: str) -> str:
    if len(re.split(f"[{_DOTS}]", domain)) < 2:
        raise _wrong(said, "its domain has no dot")
    try:
        found = ascii_domain(domain)
    except ValueError:
        raise _wrong(said, "there can be no such domain") from None
    # An ending of digits would be a number of the network (1.2.3.4), which is no domain.
    if found.endswith(".") or found.rpartition(".")[2].isdigit():
        raise _wrong(said, "there can be no such domain")
    return found


def printable(text: str) -> str:
    """The text without control characters, line breaks, and halves of signs."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp"))


def _wrong(said: str, why: str) -> UsageError:
    shown = " ".join(said.encode(errors="replace").decode().split())
    shown = shown if len(shown) <= 80 else shown[:79] + "…"
    return UsageError(Problem(f'"{shown}" is no e-mail address: {why}', EXAMPLE))


def _checked(said: str) -> str:
    """The value of a pack's key, as it was written; an empty one is none."""
    try:
        if said:
            read_address(said)
    except UsageError as error:
        raise PydanticCustomError("address", "{told}", {"told": str(error)}) from None
    return said


AddressText = Annotated[str, AfterValidator(_checked)]
"""A key of a pack that holds an address."""
