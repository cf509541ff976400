"""How much room each part of a worksheet takes, known before it is set. All lengths mm."""

from __future__ import annotations

import math

from ..model.pack import PageSize
from ..model.worksheet import (
    AxesBlock,
    BreakBlock,
    CanvasBlock,
    LinesBlock,
    MatrixBlock,
    SheetBlock,
    SplitBlock,
    SquaresBlock,
    TableBlock,
    TicksBlock,
)

FIELD_GAP = 3.2
LABEL_COLUMN = 31.0
"""Width of the cue column beside the lines on large paper; small paper sets labels above."""
CUE_WIDTH = 28.0
LABEL_ABOVE, LABEL_LINE, PROMPT_LINE = 5.5, 4.0, 3.4
LABEL_ADVANCE, PROMPT_ADVANCE = 1.75, 1.4
"""Mean advances of a label's and a prompt's letters, on the safe side."""
TABLE_HEAD = 6.5
TABLE_SLACK = 1.0
"""The engine rounds rows up and adds their borders."""
TICKS = 8.0
AXIS_LABEL = 5.5
"""The words beside and under a grid between two axes."""
LEGEND, LEGEND_LINE = 3.0, 4.0
LEGEND_MARK, LEGEND_ADVANCE = 13.0, 1.3
"""A mark with the space around it, and the mean advance of the letters beside it, on the safe side."""
LARGE_MEASURE = 172.0
"""The measure of A4: drawings on small paper are as much smaller as their page is narrower."""
TICK_COLUMN, TICK_COLUMN_SMALL = 8.0, 6.0
TICK_ROW = 7.0
"""The least height of a row of tick boxes, and the width of their columns."""
TURNED_ADVANCE = 1.6
TURNED_MARGIN = 4.0
"""Mean advance of the letters of a head that stands upright, on the safe side, and the room around it."""
SMALL_ROWS = 7 / 8
SQUARES_ACROSS = 25
MM_PER_PT = 25.4 / 72
HEAD_TEXT = 11.0
HEAD_LEADING = 14.0
AVERAGE_ADVANCE = 0.53
"""Mean advance of the text face in em, on the safe side: words do not break, so a line is never quite full."""


def blank_head(page: PageSize) -> float:
    """Room for the title and the date, a line for the question, and the sheet's purpose."""
    return 23.0 if page.small else 24.0


def head_height(wording: str, page: PageSize) -> float:
    """Room for the sheet's title, its question and the line of cues. A safe estimate from the length of the wording."""
    size, leading = (HEAD_TEXT, HEAD_LEADING) if not page.small else (HEAD_TEXT - 1.5, HEAD_LEADING - 2)
    across = page.measure / (size * AVERAGE_ADVANCE * MM_PER_PT)
    lines = max(1, math.ceil(len(wording) / across))
    return (13.0 if page.small else 15.0) + lines * leading * MM_PER_PT


def continued_head(page: PageSize) -> float:
    """Room for the one-line head of a sheet's second page."""
    return 9.0 if page.small else 11.0


def label_height(block: SheetBlock, page: PageSize) -> float:
    """Room for a label and its prompt above the writing area; none where they stand beside it."""
    if isinstance(block, BreakBlock) or not (page.small or isinstance(block, TableBlock | CanvasBlock | MatrixBlock)):
        return 0.0
    text = (len(block.label) * LABEL_ADVANCE) + (len(block.prompt) + 2) * PROMPT_ADVANCE
    return LABEL_ABOVE + LABEL_LINE * math.floor(text / page.measure)


def fixed_height(block: SheetBlock, page: PageSize) -> float:
    """What a block needs besides its label and its ruled lines."""
    match block:
        case SplitBlock():
            return LABEL_ABOVE
        case TableBlock():
            return TABLE_HEAD + TABLE_SLACK + block.rows * row_height(block, page)
        case MatrixBlock():
            return turned_head(block) + TABLE_SLACK + rows_of(block) * TICK_ROW
        case SquaresBlock():
            return squares_side(page) * 100 / SQUARES_ACROSS + LABEL_ABOVE
        case TicksBlock():
            return TICKS if page.small else max(TICKS, _cue_height(block))
        case AxesBlock() | CanvasBlock():
            return drawing_height(block, page) + below(block, page)
        case _:
            return 0.0


def lines_beside_cue(block: SheetBlock, page: PageSize) -> int:
    """Lines that reach as far down as the label and prompt that stand beside them."""
    if page.small or not isinstance(block, LinesBlock | SplitBlock):
        return 0
    return max(1, math.ceil((_cue_height(block) - FIELD_GAP - fixed_height(block, page)) / page.pitch))


def _cue_height(block: LinesBlock | SplitBlock | TicksBlock) -> float:
    """Height of a label and its prompt in the column beside the writing area."""
    label = math.ceil(len(block.label) * LABEL_ADVANCE / CUE_WIDTH) * LABEL_LINE
    return label + math.ceil(len(block.prompt) * PROMPT_ADVANCE / CUE_WIDTH) * PROMPT_LINE


def width_of(block: SheetBlock, page: PageSize) -> float:
    """Width of the area to write or draw in."""
    if isinstance(block, AxesBlock):
        return axes_side(block, page)
    if isinstance(block, CanvasBlock):
        return page.measure
    if isinstance(block, MatrixBlock):
        return page.measure - len(block.columns) * (TICK_COLUMN_SMALL if page.small else TICK_COLUMN)
    return page.measure - (0.0 if page.small else LABEL_COLUMN)


def row_height(block: TableBlock, page: PageSize) -> float:
    """Height of a table row: an eighth less on small paper."""
    return block.row_height * (SMALL_ROWS if page.small else 1)


def turned_head(block: SheetBlock) -> float:
    """Height of a matrix's heads, whose words stand upright; other blocks have none."""
    if not isinstance(block, MatrixBlock):
        return 0.0
    return TURNED_MARGIN + TURNED_ADVANCE * max(len(word) for word in block.columns)


def rows_of(block: MatrixBlock) -> int:
    """Rows of a matrix, the last one to count in."""
    return block.rows + bool(block.total)


def squares_side(page: PageSize) -> float:
    """Side of one of the hundred squares."""
    width = page.measure - (0.0 if page.small else LABEL_COLUMN)
    return math.floor(width / SQUARES_ACROSS * 10) / 10


def axes_side(block: AxesBlock, page: PageSize) -> float:
    """Width of a grid between two axes: as it was asked for, or what the page is wide enough for."""
    width = page.measure - (0.0 if page.small else LABEL_COLUMN)
    return min(block.side, width - AXIS_LABEL)


def below(block: SheetBlock, page: PageSize) -> float:
    """Room for the words under a drawing: an axis, or a legend in as many lines as it needs."""
    match block:
        case AxesBlock():
            return AXIS_LABEL
        case CanvasBlock() if block.legend:
            across = sum(LEGEND_MARK + LEGEND_ADVANCE * len(word) for word in block.legend)
            return LEGEND + LEGEND_LINE * math.ceil(across / page.measure)
        case _:
            return 0.0


def drawing_height(block: SheetBlock, page: PageSize) -> float:
    """Height of the empty area of a drawing; 0 where there is none."""
    match block:
        case AxesBlock():
            return axes_side(block, page)
        case CanvasBlock():
            return block.height * (page.measure / LARGE_MEASURE if page.small else 1)
        case _:
            return 0.0
