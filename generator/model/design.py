"""A design: a folder with `design.yaml` (tokens), and optionally CSS and templates that override the base's blocks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from .pack import PageSize
from .spelling import Spelling

DESIGN_FILE = "design.yaml"
STYLE_FILE = "design.css.j2"
BUNDLED_FAMILIES = ("Atkinson Hyperlegible", "Inter", "Source Serif 4")
"""The faces in templates/fonts. Those of the system are not seen."""
FAMILY_KEYS = ("text_family", "label_family")


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


@dataclass(frozen=True, slots=True)
class Design:
    """A design's tokens, and the folders its templates and files are looked for in, its own first."""

    name: str
    tokens: Tokens
    folder: Path

    def page(self, page: PageSize) -> PageSize:
        """A page with its type in this design's sizes, without the margin column where the design has none."""
        tokens = self.tokens
        sized = replace(
            page,
            text=round(page.text * tokens.scale * tokens.text_scale, 2),
            leading=round(page.leading * tokens.scale * tokens.leading, 2),
        )
        return sized if tokens.margin_notes else replace(sized, column=0, gap=0)
