"""Sets every combination and tells what is wrong; ends with 1 where anything is. See ``scripts/sweep``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from generator import assets
from generator.load.library import load_library
from generator.press.press import open_press

from .look import Combination, combinations, look


def main() -> int:
    """Set them one after another, a line each."""
    parser = argparse.ArgumentParser(prog="scripts/sweep", description="Every design, paper, edition and ink.")
    for name in ("design", "paper", "edition", "ink"):
        parser.add_argument(f"--{name}", nargs="+", help="these alone")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the PDFs in this folder")
    options = vars(parser.parse_args())
    wanted = [c for c in combinations() if all(_chosen(c, key, options[key]) for key in _KEYS)]
    if not wanted:
        parser.error("nothing is of that name")
    with tempfile.TemporaryDirectory(prefix="prep-pack-sweep-") as temporary:
        folder = options["keep"] or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        odd = _sweep(wanted, folder)
    print(f"{len(wanted)} combinations, {odd} with something wrong")
    return 1 if odd else 0


_KEYS = ("design", "paper", "edition", "ink")


def _chosen(combination: Combination, key: str, words: list[str] | None) -> bool:
    return words is None or str(getattr(combination, key)) in words


def _sweep(wanted: list[Combination], folder: Path) -> int:
    library, _ = load_library([assets.shipped_content()])
    odd = 0
    with open_press(folder, cache=False) as press:
        for combination in wanted:
            book, wrong = look(combination, library, press, folder)
            odd += bool(wrong)
            print(f"{combination}: {len(book.pages)} pages", *(f"  {line}" for line in wrong), sep="\n", flush=True)
    return odd


if __name__ == "__main__":
    sys.exit(main())
