"""Files that a design brings: found inside its folder, no larger than they need be, pictures decoded to see them."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MOST_PIXELS = 4_000_000
"""Two thousand by two thousand: three times what the cover can show."""


class Unfit(Exception):  # noqa: N818  it says what a file is
    """A file is not what a design may bring: what is wrong with it, and the mend."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what, mend)
        self.what, self.mend = what, mend


def own_file(folder: Path, name: str) -> Path:
    """The file of this name below a design's folder, links followed.

    Raises:
        Unfit: the name leads out of the folder.
    """
    mend = "put the file into the design's folder and name it from there"
    try:
        path = (folder / name).resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links, a NUL
        raise Unfit("cannot be found", mend) from None
    if Path(name).is_absolute() or not path.is_relative_to(folder.resolve()):
        raise Unfit("leads out of the design's folder", mend)
    return path


def own_bytes(path: Path, most: int) -> bytes:
    """What is in a file of a design.

    Raises:
        Unfit: it is no file, unreadable, or larger than ``most`` bytes.
    """
    try:
        if not path.is_file():
            raise Unfit("is not there, or is no file", "names count from the design's folder")
        if path.stat().st_size > most:
            raise Unfit(f"is larger than {most / 1e6:g} MB", "save it smaller")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "unknown reason"
        raise Unfit(f"cannot be read: {reason}", "check the file") from None


@contextmanager
def _whole_files_only() -> Iterator[None]:
    """The engine has the library take what is cut short, for all of a process."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def open_raster(data: bytes, kind: str) -> Any:
    """The picture in a PNG or JPEG (``kind``), decoded.

    Raises:
        Unfit: it is damaged, or has too many pixels; these are counted before any is decoded.
    """
    from PIL import Image

    too_many = Unfit("has too many pixels", f"at most {MOST_PIXELS / 1e6:g} million fit; save it smaller")
    try:
        with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
            picture = Image.open(io.BytesIO(data), formats=[kind])
            if picture.width * picture.height > MOST_PIXELS:
                raise too_many
            with _whole_files_only():
                picture.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise too_many from None
    except Unfit:
        raise
    except Exception as error:  # a damaged file raises whatever its damage leads to
        raise Unfit(f"is a damaged {kind} ({type(error).__name__})", "save it anew") from None
    return picture
