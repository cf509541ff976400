"""What is measured inside one process, run as a process of its own: ``python -m scripts.benchmark.inside WHAT FOLDER``.

``whole`` sets the book in one piece; ``edits`` makes it, then edits one question five times and says the median;
``packs`` sets it for five candidates, one after the other, each in one piece.
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator import assets
from generator.compose.assemble import assemble
from generator.compose.select import select
from generator.jobs.workbook import BuildRequest, make_pdf, read_request
from generator.load.library import load_library
from generator.model.workbook import Workbook
from generator.press.press import open_press

from .book import edit

EDITS = 5
PACKS = 5


def workbook(folder: Path) -> Workbook:
    """The folder's book, read anew."""
    request = BuildRequest(pack=folder / "all.yaml", overrides={}, output=None, folder=folder, today=date(2026, 1, 1))
    spec = read_request(request).spec
    library, _ = load_library(assets.content_roots(folder))
    return assemble(library, select(library, spec), spec, request.today)


def whole(folder: Path) -> None:
    """One piece, as the engine alone would do it."""
    pdf = make_pdf(workbook(folder), folder)
    (folder / "whole.pdf").write_bytes(pdf.data)
    print(f"{pdf.pages} pages")


def edits(folder: Path) -> None:
    """Seconds from a changed file to finished bytes, in a process that has the book already."""
    question = sorted((folder / "content" / "questions" / "bench").glob("*.md"))[0]
    seconds = []
    with open_press(folder, cache=False) as press:
        press.make(workbook(folder))
        for turn in range(EDITS):
            edit(question, 1000 + turn)
            started = time.perf_counter()
            press.make(workbook(folder))
            seconds.append(time.perf_counter() - started)
    print(f"{statistics.median(seconds):.3f} s an edit")


def packs(folder: Path) -> None:
    """Processor seconds of a pack as the engine alone would make it, in a process that has it loaded."""
    make_pdf(workbook(folder), folder)
    started = time.process_time()
    for number in range(PACKS):
        book = workbook(folder)
        spec = book.spec.model_copy(update={"candidate": f"Candidate {number}"})
        make_pdf(replace(book, spec=spec), folder)
    print((time.process_time() - started) / PACKS)


if __name__ == "__main__":
    {"whole": whole, "edits": edits, "packs": packs}[sys.argv[1]](Path(sys.argv[2]))
