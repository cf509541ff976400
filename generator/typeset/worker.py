"""One process that typesets: the parent's end (`Worker`), and what runs in the process (`serve`).

A worker gets one job at a time over a pipe and answers each. It ends when its pipe closes, and at once, in the middle
of a job, when its parent is gone or when it has grown by more than it may.
"""

from __future__ import annotations

import gc
import math
import os
import pickle
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model.problems import PrepPackError, TypesetError, described
from .preload import hush

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

OVER_MEMORY = 86
ORPHANED = 87
"""Exit codes of workers that end themselves."""

WATCH_SECONDS = 0.1
LAST_WORDS_SECONDS = 5.0
"""How long a process whose pipe is closed may take to end."""

OBJECTS_BEFORE_COLLECTION = 500_000
"""A section makes fewer, so the collector runs between jobs only; a runaway one (about 100 MB) is still collected."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a job: a value, an error of ours, or another exception in one line."""

    value: Any = None
    error: PrepPackError | None = None
    fault: str = ""
    exhausted: bool = False
    """There was no more memory to be had."""
    last: bool = False
    """The process has grown so much that another should do the next job."""


@dataclass(frozen=True, slots=True)
class Post:
    """What every worker of a pool is given: the folder that holds its own, variables, and the growth allowed, bytes."""

    root: str
    environment: Mapping[str, str]
    memory_bytes: int


@dataclass(eq=False)
class Worker:
    """The parent's end of a worker. ``ready`` once it has started; ``job`` is the number of the job it is at.

    Raises:
        OSError, EOFError: the process cannot be started.
    """

    context: SpawnContext | ForkServerContext
    post: Post
    start: Callable[[], None] | None
    deadline: float
    ready: bool = False
    job: int | None = None
    line: Connection[Any, Any] = field(init=False)

    def __post_init__(self) -> None:
        # The hook is sent behind, as bytes: taking it apart may import modules that read the variables.
        hook = pickle.dumps(self.start)
        self.folder = tempfile.mkdtemp(dir=self.post.root)
        self.line, theirs = self.context.Pipe()
        self.process = self.context.Process(target=serve, args=(theirs, self.folder, self.post), daemon=True)
        try:
            self.process.start()
        except BaseException:
            self.line.close()
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        finally:
            theirs.close()
        self.send(hook)

    def send(self, data: bytes) -> None:
        """Hand over a job. That a worker is gone shows when its pipe is read."""
        with suppress(OSError):
            self.line.send_bytes(data)

    def kill(self) -> None:
        """Stop it where it stands; `end` has to follow."""
        if self.process.is_alive():
            self.process.kill()

    def end(self) -> int | None:
        """See a worker out that was killed or has closed its pipe; its exit code, negative for a signal."""
        self.line.close()
        self.process.join(LAST_WORDS_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join(LAST_WORDS_SECONDS)
        status = self.process.exitcode
        if status is not None:
            self.process.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        return status


def attempt(call: Callable[[], Any]) -> Reply:
    """Call, and answer for whatever comes of it."""
    try:
        return Reply(call())
    except PrepPackError as error:
        return Reply(error=_portable(error))
    except MemoryError:
        return Reply(exhausted=True)
    except Exception as error:
        return Reply(fault=described(error))


def serve(line: Connection[Any, Any], folder: str, post: Post) -> None:
    """The life of a worker: start, say so, then answer one job after the other until the pipe closes.

    Args:
        line: the pipe to the parent.
        folder: where all temporary files of this process go; the parent removes it.
        post: see there.
    """
    hush()
    os.environ.update(post.environment)
    tempfile.tempdir = folder
    os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder))
    watch = _Watch(folder)
    watch.start()
    gc.set_threshold(OBJECTS_BEFORE_COLLECTION)
    try:
        line.send(attempt(lambda: _begin(line)))
        gc.collect()
        gc.freeze()
        watch.allow(post.memory_bytes)
        while True:
            line.send_bytes(_answer(line.recv_bytes(), watch))
            gc.collect()
    except (EOFError, OSError):
        return


def _begin(line: Connection[Any, Any]) -> None:
    start = line.recv()
    if start is not None:
        start()


def _answer(data: bytes, watch: _Watch) -> bytes:
    answer = attempt(lambda: _call(data))
    if watch.half_spent():
        answer = Reply(answer.value, answer.error, answer.fault, answer.exhausted, last=True)
    return _packed(answer)


def _packed(answer: Reply) -> bytes:
    """The answer as bytes, or, where its value cannot travel, the bytes of an answer that says so."""
    packed = attempt(lambda: pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
    return pickle.dumps(packed) if packed.value is None else packed.value


def _call(data: bytes) -> Any:
    task, job = pickle.loads(data)
    return task(job)


def _portable(error: PrepPackError) -> PrepPackError:
    """The error itself, if it survives the journey; otherwise its problems under a class that does."""
    with suppress(Exception):
        arrived = pickle.loads(pickle.dumps(error))
        if type(arrived) is type(error) and arrived.problems == error.problems:
            return error
    return TypesetError(*error.problems)


class _Watch(threading.Thread):
    """Ends the process when the parent is gone, or when more memory is used than allowed."""

    def __init__(self, folder: str) -> None:
        super().__init__(name="watch", daemon=True)
        self._folder = folder
        self._floor, self._ceiling = 0.0, math.inf

    def run(self) -> None:
        parent = parent_process()
        while parent and not wait([parent.sentinel], WATCH_SECONDS):
            if resident() > self._ceiling:
                os._exit(OVER_MEMORY)
        # Nobody else is left to remove the folders; the last worker removes the one that held them.
        shutil.rmtree(self._folder, ignore_errors=True)
        with suppress(OSError):
            above = Path(self._folder).parent
            if not any(above.iterdir()):
                shutil.rmtree(above)
        os._exit(ORPHANED)

    def allow(self, growth: int) -> None:
        """From here the process may grow by so many bytes."""
        self._floor = resident()
        self._ceiling = self._floor + growth
        # What is asked for in one piece is there before the watch looks again; the system refuses that.
        _limit_data(growth + growth // 2)

    def half_spent(self) -> bool:
        return resident() > (self._floor + self._ceiling) / 2


def resident() -> int:
    """Bytes of memory this process uses: now, or where the system does not tell, at most so far; 0 on Windows."""
    if sys.platform == "linux":
        used = _statm()[1]
    elif sys.platform == "win32":
        used = 0
    else:
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        used = peak if sys.platform == "darwin" else peak * 1024
    return used


def _statm() -> list[int]:
    page = os.sysconf("SC_PAGE_SIZE")
    return [int(pages) * page for pages in Path("/proc/self/statm").read_bytes().split()]


def _limit_data(growth: int) -> None:
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = _statm()[5] + growth
        if hard == resource.RLIM_INFINITY or wanted < hard:
            resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))
