"""Worksheet blocks → pages of exact fields: how many ruled lines each gets. Arithmetic only; all lengths mm.

Heights are known before typesetting, so a sheet fills its page to the foot and no field ever spills onto a new page.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from ..model.fields import Part, sheet_parts
from ..model.layout import Filling, PlacedBlock, Sheet, SheetPage
from ..model.pack import PageSize
from ..model.worksheet import (
    AxesBlock,
    BreakBlock,
    CanvasBlock,
    LinesBlock,
    MatrixBlock,
    SheetBlock,
    SplitBlock,
    TableBlock,
    Worksheet,
)
from .filling import Fillings, least_lines, more_height, set_in
from .room import (
    FIELD_GAP,
    below,
    blank_head,
    continued_head,
    drawing_height,
    fixed_height,
    head_height,
    label_height,
    lines_beside_cue,
    turned_head,
    width_of,
)

ROUNDING = 1e-6
_Group = list[tuple[SheetBlock, Part, Filling | None]]
"""The blocks of a page, each with its part and what is typed in it."""
MOST_CUT = 1 / 3
"""A drawing gives way to ruled lines that were asked for, but never more than this part of its height."""


def lay_out(worksheet: Worksheet, page: PageSize, wording: str | None, filled: Fillings | None = None) -> Sheet:
    """Share the room of as many pages as the sheet needs among its blocks, by weight, in whole lines.

    Without a ``wording`` the head has a blank line to write a question on. ``filled`` is what is typed in the blocks:
    where it is too much for a page, the sheet takes more of them.
    """
    groups = _split_at_breaks(worksheet, filled or {}, page.small)
    first = blank_head(page) if wording is None else head_height(wording, page)
    pages: list[SheetPage] = []
    while groups:
        head = continued_head(page) if pages else first
        here, rest = _that_fit(groups.pop(0), page, head)
        pages.append(_page(here, page, head, first=not pages))
        groups[:0] = [rest] if rest else []
    return Sheet(worksheet, tuple(pages), page.pitch)


def _that_fit(group: _Group, page: PageSize, head: float) -> tuple[_Group, _Group]:
    """As many blocks as a page holds with what is typed in them, one at least; blank ones stay together."""
    if not any(filling for *_, filling in group):
        return group, []
    for count in range(len(group), 1, -1):
        if not _page(group[:count], page, head).over:
            return group[:count], group[count:]
    return group[:1], group[1:]


def _page(group: _Group, page: PageSize, head: float, *, first: bool = False) -> SheetPage:
    blocks = _share(group, page, page.depth - head)
    over = max(0.0, round(head + sum(placed.height + placed.after for placed in blocks) - page.depth, 2))
    if over and len(blocks) == 1 and blocks[0].filling:
        # Only its text is too much; it goes on by itself.
        blocks, over = (replace(blocks[0], runs_on=True),), 0.0
    return SheetPage(blocks, head, first, over)


def _split_at_breaks(worksheet: Worksheet, filled: Fillings, small: bool) -> list[_Group]:
    groups: list[_Group] = [[]]
    parts = iter(sheet_parts(worksheet))
    for place, block in enumerate(worksheet.blocks):
        if isinstance(block, BreakBlock):
            if small or not block.small_only:
                groups.append([])
        else:
            groups[-1].append((block, next(parts), filled.get(place)))
    return [group for group in groups if group]


def _share(group: _Group, page: PageSize, depth: float) -> tuple[PlacedBlock, ...]:
    blocks, parts = [block for block, *_ in group], [part for _, part, _ in group]
    fillings = [more_height(block, filling, page) for block, _, filling in group]
    labels = [label_height(block, page) for block in blocks]
    heights = [label + fixed_height(block, page) for label, block in zip(labels, blocks, strict=True)]
    heights = [height + (f.said + f.more if f else 0.0) for height, f in zip(heights, fillings, strict=True)]
    _cut_drawings(heights, blocks, page, depth)
    room = depth - sum(heights) - FIELD_GAP * (len(blocks) - 1)
    lines = _lines(blocks, fillings, page, max(0, int((room + ROUNDING) // page.pitch)))
    heights = [height + n * page.pitch for height, n in zip(heights, lines, strict=True)]
    _grow(heights, blocks, room - sum(lines) * page.pitch)
    return tuple(
        PlacedBlock(
            block,
            lines=n if isinstance(block, LinesBlock | SplitBlock) else 0,
            label=label,
            height=height,
            width=width_of(block, page),
            after=FIELD_GAP if place < len(blocks) else 0.0,
            below=below(block, page),
            head=turned_head(block),
            filling=set_in(block, filling, n, height - label, page) if filling else None,
            part=part,
        )
        for place, (block, part, filling, n, label, height) in enumerate(
            zip(blocks, parts, fillings, lines, labels, heights, strict=True), 1
        )
    )


def _lines(blocks: Sequence[SheetBlock], fillings: Sequence[Filling | None], page: PageSize, total: int) -> list[int]:
    """So many of ``total`` lines for each block: of cues beside a field none should reach below it.

    Fields get what they ask for, and what is typed in them needs; what is then left is shared by weight, with tables
    that ask for a share.
    """
    asked = [block.lines if isinstance(block, LinesBlock | SplitBlock) else 0 for block in blocks]
    weights = [block.weight if isinstance(block, TableBlock) else n for block, n in zip(blocks, asked, strict=True)]
    typed = [least_lines(block, filling, page) for block, filling in zip(blocks, fillings, strict=True)]
    least = [max(_least(block), need) for block, need in zip(blocks, typed, strict=True)]
    wanted = [max(low, lines_beside_cue(block, page)) for low, block in zip(least, blocks, strict=True)]
    left = total - sum(asked)
    if left >= 0:
        exact = [n + w * left / max(1, sum(weights)) for n, w in zip(asked, weights, strict=True)]
    else:
        exact = [n * total / sum(asked) for n in asked]
    return _apportion(exact, wanted if sum(wanted) <= total else least, total)


def _cut_drawings(heights: list[float], blocks: Sequence[SheetBlock], page: PageSize, depth: float) -> None:
    """Let drawings give way, in proportion, where a page is too short for the lines that were asked for."""
    asked = sum(block.lines for block in blocks if isinstance(block, LinesBlock | SplitBlock)) * page.pitch
    lacking = asked + sum(heights) + FIELD_GAP * (len(blocks) - 1) - depth
    drawn = sum(drawing_height(block, page) for block in blocks)
    if lacking > 0 and drawn:
        part = min(MOST_CUT, lacking / drawn)
        for place, block in enumerate(blocks):
            heights[place] -= part * drawing_height(block, page)


def _grow(heights: list[float], blocks: Sequence[SheetBlock], spare: float) -> None:
    """Give what is left to the tables, else the matrices, else the canvases, else (where no lines are) to the grids."""
    ruled = any(isinstance(block, LinesBlock | SplitBlock) for block in blocks)
    kinds: list[type[SheetBlock]] = [TableBlock, MatrixBlock, CanvasBlock, *([] if ruled else [AxesBlock])]
    for kind in kinds:
        places = [place for place, block in enumerate(blocks) if isinstance(block, kind)]
        for place in places:
            heights[place] += max(0.0, spare) / len(places)
        if places:
            return


def _least(block: SheetBlock) -> int:
    match block:
        case LinesBlock():
            return max(1, len(block.starts))
        case SplitBlock():
            return 1
        case _:
            return 0


def _apportion(exact: Sequence[float], least: Sequence[int], total: int) -> list[int]:
    """Round ``exact`` shares to whole lines, ``total`` in all; none gets less than ``least`` while others can give."""
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
