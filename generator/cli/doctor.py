"""``prep-pack doctor``: what prep-pack stands on, and what to do where something is missing."""

from __future__ import annotations

import ctypes
import ctypes.util
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import typer
from rich.table import Table
from rich.text import Text

from .. import assets
from ..model.content import Library
from ..model.problems import PrepPackError, SetupError
from ..typeset.engine import INSTALL
from . import console

OLDEST_PYTHON = (3, 11)
OLDEST_PANGO = (1, 44)
REINSTALL = "install prep-pack again"
BANK = "Question bank"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. ``mend`` is empty where nothing is wrong; optional things never fail the whole."""

    name: str
    found: str
    mend: str = ""
    optional: bool = False

    @property
    def is_fine(self) -> bool:
        """Whether there is nothing to do."""
        return not self.mend


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(doctor)


def doctor() -> None:
    """Look whether everything is there that prep-pack needs, and say how to mend what is not."""
    checks = list(examine(Path.cwd()))
    if console.is_terminal():
        console.show(_table(checks))
    else:
        for check in checks:
            console.fields((_mark(check), check.name, check.found, check.mend))
    wrong = [check.name for check in checks if not check.is_fine and not check.optional]
    if missing := [name for name in wrong if name != BANK]:
        raise SetupError(f"missing or wrong: {', '.join(missing)}")
    if wrong:
        _load_bank(Path.cwd())


def examine(folder: Path) -> Iterator[Check]:
    """Look at everything, from the interpreter to the questions."""
    yield _python()
    yield _pango()
    yield _library("Pango for FreeType", "pangoft2-1.0")
    yield _library("HarfBuzz subset", "harfbuzz-subset", optional=True)
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
    library = _load("pango-1.0")
    if library is None:
        return Check("Pango", "not found", _install())
    library.pango_version_string.restype = ctypes.c_char_p
    version = library.pango_version_string().decode()
    new_enough = tuple(int(part) for part in version.split(".")[:2]) >= OLDEST_PANGO
    return Check("Pango", version, "" if new_enough else f"install {'.'.join(map(str, OLDEST_PANGO))} or newer")


def _library(name: str, stem: str, *, optional: bool = False) -> Check:
    if _load(stem) is None:
        return Check(name, "not found", _install(), optional)
    return Check(name, "found", optional=optional)


def _load(stem: str) -> ctypes.CDLL | None:
    """The library under any of the names that systems give it."""
    names = (
        f"lib{stem}.so.0",
        f"lib{stem}.dylib",
        f"lib{stem}.0.dylib",
        f"lib{stem}-0.dll",
        ctypes.util.find_library(stem),
    )
    for name in names:
        try:
            if name:
                return ctypes.CDLL(name)
        except OSError:
            continue
    return None


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
        library = _load_bank(folder)
    except PrepPackError as error:
        return Check(BANK, f"problems: {len(error.problems)}", "see below")
    return Check(BANK, f"{len(library.questions)} questions")


def _load_bank(folder: Path) -> Library:
    """The shipped questions and the reader's own.

    Raises:
        ContentError: a file is wrong; all problems are named.
    """
    from ..load.library import load_library

    library, _ = load_library(assets.content_roots(folder))
    return library


def _tool(name: str, use: str) -> Check:
    path = shutil.which(name)
    return Check(name, path or "not found", "" if path else f"it {use}", optional=True)


def _mark(check: Check) -> str:
    return "✓" if check.is_fine else "✗"


def _table(checks: list[Check]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    for check in checks:
        style = "green" if check.is_fine else "yellow" if check.optional else "red"
        name = check.name + (" (optional)" if check.optional else "")
        table.add_row(Text(_mark(check), style), name, Text(check.found), Text(check.mend, style))
    return table
