"""Books made on a Dask cluster that is already there: one book a task, and each section they share set once on it.

Nothing stays on the machines of the cluster. A worker asks the scheduler for a section under the hash of all that it
depends on; the scheduler gives equal keys to one worker, and the others get its result.
"""

from __future__ import annotations

import logging
import re
import threading
import uuid
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from .. import assets
from ..model.problems import PrepPackError, Problem, SetupError, SourceRef, TypesetError, UsageError, as_one
from ..model.workbook import PdfDocument, SetSection, Workbook
from ..press.copyfit import make_book
from ..press.press import Press
from ..press.setting import Job, set_section
from .digest import Inputs
from .workers import Bench, Got, Order, Orders, Outcome, deliver, fault

if TYPE_CHECKING:
    from ..typeset.pool import Pool

ADDRESS = re.compile(r"((tcp|tls|ws|wss)://)?[^/\s:]+(:[^/\s:]+)*:\d{1,5}")
"""Checked here because Dask takes twenty seconds to refuse another."""
EXTRA = 'run: pip install "prep-pack[dask]"'
SECONDS_TO_ANSWER = 10.0
SECONDS_WITHOUT_WORKERS = 30.0
BOOKS_A_THREAD = 2
"""Books under way for each thread of the cluster: one at work, one ready."""
SECTIONS_HELD = 512
"""Sections that a worker keeps the cluster from forgetting."""
SECTION_KEY = "prep-pack-section-"
BOOK_KEY = "prep-pack-book-"
BEFORE_BOOKS = 10


@dataclass(frozen=True, slots=True)
class Site:
    """What a worker needs to know: the reader's folder, and the digest that all it has of the program must have."""

    folder: str
    designs: tuple[str, ...]
    surroundings: str


def make_all(address: str, bench: Bench, orders: Orders, designs: Iterable[str], got: Got) -> None:
    """Make every order on the cluster whose scheduler is at ``address``, and write the files here.

    Raises:
        UsageError: this is no address.
        SetupError: the extra is missing, nobody answers, there are no workers, or they have other files than we.
    """
    names = tuple(sorted(set(designs)))
    site = Site(str(bench.folder.absolute()), names, Inputs(bench.folder).surroundings(names))
    with _connected(address) as client:
        try:
            _Cluster(client, address, site, bench, got).make(orders)
        finally:
            with suppress(Exception):  # the cluster may be gone, and an error be on its way
                client.run(_forget)


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError as error:
        raise SetupError(Problem("--dask needs the library distributed", EXTRA)) from error
    if not ADDRESS.fullmatch(address):
        raise UsageError(Problem(f'--dask: "{address}" is no address', "write tcp://HOST:PORT"))
    for name in ("distributed", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what they log is said here, in a line
    with warnings.catch_warnings(action="ignore"):
        try:
            client: Any = cast("Any", Client)(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
        except OSError as error:  # among them what it raises when time is up
            raise SetupError(_silent(address)) from error
        with client, client.as_current():
            yield client


def _silent(address: str) -> Problem:
    what = f"no Dask scheduler answers at {address}"
    return Problem(what, "check the address; `dask scheduler` prints it when it starts")


class _Cluster:
    """One run on a cluster."""

    def __init__(self, client: Any, address: str, site: Site, bench: Bench, got: Got) -> None:
        self._client, self._address, self._site = client, address, site
        self._bench, self._got = bench, got
        self._run = uuid.uuid4().hex
        self._under_way: dict[Any, tuple[int, str]] = {}

    def make(self, orders: Orders) -> None:
        waiting = iter(range(len(orders)))
        self._await_workers()
        while True:
            for number in self._next(waiting):
                self._send(number, orders[number])
            if not self._under_way:
                return
            for future in self._finished():
                number, file = self._under_way.pop(future)
                self._got(number, self._outcome(future, file))
                future.release()

    def _next(self, waiting: Iterator[int]) -> Iterator[int]:
        """Numbers of orders to send, so that the cluster has enough to do and not all is in its memory at once."""
        room = BOOKS_A_THREAD * max(1, sum(self._client.nthreads().values())) - len(self._under_way)
        return (number for _, number in zip(range(room), waiting, strict=False))

    def _send(self, number: int, order: Order) -> None:
        key = f"{BOOK_KEY}{self._run}-{number}"
        future = self._client.submit(_make, self._site, _placed(order.workbook), key=key, pure=False)
        self._under_way[future] = number, order.file

    def _finished(self) -> list[Any]:
        import distributed

        wait = cast("Any", distributed.wait)

        while True:
            try:
                return list(wait(list(self._under_way), SECONDS_TO_ANSWER, "FIRST_COMPLETED").done)
            except TimeoutError:
                self._await_workers()
            except (OSError, CancelledError) as error:
                raise SetupError(_silent(self._address)) from error

    def _await_workers(self) -> None:
        if self._client.status != "running":
            raise SetupError(_silent(self._address))
        if self._client.nthreads():
            return
        try:
            self._client.wait_for_workers(1, SECONDS_WITHOUT_WORKERS if self._under_way else SECONDS_TO_ANSWER)
        except TimeoutError:
            what = f"the Dask cluster at {self._address} has no workers"
            raise SetupError(Problem(what, f"start one: dask worker {self._address}")) from None

    def _outcome(self, future: Any, file: str) -> Outcome:
        if future.status != "finished":
            return Outcome(error=_lost(future))
        made = future.result()
        if isinstance(made, SetupError):
            raise made
        try:
            return deliver(self._bench, file, made) if isinstance(made, PdfDocument) else Outcome(error=made)
        except PrepPackError as error:
            return Outcome(error=error)


def _lost(future: Any) -> TypesetError:
    """A task that ended without an answer."""
    error = future.exception() if future.status == "error" else None
    if error is None or type(error).__name__ == "KilledWorker":
        return TypesetError(Problem("the Dask workers that made this pack died", "see their logs"))
    return fault(error)


def _placed(value: Any) -> Any:
    """The same value, its files by their whole paths: a worker has another current folder, and looks for pictures."""
    if isinstance(value, SourceRef):
        return replace(value, file=str(Path(value.file).absolute()))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _placed(getattr(value, field.name)) for field in fields(value)})
    if isinstance(value, tuple):
        return tuple(_placed(item) for item in value)
    if isinstance(value, Mapping):
        return {key: _placed(item) for key, item in value.items()}
    return value


