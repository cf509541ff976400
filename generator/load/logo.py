"""A design's logo: a stranger's picture, looked into until it is known to be a picture and nothing else."""

from __future__ import annotations

import io
from pathlib import Path

from ..model.design import Logo
from .brought import Unfit, open_raster, own_bytes
from .svg import plain_svg

MOST_BYTES = 1_000_000
LONGEST_SHAPE = 12.0
"""A logo is at most so many times as wide as high, or as high as wide."""
_PNG = b"\x89PNG\r\n\x1a\n"


def read_logo(path: Path, alt: str) -> Logo:
    """The logo in a file, re-written: what it held beside the picture is gone.

    Raises:
        Unfit: it is none that may be printed; with what is wrong, and the mend.
    """
    data = own_bytes(path, MOST_BYTES)
    kind, picture, ratio = ("png", *_png(data)) if data.startswith(_PNG) else ("svg", *plain_svg(data))
    if not 1 / LONGEST_SHAPE <= ratio <= LONGEST_SHAPE:
        shape = f"{ratio:.0f} times as wide as high" if ratio > 1 else f"{1 / ratio:.0f} times as high as wide"
        raise Unfit(f"the logo is {shape}", f"at most {LONGEST_SHAPE:.0f} times fit; trim it")
    return Logo(kind, picture, ratio, alt)


def _png(data: bytes) -> tuple[bytes, float]:
    picture = open_raster(data, "PNG")
    out = io.BytesIO()
    picture.convert("RGBA").save(out, "PNG")
    return out.getvalue(), picture.width / picture.height
