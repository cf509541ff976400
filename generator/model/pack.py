"""What to build. Every default of a build stands here, once."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from .address import AddressText
from .filename import FilePattern
from .holes import PUNCHES, HoleMarks, Holes, PunchedWith
from .pitch import Pitch
from .spelling import CHOICE, PERSON, REACHED, Spelling, Use
from .taxonomy import OfPart
from .trim import Bleed


class Paper(StrEnum):
    """The four sheets a page can be set for."""

    A4 = "a4"
    LETTER = "letter"
    A5 = "a5"
    HALF_LETTER = "half-letter"


class Edition(StrEnum):
    """What is made of the same content.

    ``study`` has each question with its answers; ``practice`` questions and worksheets first, all answers at the back;
    ``worksheets`` the sheets alone; ``screen`` is the study edition for a display; ``cards`` are recall cards, cut
    from their sheets.
    """

    STUDY = "study"
    PRACTICE = "practice"
    WORKSHEETS = "worksheets"
    SCREEN = "screen"
    CARDS = "cards"

    @property
    def mirrored(self) -> bool:
        """Whether it is bound, inner and outer margins changing sides. A loose sheet may be punched on either side."""
        return self in (Edition.STUDY, Edition.PRACTICE)


class Ink(StrEnum):
    """``colour``; ``grey`` keeps every distinction without hue; ``low`` fills no area at all."""

    COLOUR = "colour"
    GREY = "grey"
    LOW = "low"


class LineStyle(StrEnum):
    """What there is to write on: lines, dots at a grid's crossings, the grid itself, or a frame and nothing more."""

    RULED = "ruled"
    DOTTED = "dotted"
    GRID = "grid"
    BLANK = "blank"


class Hand(StrEnum):
    """The hand that writes: cues of a worksheet stand where it does not cover them."""

    RIGHT = "right"
    LEFT = "left"


class Order(StrEnum):
    """How the chosen questions follow each other: as they were ``given``, or each ``theme``'s together."""

    GIVEN = "given"
    THEME = "theme"


class OwnAnswers(StrEnum):
    """Where a reader's own answer is printed: ``beside`` the model answer, ``instead`` of it, or not at all."""

    BESIDE = "beside"
    INSTEAD = "instead"
    NONE = "none"


class Fields(StrEnum):
    """What stands in the fields of worksheets: what the reader has written there, or nothing."""

    FILLED = "filled"
    BLANK = "blank"


class GlossaryTerms(StrEnum):
    """Which terms the glossary explains: those ``used`` in the chosen questions, ``all``, or ``none``."""

    USED = "used"
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page and its grid, in mm (``pitch`` is the line pitch for handwriting, type sizes in pt)."""

    width: float
    height: float
    binding: float
    outer: float
    top: float
    bottom: float
    column: float
    """Width of the margin column of study pages; 0 where there is none."""
    gap: float
    pitch: float
    text: float
    leading: float
    small: bool
    punched: float = 0.0
    """Width of the strip on the binding side that is kept free for holes; 0 where there are none."""

    @property
    def measure(self) -> float:
        """Width between the margins, mm."""
        return self.width - self.binding - self.outer

    @property
    def text_width(self) -> float:
        """Width of the text column of a study page, mm."""
        return self.measure - self.column - self.gap

    @property
    def depth(self) -> float:
        """Height between the margins, mm."""
        return self.height - self.top - self.bottom


def _large(width: float, height: float, text: float, leading: float) -> PageSize:
    gap, binding, outer = 6, 22, 16
    column = width - binding - outer - gap - text
    return PageSize(
        width, height, binding, outer, 18, 20, column, gap, pitch=8, text=10.5, leading=leading, small=False
    )


def _small(width: float, height: float) -> PageSize:
    return PageSize(width, height, 18, 12, 14, 16, column=0, gap=0, pitch=7, text=9.5, leading=13.5, small=True)


PAGE_SIZES: dict[Paper, PageSize] = {
    Paper.A4: _large(210, 297, text=122, leading=15),
    Paper.LETTER: _large(215.9, 279.4, text=128, leading=14.25),
    Paper.A5: _small(148, 210),
    Paper.HALF_LETTER: _small(139.7, 215.9),
}


ALL_SHEETS, NO_SHEETS = "all", "none"
"""Words that stand for every sheet on the whole pack, and for none."""


def _several(value: object) -> object:
    """A word by itself is a list of one."""
    # A tuple, because the check that follows is strict.
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


SheetNames = Annotated[
    tuple[str, ...],
    BeforeValidator(_several),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""One sheet or several, by id or name."""


