"""The system's libraries below the engine, asked without the engine: it takes most of a second to import."""

from __future__ import annotations

import ctypes
import ctypes.util
from contextlib import suppress

PANGO, PANGO_FREETYPE, HARFBUZZ, HARFBUZZ_SUBSET = "pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset"


def find_library(stem: str) -> ctypes.CDLL | None:
    """The library under any of the names that systems give it; None where there is none.

    Not kept: the loader knows what it has loaded, and an answer of yesterday would outlive what made it true.
    """
    for name in (f"lib{stem}.so.0", f"lib{stem}.dylib", f"lib{stem}.0.dylib", f"lib{stem}-0.dll"):
        with suppress(OSError):
            return ctypes.CDLL(name)
    # Asks other programs, so it comes last.
    found = ctypes.util.find_library(stem)
    with suppress(OSError):
        return ctypes.CDLL(found) if found else None
    return None


def pango_version() -> str:
    """Such as "1.50.12"; empty where there is no Pango."""
    return _told(PANGO, "pango_version_string")


def harfbuzz_version() -> str:
    """Such as "6.0.0"; empty where there is no HarfBuzz."""
    return _told(HARFBUZZ, "hb_version_string")


def _told(stem: str, function: str) -> str:
    library = find_library(stem)
    if library is None:
        return ""
    told = getattr(library, function)
    told.restype = ctypes.c_char_p
    return str(told().decode())
