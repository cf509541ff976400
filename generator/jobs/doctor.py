"""What prep-pack stands on, looked at piece by piece, and what to do where something is missing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from .. import assets
from ..load.library import load_library
from ..model.problems import PrepPackError, SetupError
from ..typeset.engine import INSTALL
from ..typeset.libraries import HARFBUZZ_SUBSET, PANGO_FREETYPE, find_library, pango_version

OLDEST_PYTHON = (3, 11)
OLDEST_PANGO = (1, 44)
REINSTALL = "install prep-pack again"
BANK = "Question bank"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. ``mend`` is empty where nothing is wrong; optional things never fail the whole.

    ``error`` carries all that is wrong where it is more than fits a line.
    """

    name: str
    found: str
    mend: str = ""
    optional: bool = False
    error: PrepPackError | None = None

    @property
    def is_fine(self) -> bool:
        """Whether there is nothing to do."""
        return not self.mend


def examine(folder: Path) -> Iterator[Check]:
    """Look at everything, from the interpreter to the questions."""
    yield _python()
    yield _pango()
    yield _library("Pango for FreeType", PANGO_FREETYPE)
    yield _library("HarfBuzz subset", HARFBUZZ_SUBSET, optional=True)
    yield from (_package(name) for name in ("weasyprint", "pikepdf"))
    yield _fonts()
    yield _templates()
    yield _bank(folder)
    yield _tool("pdftoppm", "shows pages as pictures (package poppler-utils)")
    yield _tool({"darwin": "open", "win32": "explorer"}.get(sys.platform, "xdg-open"), "opens the workbook for --open")


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    wanted = ".".join(map(str, OLDEST_PYTHON))
    return Check("Python", version, "" if sys.version_info >= OLDEST_PYTHON else f"install Python {wanted} or newer")


def _pango() -> Check:
    version = pango_version()
    if not version:
        return Check("Pango", "not found", _install())
    new_enough = tuple(int(part) for part in version.split(".")[:2]) >= OLDEST_PANGO
    return Check("Pango", version, "" if new_enough else f"install {'.'.join(map(str, OLDEST_PANGO))} or newer")


def _library(name: str, stem: str, *, optional: bool = False) -> Check:
    if find_library(stem) is None:
        return Check(name, "not found", _install(), optional)
    return Check(name, "found", optional=optional)


def _install() -> str:
    return "run: " + INSTALL.get(sys.platform, INSTALL["linux"])


def _package(name: str) -> Check:
    try:
        return Check(metadata.metadata(name)["Name"], metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check(name, "not found", REINSTALL)


def _fonts() -> Check:
    try:
        fonts = assets.fonts_folder()
    except SetupError:
        return Check("Bundled fonts", "not found", REINSTALL)
    families = sorted(folder.name for folder in fonts.iterdir() if any(folder.glob("*.ttf")))
    if not families or not (fonts / "fonts.conf").is_file():
        return Check("Bundled fonts", "not found", REINSTALL)
    return Check("Bundled fonts", ", ".join(families))


def _templates() -> Check:
    try:
        designs = sorted(file.parent.name for file in assets.shipped_templates().glob("designs/*/design.yaml"))
    except SetupError:
        designs = []
    return Check("Designs", ", ".join(designs) or "not found", "" if designs else REINSTALL)


def _bank(folder: Path) -> Check:
    try:
        library, _ = load_library(assets.content_roots(folder))
    except PrepPackError as error:
        return Check(BANK, f"problems: {len(error.problems)}", "see below", error=error)
    return Check(BANK, f"{len(library.questions)} questions")


def _tool(name: str, use: str) -> Check:
    path = shutil.which(name)
    return Check(name, path or "not found", "" if path else f"it {use}", optional=True)
