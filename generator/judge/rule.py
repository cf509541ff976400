"""A rule, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..model.answer import StrongAnswer
from ..model.content import Question
from ..model.own import OwnAnswer
from ..model.problems import Problem, SourceRef
from .manuscript import Manuscript


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule on one question. ``code`` never changes and is never used again; ``title`` heads its entry in the docs.

    A rule that is ``for_the_bank`` is of no use to a reader's own questions, and is only held against shipped ones.
    """

    code: str
    title: str
    look: Callable[[Manuscript], Iterator[Problem]]
    for_the_bank: bool = False


@dataclass(frozen=True, slots=True)
class Bank:
    """What is judged, and what stands beside it.

    ``whole`` names the folder of a bank that is judged as a whole, by the ``competencies`` that it is to test.
    """

    judged: tuple[Manuscript, ...]
    beside: tuple[Manuscript, ...] = ()
    whole: SourceRef | None = None
    competencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BankRule:
    """A rule on questions taken together."""

    code: str
    title: str
    look: Callable[[Bank], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """A reader's answer to a question, and what of it is told: its headline, and the answer itself where there is one.

    ``told`` may hold what a story of the reader's says.
    """

    question: Question
    answer: OwnAnswer
    headline: str
    told: StrongAnswer | None

    @property
    def text(self) -> str:
        """The answer as it is spoken."""
        return self.told.text if self.told else ""


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule on an answer of the reader's own. It is advice, always."""

    code: str
    title: str
    look: Callable[[OwnCopy], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: its code; what is wrong with the figure, what would pass, and where."""

    code: str
    problem: Problem

    def __str__(self) -> str:
        return f"{self.problem} [{self.code}]"
