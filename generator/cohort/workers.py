"""Books made by several processes of this machine, one book at a time each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import overload

from .. import assets
from ..finish.files import write_atomically
from ..keep.store import Store
from ..model.problems import PrepPackError, Problem, TypesetError, described, refuse_warnings
from ..model.workbook import Artifact, PdfDocument, Workbook
from ..press.copyfit import make_book
from ..press.press import Press
from ..typeset.engine import FONTS_FILE
from ..typeset.pool import Limits, Pool

LONGEST_SECONDS = 300.0
"""For one book: a large one whose sections are all new."""
PRELOAD = ("weasyprint", "pikepdf", *assets.modules("render.html", "typeset.pdf"))
UNEXPECTED = "leave the row out, or change it, to find the reason"


@dataclass(frozen=True, slots=True)
class Order:
    """A book to be made, and the name of its file."""

    file: str
    workbook: Workbook


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an order: the file and its warnings, or an error. ``general`` warnings are of no book alone."""

    artifact: Artifact | None = None
    problems: tuple[Problem, ...] = ()
    general: tuple[Problem, ...] = ()
    error: PrepPackError | None = None


@dataclass(frozen=True, slots=True)
class Bench:
    """Where books are made: the reader's folder, the one that receives the files, and the store all processes share."""

    folder: Path
    target: Path
    store: Path
    strict: bool = False


class Orders(Sequence[Order]):
    """Orders that are composed when they are asked for: a long list of them need not be there at once."""

    def __init__(
        self, files: Sequence[str], compose: Callable[[int], Order], numbers: Sequence[int] | None = None
    ) -> None:
        self.files, self._compose = files, compose
        self._numbers = range(len(files)) if numbers is None else numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> Order: ...
    @overload
    def __getitem__(self, place: slice) -> Orders: ...
    def __getitem__(self, place: int | slice) -> Order | Orders:
        if isinstance(place, slice):
            return self.picked(self._numbers[place])
        return self._compose(self._numbers[place])

    def picked(self, numbers: Sequence[int]) -> Orders:
        """Some of the orders, by their numbers."""
        return Orders(self.files, self._compose, numbers)


Got = Callable[[int, Outcome], None]
"""Called with an order's number and what came of it."""

_press: list[tuple[Bench, Press]] = []
"""What a worker was set up with."""


def make_all(bench: Bench, orders: Orders, got: Got) -> None:
    """Make every order, as many at a time as there are cores. A book that fails does not stop the others.

    Args:
        bench: see there.
        orders: what to make.
        got: what to do with each outcome.

    Raises:
        SetupError, TypesetError: no book can be made here.
    """
    left = list(range(len(orders)))
    environment = {"FONTCONFIG_FILE": str(assets.fonts_folder() / FONTS_FILE)}
    limits = Limits(seconds=LONGEST_SECONDS)
    with Pool(preload=PRELOAD, environment=environment, start=partial(_set_up, bench), limits=limits) as pool:
        while left:
            left = _round(pool, left, orders, got)


def _round(pool: Pool, left: list[int], orders: Orders, got: Got) -> list[int]:
    """Make what is left until a process fails at a book. Returns what is left after it."""
    files = orders.files
    done: set[int] = set()
    given_up: set[int] = set()

    def take(place: int, outcome: Outcome) -> None:
        done.add(left[place])
        got(left[place], outcome)

    def lose(place: int, problem: Problem) -> None:
        given_up.add(left[place])
        take(place, Outcome(error=TypesetError(problem)))

    try:
        pool.run(_make, orders.picked(left), names=[files[i] for i in left], got=take, lost=lose)
    except PrepPackError:
        if not given_up:
            raise
    return [i for i in left if i not in done]


def _set_up(bench: Bench) -> None:
    _press[:] = [(bench, Press(bench.folder, Store(bench.store)))]


def _make(order: Order) -> Outcome:
    """Make one book in a process that was set up."""
    ((bench, press),) = _press
    try:
        pdf = make_book(press, order.workbook)
        return replace(deliver(bench, order.file, pdf), general=press.problems)
    except PrepPackError as error:
        return Outcome(error=error)
    except Exception as error:
        return Outcome(error=fault(error))


def deliver(bench: Bench, file: str, pdf: PdfDocument) -> Outcome:
    """Write a finished book.

    Raises:
        OutputError: it cannot be written.
        StrictError: there were warnings, and none are wanted.
    """
    refuse_warnings(pdf.problems, bench.strict)
    return Outcome(write_atomically(bench.target / file, pdf.data, pages=pdf.pages), pdf.problems)


def fault(error: Exception) -> TypesetError:
    """An error that nobody foresaw, in a line."""
    return TypesetError(Problem(f"the pack could not be made: {described(error)}", UNEXPECTED))
