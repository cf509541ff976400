"""An entry of themes.yaml."""

from __future__ import annotations

from ..model.content import Theme
from .yaml import block, comment, scalar

HUES = 9
LONGEST_NAME = 500
"""Characters of a name that the loader takes."""


def entry(theme: Theme, heading: str = "", indent: int = 0) -> str:
    """The lines of a theme, so many columns in; ``heading`` is a comment above them."""
    space = " " * indent
    head = f"{space}{comment(heading)}\n" if heading else ""
    lines = [
        f"- id: {scalar(theme.id)}",
        f"  number: {theme.number}",
        f"  name: {scalar(theme.name)}",
        f"  introduction: {block(theme.introduction, indent + 4)}",
        f"  hue: {theme.hue}",
    ]
    return head + "".join(f"{space}{line}\n" for line in lines)


def hue_of(number: int) -> int:
    """The accent of a theme by its number: the palette in turn."""
    return (number - 1) % HUES