# What follows runs on the workers. A worker may have several threads; the engine bears one at a time.

_engine = threading.Lock()
_presses: list[tuple[str, Press]] = []
_held: dict[str, Any] = {}


def _make(site: Site, workbook: Workbook) -> PdfDocument | PrepPackError:
    """Make one book on a worker. Errors of ours are an answer: a task that raises is logged and tried elsewhere."""
    try:
        _check(site)
        with _a_press(site.folder) as press:
            return make_book(press, workbook)
    except PrepPackError as error:
        return error
    except Exception as error:
        return fault(error)


@lru_cache(maxsize=8)
def _has(site: Site) -> bool:
    try:
        return Inputs(Path(site.folder)).surroundings(site.designs) == site.surroundings
    except PrepPackError:
        return False


def _check(site: Site) -> None:
    if not _has(site):
        import socket

        what = f"the Dask worker on {socket.gethostname()} has another prep-pack than this one, or other files"
        mend = f"give all machines the same versions, and the same folder {site.folder}"
        raise SetupError(Problem(what, mend))


@contextmanager
def _a_press(folder: str) -> Iterator[Press]:
    """A press that nobody else uses meanwhile."""
    idle = next((item for item in list(_presses) if item[0] == folder), None)
    try:
        if idle:
            _presses.remove(idle)
    except ValueError:  # another thread was faster
        idle = None
    item = idle or (folder, Press(Path(folder), pool=cast("Pool", _Sharing())))
    try:
        yield item[1]
    finally:
        _presses.append(item)


class _Sharing:
    """In a press's place for a pool: has sections set each once on the cluster, by whichever worker.

    This worker sets others' while it waits.
    """

    def run(
        self,
        _: Any,
        jobs: Sequence[Job],
        *,
        names: Sequence[str],
        done: Callable[[int, int], None],
        got: Callable[[int, SetSection], None],
    ) -> None:
        from distributed import worker_client

        with worker_client() as client:
            futures = [client.submit(_set, job, key=SECTION_KEY + job.key, priority=BEFORE_BOOKS) for job in jobs]
            _hold({future.key: future for future in futures})
            answers = client.gather(futures)
        errors = [answer for answer in answers if isinstance(answer, PrepPackError)]
        for place, answer in enumerate(answers):
            if isinstance(answer, SetSection):
                got(place, answer)
        done(len(jobs) - len(errors), len(jobs))
        if errors:
            raise as_one(errors)

    def close(self) -> None:
        """There is nothing to end."""


def _hold(futures: Mapping[str, Any]) -> None:
    """The cluster forgets a result that nobody holds; the next book would set that section again."""
    for key, future in futures.items():
        _held.pop(key, None)
        _held[key] = future
    for key in list(_held)[: max(0, len(_held) - SECTIONS_HELD)]:
        _held.pop(key, None)


def _set(job: Job) -> SetSection | PrepPackError:
    fonts = str(assets.fonts_folder())
    if job.fonts != fonts:
        what = f"the Dask workers keep prep-pack in different folders: {job.fonts} and {fonts}"
        return SetupError(Problem(what, "install it in the same place on each"))
    try:
        with _engine:
            return set_section(job)
    except PrepPackError as error:
        return error


def _forget() -> None:
    """Let go of everything that this run left with a worker."""
    _held.clear()
    _presses.clear()
