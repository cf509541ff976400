"""Starting processes: in which way, how many, and with what of this process kept from them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import types
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from . import preload as preloading

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

WORKER_BYTES = 300_000_000
"""Free memory that a worker is reckoned with."""


def capacity() -> int:
    """As many processes as this one may use CPUs, and as there is memory for; at least one."""
    if sys.version_info >= (3, 13):
        cpus = os.process_cpu_count()
    elif sys.platform == "linux":
        cpus = len(os.sched_getaffinity(0))
    else:
        cpus = os.cpu_count()
    free = _free_memory()
    return max(1, min(cpus or 1, free // WORKER_BYTES if free else sys.maxsize))


def _free_memory() -> int:
    """Bytes that are free, or would be if need were (Linux); of no more than the container may have. 0: not known."""
    known = []
    with suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        known.append(int(next(line for line in lines if line.startswith("MemAvailable:")).split()[1]) * 1024)
    with suppress(OSError, ValueError):  # "max" where there is no limit
        known.append(int(Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii")))
    return min(known, default=0)


def ways() -> list[SpawnContext | ForkServerContext]:
    """Ways to start a worker, the best first.

    None in a daemonic process, which may have no children. On macOS the system's libraries do not bear a fork.
    """
    if multiprocessing.current_process().daemon:
        return []
    found: list[SpawnContext | ForkServerContext] = []
    if sys.platform not in ("win32", "darwin"):
        found.append(multiprocessing.get_context("forkserver"))
    found.append(multiprocessing.get_context("spawn"))
    return found


def start_fork_server(preload: Sequence[str], environment: Mapping[str, str]) -> None:
    """Have the fork server running. It imports ``preload`` while this process goes on.

    There is one in a process. Where another part of the program has started it, workers import for themselves.

    Raises:
        OSError: it cannot be started; for one, the path of the folder for temporary files is too long for a socket.
    """
    if sys.platform != "win32":
        from multiprocessing import forkserver

        forkserver.set_forkserver_preload([preloading.__name__, f"{__package__}.worker"])
        wanted = {**environment, preloading.VARIABLE: " ".join(preload)}
        with interrupts_held(), _variables(wanted), nameless_main():
            forkserver.ensure_running()


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Ctrl-C waits until the block is done.

    Processes started in the block inherit this for ever: a terminal sends Ctrl-C to them as well, and they would print
    a traceback if it came before they could say that they ignore it.
    """
    if sys.platform == "win32":
        yield
        return
    from multiprocessing import resource_tracker

    # Started at need by what runs in the block, it would let interrupts through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def nameless_main() -> Iterator[None]:
    """Keep the program that runs from being run again in each process, as `multiprocessing` would have it.

    Workers need nothing of it; it costs time, and a script without a guard would start a book within a book.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def _variables(wanted: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
