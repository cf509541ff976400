"""The bank, opened for a command."""

from __future__ import annotations

from pathlib import Path

from .. import assets
from ..model.content import Library
from . import console


def open_library(folder: Path | None = None) -> Library:
    """The bank as seen from a folder, the current one unless given. Warnings are printed."""
    from ..load.library import load_library

    library, problems = load_library(assets.content_roots(folder or Path.cwd()))
    console.report(problems)
    return library
