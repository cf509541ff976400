"""Colours darkened until they can be read as well as a design asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..model.design import Design
from ..model.pack import Ink
from ..model.problems import Problem, warning
from .colour import HUES, Palette, contrast, palette

STEP = 0.97
"""A colour's channels are multiplied by this until it is dark enough."""
LINES = 0.6
"""Lines need less contrast than letters: this part of it."""


def colours_of(design: Design, hue: int, ink: Ink) -> Palette:
    """The palette of a theme's hue in a design: its accents where it brings some, as dark as it asks for."""
    accents = [accent.colour for accent in design.accents]
    return strengthened(palette(hue, ink, accents), design.tokens.contrast)


def faint(design: Design, ink: Ink) -> Iterator[Problem]:
    """Accents that are printed darker than they were asked for, since words could not be read in them."""
    for place, accent in enumerate(design.accents if ink is Ink.COLOUR else ()):
        shown = colours_of(design, place, ink)
        if shown.accent != accent.colour:
            has, least = contrast(accent.colour, shown.accent_wash), design.tokens.contrast
            what = f'accent "{accent.written}" is too light for words on its tint (contrast {has:.1f} of {least:g})'
            mend = f'it is printed as {shown.accent}; write "{shown.accent}", or a darker colour'
            yield warning(what, mend, accent.where)


@dataclass(frozen=True, slots=True)
class Swatch:
    """An accent as it is printed and as it was asked for, its grey, and its contrast with the grounds it stands on."""

    accent: str
    asked: str
    wash: str
    grey: str
    filled: bool
    on_white: float
    on_wash: float


def swatches(design: Design, ink: Ink) -> list[Swatch]:
    """All accents of a design, in the order of the hues."""
    asked = [accent.colour for accent in design.accents]
    return [_swatch(design, hue, ink, asked) for hue in range(len(asked) or len(HUES))]


def _swatch(design: Design, hue: int, ink: Ink, asked: Sequence[str]) -> Swatch:
    shown, grey = colours_of(design, hue, ink), colours_of(design, hue, Ink.GREY).accent
    wanted = asked[hue] if asked and ink is Ink.COLOUR else shown.accent
    wash = shown.accent_wash if shown.filled else shown.paper
    on_white, on_wash = contrast(shown.accent, shown.paper), contrast(shown.accent, wash)
    return Swatch(shown.accent, wanted, wash, grey, shown.filled, on_white, on_wash)


def strengthened(colours: Palette, least: float) -> Palette:
    """A palette whose text has a contrast of ``least`` on white and on its washes, and its lines a part of that."""
    grounds = [colours.paper, *((colours.wash, colours.accent_wash) if colours.filled else ())]
    darkest = max(grounds, key=lambda ground: contrast("#ffffff", ground))
    return replace(
        colours,
        ink=_darkened(colours.ink, darkest, least),
        quiet=_darkened(colours.quiet, darkest, least),
        accent=_darkened(colours.accent, darkest, least),
        rule=_darkened(colours.rule, colours.paper, least * LINES),
    )


def _darkened(colour: str, ground: str, least: float) -> str:
    channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    while contrast(_hex(channels), ground) < least and max(channels) > 0:
        channels = [int(value * STEP) for value in channels]
    return _hex(channels)


def _hex(channels: list[int]) -> str:
    return "#" + "".join(f"{value:02x}" for value in channels)
