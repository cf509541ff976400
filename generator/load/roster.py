"""A roster of candidates (CSV) → rows of overrides for a pack.

What is wrong with the file as a whole is raised, all at once. What is wrong with a row stays with the row, so that the
others can go on. The values themselves are checked where those of a pack are, by `row_pack`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..model.keys import NAMED_AS_PRINTED, in_a_file, is_list
from ..model.pack import PackSpec, uses
from ..model.problems import ContentError, Problem, SourceRef, UsageError, did_you_mean
from ..model.spelling import Use
from .bases import FindBase, find_base
from .layers import OverrideSource
from .packfile import SourcedPack, read_pack
from .text import read_text, shown

MOST_ROWS = 5_000
DELIMITERS = ",;\t"
EXAMPLE = '"name,role,company"'
_ZIP = b"PK\x03\x04"


NAME = "name"
COLUMNS: Mapping[str, str] = {
    NAME if key == "candidate" else key: key for key in PackSpec.model_fields if Use.ROW in uses(key)
}
"""The columns a roster may have, and the key of a pack that each stands for."""

_COLUMN_OF = {key: column for column, key in COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One candidate: the line in the file (from 1), the pack's keys that the row sets, and what is wrong with it."""

    line: int
    overrides: Mapping[str, object]
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """The candidate's name as it was written; empty where it is missing."""
        return str(self.overrides.get("candidate", ""))


@dataclass(frozen=True, slots=True)
class Roster:
    """The rows of a file in their order, and the file as the user would open it."""

    file: str
    rows: tuple[RosterRow, ...]


def read_roster(path: Path) -> Roster:
    """Read a CSV file whose first line names the columns; comma, semicolon and tab are told apart by that line.

    Raises:
        ContentError: the file cannot be read, is not CSV, has no header or no rows, or a column is unknown, named twice
            or missing. All that is wrong is named.
    """
    place = SourceRef(shown(path))
    lines = io.StringIO(_text(path)).readlines()
    delimiter = _delimiter(lines)
    records = _records(lines, delimiter, place)
    header = next(records, None)
    if header is None:
        raise ContentError(Problem("the roster is empty", f"begin with a line such as {EXAMPLE}", place))
    keys = _keys(header[1], place.at(header[0]))
    rows = tuple(_row(place.at(line), keys, cells) for line, cells in records)
    if not rows:
        raise ContentError(Problem("the roster has a header but no rows", "add a row for each candidate", place))
    if len(rows) > MOST_ROWS:
        what = f"the roster has {len(rows)} rows"
        raise ContentError(Problem(what, f"at most {MOST_ROWS} fit; split it", place.at(rows[MOST_ROWS].line)))
    return Roster(place.file, rows)


def row_pack(pack: Path | None, roster: Roster, row: RosterRow, find: FindBase = find_base) -> SourcedPack:
    """The pack of one row, checked as a pack file and its flags are.

    ``find`` knows the packs that the pack file may build on.

    Raises:
        ContentError: something is wrong with the row, or with the pack file; problems of the row bear its line.
    """
    if row.problems:
        raise ContentError(*row.problems)
    source = OverrideSource(lambda key: f'"{_COLUMN_OF[key]}"', SourceRef(roster.file, row.line))
    try:
        return read_pack(pack, row.overrides, source, find)
    except UsageError as error:
        raise ContentError(*error.problems) from None


def _text(path: Path) -> str:
    try:
        return read_text(path)
    except ContentError:
        if _is_archive(path):
            what = "this is a spreadsheet or an archive, not CSV"
            raise ContentError(Problem(what, "save it as CSV (UTF-8)", SourceRef(shown(path)))) from None
        raise


def _is_archive(path: Path) -> bool:
    # A pipe would keep us waiting.
    with suppress(OSError, ValueError):
        if path.is_file():
            with path.open("rb") as file:
                return file.read(len(_ZIP)) == _ZIP
    return False


