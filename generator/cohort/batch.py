"""Packs for a cohort: one for each row of a roster, and only those that are missing or changed."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from .. import assets
from ..compose.filled import choose
from ..finish.filenames import FileNames, safe_stem
from ..finish.files import alone_in
from ..finish.record import Record, RecordedFile
from ..finish.table import write_table
from ..jobs.packs import base_of, open_pack
from ..jobs.surroundings import with_paper
from ..jobs.workbook import OUTPUT, compose
from ..keep.store import open_store
from ..load.library import load_library
from ..load.roster import Roster, RosterRow, read_roster, row_pack
from ..model.content import Library
from ..model.pack import PackSpec
from ..model.problems import PrepPackError, Problem, SetupError, SourceRef, refuse_warnings, warning
from ..model.progress import Progress, unheard
from ..model.workbook import Workbook
from .digest import Inputs
from .drafts import Drafts, unaddressed, without_addresses
from .rows import REPORT, REPORT_COLUMNS, BatchRow, RowStatus, cells, namesake, told_once
from .workers import Bench, Order, Orders, Outcome, make_all


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRequest:
    """What a user asks for. ``folder`` and ``today`` are those of a build; ``dask`` is the address of a scheduler."""

    roster: Path
    pack: Path | None
    output: Path | None
    folder: Path
    today: date
    strict: bool = False
    cache: bool = True
    dask: str = ""
    email: bool = False
    """Whether a draft of a letter is written beside each pack."""


@dataclass(frozen=True, slots=True)
class BatchReport:
    """All rows in the order of the roster, where the files are, warnings (each once), and the seconds it took."""

    folder: Path
    rows: tuple[BatchRow, ...]
    problems: tuple[Problem, ...]
    seconds: float
    drafts: int = 0

    @property
    def exit_code(self) -> int:
        """0 if every pack is there, else the highest code of the rows' errors."""
        return max((row.error.exit_code for row in self.rows if row.error), default=0)

    def count(self, status: RowStatus) -> int:
        """How many rows ended so."""
        return sum(row.status is status for row in self.rows)


def run_batch(request: BatchRequest, progress: Progress = unheard) -> BatchReport:
    """Make the packs that are missing or changed, and write the report beside them.

    Raises:
        PrepPackError: the roster, the pack file, the bank or the folder is wrong, so that no row can be made. What is
            wrong with one row is in the report.
    """
    started = time.perf_counter()
    progress("reading", 0, 0)
    roster = read_roster(request.roster)
    open_pack(request.pack, {})  # what is wrong with it is said once, not for each row
    library, odd = load_library(assets.content_roots(request.folder))
    refuse_warnings(odd, request.strict)
    # The books are other people's: what the owner of the folder has written is in none of them.
    library = replace(library, answers={}, stories={})
    folder = request.output or OUTPUT / safe_stem(request.roster.stem)
    with alone_in(folder):
        record = Record(folder)
        run = _Run(request, roster, library, folder, record, progress)
        try:
            run.plan()
            run.make()
            run.write_letters()
        finally:
            record.save()
        rows = tuple(run.rows)
        write_table(folder / REPORT, (REPORT_COLUMNS, *map(cells, rows)))
        problems = (*odd, *told_once(rows, roster), *run.general, *run.strays())
    return BatchReport(folder, rows, problems, time.perf_counter() - started, run.drafts.count)


@dataclass(frozen=True, slots=True)
class _Task:
    """A pack that has to be made: the row's place, its pack, its file, and the digest of what goes in."""

    place: int
    spec: PackSpec
    file: str
    inputs: str


