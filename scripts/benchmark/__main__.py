"""Runs the builds in turn and prints medians; see ``scripts/bench``."""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from .book import ROOT, Book, edit, make_book
from .cohort import measure_cohort
from .measure import Run, run
from .own import measure_own
from .peers import peers

LARGE = 100
"""Books of so many questions are measured once: minutes in one piece."""
REPORT = ROOT / "docs" / "benchmarks.md"
PYTHON = (sys.executable, "-m")

Figures = dict[str, list[Run]]


def main() -> None:
    """Measure every size, then write the table."""
    parser = argparse.ArgumentParser(description="What a workbook costs.")
    parser.add_argument("--sizes", nargs="+", type=int, default=[4, 40, 200], help="questions in each book")
    parser.add_argument("-n", "--runs", type=int, default=3, help="interleaved runs of each (default 3)")
    parser.add_argument(
        "--packs", type=int, default=1000, help="personal packs for a cohort (default 1000; 0 for none)"
    )
    parser.add_argument("--peers", action="store_true", help="Typst and Chromium too, where they are installed")
    parser.add_argument("--output", default=str(REPORT), help="the report; - prints it only")
    options = parser.parse_args()
    report = [_heading(options.runs)]
    for size in options.sizes:
        runs = options.runs if size < LARGE else 1
        report.append(_table(size, *_measure(size, runs, options.peers)))
        print(report[-1], flush=True)
    if options.packs:
        with tempfile.TemporaryDirectory(prefix="prep-pack-bench-") as temporary:
            report.append(measure_cohort(Path(temporary), options.packs))
        print(report[-1], flush=True)
    with tempfile.TemporaryDirectory(prefix="prep-pack-bench-") as temporary:
        report.append(measure_own(Path(temporary), options.runs))
    print(report[-1], flush=True)
    report.append(_judging(options.runs))
    print(report[-1], flush=True)
    if options.output != "-":
        Path(options.output).write_text("\n".join(report), encoding="utf-8")


def _measure(size: int, runs: int, with_peers: bool) -> tuple[Figures, dict[str, int], str]:
    with tempfile.TemporaryDirectory(prefix="prep-pack-bench-") as temporary:
        book = make_book(Path(temporary) / "book", size)
        trials = _trials(book, with_peers)
        figures: Figures = {name: [] for name in trials}
        for turn in range(runs):
            for name, trial in trials.items():
                figures[name].append(trial(turn))
        sizes = {name: path.stat().st_size for name, path in _results(book).items() if path.exists()}
        inside = run([*PYTHON, "scripts.benchmark.inside", "edits", book.folder], ROOT).said.strip()
        return figures, sizes, inside


def _trials(book: Book, with_peers: bool) -> dict[str, Callable[[int], Run]]:
    def build(store: str, *arguments: str) -> Run:
        command = [*PYTHON, "generator", "build", *arguments, "-o", "bound.pdf"]
        cache = str(book.folder.parent / store)
        return run(command, book.folder, {"PREP_PACK_CACHE": cache, "PYTHONPATH": str(ROOT)})

    def edited(turn: int) -> Run:
        edit(book.questions[len(book.questions) // 2], turn)
        return build(f"store-{turn}", "all.yaml")

    trials: dict[str, Callable[[int], Run]] = {
        "cold": lambda turn: build(f"store-{turn}", "all.yaml"),
        "one question edited": edited,
        "another selection": lambda turn: build(f"store-{turn}", "half.yaml"),
        "new cover": lambda turn: build(f"store-{turn}", "all.yaml", "--candidate", f"Candidate {turn}"),
        "one piece": lambda _: run([*PYTHON, "scripts.benchmark.inside", "whole", str(book.folder)], ROOT),
    }
    if with_peers:
        for name, command in peers(book):
            trials[name] = _peer(command, book)
    return trials


def _peer(command: Sequence[str | Path], book: Book) -> Callable[[int], Run]:
    return lambda _: run(command, book.folder)


def _results(book: Book) -> dict[str, Path]:
    names = {"new cover": "bound.pdf", "one piece": "whole.pdf", "Typst": "typst.pdf", "Chromium": "chromium.pdf"}
    return {trial: book.folder / name for trial, name in names.items()}


def _heading(runs: int) -> str:
    return (
        "# Benchmarks\n\n"
        f"Made by `scripts/bench` on {os.cpu_count()} cores ({platform.system()}, Python {platform.python_version()}): "
        f"medians of {runs} interleaved runs (books of {LARGE} questions and more: one run), each a process of its own "
        "from the shell. Seconds and megabytes of one "
        "machine are good for ratios only; the column *ratio* is to the same book in one piece.\n"
    )


def _table(size: int, figures: Figures, sizes: dict[str, int], inside: str) -> str:
    whole = _median(figures["one piece"], "wall")
    pages = next((m[1] for r in figures["cold"] if (m := re.search(r"(\d+) pages", r.said))), "?")
    rows = [
        f"## {size} questions, {pages} pages\n",
        "| | seconds | ratio | processor seconds | largest process, MB | all processes, MB | bytes |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, runs in figures.items():
        wall, cpu, largest, tree = (_median(runs, key) for key in ("wall", "cpu", "largest", "tree"))
        amount = f"{sizes[name]:,}" if name in sizes else ""
        rows.append(f"| {name} | {wall:.2f} | {wall / whole:.2f} | {cpu:.2f} | {largest:.0f} | {tree:.0f} | {amount} |")
    return "\n".join([*rows, f"\nIn a running process: {inside}.\n"])


def _judging(runs: int) -> str:
    """What it costs to hold the shipped bank to every rule."""
    found = [run([*PYTHON, "generator", "check", "--bank"], ROOT) for _ in range(runs)]
    questions = re.search(r"(\d+) questions", found[0].said)
    wall, cpu, largest = (_median(found, key) for key in ("wall", "cpu", "largest"))
    return (
        "## Judging the bank\n\n"
        f"`prep-pack check --bank`, {questions[1] if questions else '?'} questions: "
        f"{wall:.2f} s, {cpu:.2f} processor seconds, {largest:.0f} MB.\n"
    )


def _median(runs: Sequence[Run], key: str) -> float:
    return float(statistics.median(getattr(run, key) for run in runs))


if __name__ == "__main__":
    main()
