"""A design: a folder with `design.yaml` (tokens), and optionally CSS and templates that override the base's blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..model.problems import DesignError, Problem, SourceRef, did_you_mean

DESIGN_FILE = "design.yaml"


class Tokens(BaseModel):
    """What a design may set without writing CSS. Families must be bundled or brought by the design's own CSS."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(default="", description="A few words on the design")
    text_family: str = Field(default="Source Serif 4", pattern=r"^[\w -]+$", description="Face of the text")
    label_family: str = Field(default="Inter", pattern=r"^[\w -]+$", description="Face of labels and heads")
    scale: float = Field(default=1.0, ge=0.8, le=1.5, description="All type sizes times this")


@dataclass(frozen=True, slots=True)
class Design:
    """A design's tokens, and the folders its templates and files are looked for in, its own first."""

    name: str
    tokens: Tokens
    folder: Path


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
        if (folder / DESIGN_FILE).is_file():
            return Design(name, _tokens(folder / DESIGN_FILE), folder)
    known = [p.parent.name for root in roots for p in sorted(root.glob(f"*/{DESIGN_FILE}"))]
    raise DesignError(Problem(f'unknown design "{name}"', did_you_mean(name, known)))


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
