"""One run of a command as a whole process: seconds, and memory of the process and all its children."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

POLL_SECONDS = 0.02
MB = 1e6


@dataclass(frozen=True)
class Run:
    """``largest`` is the peak of any one process, ``tree`` of all together, MB (Linux; 0 elsewhere).

    ``course`` is how memory went: time of day (seconds since the epoch), largest process and all processes, MB.
    """

    wall: float
    cpu: float
    largest: float
    tree: float
    said: str
    course: tuple[tuple[float, float, float], ...] = ()


def run(command: Sequence[str | Path], folder: Path, variables: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end. Raises RuntimeError, with what it said, if it fails."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env={**os.environ, **(variables or {})},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        watch = _Watch(process.pid)
        watch.start()
        code = process.wait()
        wall = time.perf_counter() - started
        watch.stop()
        said.seek(0)
        text = said.read().decode(errors="replace")
    if code:
        raise RuntimeError(f"{command} ended with {code}:\n{text}")
    return Run(wall, watch.cpu, watch.largest / MB, watch.tree / MB, text, tuple(watch.course))


class _Watch(threading.Thread):
    """Looks at the resident memory of a session's processes again and again."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session = session
        self.largest = self.tree = 0
        self.course: list[tuple[float, float, float]] = []
        self._ticks: dict[str, int] = {}
        self._over = threading.Event()

    def stop(self) -> None:
        self._over.set()
        self.join()

    @property
    def cpu(self) -> float:
        """Processor seconds of all processes seen. Those of the last moments of each may be missing."""
        return sum(self._ticks.values()) / os.sysconf("SC_CLK_TCK")

    def run(self) -> None:
        while not self._over.wait(POLL_SECONDS):
            sizes = list(self._sizes())
            self.largest = max([self.largest, *sizes])
            self.tree = max(self.tree, sum(sizes))
            self.course.append((time.time(), max(sizes, default=0) / MB, sum(sizes) / MB))

    def _sizes(self) -> list[int]:
        page = os.sysconf("SC_PAGE_SIZE")
        sizes = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError, ValueError, IndexError):
                fields = stat.read_text().rpartition(")")[2].split()
                if int(fields[3]) == self.session:
                    self._ticks[stat.parent.name] = int(fields[11]) + int(fields[12])
                    sizes.append(int(fields[21]) * page)
        return sizes
