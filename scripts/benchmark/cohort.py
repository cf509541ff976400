"""What personal packs for a cohort cost: ``prep-pack batch`` on a roster, and memory as it goes on."""

from __future__ import annotations

import csv
import os
import statistics
import sys
from pathlib import Path

from .book import ROOT, Book, make_book
from .measure import Run, run

QUESTIONS = 4
BANK = 12
"""Questions that the rows choose theirs from: shared sections are set once, covers and contents for each."""
EARLY = 100
WINDOW = 5.0
"""Seconds over which memory is looked at, before the early pack was written and before the last."""


def measure_cohort(folder: Path, rows: int) -> str:
    """Make ``rows`` packs and tell what they cost, as a section of the report."""
    book = make_book(folder / "book", BANK)
    roster = _write_roster(folder / "roster.csv", book, rows)
    command = [sys.executable, "-m", "generator", "batch", str(roster), "all.yaml", "-o", str(folder / "packs"), "-q"]
    done = run(command, book.folder, {"PREP_PACK_CACHE": str(folder / "store"), "PYTHONPATH": str(ROOT)})
    written = sorted(path.stat().st_mtime for path in (folder / "packs").glob("*.pdf"))
    if len(written) != rows:
        raise RuntimeError(f"{len(written)} packs instead of {rows}:\n{done.said}")
    small = make_book(folder / "small", QUESTIONS)
    plain = float(run([sys.executable, "-m", "scripts.benchmark.inside", "packs", small.folder], ROOT).said)
    return _told(done, written, plain)


def _write_roster(path: Path, book: Book, rows: int) -> Path:
    names = [question.stem for question in book.questions]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["name", "company", "questions"])
        for number in range(rows):
            chosen = [names[(number + step * (1 + number // BANK % 3)) % BANK] for step in range(QUESTIONS)]
            table.writerow([f"Candidate {number:04}", "Example Bank", " ".join(dict.fromkeys(chosen))])
    return path


def _told(done: Run, written: list[float], plain: float) -> str:
    rows = len(written)
    early, late = (_memory(done, written[place]) for place in (min(EARLY, rows) - 1, rows - 1))
    a_core = done.cpu / rows
    return "\n".join(
        (
            f"## {rows} packs of {QUESTIONS} questions\n",
            "| | |",
            "| --- | --- |",
            f"| packs a second, {os.cpu_count()} cores | {rows / done.wall:.1f} |",
            f"| processor seconds a pack | {a_core:.3f} |",
            f"| one piece, engine loaded: processor seconds a pack | {plain:.2f} |",
            f"| packs a core, to one piece | {plain / a_core:.1f} × |",
            f"| largest process at pack {min(EARLY, rows)} and at the last, MB | {early[0]:.0f}, {late[0]:.0f} |",
            f"| all processes at pack {min(EARLY, rows)} and at the last, MB | {early[1]:.0f}, {late[1]:.0f} |",
            "",
        )
    )


def _memory(done: Run, moment: float) -> tuple[float, float]:
    """Largest process and all together shortly before a moment, MB: medians."""
    near = [(largest, tree) for when, largest, tree in done.course if moment - WINDOW <= when <= moment]
    return statistics.median(n[0] for n in near), statistics.median(n[1] for n in near)
