"""Theme accents: nine hues of one lightness, as sRGB hex, and their greys.

OKLCH to sRGB after Björn Ottosson, "A perceptual color space for image processing" (2020). The engine does not resolve
colours inside SVG figures, so every colour travels as a value.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..model.pack import Ink

LIGHTNESS = 0.45
CHROMA = 0.105
HUES = (250.0, 165.0, 40.0, 305.0, 205.0, 5.0, 95.0, 275.0, 135.0)
"""Degrees: blue, green, brick, violet, teal, rose, ochre, indigo, olive. Neighbours in the bank lie far apart."""
WASH_LIGHTNESS, WASH_CHROMA = 0.965, 0.012

TINT = 0.07
"""Of an accent that a design brings: the part of it in its wash."""

INK, QUIET, RULE, PAPER = "#1b1f24", "#575d66", "#8a9099", "#ffffff"
NEUTRAL_WASH = "#f3f4f5"
LOW_INK, LOW_QUIET, LOW_RULE = "#5c5c5c", "#6b6b6b", "#999999"
"""Black at 64 %, and 58 % for what stands in margins: plainly read (contrast 6.7 and 5.3), a third of the ink saved."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme in one ink mode. ``filled`` is false where no area may be filled."""

    ink: str
    quiet: str
    rule: str
    wash: str
    accent: str
    accent_wash: str
    paper: str
    filled: bool


def palette(hue: int, ink: Ink, accents: Sequence[str] = ()) -> Palette:
    """The palette of the accent number ``hue`` (0 to 8); of ``accents``, taken in turn, where a design brings some.

    In grey a dark accent is a dark grey, and no two are alike.
    """
    if ink is Ink.LOW:
        return Palette(LOW_INK, LOW_QUIET, LOW_RULE, "none", LOW_INK, "none", PAPER, filled=False)
    own = accents[hue % len(accents)] if accents else ""
    if ink is Ink.GREY:
        place = sorted(set(accents), key=_luminance).index(own) if own else hue % len(HUES)
        accent = _grey(0.30 + 0.022 * place)
        return Palette("#111111", "#505050", "#8c8c8c", "#f2f2f2", accent, "#eeeeee", PAPER, filled=True)
    if own:
        return Palette(INK, QUIET, RULE, NEUTRAL_WASH, own, _tint(own), PAPER, filled=True)
    angle = HUES[hue % len(HUES)]
    return Palette(
        INK,
        QUIET,
        RULE,
        NEUTRAL_WASH,
        oklch(LIGHTNESS, CHROMA, angle),
        oklch(WASH_LIGHTNESS, WASH_CHROMA, angle),
        PAPER,
        filled=True,
    )


def grey_of(colour: str) -> str:
    """The grey that is as light as a colour."""
    luminance = _luminance(colour)
    level = round(255 * _gamma(luminance))
    return f"#{level:02x}{level:02x}{level:02x}"


def _tint(colour: str) -> str:
    """White with so much of a colour that text on it can be read as well as on white, nearly."""
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - TINT * (255 - channel)):02x}" for channel in channels)


def contrast(first: str, second: str) -> float:
    """WCAG 2 contrast ratio of two hex colours, 1 to 21."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def oklch(lightness: float, chroma: float, hue: float) -> str:
    """A hex colour; chroma is lowered until the colour lies inside sRGB."""
    while chroma > 0:
        channels = _linear_rgb(lightness, chroma, hue)
        if all(-0.0005 <= c <= 1.0005 for c in channels):
            return "#" + "".join(f"{round(255 * _gamma(min(1, max(0, c)))):02x}" for c in channels)
        chroma -= 0.002
    return _grey(lightness)


def _grey(lightness: float) -> str:
    level = round(255 * _gamma(lightness**3))
    return f"#{level:02x}{level:02x}{level:02x}"


def _linear_rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _gamma(linear: float) -> float:
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055


def _luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        c = channel / 255
        return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
