"""What can go wrong, said once and well.

Every stage collects `Problem`s and raises one error that carries them all::

    PrepPackError
    ├── UsageError        2   a flag, an argument or a pack key makes no sense
    ├── ContentError      3   a content or pack file, or a document, is wrong
    ├── SelectionError    4   nothing, or something unknown, was chosen
    ├── DesignError       5   a template, style sheet or font of a design is wrong
    ├── TypesetError      6   the engine could not set the pages
    ├── OutputError       7   the result could not be written
    ├── SetupError        8   a system library is missing
    ├── StrictError       9   there were warnings, and --strict was given
    └── DeliveryError    10   the mail did not go out, or not to all
        └── UnknownDeliveryError 11   nobody knows whether it did

Foreign exceptions are mapped to these at the edge of the stage that meets them. The class holds the exit code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import ClassVar

KeyPath = tuple[str | int, ...]
"""Where a value is in plain data: keys of mappings, and places in lists, from 0."""


class Severity(StrEnum):
    """How bad: an error stops the build, a warning only does so under ``--strict``."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class SourceRef:
    """A place in a file, as the user would open it. ``line`` counts from 1; 0 is the whole file."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file

    def at(self, line: int) -> SourceRef:
        """The same file at another line."""
        return replace(self, line=line)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it is, and what to do about it.

    ``about`` is the value of the pack that is to blame: its key, and the place in its list. A stage that chooses or
    lays out has a pack, but no file; who read the pack tells from this where the value stands.
    """

    what: str
    mend: str = ""
    where: SourceRef | None = None
    severity: Severity = Severity.ERROR
    about: KeyPath = ()

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f"; {self.mend}" if self.mend else "")

    @property
    def is_error(self) -> bool:
        """Whether this alone stops a build."""
        return self.severity is Severity.ERROR

    def weighed(self, severity: Severity) -> Problem:
        """The same, and as bad as this."""
        return replace(self, severity=severity)


def warning(what: str, mend: str = "", where: SourceRef | None = None, about: KeyPath = ()) -> Problem:
    """A problem that does not stop the build."""
    return Problem(what, mend, where, Severity.WARNING, about)


class PrepPackError(Exception):
    """The root of all errors that are the user's to mend. Carries one problem or many."""

    exit_code: ClassVar[int] = 1

    def __init__(self, *problems: Problem | str) -> None:
        self.problems: tuple[Problem, ...] = tuple(Problem(p) if isinstance(p, str) else p for p in problems)
        super().__init__("\n".join(str(p) for p in self.problems))


class UsageError(PrepPackError):
    """A flag, an argument or a pack key makes no sense."""

    exit_code = 2


class UnknownWordError(UsageError):
    """A word that the taxonomy does not have was asked for. Where a file says it, it becomes a `ContentError`."""


class ContentError(PrepPackError):
    """A content or pack file, or a document, is missing, unreadable or wrong."""

    exit_code = 3


class SelectionError(PrepPackError):
    """Nothing was chosen, or something that is not in the bank."""

    exit_code = 4


class DesignError(PrepPackError):
    """A template, style sheet or font of a design is missing or wrong."""

    exit_code = 5


class TypesetError(PrepPackError):
    """The engine could not set the pages."""

    exit_code = 6


class OutputError(PrepPackError):
    """The result could not be written. The earlier file is untouched."""

    exit_code = 7


class SetupError(PrepPackError):
    """Something the program stands on is not installed."""

    exit_code = 8


class StrictError(PrepPackError):
    """There were warnings, and the user asked for none."""

    exit_code = 9


class DeliveryError(PrepPackError):
    """The mail did not go out, or not to all it was for. What did go out is said."""

    exit_code = 10


class UnknownDeliveryError(DeliveryError):
    """The mail may have gone out, and may not. It must not be sent again unasked."""

    exit_code = 11


def as_one(errors: Sequence[PrepPackError]) -> PrepPackError:
    """Several errors as one of the class of the first, each problem once."""
    return type(errors[0])(*dict.fromkeys(problem for error in errors for problem in error.problems))


def refuse_warnings(problems: Iterable[Problem], strict: bool) -> None:
    """Under ``strict`` every problem is an error.

    Raises:
        StrictError: there are problems.
    """
    errors = [problem.weighed(Severity.ERROR) for problem in problems]
    if strict and errors:
        raise StrictError(*errors)


def described(error: BaseException) -> str:
    """An exception that nobody foresaw, in one line."""
    return " ".join(f"{type(error).__name__}: {str(error)[:200]}".split()).rstrip(": ")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``did you mean "x"?``, or the known words where none is near. Empty where nothing is known."""
    choices = sorted(set(known))
    folded = {choice.casefold(): choice for choice in choices}
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    if near:
        return f'did you mean "{folded[near[0]]}"?'
    if not choices:
        return ""
    shown = ", ".join(choices[:12]) + (", …" if len(choices) > 12 else "")
    return f"known: {shown}"