@dataclass
class _Run:
    request: BatchRequest
    roster: Roster
    library: Library
    folder: Path
    record: Record
    progress: Progress
    tasks: list[_Task] = field(default_factory=list)
    general: dict[Problem, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = [BatchRow(row.line, row.name) for row in self.roster.rows]
        self.inputs = Inputs(self.request.folder)
        self.asked: dict[int, str] = {}
        self.specs: dict[int, PackSpec] = {}
        self.drafts = Drafts(self.request.folder, self.folder)

    def plan(self) -> None:
        """Check every row, name its file, and find those that are there already."""
        names = FileNames()
        first: dict[str, int] = {}
        for place, row in enumerate(self.roster.rows):
            self.progress("checking", place, len(self.rows))
            try:
                self._plan_row(place, row, names, first)
            except PrepPackError as error:
                self._fail(place, error)

    def _plan_row(self, place: int, row: RosterRow, names: FileNames, first: dict[str, int]) -> None:
        pack = row_pack(self.request.pack, self.roster, row, base_of)
        self.specs[place] = with_paper(pack.spec)
        spec = without_addresses(self.specs[place])
        with pack.placing():
            book = self._compose(spec, self.request.today)
            inputs = self.inputs.of(book)
        stem, ending = safe_stem(row.name), f"{spec.edition}-{spec.paper}.pdf"
        file = names.give(stem, ending)
        self.asked[place] = file
        twin = first.setdefault(f"{stem}-{ending}", row.line)
        problems = (*([] if twin == row.line else [namesake(row, twin, file)]), *map(pack.placed, book.problems))
        if self.request.email and not pack.spec.email:
            problems = (*problems, unaddressed())
        self.rows[place] = replace(self.rows[place], file=file, problems=problems)
        refuse_warnings(problems, self.request.strict)
        entry = self.record.whole(file)
        if entry and self._is_current(entry, spec, inputs):
            self._keep(place, entry)
        else:
            self.tasks.append(_Task(place, spec, file, inputs))

    def _compose(self, spec: PackSpec, day: date) -> Workbook:
        return compose(self.library, choose(self.library, spec), spec, day)

    def _is_current(self, entry: RecordedFile, spec: PackSpec, inputs: str) -> bool:
        """Whether a pack would come out as it is. That a day has passed is no reason to date it anew."""
        if entry.issued != self.request.today and spec.date is None:
            inputs = self.inputs.of(self._compose(spec, entry.issued))
        return inputs == entry.inputs

    def _keep(self, place: int, entry: RecordedFile) -> None:
        row = self.rows[place]
        refuse_warnings(entry.problems, self.request.strict)
        self.rows[place] = replace(
            row,
            status=RowStatus.UNCHANGED,
            pages=entry.pages,
            size=entry.size,
            problems=(*row.problems, *entry.problems),
        )

    def make(self) -> None:
        """Make what has to be made."""
        if not self.tasks:
            return
        self.progress("packs", 0, len(self.tasks))
        with _store(self.request.cache) as store:
            bench = Bench(self.request.folder.absolute(), self.folder.absolute(), store, self.request.strict)
            orders = Orders([task.file for task in self.tasks], self._order)
            if self.request.dask:
                from . import cluster

                designs = {task.spec.design for task in self.tasks}
                cluster.make_all(self.request.dask, bench, orders, designs, self._got)
            else:
                make_all(bench, orders, self._got)

    def write_letters(self) -> None:
        """Write a draft beside each pack that is there, if drafts are wanted."""
        for place, row in enumerate(self.rows):
            if self.request.email and row.file and row.error is None:
                try:
                    odd = self.drafts.write(row.file, row.pages, self.specs[place])
                except PrepPackError as error:
                    self._fail(place, error)
                else:
                    self.rows[place] = replace(row, problems=(*row.problems, *odd))

    def _order(self, number: int) -> Order:
        task = self.tasks[number]
        return Order(task.file, self._compose(task.spec, self.request.today))

    def _got(self, number: int, outcome: Outcome) -> None:
        task = self.tasks[number]
        row, made = self.rows[task.place], outcome.artifact
        self.general.update(dict.fromkeys(outcome.general))
        if made is None:
            self._fail(task.place, outcome.error or SetupError("no answer"))
        else:
            problems = (*row.problems, *outcome.problems)
            self.rows[task.place] = replace(
                row, status=RowStatus.MADE, pages=made.pages, size=made.size, problems=problems
            )
            issued = task.spec.date or self.request.today
            self.record.note(task.file, task.inputs, issued, made, outcome.problems)
        finished = sum(self.rows[task.place].status is not RowStatus.OPEN for task in self.tasks)
        self.progress("packs", finished, len(self.tasks))

    def _fail(self, place: int, error: PrepPackError) -> None:
        """Enter what stopped a row, with the row's line where the error has no place of its own."""
        if isinstance(error, SetupError):
            raise error  # no other row would fare better
        row = self.rows[place]
        where = SourceRef(self.roster.file, row.line)
        placed = type(error)(
            *(problem if problem.where else replace(problem, where=where) for problem in error.problems)
        )
        self.rows[place] = replace(row, status=RowStatus.FAILED, file="", problems=(), error=placed)

    def strays(self) -> Iterator[Problem]:
        """A warning of packs that earlier runs made and no row asks for now."""
        # A row that is wrong asks for a file as well; which one cannot be told.
        if len(self.asked) < len(self.rows):
            return
        asked = set(self.asked.values())
        left = [file for file in self.record if file not in asked and (self.folder / file).exists()]
        if left:
            listed = ", ".join(left[:5]) + (f" and {len(left) - 5} more" if len(left) > 5 else "")
            yield warning(f"no row asks for {listed} any more", f"remove what you do not need from {self.folder}")


@contextmanager
def _store(cache: bool) -> Iterator[Path]:
    """The store that the processes share: the user's, or one for this run."""
    if cache:
        yield open_store().folder
        return
    with tempfile.TemporaryDirectory(prefix="prep-pack-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
