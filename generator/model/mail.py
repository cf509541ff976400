"""What is sent: a letter, the file that goes with it, and from whom to whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from .address import Address, printable

ENDING = ".eml"
"""Of a draft's file."""
LONGEST_SUBJECT = 200
"""Characters of a subject."""


class Reader(StrEnum):
    """To whom a letter is: the ``coach`` gets it from the candidate, the ``candidate`` from who runs a cohort."""

    COACH = "coach"
    CANDIDATE = "candidate"


def one_line(text: str) -> str:
    """The text without line breaks and signs that cannot be printed."""
    return printable(" ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject, on one line, and a text, in lines that end with a line feed."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The PDF that goes with a letter: its file name, its bytes and its number of pages."""

    name: str
    data: bytes
    pages: int

    @property
    def sha256(self) -> str:
        """The digest of its bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Mail:
    """A letter with its file. A draft may be from nobody yet: the mail program that opens it knows."""

    letter: Letter
    enclosure: Enclosure
    to: tuple[Address, ...]
    sender: Address | None = None

    @property
    def is_ascii(self) -> bool:
        """Whether every server can take it, by its addresses."""
        return all(address.is_ascii for address in (*self.to, *([self.sender] if self.sender else [])))


class Fate(StrEnum):
    """What became of a message for one address.

    ``begun`` is told before the message itself goes out; where nothing follows, nobody knows. ``failed`` broke off
    before its end, so that no server has it.
    """

    BEGUN = "begun"
    SENT = "sent"
    REFUSED = "refused"
    FAILED = "failed"
    UNKNOWN = "unknown"

    @property
    def may_have_come(self) -> bool:
        """Whether somebody may have the message."""
        return self in (Fate.BEGUN, Fate.SENT, Fate.UNKNOWN)
