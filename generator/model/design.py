"""A design: a folder with `design.yaml` (tokens), and optionally CSS and templates that override the base's blocks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from .pack import PageSize
from .problems import SourceRef
from .spelling import Spelling

DESIGN_FILE = "design.yaml"
STYLE_FILE = "design.css.j2"
BUNDLED_FAMILIES = ("Atkinson Hyperlegible", "Inter", "Source Serif 4")
"""The faces in templates/fonts. Those of the system are not seen."""
ROLES = ("text", "label")
"""What a typeface is for: ``text_family`` and ``typeface.text`` are two ways to say the same."""
MOST_ACCENTS = 9
LONGEST_FOOT = 80
"""Characters that fit beside a folio on the smallest paper, in two lines."""
BREADTH_SAMPLE = "how quickly the figures of a judge and six wizards vex them 0123456789"
"""Words whose width tells how wide a face runs."""


class Typeface(BaseModel):
    """A family by its name, or font files in the design's folder. A word alone is a family."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    family: str = Field(default="", pattern=r"^[\w -]+$", description="A family that is bundled")
    regular: str = Field(default="", description="Font file of the upright face, .ttf or .otf")
    italic: str = Field(default="", description="Its italic; upright where none is given")
    bold: str = Field(default="", description="Its semi-bold or bold; regular where none is given")
    bold_italic: str = Field(default="", description="Its bold italic")

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        return {"family": value} if isinstance(value, str) else value


class Typefaces(BaseModel):
    """The faces of a design by what they are for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Typeface | None = Field(default=None, description="Of the text")
    label: Typeface | None = Field(default=None, description="Of labels, heads, forms and figures")


class Tokens(BaseModel):
    """What a design may set without writing CSS. Families must be bundled or brought by the design's own CSS."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(default="", description="A sentence on the design")
    text_family: str = Field(default="Source Serif 4", pattern=Spelling.FAMILY, description="Face of the text")
    label_family: str = Field(default="Inter", pattern=Spelling.FAMILY, description="Face of labels and heads")
    scale: float = Field(default=1.0, ge=0.8, le=1.5, description="All type sizes times this")
    text_scale: float = Field(
        default=1.0, ge=0.8, le=1.2, description="The text alone times this, for a face that looks large or small"
    )
    leading: float = Field(default=1.0, ge=0.8, le=1.5, description="The distance of text lines times this")
    margin_notes: bool = Field(
        default=True, description="Whether large paper has notes in a margin column; if not, they stand in the text"
    )
    contrast: float = Field(
        default=4.5, ge=3, le=12, description="Least contrast of text with its ground, as WCAG reckons it"
    )
    accent: str = Field(default="", description='One colour for all themes, in quotes: "#7a1f3d", or a CSS name')
    accents: tuple[str, ...] = Field(
        default=(), max_length=MOST_ACCENTS, description="Colours that the themes take in turn, in place of accent"
    )
    logo: str = Field(default="", description="A PNG or SVG in this folder, for the cover and the foot of pages")
    logo_alt: str = Field(default="Logo", max_length=200, description="What a screen reader says of the logo")
    foot: str = Field(default="", max_length=LONGEST_FOOT, description="A line in the foot of pages")
    typeface: Typefaces | None = Field(
        default=None, description="The faces by family or by font files; see docs/designs.md"
    )


@dataclass(frozen=True, slots=True)
class Accent:
    """A colour as ``#rrggbb``, as its author wrote it, and where."""

    colour: str
    written: str
    where: SourceRef


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that was looked into and holds nothing but a picture. ``ratio`` is its width by its height."""

    kind: str
    """``png`` or ``svg``."""
    data: bytes = field(repr=False)
    ratio: float
    alt: str

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Its width and height where it has this much room at most, in the same unit."""
        return min(width, height * self.ratio), min(height, width / self.ratio)


@dataclass(frozen=True, slots=True)
class FontFile:
    """One file of a face, by its path in the design's folder."""

    path: str
    weight: int
    italic: bool


@dataclass(frozen=True, slots=True)
class OwnFace:
    """A family that a design brings. Its name holds a digest of its files: other files are another family.

    ``breadth`` is the width of `BREADTH_SAMPLE` in em, regular and bold.
    """

    family: str
    files: tuple[FontFile, ...]
    breadth: tuple[float, float]

    @property
    def name(self) -> str:
        """The family's name as people know it."""
        return self.family.rpartition(" ")[0]


@dataclass(frozen=True, slots=True)
class Design:
    """A design's tokens, what else it brings, and the folder its templates and files are looked for in first.

    The families in ``tokens`` are those that are set, whichever way the design names them.
    """

    name: str
    tokens: Tokens
    folder: Path
    accents: tuple[Accent, ...] = ()
    logo: Logo | None = None
    faces: tuple[OwnFace, ...] = ()

    @property
    def family_names(self) -> tuple[str, str]:
        """The faces of text and of labels, as people know them."""
        own = {face.family: face.name for face in self.faces}
        text, label = self.tokens.text_family, self.tokens.label_family
        return own.get(text, text), own.get(label, label)

    @property
    def label_face(self) -> OwnFace | None:
        """The design's own face of labels and figures, if it brings the files of one."""
        return next((face for face in self.faces if face.family == self.tokens.label_family), None)

    def page(self, page: PageSize) -> PageSize:
        """A page with its type in this design's sizes, without the margin column where the design has none."""
        tokens = self.tokens
        sized = replace(
            page,
            text=round(page.text * tokens.scale * tokens.text_scale, 2),
            leading=round(page.leading * tokens.scale * tokens.leading, 2),
        )
        return sized if tokens.margin_notes else replace(sized, column=0, gap=0)
