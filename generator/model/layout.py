"""What stands where on a page of forms, worked out before it is set. All lengths mm."""

from __future__ import annotations

from dataclasses import dataclass

from .content import Plan
from .drawing import Area, Drawing
from .fields import Part
from .taxonomy import Word
from .worksheet import SheetBlock, Worksheet


@dataclass(frozen=True, slots=True)
class Filling:
    """What is typed in a block, as Markdown: one ``text``, or ``cells`` row by row (fields side by side are one row).

    A ticked cell is ``x``. ``dense`` text is set closer: on ruled lines at half their distance. ``said`` is the room
    for text above what is drawn, ``more`` what rows grow by, mm.
    """

    text: str = ""
    cells: tuple[tuple[str, ...], ...] = ()
    dense: bool = False
    said: float = 0.0
    more: float = 0.0

    def cell(self, row: int, column: int) -> str:
        """What stands in a cell, counted from 0."""
        return self.cells[row][column] if row < len(self.cells) and column < len(self.cells[row]) else ""


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block with its room: ``lines`` ruled lines and, in mm, the ``label`` above the writing area and its ``width``.

    ``height`` is that of the whole block, ``below`` that of the words under a drawing, ``head`` that of a matrix's
    heads, ``after`` the room that follows. ``part`` names its fields.
    """

    block: SheetBlock
    lines: int
    label: float
    height: float
    width: float
    after: float
    below: float = 0.0
    head: float = 0.0
    filling: Filling | None = None
    part: Part | None = None
    runs_on: bool = False
    """Whether its text is too long for any page, and goes on to the next."""


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


@dataclass(frozen=True, slots=True)
class PhaseGrid:
    """One page of the plan: its head, the height of a row, lines a cell and their width. mm."""

    head: float
    row_height: float
    lines: int
    width: float


@dataclass(frozen=True, slots=True)
class PlanLayout:
    """A plan on its pages. Large paper: one landscape grid; small paper: a page for each phase; then the weeks."""

    plan: Plan
    small: bool
    pitch: float
    grids: tuple[PhaseGrid, ...]
    side_column: float
    weeks_head: float
    week_rows: int
    week_height: float
    risk_lines: int
    written: PlanFilling | None = None
    parts: PlanParts | None = None


@dataclass(frozen=True, slots=True)
class PlanParts:
    """The parts of a plan that name its fields, and the id of the question that these belong to, if one does."""

    grid: Part
    weeks: Part
    risks: Part
    question: str = ""


@dataclass(frozen=True, slots=True)
class PlanFilling:
    """What is typed in a plan: aspects by phases, weeks by goal, meetings and output, and the risks."""

    grid: Filling
    weeks: Filling
    risks: Filling


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in a cell: its printed number and its id."""

    number: str
    id: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A competency: the questions that test it, a cell for each format in the order of the taxonomy."""

    competency: Word
    cells: tuple[tuple[Asked, ...], ...]

    @property
    def questions(self) -> int:
        """How many questions test it."""
        return sum(map(len, self.cells))


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """The table laid out for a page: its rows and columns, their heights and widths, and the head's height, mm."""

    formats: tuple[Word, ...]
    rows: tuple[CoverageRow, ...]
    heights: tuple[float, ...]
    head: float
    competency_width: float
    format_width: float
    own_width: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Both sides of the calibration page, and where its words stand.

    ``scales`` are rows of the table: what 100 mm measures, and the scale to print at, in per cent.
    """

    paper: str
    front: Drawing
    back: Drawing
    title: Area
    steps: Area
    grey_head: Area
    hair_head: Area
    line_head: Area
    back_words: Area
    example: Area | None
    scales: tuple[tuple[int, str], ...]
