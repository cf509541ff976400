"""A folder with two small questions of its own, a pack and rosters: books of a few pages, made in no time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.cohort.batch import BatchReport, BatchRequest, run_batch
from generator.cohort.rows import BatchRow

QUESTION = """---
id: {id}
theme: strategy
format: situational
competencies: [strategy]
level: director
framework: star
worksheets: []
tags: []
---

# What about {id}?

## Why they ask
{why}

## Strong answer
I did it.
"""
PACK = "title: Cohort\nplan: none\nnotes_pages: 0\npaper: a5\nedition: screen\n"
PDF = "-screen-a5.pdf"
TODAY = date(2026, 11, 23)


def write_question(folder: Path, id_: str, why: str = "To see.") -> Path:
    path = folder / "content" / "questions" / "strategy" / f"{id_}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(QUESTION.format(id=id_, why=why), encoding="utf-8")
    return path


def write_cohort(folder: Path, roster: str) -> None:
    """A folder of one's own: questions ``one`` and ``two``, ``pack.yaml`` that asks for the first, ``roster.csv``."""
    write_question(folder, "one")
    write_question(folder, "two")
    (folder / "pack.yaml").write_text(PACK + "questions: [one]\n", encoding="utf-8")
    (folder / "roster.csv").write_text(roster, encoding="utf-8")


def run(
    folder: Path, *, today: date = TODAY, strict: bool = False, cache: bool = True, dask: str = "", email: bool = False
) -> BatchReport:
    """Make the packs of a folder into its ``out``."""
    roster, pack = folder / "roster.csv", folder / "pack.yaml"
    return run_batch(
        BatchRequest(
            roster=roster,
            pack=pack,
            output=folder / "out",
            folder=folder,
            today=today,
            strict=strict,
            cache=cache,
            dask=dask,
            email=email,
        )
    )


def told(rows: tuple[BatchRow, ...]) -> list[tuple[str, str]]:
    """File and status of each row."""
    return [(row.file, str(row.status)) for row in rows]


def made(folder: Path) -> dict[str, bytes]:
    """The packs in a folder, hidden files too, but for the ledger and the report."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.name not in (".prep-pack-batch.json", "report.csv")}
