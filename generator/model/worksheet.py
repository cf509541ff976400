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


Key = Annotated[str, Field(pattern=Spelling.KEY, max_length=40)]


class FieldBlock(SheetModel):
    """A block to write in. ``key`` is its stable name; a slug of the label unless given (`model/fields.py`).

    ``marker`` makes it a part of the answer as it is told: S, T, A, R, L, or a number.
    """

    key: str = Field(default="", pattern=Spelling.KEY_OR_NONE, max_length=40)
    label: str
    prompt: str = ""
    marker: str = Field(default="", pattern=Spelling.MARKER)


class LinesBlock(FieldBlock):
    """A labelled field of ruled lines. ``starts`` are words printed at the head of its first lines."""

    kind: Literal["lines"]
    lines: int = Field(ge=1, le=40)
    starts: tuple[str, ...] = ()


class SplitBlock(FieldBlock):
    """Several short fields side by side, each ``lines`` high."""

    kind: Literal["split"]
    columns: tuple[str, ...] = Field(min_length=2, max_length=4)
    keys: tuple[Key, ...] = ()
    """Stable names of the columns; slugs of their labels unless given."""
    lines: int = Field(ge=1, le=20)


class TableBlock(FieldBlock):
    """A grid to write in. ``widths`` are proportions, ``row_height`` mm; ``row_labels`` fill the first column."""

    kind: Literal["table"]
    columns: tuple[str, ...] = Field(min_length=2, max_length=8)
    keys: tuple[Key, ...] = ()
    widths: tuple[float, ...] = ()
    rows: int = Field(ge=1, le=30)
    row_labels: tuple[str, ...] = ()
    row_height: float = Field(default=12, ge=6, le=60)
    hints: tuple[str, ...] = ()
    """Small words at the foot of each cell, a column each: figures to circle, for instance."""
    weight: int = Field(default=0, ge=0, le=40)
    """What the rows get of the room that is left, as if they were so many ruled lines; 0: less than a line."""


class SquaresBlock(FieldBlock):
    """A bar of a hundred small squares to shade: one square is one per cent."""

    kind: Literal["squares"]


class TicksBlock(FieldBlock):
    """A row of 5 mm tick boxes with words."""

    kind: Literal["ticks"]
    choices: tuple[str, ...] = Field(min_length=2, max_length=8)
    keys: tuple[Key, ...] = ()


class AxesBlock(FieldBlock):
    """A square grid of four quarters between two axes, ``side`` mm wide and high on A4.

    ``across`` and ``up`` name the axes; ``quarters`` are words in the corners, from the upper left, row by row.
    """

    kind: Literal["axes"]
    side: float = Field(default=120, ge=40, le=135)
    across: str
    up: str
    quarters: tuple[str, ...] = Field(default=(), max_length=4)


class CanvasBlock(FieldBlock):
    """An empty frame as wide as the page, ``height`` mm high on A4. ``legend`` gives each of its words a mark."""

    kind: Literal["canvas"]
    height: float = Field(ge=20, le=220)
    legend: tuple[str, ...] = Field(default=(), max_length=6)


class MatrixBlock(FieldBlock):
    """Ruled name fields down the side, a column of tick boxes for each of ``columns``, their heads turned upright.

    ``name`` heads the fields; ``total``, if it is given, begins a last row to count the ticks in. A file may name a
    part of the taxonomy as its ``columns``.
    """

    kind: Literal["matrix"]
    name: str
    columns: tuple[str, ...] = Field(min_length=2, max_length=16)
    keys: tuple[Key, ...] = ()
    rows: int = Field(ge=1, le=20)
    total: str = ""


class BreakBlock(SheetModel):
    """A new page. ``small_only`` breaks on A5 and half letter alone."""

    kind: Literal["break"]
    small_only: bool = False


SheetBlock = Annotated[
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
    blocks: tuple[SheetBlock, ...] = Field(default=(), max_length=30)
    plan: str = ""
    """The id of a plan that is printed instead of blocks (W2)."""
