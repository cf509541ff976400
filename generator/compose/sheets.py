"""Worksheet blocks → pages of exact fields: how many ruled lines each gets. Arithmetic only; all lengths mm.

Heights are known before typesetting, so a sheet fills its page to the foot and no field ever spills onto a new page.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..model.pack import PageSize
from ..model.worksheet import (
    AxesBlock,
    Block,
    BreakBlock,
    CanvasBlock,
    LinesBlock,
    SplitBlock,
    SquaresBlock,
    TableBlock,
    TicksBlock,
    Worksheet,
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
LEGEND = 7.0
LARGE_MEASURE = 172.0
"""The measure of A4: drawings on small paper are as much smaller as their page is narrower."""
SMALL_ROWS = 7 / 8
MOST_CUT = 0.35
"""A drawing gives way to ruled lines that were asked for, but never more than this part of its height."""
SQUARES_ACROSS = 25
MM_PER_PT = 25.4 / 72
HEAD_TEXT = 11.0
HEAD_LEADING = 14.0
AVERAGE_ADVANCE = 0.53
"""Mean advance of the text face in em, on the safe side: words do not break, so a line is never quite full."""


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block with its room: ``lines`` ruled lines and, in mm, the ``label`` above the writing area and its ``width``.

    ``height`` is that of the whole block, ``after`` the room below it, mm.
    """

    block: Block
    lines: int
    label: float
    height: float
    width: float
    after: float


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One printed side of a worksheet. ``head`` is the height kept for its head, mm."""

    blocks: tuple[PlacedBlock, ...]
    head: float
    first: bool
    over: float = 0.0
    """By how much the blocks are too much for the page even at their least, mm."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet laid out for a page size."""

    worksheet: Worksheet
    pages: tuple[SheetPage, ...]
    pitch: float


def lay_out(worksheet: Worksheet, page: PageSize, wording: str | None) -> Sheet:
    """Share the room of as many pages as the sheet needs among its blocks, by weight, in whole lines.

    Without a ``wording`` the head has a blank line to write a question on.
    """
    groups = _split_at_breaks(worksheet.blocks, page.small)
    first = blank_head(page) if wording is None else head_height(wording, page)
    pages = []
    for place, group in enumerate(groups):
        head = continued_head(page) if place else first
        blocks = _share(group, page, page.depth - head)
        used = sum(placed.height + placed.after for placed in blocks)
        pages.append(SheetPage(blocks, head, place == 0, max(0.0, round(head + used - page.depth, 2))))
    return Sheet(worksheet, tuple(pages), page.pitch)


def blank_head(page: PageSize) -> float:
    """Room for the title and the date, a line for the question, and the sheet's purpose."""
    return 21.0 if page.small else 24.0


def head_height(wording: str, page: PageSize) -> float:
    """Room for the sheet's title, its question and the line of cues. A safe estimate from the length of the wording."""
    size, leading = (HEAD_TEXT, HEAD_LEADING) if not page.small else (HEAD_TEXT - 1.5, HEAD_LEADING - 2)
    across = page.measure / (size * AVERAGE_ADVANCE * MM_PER_PT)
    lines = max(1, math.ceil(len(wording) / across))
    return (13.0 if page.small else 15.0) + lines * leading * MM_PER_PT


def continued_head(page: PageSize) -> float:
    """Room for the one-line head of a sheet's second page."""
    return 9.0 if page.small else 11.0


def _split_at_breaks(blocks: Sequence[Block], small: bool) -> list[list[Block]]:
    groups: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, BreakBlock):
            if small or not block.small_only:
                groups.append([])
        else:
            groups[-1].append(block)
    return [group for group in groups if group]


