"""What a design brings of its owner's own, as templates ask for it: logo, a line for the foot, typefaces."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from ..model.design import BREADTH_SAMPLE, Design, Logo
from ..model.pack import Ink
from .colour import grey_of
from .lettering import broken, wide

FOOT_LOGO = 22.0, 4.6
"""The room for a logo in the foot of a page, mm."""
FOOT_PIXELS = 600
"""Across a logo in the foot: more than print shows."""
LEEWAY = 1.03
"""A face's words are taken to be so much wider than its average tells."""

_PAINT = re.compile(r"((?:fill|stroke|stop-color|color|flood-color)\s*(?::\s*|=\s*\"))([^;\"'}]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Brand:
    """``logo`` is a data address for the cover and ``mark`` a small one for the foot; empty where there is none."""

    foot: str
    logo: str
    mark: str
    alt: str
    _shape: Logo | None

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """The logo's width and height in so much room, mm."""
        return self._shape.fitted(width, height) if self._shape else (0.0, 0.0)

    @property
    def mark_size(self) -> tuple[float, float]:
        """Of the logo in the foot, mm."""
        return self.fitted(*FOOT_LOGO)


def brand_of(design: Design, ink: Ink) -> Brand:
    """A design's brand in an ink. Where little ink is spent the logo is on the cover alone."""
    # A number alone on a line would be taken for a page's; so a word goes with each.
    foot = re.sub(r" (?=\d)", "\u00a0", " ".join(design.tokens.foot.split()))
    logo = design.logo
    if logo is None:
        return Brand(foot, "", "", "", None)
    mark = "" if ink is Ink.LOW else _address(logo, ink, FOOT_PIXELS)
    return Brand(foot, _address(logo, ink), mark, logo.alt or "Logo", logo)


def face_rules(design: Design) -> str:
    """The style sheet that makes a design's own faces known. Empty where it brings none."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {file.weight}; '
        f'font-style: {"italic" if file.italic else "normal"}; src: url("{quote(file.path)}") }}'
        for face in design.faces
        for file in face.files
    )


def letter_filters(design: Design) -> Mapping[str, Callable[..., Any]]:
    """`wide` and `broken` for the face that figures are set in. The widths of Inter serve for all that run no wider."""
    face = design.label_face
    if face is None:
        return {"wide": wide, "broken": broken}
    shares = [LEEWAY * own / wide(BREADTH_SAMPLE, 1, bool(bold)) for bold, own in enumerate(face.breadth)]
    factors = tuple(max(1.0, share) for share in shares)
    return {"wide": partial(_wide, factors), "broken": partial(_broken, factors)}


def quoted(words: str) -> Markup:
    """Words as a CSS string that nothing can end: all but letters, digits and spaces are written as numbers."""
    # Markup, or the template would write the quotation marks as HTML.
    return Markup('"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in words) + '"')


def _wide(factors: tuple[float, ...], words: str, size: float, bold: bool = False) -> float:
    return wide(words, size * factors[bold], bold)


def _broken(factors: tuple[float, ...], words: str, room: float, size: float, bold: bool = False) -> list[str]:
    return broken(words, room, size * factors[bold], bold)


def _address(logo: Logo, ink: Ink, pixels: int = 0) -> str:
    data = logo.data
    if logo.kind == "png":
        return "data:image/png;base64," + b64encode(_painted(data, pixels, grey=ink is not Ink.COLOUR)).decode()
    words = data.decode()
    if ink is not Ink.COLOUR:
        words = _PAINT.sub(lambda found: found[1] + _greyed(found[2]), words)
    return "data:image/svg+xml," + quote(words)


def _painted(data: bytes, pixels: int, *, grey: bool) -> bytes:
    """A PNG, not wider than so many pixels (0: as it is)."""
    if not pixels and not grey:
        return data
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
        shown: Image.Image = picture.convert("LA") if grey else picture
        if pixels:
            shown = shown.copy()
            shown.thumbnail((pixels, pixels))
        out = io.BytesIO()
        shown.save(out, "PNG")
    return out.getvalue()


def _greyed(paint: str) -> str:
    from PIL.ImageColor import getrgb

    try:
        channels = getrgb(paint.strip())
    except ValueError:  # "none", or a gradient's address: its stops are colours of their own
        return paint
    return grey_of("#" + "".join(f"{channel:02x}" for channel in channels[:3]))