def _delimiter(lines: Sequence[str]) -> str:
    """The character that splits the first line into the most known columns; of equals, into the most cells."""

    def worth(delimiter: str) -> tuple[int, int]:
        with suppress(csv.Error, StopIteration):
            cells = next(csv.reader(lines, delimiter=delimiter))
            return sum(_folded(cell) in COLUMNS for cell in cells), len(cells)
        return 0, 0

    return max(DELIMITERS, key=worth)


def _records(lines: Sequence[str], delimiter: str, place: SourceRef) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins on; those without any text are passed over."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    begins = 1
    while True:
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            raise ContentError(_not_csv(str(error), place.at(begins))) from None
        if any(cells):
            yield begins, cells
        begins = reader.line_num + 1


def _not_csv(said: str, where: SourceRef) -> Problem:
    if "end of data" in said:
        return Problem("a quotation mark is not closed", 'close it, or write "" for a mark inside quotes', where)
    if "field limit" in said:
        return Problem("a cell is longer than 131072 characters", "close its quotation mark, or shorten it", where)
    if "expected after" in said:
        return Problem("text follows a closing quotation mark", 'write "" for a mark inside quotes', where)
    return Problem(f"this is not CSV: {said}", "save it as CSV (UTF-8)", where)


def _folded(cell: str) -> str:
    """A column's name as we write it: "Interview Date" is interview_date."""
    return re.sub(r"[\s-]+", "_", cell.strip().casefold())


def _keys(header: Sequence[str], where: SourceRef) -> list[str]:
    """The header's columns, by our names. Empty ones at the end, as spreadsheets leave them, are dropped."""
    names = [_folded(cell) for cell in header]
    while names and not names[-1]:
        names.pop()
    if not any(name in COLUMNS for name in names):
        what = "this is no roster: its first line names none of the columns"
        raise ContentError(Problem(what, f"begin with a line such as {EXAMPLE}", where))
    problems = [_wrong_column(name, header[i], i, names, where) for i, name in enumerate(names)]
    if NAME not in names:
        problems.append(Problem(f'there is no column "{NAME}"', "add it", where))
    if found := [problem for problem in problems if problem]:
        raise ContentError(*found)
    return names


def _wrong_column(name: str, cell: str, index: int, names: Sequence[str], where: SourceRef) -> Problem | None:
    if not name:
        return Problem(f"column {index + 1} has no name", "name it, or remove it", where)
    if name not in COLUMNS:
        shown_name = cell if len(cell) <= 60 else cell[:59] + "…"
        return Problem(f'unknown column "{shown_name}"', did_you_mean(name[:80], COLUMNS), where)
    if name in names[:index]:
        return Problem(f'the column "{name}" is there twice', "remove one", where)
    return None


def _row(where: SourceRef, names: Sequence[str], cells: list[str]) -> RosterRow:
    values = dict(zip(names, cells, strict=False))
    given = {COLUMNS[name]: _value(COLUMNS[name], cell) for name, cell in values.items() if cell}
    problems = []
    if len(cells) < len(names) or any(cells[len(names) :]):
        what = f"this row has {len(cells)} cells, and the header names {len(names)} columns"
        problems.append(Problem(what, "put a cell that holds the separator in quotes, or add what is missing", where))
    if not values.get(NAME):
        problems.append(Problem('"name" is empty', "write the candidate's name", where))
    return RosterRow(where.line, given, tuple(problems))


def _value(key: str, cell: str) -> object:
    """A cell as a pack file would hold it; the items of a list are separated by spaces or semicolons.

    The name of a theme holds spaces and commas: only semicolons part such here, the rest is left to who knows them.
    """
    if key in NAMED_AS_PRINTED:
        return [word for part in cell.split(";") if (word := part.strip(" ,\n\t"))]
    if is_list(key):
        return [in_a_file(key, word) for word in re.split(r"[\s;,]+", cell.strip(" ;,\n\t"))]
    return in_a_file(key, cell)
