"""The processes in which sections are typeset, side by side; or in which other work is done that needs limits.

A `Pool` keeps its workers from one round to the next, over as many books as one likes. Every job has a limit of time
and of memory, and one that breaks a limit is stopped, so jobs run in a worker even where there is only one: this
process could not stop itself. Only where no process can be started (a Dask worker may have no children) do jobs run in
this process, one after the other and without limits.

After a failure no further job is begun, those that run are let end, and one error carries the problems of all.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.connection import wait
from typing import Any, TypeVar

from ..model.problems import Problem, SetupError, TypesetError, described
from .launch import capacity, interrupts_held, nameless_main, start_fork_server, ways
from .round import TYPESETTING, USUAL, Limits, Round, Trade, shown
from .worker import Post, Reply, Worker, attempt

__all__ = ["Limits", "Pool", "Trade"]

J = TypeVar("J")
R = TypeVar("R")

START_SECONDS = 120.0
LONGEST_STEP_SECONDS = 2.0


def _unheard(*_: Any) -> None:
    pass


class Pool:
    """Worker processes, started when first needed and ended with the ``with`` block. For one thread at a time.

    Args:
        processes: at most so many; as many as `capacity` says unless given.
        preload: modules to import once for all workers, where the system can share them.
        environment: variables of the workers, set before ``preload`` and ``start``.
        start: called first in each worker; a function of a module, or a partial of one.
        limits: for each job.
        trade: what the jobs are.
    """

    def __init__(
        self,
        *,
        processes: int | None = None,
        preload: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
        start: Callable[[], None] | None = None,
        limits: Limits = USUAL,
        trade: Trade = TYPESETTING,
    ) -> None:
        self.processes = max(1, capacity() if processes is None else processes)
        self.limits, self.trade = limits, trade
        self._preload = tuple(preload)
        self._environment = dict(environment or {})
        self._start = start
        self._ways = ways()
        self._root: tempfile.TemporaryDirectory[str] | None = None
        self._workers: list[Worker] = []
        self._stillborn = 0
        self._started_here = False
        self._clock = _Clock()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self) -> None:
        """Have what workers share imported while this process does something else. Comes back at once; may be left out.

        It counts where the pool is sure to be used: a book of known sections needs no worker.
        """
        if self._forks():
            try:
                start_fork_server(self._preload, self._environment)
            except OSError:
                self._ways.pop(0)

    def run(
        self,
        task: Callable[[J], R],
        jobs: Sequence[J],
        *,
        names: Sequence[str],
        done: Callable[[int, int], None] = _unheard,
        got: Callable[[int, R], None] = _unheard,
        lost: Callable[[int, Problem], None] = _unheard,
    ) -> list[R]:
        """Do every job, and give the results in the order of the jobs.

        Args:
            task: a function of a module (not of the program's own `__main__`), or a partial of one.
            jobs: what it is called with; begun in this order.
            names: of the sections, for messages.
            done: called after each job with how many are done, and of how many.
            got: called with each job's number and result as it comes, so that what is done is not lost to a failure.
            lost: called with the number of each job that the pool gives up, and why; the problem names no section.

        Raises:
            PrepPackError: as the task raised it; several are made one, of the class of the first.
            TypesetError (or that of the trade): a job raised something else, took too long or too much, or its process
            died twice.
            SetupError, PrepPackError: as ``start`` raised it.
        """
        if len(names) != len(jobs):
            raise ValueError(f"{len(jobs)} jobs, {len(names)} names")
        work = Round(task, jobs, names, self.limits, done, got, lost, self.trade)
        try:
            while work.goes_on:
                self._clock.tick()
                if self._staff(work):
                    self._listen(work)
                else:
                    self._do_here(work)
        except BaseException:
            self.close()
            raise
        return work.outcome()

    def close(self) -> None:
        """End the workers at once and remove their folders. A later round starts new ones."""
        if not self._workers and not self._root:
            return
        with interrupts_held():
            for worker in self._workers:
                worker.kill()
            for worker in self._workers:
                worker.end()
            self._workers.clear()
            if self._root:
                self._root.cleanup()
                self._root = None

    def _forks(self) -> bool:
        return bool(self._ways) and self._ways[0].get_start_method() == "forkserver"

    def _staff(self, work: Round[Any, Any]) -> bool:
        """Give jobs to those who are free, and start workers for the rest; whether there is any worker."""
        while len(self._workers) < min(self.processes, work.unfinished) and self._hire():
            pass
        for worker in self._workers:
            if worker.ready and worker.job is None and work.waiting and not work.failures:
                # Packed before it is taken off the queue, where it would be lost if it cannot be packed.
                data = work.packed(work.waiting[0])
                worker.job = work.waiting.popleft()
                worker.deadline = self._clock.now + self.limits.seconds
                worker.send(data)
        return bool(self._workers)

    def _hire(self) -> bool:
        while self._ways:
            try:
                if not self._root:
                    self._root = tempfile.TemporaryDirectory(prefix="prep-pack-", ignore_cleanup_errors=True)
                if self._forks():
                    start_fork_server(self._preload, self._environment)
                post = Post(self._root.name, self._environment, self.limits.memory_bytes)
                with interrupts_held(), nameless_main():
                    self._workers.append(Worker(self._ways[0], post, self._start, self._clock.now + START_SECONDS))
            except (OSError, EOFError):
                self._ways.pop(0)
            else:
                return True
        return False

    def _listen(self, work: Round[Any, Any]) -> None:
        """Wait for answers, and stop whoever has been at a job for too long."""
        at_work = [worker.deadline for worker in self._workers if worker.job is not None or not worker.ready]
        left = min(at_work, default=0.0) - self._clock.now
        # Short naps, because the clock does not count long ones.
        heard = wait([worker.line for worker in self._workers], max(0.0, min(left, LONGEST_STEP_SECONDS / 2)))
        self._clock.tick()
        for worker in list(self._workers):
            if worker.line in heard:
                self._hear(worker, work)
            elif (worker.job is not None or not worker.ready) and self._clock.now >= worker.deadline:
                self._stop_late(worker, work)

    def _hear(self, worker: Worker, work: Round[Any, Any]) -> None:
        try:
            answer = worker.line.recv()
        except (EOFError, OSError):
            self._bury(worker, work)
            return
        except Exception as error:  # what came is no value of this program
            answer = Reply(fault=described(error))
        if not worker.ready:
            _raise_if_any(answer)
            worker.ready, self._stillborn = True, 0
        elif worker.job is not None:
            index, worker.job = worker.job, None
            if answer.last or answer.exhausted:
                self._dismiss(worker)
            work.take(index, answer)

    def _bury(self, worker: Worker, work: Round[Any, Any]) -> None:
        self._workers.remove(worker)
        status = worker.end()
        if worker.job is not None:
            work.lose(worker.job, status)
        elif not worker.ready:
            self._count_stillborn(f"died twice before it had begun{shown(status)}")

    def _stop_late(self, worker: Worker, work: Round[Any, Any]) -> None:
        self._dismiss(worker)
        if worker.job is not None:
            work.late(worker.job)
        else:
            self._count_stillborn("took too long to begin, twice")

    def _dismiss(self, worker: Worker) -> None:
        self._workers.remove(worker)
        worker.kill()
        worker.end()

    def _count_stillborn(self, what: str) -> None:
        self._stillborn += 1
        if self._stillborn > 1:
            self._stillborn = 0
            raise TypesetError(Problem(f"the {self.trade.work} process {what}", "run: prep-pack doctor"))

    def _do_here(self, work: Round[Any, Any]) -> None:
        if self.trade.alone:
            what = f"{self.trade.work} needs a process of its own, and none can be started"
            raise SetupError(Problem(what, "run: prep-pack doctor"))
        if not self._started_here:
            os.environ.update(self._environment)
            _raise_if_any(attempt(self._start or _unheard))
            self._started_here = True
        index = work.waiting.popleft()
        if index in work.died:  # it would take this process with it
            work.lose(index, None)
        else:
            work.take(index, attempt(lambda: work.task(work.jobs[index])))


class _Clock:
    """Seconds that this process was awake: what passes while it is stopped (Ctrl-Z) counts against no job."""

    def __init__(self) -> None:
        self.now = 0.0
        self._seen = time.monotonic()

    def tick(self) -> None:
        seen = time.monotonic()
        self.now += min(seen - self._seen, LONGEST_STEP_SECONDS)
        self._seen = seen


def _raise_if_any(answer: Reply) -> None:
    """What a start may have met."""
    if answer.error is not None:
        raise answer.error
    if answer.fault or answer.exhausted:
        said = answer.fault or "out of memory"
        raise TypesetError(Problem(f"the typesetting process could not be set up: {said}", "run: prep-pack doctor"))
