"""Makes the pictures, all or those that are named. See ``scripts/pictures``."""

from __future__ import annotations

import argparse
import sys

from .album import ALBUM, FOLDER
from .paint import keep


def main() -> int:
    """A line for each picture; the exit code."""
    parser = argparse.ArgumentParser(prog="scripts/pictures", description="The pictures of the documentation.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"these alone: {', '.join(ALBUM)}")
    names = parser.parse_args().names
    if unknown := [name for name in names if name not in ALBUM]:
        parser.error(f"no such picture: {', '.join(unknown)}; there are {', '.join(ALBUM)}")
    for name in names or ALBUM:
        path = FOLDER / f"{name}.png"
        written = keep(ALBUM[name].paint(), path)
        print(f"{path.name}  {path.stat().st_size / 1000:.0f} kB{'' if written else ', as it was'}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
