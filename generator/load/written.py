"""What stands in one part of an answer, by the form of that part: fields side by side, a table, ticks, a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model.fields import Column, Part, PartForm
from ..model.markdown.lines import Line
from ..model.problems import Problem, SourceRef
from ..model.words import folded
from .lists import read_items
from .outline import markdown_of, split_at, trimmed

_TICK = re.compile(r"\[(?P<mark>[ xX])\]\s+(?P<words>.*\S)")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")
_BREAK = re.compile(r"(?<!\\)<br\s*/?>")
_NO_BREAK = re.compile(r"\\(?=<br\s*/?>)")


class FormError(Exception):
    """The text of a part has another form than the part; what is wrong, what to do, and the line."""

    def __init__(self, what: str, mend: str, line: int) -> None:
        super().__init__(what)
        self.what, self.mend, self.line = what, mend, line


def read_written(part: Part, lines: Sequence[Line]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The fields of a part, and the items of one that is a list.

    Raises:
        FormError: the text cannot be read as what the part is.
    """
    match part.form:
        case PartForm.LIST:
            return {}, _items(lines)
        case PartForm.COLUMNS:
            return _side_by_side(part, lines), ()
        case PartForm.TABLE | PartForm.MATRIX:
            return _table(part, lines), ()
        case PartForm.TICKS:
            return _ticks(part, lines), ()
        case _:
            return {}, ()


def _items(lines: Sequence[Line]) -> tuple[str, ...]:
    problems: list[Problem] = []
    items = read_items(lines, SourceRef(""), problems)
    if problems:
        where = problems[0].where
        raise FormError(problems[0].what, problems[0].mend, where.line if where else 0)
    return tuple(item.text for item in items)


def _side_by_side(part: Part, lines: Sequence[Line]) -> dict[str, str]:
    """A ``###`` heading for each field."""
    before, *blocks = split_at(lines, (3,))
    if stray := trimmed(before.lines):
        labels = ", ".join(f'"### {column.label}"' for column in part.columns)
        raise FormError("its fields stand side by side", f"write each under its heading: {labels}", stray[0].number)
    fields: dict[str, str] = {}
    for block in blocks:
        assert block.heading is not None
        column = _column(block.heading.text, part.columns, block.heading.line)
        if column.key in fields:
            raise FormError(f'"{column.label}" is here twice', "join the two", block.heading.line)
        if text := markdown_of(block.lines):
            fields[column.key] = text
    return fields


def _table(part: Part, lines: Sequence[Line]) -> dict[str, str]:
    """One Markdown table: the labels of the columns, a rule, then the rows in their order."""
    head, *rest = (line for line in trimmed(lines) if not line.blank)
    labels = _cells(head)
    if len(labels) < 2 or not rest or not all(_RULE.fullmatch(cell) for cell in _cells(rest[0])):
        shown = " | ".join(column.label or "\u2026" for column in part.columns)
        raise FormError("this part is a table", f"begin it with | {shown} | and a line of dashes", head.number)
    columns = [_column(label, part.columns, head.number) for label in labels]
    fields: dict[str, str] = {}
    for row, line in enumerate(rest[1:], 1):
        cells = _cells(line)
        if len(cells) > len(columns):
            raise FormError("this row has more cells than the head", "join cells, or write \\| for a bar", line.number)
        if row > part.rows:
            raise FormError(f"the sheet has {part.rows} rows", "move the rest under another heading", line.number)
        for column, cell in zip(columns, cells, strict=False):
            if cell and not _is_printed(part, row, column, cell):
                said = "\n".join(map(str.strip, _BREAK.split(cell)))
                fields[f"{row}.{column.key}"] = _NO_BREAK.sub("", said)
    return fields


def _is_printed(part: Part, row: int, column: Column, cell: str) -> bool:
    """Whether a cell repeats what the sheet prints there."""
    if column != part.columns[0] or row > len(part.row_labels):
        return False
    return folded(cell) == folded(part.row_labels[row - 1])


def _cells(line: Line) -> list[str]:
    text = line.text.strip().removeprefix("|")
    cells = _BAR.split(text)
    if cells and not cells[-1].strip():
        cells.pop()
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _ticks(part: Part, lines: Sequence[Line]) -> dict[str, str]:
    """A list of ``[x]`` and ``[ ]``, each with the words of a choice."""
    fields: dict[str, str] = {}
    problems: list[Problem] = []
    for item in read_items(lines, SourceRef(""), problems):
        found = _TICK.fullmatch(item.text)
        if not found:
            raise FormError("a choice is ticked", 'write "- [x] " before what you choose', item.line)
        column = _column(found["words"], part.columns, item.line)
        if found["mark"] != " ":
            fields[column.key] = "x"
    if problems:
        where = problems[0].where
        raise FormError(problems[0].what, problems[0].mend, where.line if where else 0)
    return fields


def _column(label: str, columns: Sequence[Column], line: int) -> Column:
    wanted = folded(label)
    for column in columns:
        if wanted in (folded(column.label), folded(column.key)):
            return column
    known = ", ".join(column.label for column in columns if column.label)
    raise FormError(f'there is no "{label}" here', f"known: {known}", line)
