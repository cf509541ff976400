"""A design: a folder with `design.yaml` (tokens), and optionally CSS and templates that override the base's blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..model.pack import PageSize
from ..model.problems import DesignError, Problem, SourceRef, did_you_mean

DESIGN_FILE = "design.yaml"
STYLE_FILE = "design.css.j2"


class Tokens(BaseModel):
    """What a design may set without writing CSS. Families must be bundled or brought by the design's own CSS."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(default="", description="A sentence on the design")
    text_family: str = Field(default="Source Serif 4", pattern=r"^[\w -]+$", description="Face of the text")
    label_family: str = Field(default="Inter", pattern=r"^[\w -]+$", description="Face of labels and heads")
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


def load_design(name: str, roots: Sequence[Path]) -> Design:
    """Find a design by name.

    Args:
        name: the folder's name.
        roots: folders that hold designs, the user's first.

    Raises:
        DesignError: no such design, or its ``design.yaml`` is wrong.
    """
    for root in roots:
        folder = root / name
        # A name, not a path that leads elsewhere.
        if folder.name == name != ".." and (folder / DESIGN_FILE).is_file():
            return Design(name, _tokens(folder / DESIGN_FILE), folder)
    raise DesignError(Problem(f'unknown design "{name}"', did_you_mean(name, design_names(roots))))


def design_names(roots: Sequence[Path]) -> Iterator[str]:
    """The designs there are, each once."""
    yield from sorted({file.parent.name for root in roots for file in root.glob(f"*/{DESIGN_FILE}")})


def _tokens(file: Path) -> Tokens:
    where = SourceRef(f"{file.parent.name}/{file.name}")
    try:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        raise DesignError(
            Problem(f"cannot be read ({type(error).__name__})", "write it as plain YAML", where)
        ) from error
    try:
        return Tokens.model_validate(data if data is not None else {})
    except ValidationError as error:
        raise DesignError(*(_problem(dict(e), where) for e in error.errors())) from error


def _problem(error: dict[str, object], where: SourceRef) -> Problem:
    location = error["loc"]
    key = ".".join(str(part) for part in location) if isinstance(location, tuple) else ""
    if error["type"] == "extra_forbidden":
        return Problem(f'unknown key "{key}"', did_you_mean(key, Tokens.model_fields), where)
    return Problem(f"{key}: {error['msg']}".removeprefix(": "), "", where)