def _share(blocks: Sequence[Block], page: PageSize, depth: float) -> tuple[PlacedBlock, ...]:
    labels = [_label_height(block, page) for block in blocks]
    heights = [label + _fixed_height(block, page) for label, block in zip(labels, blocks, strict=True)]
    _cut_drawings(heights, blocks, page, depth)
    room = depth - sum(heights) - FIELD_GAP * (len(blocks) - 1)
    lines = _lines(blocks, page, max(0, int(room // page.pitch)))
    heights = [height + n * page.pitch for height, n in zip(heights, lines, strict=True)]
    _grow(heights, blocks, room - sum(lines) * page.pitch)
    return tuple(
        PlacedBlock(
            block,
            lines=n if isinstance(block, LinesBlock | SplitBlock) else 0,
            label=label,
            height=height,
            width=_width(block, page),
            after=FIELD_GAP if place < len(blocks) else 0.0,
        )
        for place, (block, n, label, height) in enumerate(zip(blocks, lines, labels, heights, strict=True), 1)
    )


def _lines(blocks: Sequence[Block], page: PageSize, total: int) -> list[int]:
    """So many of ``total`` lines for each block: of cues beside a field none should reach below it.

    Fields get what they ask for; what is then left is shared by weight, with tables that ask for a share.
    """
    asked = [block.lines if isinstance(block, LinesBlock | SplitBlock) else 0 for block in blocks]
    weights = [block.weight if isinstance(block, TableBlock) else n for block, n in zip(blocks, asked, strict=True)]
    least = [_least(block) for block in blocks]
    wanted = [max(low, _beside_cue(block, page)) for low, block in zip(least, blocks, strict=True)]
    left = total - sum(asked)
    if left >= 0:
        exact = [n + w * left / max(1, sum(weights)) for n, w in zip(asked, weights, strict=True)]
    else:
        exact = [n * total / sum(asked) for n in asked]
    return _apportion(exact, wanted if sum(wanted) <= total else least, total)


def _cut_drawings(heights: list[float], blocks: Sequence[Block], page: PageSize, depth: float) -> None:
    """Let drawings give way, in proportion, where a page is too short for the lines that were asked for."""
    asked = sum(block.lines for block in blocks if isinstance(block, LinesBlock | SplitBlock)) * page.pitch
    lacking = asked + sum(heights) + FIELD_GAP * (len(blocks) - 1) - depth
    drawn = sum(_drawing_height(block, page) for block in blocks)
    if lacking > 0 and drawn:
        part = min(MOST_CUT, lacking / drawn)
        for place, block in enumerate(blocks):
            heights[place] -= part * _drawing_height(block, page)


def _grow(heights: list[float], blocks: Sequence[Block], spare: float) -> None:
    """Give what is left to the tables, else to the canvases, else (where no lines are) to the grids."""
    ruled = any(isinstance(block, LinesBlock | SplitBlock) for block in blocks)
    kinds: list[type[Block]] = [TableBlock, CanvasBlock, *([] if ruled else [AxesBlock])]
    for kind in kinds:
        places = [place for place, block in enumerate(blocks) if isinstance(block, kind)]
        for place in places:
            heights[place] += max(0.0, spare) / len(places)
        if places:
            return


def _least(block: Block) -> int:
    match block:
        case LinesBlock():
            return max(1, len(block.starts))
        case SplitBlock():
            return 1
        case _:
            return 0


def _beside_cue(block: Block, page: PageSize) -> int:
    """Lines that reach as far down as the label and prompt that stand beside them."""
    if page.small or not isinstance(block, LinesBlock | SplitBlock):
        return 0
    label = math.ceil(len(block.label) * LABEL_ADVANCE / CUE_WIDTH) * LABEL_LINE
    prompt = math.ceil(len(block.prompt) * PROMPT_ADVANCE / CUE_WIDTH) * PROMPT_LINE
    return max(1, math.ceil((label + prompt - FIELD_GAP - _fixed_height(block, page)) / page.pitch))


def _width(block: Block, page: PageSize) -> float:
    """Width of the area to write or draw in."""
    if isinstance(block, AxesBlock):
        return axes_side(block, page)
    if isinstance(block, CanvasBlock):
        return page.measure
    return page.measure - (0.0 if page.small else LABEL_COLUMN)


def _label_height(block: Block, page: PageSize) -> float:
    """Room for a label and its prompt above the writing area; none where they stand beside it."""
    if isinstance(block, BreakBlock) or not (page.small or isinstance(block, TableBlock | CanvasBlock)):
        return 0.0
    text = (len(block.label) * LABEL_ADVANCE) + (len(block.prompt) + 2) * PROMPT_ADVANCE
    return LABEL_ABOVE + LABEL_LINE * math.floor(text / page.measure)


def _fixed_height(block: Block, page: PageSize) -> float:
    """What a block needs besides its label and its ruled lines."""
    match block:
        case SplitBlock():
            return LABEL_ABOVE
        case TableBlock():
            return TABLE_HEAD + TABLE_SLACK + block.rows * row_height(block, page)
        case SquaresBlock():
            return squares_side(page) * 100 / SQUARES_ACROSS + LABEL_ABOVE
        case TicksBlock():
            return TICKS
        case AxesBlock():
            return _drawing_height(block, page) + AXIS_LABEL
        case CanvasBlock():
            return _drawing_height(block, page) + (LEGEND if block.legend else 0.0)
        case _:
            return 0.0


def row_height(block: TableBlock, page: PageSize) -> float:
    """Height of a table row: an eighth less on small paper."""
    return block.row_height * (SMALL_ROWS if page.small else 1)


def axes_side(block: AxesBlock, page: PageSize) -> float:
    """Width of a grid between two axes: as it was asked for, or what the page is wide enough for."""
    width = page.measure - (0.0 if page.small else LABEL_COLUMN)
    return min(block.side, width - AXIS_LABEL)


def _drawing_height(block: Block, page: PageSize) -> float:
    match block:
        case AxesBlock():
            return axes_side(block, page)
        case CanvasBlock():
            return block.height * (page.measure / LARGE_MEASURE if page.small else 1)
        case _:
            return 0.0


def squares_side(page: PageSize) -> float:
    """Side of one of the hundred squares."""
    width = page.measure - (0.0 if page.small else LABEL_COLUMN)
    return math.floor(width / SQUARES_ACROSS * 10) / 10


def _apportion(exact: Sequence[float], least: Sequence[int], total: int) -> list[int]:
    """Round ``exact`` shares to whole lines, ``total`` in all; none gets less than its ``least`` while others can give."""
    shares = [max(low, math.floor(e)) for low, e in zip(least, exact, strict=True)]
    takers = [i for i, e in enumerate(exact) if e]
    while takers and sum(shares) < total:
        shares[max(takers, key=lambda i: (exact[i] - shares[i], -i))] += 1
    while sum(shares) > total:
        givers = [i for i in range(len(shares)) if shares[i] > least[i]]
        if not givers:
            break
        shares[max(givers, key=lambda i: (shares[i] - exact[i], shares[i]))] -= 1
    return shares
