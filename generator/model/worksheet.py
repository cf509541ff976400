"""A worksheet as data: blocks with labels, prompts and ruled lines. Lengths are mm; ``lines`` are counts on A4.

``lines`` are also weights: what room is left on a page is shared out in their proportion, in whole lines.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from .spelling import Spelling


class SheetModel(BaseModel):
    """Frozen, and unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LinesBlock(SheetModel):
    """A labelled field of ruled lines. ``starts`` are words printed at the head of its first lines."""

    kind: Literal["lines"]
    label: str
    prompt: str = ""
    lines: int = Field(ge=1, le=40)
    starts: tuple[str, ...] = ()


class SplitBlock(SheetModel):
    """Several short fields side by side, each ``lines`` high."""

    kind: Literal["split"]
    label: str
    prompt: str = ""
    columns: tuple[str, ...] = Field(min_length=2, max_length=4)
    lines: int = Field(ge=1, le=20)


class TableBlock(SheetModel):
    """A grid to write in. ``widths`` are proportions, ``row_height`` mm; ``row_labels`` fill the first column."""

    kind: Literal["table"]
    label: str
    prompt: str = ""
    columns: tuple[str, ...] = Field(min_length=2, max_length=8)
    widths: tuple[float, ...] = ()
    rows: int = Field(ge=1, le=30)
    row_labels: tuple[str, ...] = ()
    row_height: float = Field(default=12, ge=6, le=60)
    hints: tuple[str, ...] = ()
    """Small words at the foot of each cell, a column each: figures to circle, for instance."""
    weight: int = Field(default=0, ge=0, le=40)
    """What the rows get of the room that is left, as if they were so many ruled lines; 0: less than a line."""


class SquaresBlock(SheetModel):
    """A bar of a hundred small squares to shade: one square is one per cent."""

    kind: Literal["squares"]
    label: str
    prompt: str = ""


class TicksBlock(SheetModel):
    """A row of 5 mm tick boxes with words."""

    kind: Literal["ticks"]
    label: str
    prompt: str = ""
    choices: tuple[str, ...] = Field(min_length=2, max_length=8)


class AxesBlock(SheetModel):
    """A square grid of four quarters between two axes, ``side`` mm wide and high on A4.

    ``across`` and ``up`` name the axes; ``quarters`` are words in the corners, from the upper left, row by row.
    """

    kind: Literal["axes"]
    label: str
    prompt: str = ""
    side: float = Field(default=120, ge=40, le=135)
    across: str
    up: str
    quarters: tuple[str, ...] = Field(default=(), max_length=4)


class CanvasBlock(SheetModel):
    """An empty frame as wide as the page, ``height`` mm high on A4. ``legend`` gives each of its words a mark."""

    kind: Literal["canvas"]
    label: str
    prompt: str = ""
    height: float = Field(ge=20, le=220)
    legend: tuple[str, ...] = Field(default=(), max_length=6)


class MatrixBlock(SheetModel):
    """Ruled name fields down the side, a column of tick boxes for each of ``columns``, their heads turned upright.

    ``name`` heads the fields; ``total``, if it is given, begins a last row to count the ticks in.
    """

    kind: Literal["matrix"]
    label: str
    prompt: str = ""
    name: str
    columns: tuple[str, ...] = Field(min_length=2, max_length=12)
    rows: int = Field(ge=1, le=20)
    total: str = ""


class BreakBlock(SheetModel):
    """A new page. ``small_only`` breaks on A5 and half letter alone."""

    kind: Literal["break"]
    small_only: bool = False


Block = Annotated[
    LinesBlock
    | SplitBlock
    | TableBlock
    | SquaresBlock
    | TicksBlock
    | AxesBlock
    | CanvasBlock
    | MatrixBlock
    | BreakBlock,
    Field(discriminator="kind"),
]


class Worksheet(SheetModel):
    """A sheet that stands alone. ``name`` is a word for the command line.

    ``id`` is W1, W2 … for a sheet on one question, P1, P2 … for one on the whole pack. ``subject`` is what the blank
    line in the head of a sheet printed by itself asks for.
    """

    id: str = Field(pattern=Spelling.SHEET)
    name: str
    title: str
    purpose: str
    subject: str = "Question"
    blocks: tuple[Block, ...] = Field(default=(), max_length=30)
    plan: str = ""
    """The id of a plan that is printed instead of blocks (W2)."""
