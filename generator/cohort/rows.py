"""Rows of a cohort: what became of each, and how that is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ..load.roster import Roster, RosterRow
from ..model.problems import PrepPackError, Problem, SourceRef, warning
from ..model.words import counted

REPORT = "report.csv"
REPORT_COLUMNS = ("line", "name", "file", "pages", "bytes", "status", "error")


class RowStatus(StrEnum):
    """What became of a row. ``open`` only while the run goes on."""

    OPEN = "open"
    MADE = "made"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A row of the roster and what became of it: file name, pages, size in bytes, or the error that stopped it."""

    line: int
    name: str
    status: RowStatus = RowStatus.OPEN
    file: str = ""
    pages: int = 0
    size: int = 0
    problems: tuple[Problem, ...] = ()
    error: PrepPackError | None = None


def namesake(row: RosterRow, line: int, file: str) -> Problem:
    """A row whose file had to be told from that of an earlier line."""
    what = f'"{row.name}" would have the file of line {line}, so its own is {file}'
    return warning(what, "see that it is not the same person twice")


def told_once(rows: Sequence[BatchRow], roster: Roster) -> Iterator[Problem]:
    """The rows' warnings. One that many rows share is told of the first."""
    count = Counter(problem for row in rows for problem in dict.fromkeys(row.problems))
    told: set[Problem] = set()
    for row in rows:
        for problem in row.problems:
            if problem not in told:
                told.add(problem)
                others = count[problem] - 1
                more = f" (and in {counted(others, 'more row')})" if others else ""
                where = problem.where or SourceRef(roster.file, row.line)
                yield replace(problem, what=problem.what + more, where=where)


def cells(row: BatchRow) -> tuple[object, ...]:
    """A row of the report, by `REPORT_COLUMNS`."""
    error = "; ".join(str(problem) for problem in row.error.problems) if row.error else ""
    return row.line, row.name, row.file, row.pages or "", row.size or "", row.status, error
