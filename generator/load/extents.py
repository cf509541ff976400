"""How many pages the ready packs have: counted from real builds (``scripts/pages``), kept beside them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..model.pack import Paper
from ..model.problems import ContentError, Problem, SourceRef
from .text import read_text, shown

FILE = "pages.csv"
PAPERS = (Paper.A4, Paper.A5)
COLUMNS = ("pack", "questions", *PAPERS)
HEAD = ",".join(COLUMNS)


@dataclass(frozen=True, slots=True)
class Extent:
    """What was counted of a pack: its questions, and its pages on each paper."""

    questions: int
    pages: Mapping[Paper, int]


def read_extents(packs: Path) -> dict[str, Extent]:
    """The counts that stand in a folder of packs, by the name of the pack. Empty where nobody has counted.

    Raises:
        ContentError: the file holds something else.
    """
    path = packs / FILE
    if not path.is_file():
        return {}
    rows = list(csv.reader(read_text(path).splitlines()))
    found: dict[str, Extent] = {}
    for line, row in enumerate(rows, 1):
        if line == 1 and row == list(COLUMNS):
            continue
        if line == 1 or len(row) != len(COLUMNS) or not all(cell.isdecimal() for cell in row[1:]):
            what = f"this is no row of {HEAD}"
            raise ContentError(Problem(what, "count again: scripts/pages", SourceRef(shown(path), line)))
        questions, *pages = map(int, row[1:])
        found[row[0]] = Extent(questions, dict(zip(PAPERS, pages, strict=True)))
    return found


def extents_text(extents: Mapping[str, Extent]) -> str:
    """The file that `read_extents` reads."""
    rows = [f"{name},{e.questions},{','.join(str(e.pages[p]) for p in PAPERS)}" for name, e in sorted(extents.items())]
    return "\n".join([HEAD, *rows]) + "\n"