class PackSpec(BaseModel):
    """A pack file's keys, and a build's flags: the same names, the same meanings, the same defaults."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Annotated[str, Use.BOOK] = Field(
        default="Interview workbook", min_length=1, max_length=200, description="Title on the cover"
    )
    audience: str = Field(default="", max_length=200, description="For whom this choice is; list packs prints it")
    description: str = Field(default="", max_length=500, description="What it is good for; list packs prints it")
    candidate: Annotated[str, PERSON] = Field(default="", max_length=200, description="Whose workbook this is")
    role: Annotated[str, PERSON] = Field(default="", max_length=200, description="The role that is applied for")
    company: Annotated[str, PERSON] = Field(default="", max_length=200, description="The firm")
    interview_date: Annotated[datetime.date | None, PERSON] = Field(
        default=None, description="YYYY-MM-DD; the prep calendar counts back from it"
    )
    coach: Annotated[str, PERSON] = Field(default="", max_length=200, description="Who helps")
    email: Annotated[AddressText, REACHED] = Field(default="", description="The candidate's address, for e-mail")
    coach_email: Annotated[AddressText, REACHED] = Field(default="", description="The coach's address, for e-mail")
    language: str = Field(
        default="en-GB", pattern=Spelling.LANGUAGE, description="Language tag, for hyphenation and readers"
    )
    questions: Annotated[tuple[str, ...], CHOICE] = Field(default=(), description="Question ids, in the order wanted")
    themes: Annotated[tuple[str, ...], CHOICE] = Field(default=(), description="Whole themes, in the order wanted")
    tags: Annotated[tuple[str, ...], CHOICE] = Field(default=(), description="Keep questions with one of these tags")
    competencies: Annotated[tuple[str, ...], CHOICE, OfPart("competencies")] = Field(
        default=(), description="Keep questions on one of these competencies (list competencies)"
    )
    levels: Annotated[tuple[str, ...], CHOICE, OfPart("levels")] = Field(
        default=(), description="Keep questions of these levels (list levels)"
    )
    formats: Annotated[tuple[str, ...], CHOICE, OfPart("formats")] = Field(
        default=(), description="Keep questions of these formats (list formats)"
    )
    exclude: Annotated[tuple[str, ...], CHOICE] = Field(default=(), description="Question ids to leave out")
    limit: Annotated[int | None, CHOICE] = Field(default=None, ge=1, le=1000, description="At most so many questions")
    shuffle: Annotated[int | None, Use.BOOK | Use.CHOOSES] = Field(
        default=None, ge=0, le=2**32, description="Shuffle with this seed"
    )
    add_questions: Annotated[tuple[str, ...], CHOICE] = Field(
        default=(), description="Question ids to add to what is chosen"
    )
    add_themes: Annotated[tuple[str, ...], CHOICE] = Field(
        default=(), description="Whole themes to add to what is chosen"
    )
    order: Annotated[Order | None, Use.BOOK | Use.CHOOSES] = Field(
        default=None, description="given, or theme by theme; given where questions are named, unless told"
    )
    paper: Annotated[Paper | None, Use.ROW] = Field(
        default=None, description="a4, letter, a5 or half-letter; by locale when not given"
    )
    edition: Annotated[Edition, Use.ROW] = Field(
        default=Edition.STUDY,
        description="study, practice (answers at the back), worksheets (sheets alone), screen or cards",
    )
    answers: OwnAnswers = Field(
        default=OwnAnswers.BESIDE,
        description="Your own answers: beside the model answers, instead of them, or none",
    )
    worksheets: Fields = Field(
        default=Fields.FILLED, description="Worksheets filled with what you have written in their fields, or blank"
    )
    ink: Annotated[Ink, Use.ROW] = Field(default=Ink.COLOUR, description="colour, grey or low")
    lines: Pitch = Field(default=None, description="How far ruled lines are apart: narrow, medium, wide, or 5 to 12 mm")
    line_style: LineStyle = Field(default=LineStyle.RULED, description="What to write on: ruled, dotted, grid or blank")
    hand: Hand = Field(default=Hand.RIGHT, description="The hand that writes, right or left; cues stand clear of it")
    holes: PunchedWith = Field(default=Holes.NONE, description="Keep room for so many punched holes: 2, 3, 4 or none")
    hole_marks: HoleMarks = Field(default=HoleMarks.NONE, description="Marks to punch by: centres or none")
    design: str = Field(default="classic", pattern=Spelling.FOLDER, description="A design's name")
    bleed: Bleed = Field(default=0, description="For a print shop: how far colour runs over the edge of the page, mm")
    marks: bool = Field(default=False, description="For a print shop: show where to cut")
    fillable: Annotated[bool, Use.BOOK] = Field(default=False, description="To fill in on a screen, in form fields")
    theme_pages: Annotated[bool, Use.BOOK] = Field(
        default=True, description="A page before each theme's questions; a theme with one question has none"
    )
    plan: Annotated[str, Use.BOOK] = Field(default="first-90-days", description="The plan template at the end, or none")
    sheets: SheetNames = Field(
        default=(),
        description="Sheets at the end, such as P1 or story-bank; all or none; worksheets has all unless told",
    )
    glossary: GlossaryTerms = Field(
        default=GlossaryTerms.USED, description="The terms explained at the end: used (in the questions), all or none"
    )
    notes_pages: Annotated[int, Use.BOOK] = Field(default=2, ge=0, le=40, description="Ruled pages at the end")
    headings: Annotated[dict[str, str], Use.BOOK | Use.FILE] = Field(
        default={}, description="New headings by the old ones of questions; an empty one drops the heading"
    )
    date: Annotated[datetime.date | None, Use.BOOK] = Field(
        default=None, description="YYYY-MM-DD on the cover; today when not given"
    )
    output: Annotated[FilePattern, Use.BOOK | Use.FILE] = Field(
        default="", description="What its files are called, such as {pack}-{company}-{edition}-{paper}"
    )

    def form(self) -> PackSpec:
        """This pack without for whom it is and what is in it: the same for all books that look alike."""
        of_one = {key: field.get_default() for key, field in PackSpec.model_fields.items() if Use.BOOK in uses(key)}
        return self.model_copy(update=of_one)


def uses(key: str, model: type[PackSpec] = PackSpec) -> Use:
    """What a key is for."""
    return next((mark for mark in model.model_fields[key].metadata if isinstance(mark, Use)), Use(0))


NO_PLAN = "none"


def page_of(spec: PackSpec) -> PageSize:
    """The page that a pack is set on, ruled at its pitch, with room for its holes."""
    page = PAGE_SIZES[spec.paper or Paper.A4]
    page = replace(page, pitch=spec.lines) if spec.lines else page
    punch = PUNCHES.get(spec.holes)
    return _room_for(punch.strip, page, spec.edition) if punch else page


def _room_for(strip: float, page: PageSize, edition: Edition) -> PageSize:
    """The page with margins that hold the strip; where they are alike on both sides it is free on either."""
    margin = page.binding if edition.mirrored else (page.binding + page.outer) / 2
    more = max(0.0, strip - margin)
    return replace(page, binding=page.binding + more, outer=page.outer + more, punched=strip)
