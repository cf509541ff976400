"""What a field says of itself beyond its type and its bounds: it stands in the field's annotation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, StrEnum, auto


class Use(Flag):
    """What a key of a pack is for. ``BOOK`` is of one book alone: books that look alike may differ in it."""

    BOOK = auto()
    CHOOSES = auto()
    """It says which questions go in, rather than how the workbook looks."""
    ROW = auto()
    """A roster may have a column of it."""
    FILE = auto()
    """No flag sets it: it is no word, or of no concern to most commands."""


CHOICE = Use.BOOK | Use.CHOOSES | Use.ROW
PERSON = Use.BOOK | Use.ROW
REACHED = PERSON | Use.FILE


@dataclass(frozen=True, slots=True)
class Noun:
    """What one value is called in a message, where that is not the key itself."""

    noun: str


class Spelling(StrEnum):
    """How a word is written: the pattern it has to match, and what to do about one that does not."""

    mend: str

    def __new__(cls, pattern: str, mend: str) -> Spelling:
        """A member of this pattern."""
        member = str.__new__(cls, pattern)
        member._value_ = pattern
        member.mend = mend
        return member

    # For editors, whose patterns differ in what they call a letter: outside ASCII, only the program judges.
    ID = (
        r"^[^\x00-\x2f\x3a-\x60\x7b-\x7f]+(-[^\x00-\x2f\x3a-\x60\x7b-\x7f]+)*$",
        "write lower-case words joined by hyphens",
    )
    FOLDER = r"^[a-z0-9][a-z0-9-]*$", "write lower-case words joined by hyphens"
    WORKSHEET = r"^W\d{1,2}$", "write W1, W2 …"
    SHEET = r"^[WP]\d{1,2}$", "write W1, W2 …, or P1, P2 … for a sheet on the whole pack"
    LANGUAGE = r"^[a-z]{2,3}(-[A-Z]{2})?$", "write a language tag such as en-GB"
    FAMILY = r"^[\w -]+$", "write a name of letters, digits, spaces and hyphens"
    KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$", "write lower-case letters and digits joined by hyphens"
    KEY_OR_NONE = r"^([a-z0-9]+(-[a-z0-9]+)*)?$", "write lower-case letters and digits joined by hyphens"
    MARKER = r"^([A-Z]|\d)?$", "write a capital letter or a digit"
    DIGEST = r"^[0-9a-f]{16,128}$", "write 16 to 128 digits 0-9 and a-f"
