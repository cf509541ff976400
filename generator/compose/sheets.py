"""Worksheet blocks → pages of exact fields: how many ruled lines each gets. Arithmetic only; all lengths mm.

Heights are known before typesetting, so a sheet fills its page to the foot and no field ever spills onto a new page.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..model.pack import PageSize
from ..model.worksheet import Block, BreakBlock, LinesBlock, SplitBlock, SquaresBlock, TableBlock, TicksBlock, Worksheet

FIELD_GAP = 3.2
LABEL_COLUMN = 31.0
"""Width of the cue column beside the lines on large paper; small paper sets labels above."""
LABEL_ABOVE, LABEL_LINE = 5.5, 4.0
LABEL_ADVANCE, PROMPT_ADVANCE = 1.75, 1.4
"""Mean advances of a label's and a prompt's letters, on the safe side."""
TABLE_HEAD = 6.5
TABLE_SLACK = 1.0
"""The engine rounds rows up and adds their borders."""
TICKS = 8.0
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet laid out for a page size."""

    worksheet: Worksheet
    pages: tuple[SheetPage, ...]
    pitch: float


def lay_out(worksheet: Worksheet, page: PageSize, wording: str) -> Sheet:
    """Share the room of as many pages as the sheet needs among its blocks, by weight, in whole lines."""
    groups = _split_at_breaks(worksheet.blocks, page.small)
    pages = []
    for place, group in enumerate(groups):
        head = head_height(wording, page) if place == 0 else continued_head(page)
        pages.append(SheetPage(_share(group, page, page.depth - head), head, place == 0))
    return Sheet(worksheet, tuple(pages), page.pitch)


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
    width = page.measure - (0.0 if page.small else LABEL_COLUMN)
    labels = [_label_height(block, page) for block in blocks]
    fixed = [label + _fixed_height(block, page) for label, block in zip(labels, blocks, strict=True)]
    room = depth - sum(fixed) - FIELD_GAP * (len(blocks) - 1)
    weights = [block.lines if isinstance(block, LinesBlock | SplitBlock) else 0 for block in blocks]
    least = [len(block.starts) if isinstance(block, LinesBlock) else 1 for block in blocks]
    lines = _apportion(weights, least, max(0, int(room // page.pitch)))
    spare = room - sum(lines) * page.pitch
    tables = sum(isinstance(block, TableBlock) for block in blocks)
    # Tables take what is left: all of it on a page without ruled fields, else the fraction of a line.
    grow = max(0.0, spare) / tables if tables else 0.0
    return tuple(
        PlacedBlock(
            block,
            lines=n,
            label=label,
            height=height + n * page.pitch + (grow if isinstance(block, TableBlock) else 0.0),
            width=width,
            after=FIELD_GAP if place < len(blocks) else 0.0,
        )
        for place, (block, n, label, height) in enumerate(zip(blocks, lines, labels, fixed, strict=True), 1)
    )


def _label_height(block: Block, page: PageSize) -> float:
    """Room for a label and its prompt above the writing area; none where they stand beside it."""
    if isinstance(block, BreakBlock) or not (page.small or isinstance(block, TableBlock)):
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
        case _:
            return 0.0


def row_height(block: TableBlock, page: PageSize) -> float:
    """Height of a table row: in proportion to the pitch on small paper."""
    return block.row_height * (page.pitch / 8 if page.small else 1)


def squares_side(page: PageSize) -> float:
    """Side of one of the hundred squares."""
    width = page.measure - (0.0 if page.small else LABEL_COLUMN)
    return math.floor(width / SQUARES_ACROSS * 10) / 10


def _apportion(weights: Sequence[int], least: Sequence[int], total: int) -> list[int]:
    """Share ``total`` whole lines by weight; none gets less than its ``least``, or one, while the others can give."""
    weight = sum(weights)
    if not weight:
        return [0] * len(weights)
    exact = [w * total / weight for w in weights]
    floors = [max(1, low) if w else 0 for low, w in zip(least, weights, strict=True)]
    shares = [max(low, math.floor(e)) for low, e in zip(floors, exact, strict=True)]
    weighted = [i for i, w in enumerate(weights) if w]
    while sum(shares) < total:
        shares[max(weighted, key=lambda i: (exact[i] - shares[i], -i))] += 1
    while sum(shares) > total:
        givers = [i for i in weighted if shares[i] > floors[i]]
        if not givers:
            break
        shares[max(givers, key=lambda i: (shares[i] - exact[i], shares[i]))] -= 1
    return shares
