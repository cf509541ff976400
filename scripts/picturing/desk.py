"""A fresh folder in which the program is run as its user would, on a terminal of its own."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import shlex
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "prep-pack"
COLUMNS = 94
"""The longest command of the walk fits a line; a picture of so many is read without enlarging it."""
ROWS = 60
DAY = 1_795_392_000
"""23 November 2026 in seconds since 1970: what is printed must not change from day to day."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder that was empty, and beside it a home that knows nothing of this machine's user."""

    folder: Path
    home: Path

    def run(self, command: str, code: int = 0) -> bytes:
        """What the command prints on a terminal; anything but this exit code is an error."""
        name, *words = shlex.split(command)
        if name != PROGRAM:
            raise ValueError(f"only {PROGRAM} is run: {command}")
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        with subprocess.Popen(
            [sys.executable, "-m", "generator", *words],
            cwd=self.folder,
            env=self._environment(),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        ) as process:
            os.close(theirs)
            printed = b"".join(_all_of(ours))
        os.close(ours)
        if process.returncode != code:
            raise RuntimeError(f"{command}: exit code {process.returncode}\n{printed.decode(errors='replace')}")
        return printed

    def only(self, pattern: str) -> Path:
        """The one file of this pattern."""
        (found,) = self.folder.glob(pattern)
        return found

    def _environment(self) -> dict[str, str]:
        # Little is handed on, so that nobody's settings show: neither a pager, nor colours, nor a cache that is warm.
        return {
            "HOME": str(self.home),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "LC_ALL": "C.UTF-8",
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "SOURCE_DATE_EPOCH": str(DAY),
            "TERM": "xterm",
        }


@contextmanager
def fresh_desk() -> Iterator[Desk]:
    """A desk that is cleared away afterwards."""
    with tempfile.TemporaryDirectory(prefix="prep-pack-pictures-") as temporary:
        desk = Desk(Path(temporary) / "interview", Path(temporary) / "home")
        desk.folder.mkdir()
        desk.home.mkdir()
        yield desk


def _all_of(terminal: int) -> Iterator[bytes]:
    """What is printed until the program ends; Linux reports the end of a terminal as an error."""
    while True:
        try:
            some = os.read(terminal, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return
        if not some:
            return
        yield some
