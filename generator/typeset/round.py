"""One round of jobs: which wait, what came of the others, and what is said of those that failed."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from ..model.problems import PrepPackError, Problem, TypesetError, as_one
from .worker import OVER_MEMORY, Reply

J = TypeVar("J")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Trade:
    """What the jobs of a pool are, for what is said when one fails.

    ``said`` holds ``{name}`` and ``{what}``; ``smaller`` is what to do about a job that takes too much, ``other`` about
    one that fails. ``alone`` where a job may run in no other process than a worker: what it reads is not trusted.
    """

    work: str = "typesetting"
    said: str = 'section "{name}": {what}'
    error: type[PrepPackError] = TypesetError
    smaller: str = "leave it out or make it smaller"
    other: str = "leave it out, or change what it says"
    alone: bool = False


TYPESETTING = Trade()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may take: seconds, and bytes of memory beyond what its process uses when it has just started."""

    seconds: float = 30.0
    memory_bytes: int = 1 << 30


USUAL = Limits()


class Round(Generic[J, R]):
    """Where the jobs of one call stand."""

    def __init__(
        self,
        task: Callable[[J], R],
        jobs: Sequence[J],
        names: Sequence[str],
        limits: Limits,
        done: Callable[[int, int], None],
        got: Callable[[int, R], None],
        lost: Callable[[int, Problem], None],
        trade: Trade = TYPESETTING,
    ) -> None:
        self.task, self.jobs, self.names = task, jobs, names
        self.limits, self.trade = limits, trade
        self.done, self.got, self.lost = done, got, lost
        self.waiting = deque(range(len(jobs)))
        self.results: dict[int, R] = {}
        self.failures: dict[int, PrepPackError] = {}
        self.died: set[int] = set()

    @property
    def unfinished(self) -> int:
        """Jobs that wait or run, and are still wanted."""
        return len(self.jobs) - len(self.results) - len(self.failures) - (len(self.waiting) if self.failures else 0)

    @property
    def goes_on(self) -> bool:
        """Whether there is anything left to do or to wait for."""
        return self.unfinished > 0

    def packed(self, index: int) -> bytes:
        """A job as a worker takes it."""
        return pickle.dumps((self.task, self.jobs[index]), pickle.HIGHEST_PROTOCOL)

    def take(self, index: int, answer: Reply) -> None:
        """Enter what came of a job."""
        if answer.error is not None:
            self.failures[index] = answer.error
        elif answer.exhausted:
            self.fail(index, self._too_big())
        elif answer.fault:
            self.fail(index, f"{self.trade.work} stopped with {answer.fault}", self.trade.other)
        else:
            self.results[index] = answer.value
            self.got(index, answer.value)
            self.done(len(self.results), len(self.jobs))

    def lose(self, index: int, status: int | None) -> None:
        """A worker died at a job: once is chance, so it is tried again."""
        if status == OVER_MEMORY:
            self.fail(index, self._too_big())
        elif index in self.died:
            self.fail(index, f"the {self.trade.work} process died twice{shown(status)}")
        else:
            self.died.add(index)
            self.waiting.appendleft(index)

    def fail(self, index: int, what: str, mend: str = "") -> None:
        """Enter a failure that names the section."""
        problem = Problem(what, mend or self.trade.smaller)
        self.lost(index, problem)
        said = self.trade.said.format(name=self.names[index], what=what)
        self.failures[index] = self.trade.error(replace(problem, what=said))

    def outcome(self) -> list[R]:
        """The results, or the failures raised as one error."""
        failed = [self.failures[index] for index in sorted(self.failures)]
        if len(failed) == 1:
            raise failed[0]
        if failed:
            raise as_one(failed)
        return [self.results[index] for index in range(len(self.jobs))]

    def late(self, index: int) -> None:
        """Enter that a job took too long."""
        self.fail(index, f"{self.trade.work} took longer than {self.limits.seconds:g} s and was stopped")

    def _too_big(self) -> str:
        megabytes = self.limits.memory_bytes / (1 << 20)
        size = f"{megabytes / 1024:.3g} GB" if megabytes >= 1024 else f"{megabytes:.3g} MB"
        return f"{self.trade.work} needed more than {size} of memory and was stopped"


def shown(status: int | None) -> str:
    """An exit code, or the signal that ended a process, for the end of a message."""
    if status is None:
        return ""
    return f" (signal {-status})" if status < 0 else f" (exit code {status})"
