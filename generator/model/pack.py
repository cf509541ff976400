"""What to build. Every default of a build stands here, once."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from .content import Competency, Level, QuestionFormat


class Paper(StrEnum):
    """The four sheets a page can be set for."""

    A4 = "a4"
    LETTER = "letter"
    A5 = "a5"
    HALF_LETTER = "half-letter"


class Edition(StrEnum):
    """``study`` prints on both sides, margins mirrored; ``screen`` is read on a display, margins symmetric."""

    STUDY = "study"
    SCREEN = "screen"


class Ink(StrEnum):
    """``colour``; ``grey`` keeps every distinction without hue; ``low`` fills no area at all."""

    COLOUR = "colour"
    GREY = "grey"
    LOW = "low"


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


PITCHES = {"narrow": 6.35, "medium": 7.1, "wide": 8.7}
"""The pitches of writing paper that have names, mm."""
PITCH_RANGE = (5.0, 12.0)


def pitch(value: object) -> object:
    """A line pitch in mm from its name or from a number.

    Raises:
        PydanticCustomError: it is neither, or nobody could write on such lines.
    """
    if value is None:
        return None
    number = PITCHES.get(value.lower(), value) if isinstance(value, str) else value
    try:
        found = float(number) if isinstance(number, str | int | float) and not isinstance(number, bool) else 0.0
    except ValueError:
        found = 0.0
    low, high = PITCH_RANGE
    if not low <= found <= high:
        said = str(value)[:40]
        told = f'no such line pitch: "{said}"; write {", ".join(PITCHES)}, or {low:g} to {high:g} (mm)'
        raise PydanticCustomError("line_pitch", "{told}", {"told": told})
    return found


Pitch = Annotated[
    float | None,
    BeforeValidator(pitch),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": list(PITCHES)},
                {"type": "number", "minimum": PITCH_RANGE[0], "maximum": PITCH_RANGE[1]},
                {"type": "null"},
            ]
        }
    ),
]


class PackSpec(BaseModel):
    """A pack file's keys, and a build's flags: the same names, the same meanings, the same defaults."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(default="Interview workbook", min_length=1, max_length=200, description="Title on the cover")
    audience: str = Field(default="", max_length=200, description="For whom this choice is; list packs prints it")
    description: str = Field(default="", max_length=500, description="What it is good for; list packs prints it")
    candidate: str = Field(default="", max_length=200, description="Whose workbook this is")
    role: str = Field(default="", max_length=200, description="The role that is applied for")
    company: str = Field(default="", max_length=200, description="The firm")
    interview_date: datetime.date | None = Field(
        default=None, description="YYYY-MM-DD; the prep calendar counts back from it"
    )
    coach: str = Field(default="", max_length=200, description="Who helps")
    language: str = Field(
        default="en-GB", pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$", description="Language tag, for hyphenation and readers"
    )
    questions: tuple[str, ...] = Field(default=(), description="Question ids, in the order wanted")
    themes: tuple[str, ...] = Field(default=(), description="Whole themes, in the order wanted")
    tags: tuple[str, ...] = Field(default=(), description="Keep questions with one of these tags")
    competencies: tuple[Competency, ...] = Field(default=(), description="Keep questions on one of these competencies")
    levels: tuple[Level, ...] = Field(default=(), description="Keep questions of these levels")
    formats: tuple[QuestionFormat, ...] = Field(default=(), description="Keep questions of these formats")
    exclude: tuple[str, ...] = Field(default=(), description="Question ids to leave out")
    limit: int | None = Field(default=None, ge=1, le=1000, description="At most so many questions")
    shuffle: int | None = Field(default=None, ge=0, le=2**32, description="Shuffle with this seed")
    paper: Paper | None = Field(default=None, description="a4, letter, a5 or half-letter; by locale when not given")
    edition: Edition = Field(default=Edition.STUDY, description="study (printed, mirrored margins) or screen")
    ink: Ink = Field(default=Ink.COLOUR, description="colour, grey or low")
    lines: Pitch = Field(default=None, description="How far ruled lines are apart: narrow, medium, wide, or 5 to 12 mm")
    design: str = Field(default="classic", pattern=r"^[a-z0-9][a-z0-9-]*$", description="A design's name")
    plan: str = Field(default="first-90-days", description="The plan template at the end, or none")
    notes_pages: int = Field(default=2, ge=0, le=40, description="Ruled pages at the end")
    date: datetime.date | None = Field(default=None, description="YYYY-MM-DD on the cover; today when not given")


NO_PLAN = "none"


def page_of(spec: PackSpec) -> PageSize:
    """The page that a pack is set on, ruled at its pitch."""
    page = PAGE_SIZES[spec.paper or Paper.A4]
    return replace(page, pitch=spec.lines) if spec.lines else page
