"""What is typed in the fields of a worksheet: which block has it, and how much room it takes. All lengths mm.

Room is estimated from the length of the text, on the safe side. Where the estimate is short all the same, a field grows
when it is set, and the page runs on: no word is lost.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..model.content import Library, Question
from ..model.fields import Part, PartForm, sheet_parts
from ..model.layout import Filling
from ..model.own import Written
from ..model.pack import PageSize
from ..model.worksheet import BreakBlock, LinesBlock, MatrixBlock, SheetBlock, SplitBlock, TableBlock, Worksheet
from .my_answer import stories_of, written_for
from .room import TABLE_HEAD, TABLE_SLACK, TICK_ROW, row_height, width_of

TYPE = 0.5
"""The type's size as a part of the distance of its lines."""
LARGEST = 4.1
ADVANCE = 0.5
"""Mean advance of the text face's letters in em: words do not break, so no line is quite full."""
CELL_LINE, CELL_LINE_DENSE = 4.2, 3.4
CELL_TYPE = 0.74
"""In cells and above drawings nothing is ruled: the lines are closer."""
CELL_INSET = 2.0
LEAST_LINE = 3.1
"""Lines closer than this cannot be read: ruled lines closer than twice that are not halved."""
COLUMN_GAP = 4.0
_ITEM = re.compile(r"\s*([-*+]|\d+[.)])\s")

Fillings = Mapping[int, Filling]
"""What is typed in the blocks of a sheet, by the block's place among them."""


def fillings_of(sheet: Worksheet, question: Question, library: Library) -> Fillings:
    """What a reader's answer says in the blocks of a sheet; nothing where there is no answer."""
    answer = library.answers.get(question.id)
    if answer is None:
        return {}
    stories = stories_of(answer, library)
    written = {part.key: written_for(part, answer, stories) for part in sheet_parts(sheet)}
    return fillings(sheet, {key: text for key, text in written.items() if text})


def fillings(sheet: Worksheet, written: Mapping[str, Written]) -> Fillings:
    """Texts by the keys of their parts as fillings by the places of their blocks."""
    places = [place for place, block in enumerate(sheet.blocks) if not isinstance(block, BreakBlock)]
    pairs = zip(places, sheet_parts(sheet), strict=True)
    return {place: filling(part, written[part.key]) for place, part in pairs if part.key in written}


def filling(part: Part, written: Written) -> Filling:
    """What is written in a part. Text that is not of the part's form stands above it, whole."""
    if part.form in (PartForm.TEXT, PartForm.LIST) or not written.fields:
        return Filling(text=written.text)
    keys = [column.key for column in part.columns]
    if part.form in (PartForm.COLUMNS, PartForm.TICKS):
        return Filling(cells=(tuple(written.fields.get(key, "") for key in keys),))
    rows = range(1, part.rows + 1)
    # A line of a cell is one of its own; in Markdown that takes an empty line.
    fields = {name: text.replace("\n", "\n\n") for name, text in written.fields.items()}
    return Filling(cells=tuple(tuple(fields.get(f"{row}.{key}", "") for key in keys) for row in rows))


def least_lines(block: SheetBlock, filling: Filling | None, page: PageSize) -> int:
    """The ruled lines that a block's text needs where it is set as close as can be."""
    if filling is None or not isinstance(block, LinesBlock | SplitBlock):
        return 0
    closest = page.pitch / 2 if page.pitch / 2 >= LEAST_LINE else page.pitch
    return math.ceil(_lines(block, filling, page, closest) * closest / page.pitch)


def set_in(block: SheetBlock, filling: Filling, lines: int, height: float, page: PageSize) -> Filling:
    """The filling of a block of so many ruled lines and this height, its label apart: set as wide as it has room."""
    if isinstance(block, TableBlock) and filling.dense:
        row = (height - TABLE_HEAD - TABLE_SLACK - filling.said - filling.more) / block.rows
        return replace(filling, dense=any(high > row for high in _heights(filling, _columns(block, page), CELL_LINE)))
    if not isinstance(block, LinesBlock | SplitBlock) or page.pitch / 2 < LEAST_LINE:
        return filling
    return replace(filling, dense=_lines(block, filling, page, page.pitch) > lines)


def more_height(block: SheetBlock, filling: Filling | None, page: PageSize) -> Filling | None:
    """The filling with the room it takes beyond what its block has: in rows that grow, and above what is drawn."""
    if filling is None:
        return None
    said = text_height(filling.text, width_of(block, page), CELL_LINE) if _is_above(block, filling) else 0.0
    if isinstance(block, TableBlock):
        return _rows(filling, said, _columns(block, page), row_height(block, page))
    if isinstance(block, MatrixBlock):
        return _rows(filling, said, [width_of(block, page)] * (1 + len(block.columns)), TICK_ROW)
    return replace(filling, said=said)


def _rows(filling: Filling, said: float, widths: Sequence[float], row: float) -> Filling:
    """Rows with text at its own size; closer where a row would grow, and then what they grow by."""
    if all(height <= row for height in _heights(filling, widths, CELL_LINE)):
        return replace(filling, said=said)
    more = sum(max(0.0, height - row) for height in _heights(filling, widths, CELL_LINE_DENSE))
    return replace(filling, said=said, dense=True, more=more)


def _heights(filling: Filling, widths: Sequence[float], line: float) -> list[float]:
    """What each row needs."""
    return [
        max((text_height(text, width, line) for text, width in zip(cells, widths, strict=False)), default=0.0)
        for cells in filling.cells
    ]


def _is_above(block: SheetBlock, filling: Filling) -> bool:
    return bool(filling.text) and not isinstance(block, LinesBlock)


def _columns(block: TableBlock, page: PageSize) -> list[float]:
    """The widths of a table's columns."""
    parts = [*block.widths[: len(block.columns)]] or [1.0] * len(block.columns)
    return [page.measure * part / sum(parts) for part in parts]


def _lines(block: LinesBlock | SplitBlock, filling: Filling, page: PageSize, line: float) -> int:
    width, size = width_of(block, page), min(line * TYPE, LARGEST) if line == page.pitch else line * CELL_TYPE
    if isinstance(block, LinesBlock):
        return lines_of(filling.text, width, size)
    columns = len(block.columns)
    across = (width - COLUMN_GAP * (columns - 1)) / columns
    return max((lines_of(text, across, size) for cells in filling.cells for text in cells), default=0)


def is_dense(text: str, width: float, lines: int, page: PageSize) -> bool:
    """Whether a text has to be set at half the distance of its ruled lines, and may."""
    return page.pitch / 2 >= LEAST_LINE and lines_of(text, width, min(page.pitch * TYPE, LARGEST)) > lines


def text_height(text: str, width: float, line: float = CELL_LINE) -> float:
    """Room for text that stands above what is drawn, or in a cell."""
    return lines_of(text, width - CELL_INSET, line * CELL_TYPE) * line + 1.0 if text else 0.0


def lines_of(text: str, width: float, size: float) -> int:
    """How many lines a text takes in type of a size, at most."""
    across = max(1.0, width / (size * ADVANCE))
    return sum(math.ceil(length / across) for length in _lengths(text.splitlines()))


def _lengths(lines: Iterable[str]) -> list[int]:
    """The lengths of what begins on a line of its own: paragraphs and items."""
    lengths: list[int] = []
    open_ = False
    for line in lines:
        if not line.strip():
            open_ = False
        elif open_ and not _ITEM.match(line) and not line.startswith(("|", "    ")):
            lengths[-1] += len(line.strip()) + 1
        else:
            lengths.append(len(line.strip()))
            open_ = not line.endswith("  ")
    return lengths
