"""A drawing as data: strokes, words and areas. Lengths in mm, counted from a page's upper left corner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

TYPE, SMALL_TYPE = 2.2, 1.9
"""Sizes of words, mm."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line, ``width`` mm thick."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float


@dataclass(frozen=True, slots=True)
class Label:
    """Words with their baseline at a point, ``size`` mm high."""

    x: float
    y: float
    text: str
    size: float = TYPE
    anchor: Literal["start", "middle", "end"] = "middle"


@dataclass(frozen=True, slots=True)
class Patch:
    """A filled area; ``ink`` is its share of black."""

    x: float
    y: float
    width: float
    height: float
    ink: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The marks of one side of the sheet."""

    strokes: tuple[Stroke, ...]
    labels: tuple[Label, ...]
    patches: tuple[Patch, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """Room for words: its upper left corner and its width."""

    x: float
    y: float
    width: float


Mark = Stroke | Label | Patch


def drawing(marks: Iterable[Mark]) -> Drawing:
    """Marks of every kind as one drawing."""
    kept = tuple(marks)
    return Drawing(
        tuple(m for m in kept if isinstance(m, Stroke)),
        tuple(m for m in kept if isinstance(m, Label)),
        tuple(m for m in kept if isinstance(m, Patch)),
    )
