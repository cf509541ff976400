"""The typefaces of a design: families by name, or font files that it brings, opened before anything is set in them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..model.design import BREADTH_SAMPLE, FontFile, OwnFace, Typeface
from .brought import Unfit, own_bytes, own_file

MOST_BYTES = 5_000_000
STYLES = {"regular": (400, False), "italic": (400, True), "bold": (600, False), "bold_italic": (600, True)}
"""Weight and slant of what a file is given for. Heads ask for 600, and get it whatever the file calls itself."""
NEEDED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:;-–()"
"""A face without one of these would print boxes on every page."""
_STYLE = re.compile(r"\b(regular|roman|book)\b", re.IGNORECASE)
_SIGNS = (b"\x00\x01\x00\x00", b"true", b"OTTO")


def read_face(face: Typeface, folder: Path, told: Callable[[str, str, str], None]) -> OwnFace | None:
    """The files of a face as a family, or None where one of them is wrong.

    Args:
        face: what is written.
        folder: the design's.
        told: called with a style (a key of `STYLES`), what is wrong, and the mend.
    """
    files, digests, breadth = [], [], {}
    written = {style: getattr(face, style) for style in STYLES if getattr(face, style)}
    for style, name in written.items():
        try:
            path = own_file(folder, name)
            data = own_bytes(path, MOST_BYTES)
            breadth[style] = _breadth(data)
        except Unfit as error:
            told(style, f'"{name}" {error.what}', error.mend)
            continue
        files.append(FontFile(path.relative_to(folder.resolve()).as_posix(), *STYLES[style]))
        digests.append(sha256(data).hexdigest())
    if len(files) < len(written) or not files:
        return None
    stem = _STYLE.sub("", re.sub(r"[^A-Za-z]+", " ", Path(files[0].path).stem)).strip() or "Own"
    styles = [f"{file.weight} {file.italic} {digest}" for file, digest in zip(files, digests, strict=True)]
    key = sha256(" ".join(styles).encode()).hexdigest()
    return OwnFace(f"{stem} x{key[:8]}", tuple(files), (breadth["regular"], breadth.get("bold", breadth["regular"])))


def _breadth(data: bytes) -> float:
    """Open a font and measure it.

    Raises:
        Unfit: it is none that can be printed.
    """
    if data[:4] not in _SIGNS:
        raise Unfit("is no TTF or OTF font", "bring a .ttf or .otf; web fonts (.woff2) and collections are not read")
    from fontTools.ttLib import TTFont

    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            return _measure(font)
    except Unfit:
        raise
    except Exception as error:  # a damaged file raises whatever its damage leads to
        raise Unfit(f"is a damaged font ({type(error).__name__})", "get it anew from its maker") from None


def _measure(font: Any) -> float:
    if "fvar" in font:
        raise Unfit("is a variable font", "bring a file for each style: regular, italic, bold")
    if "glyf" not in font and "CFF " not in font:
        raise Unfit("has no outlines", "bring a .ttf or .otf with outlines")
    letters = font.getBestCmap() or {}
    lacking = next((sign for sign in NEEDED if ord(sign) not in letters), None)
    if lacking is not None:
        raise Unfit(f'lacks the character "{lacking}"', "bring a font for your language's letters and figures")
    advances, em = font["hmtx"], font["head"].unitsPerEm
    shapes = font.getGlyphSet()
    if not all(letters[ord(sign)] in shapes for sign in NEEDED):
        raise Unfit("names letters that it does not have", "get it anew from its maker")
    return float(sum(advances[letters[ord(sign)]][0] for sign in BREADTH_SAMPLE) / em)
