"""Call the command line."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``prep-pack`` with the arguments of this process, and leave with its exit code."""
    try:
        from .cli.app import run

        sys.exit(run())
    except KeyboardInterrupt:
        # Only while the program itself is still being loaded; afterwards the boundary in cli/console.py answers.
        sys.exit(130)


if __name__ == "__main__":
    main()
