"""Builds every ready pack and counts its pages; see ``scripts/pages``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import date
from pathlib import Path

from generator.jobs.workbook import BuildRequest, build
from generator.load.extents import FILE, PAPERS, Extent, extents_text, read_extents
from generator.model.pack import Paper

ROOT = Path(__file__).resolve().parents[1]
PACKS = ROOT / "content" / "packs"
DAY = date(2026, 11, 23)
"""Any day: no ready pack but the sample has dates, and that has its own."""


def main() -> int:
    """Count, then write or compare; the exit code."""
    parser = argparse.ArgumentParser(description="How many pages the ready packs have.")
    parser.add_argument("packs", nargs="*", help="these packs only")
    parser.add_argument("--check", action="store_true", help="compare with what is kept, write nothing")
    options = parser.parse_args()
    kept = read_extents(PACKS)
    files = {path.stem: path for path in sorted(PACKS.glob("*.yaml"))}
    if unknown := set(options.packs) - files.keys():
        parser.error(f"no such pack: {', '.join(sorted(unknown))}")
    counted = {name: count(files[name]) for name in options.packs or files}
    if options.check:
        wrong = [name for name, extent in counted.items() if kept.get(name) != extent]
        if not options.packs:
            wrong += sorted(kept.keys() - files.keys())
        print(f"count again: {', '.join(wrong)}" if wrong else "all counts are true")
        return 1 if wrong else 0
    if options.packs:
        counted = kept | counted
    (PACKS / FILE).write_text(extents_text(counted), encoding="utf-8")
    return 0


def count(pack: Path) -> Extent:
    """The extent of a pack as it is built today."""
    pages: dict[Paper, int] = {}
    questions = 0
    with tempfile.TemporaryDirectory(prefix="prep-pack-pages-") as temporary:
        for paper in PAPERS:
            output = Path(temporary) / f"{pack.stem}-{paper}.pdf"
            report = build(
                BuildRequest(pack=pack, overrides={"paper": paper}, output=output, folder=Path(temporary), today=DAY)
            )
            pages[paper], questions = report.artifact.pages, report.questions
    print(f"{pack.stem}: {questions} questions, {', '.join(f'{n} pages on {p}' for p, n in pages.items())}", flush=True)
    return Extent(questions, pages)


if __name__ == "__main__":
    sys.exit(main())
