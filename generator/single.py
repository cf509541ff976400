"""What is printed alone: a worksheet without a question, and the page to measure a printer with."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from . import assets
from .compose.calibration import calibration_page
from .compose.loose import find_sheet, loose_sheet
from .finish.files import check_target, write_atomically
from .load.library import load_library
from .load.packfile import load_pack
from .model.pack import Edition, Ink
from .model.workbook import BuildReport
from .pipeline import OUTPUT, with_paper
from .press import open_press


@dataclass(frozen=True, slots=True)
class SheetRequest:
    """What a user asks for who wants one sheet alone; ``name`` is its id or its word."""

    name: str
    copies: int
    overrides: Mapping[str, object]
    output: Path | None
    folder: Path
    today: date


def print_sheet(request: SheetRequest) -> BuildReport:
    """Make copies of a worksheet without a question and write them.

    Raises:
        PrepPackError: anything that is the user's to mend. Nothing is written then, and an earlier file is kept.
    """
    started = time.perf_counter()
    spec = with_paper(load_pack(None, request.overrides))
    library, odd = load_library(assets.content_roots(request.folder))
    worksheet = find_sheet(library, request.name)
    path = request.output or OUTPUT / f"{worksheet.name}-{spec.paper}.pdf"
    check_target(path)
    # Margins are alike on both sides: a loose sheet may be punched on either, printed on one side or on both.
    loose = spec.model_copy(update={"edition": Edition.SCREEN})
    workbook = loose_sheet(library, worksheet, request.copies, loose, request.today)
    with open_press(request.folder) as press:
        pdf = press.make(workbook)
    artifact = write_atomically(path, pdf.data, pages=pdf.pages)
    return BuildReport(artifact, 0, time.perf_counter() - started, (*odd, *pdf.problems, *press.problems))


@dataclass(frozen=True, slots=True)
class CalibrationRequest:
    """What a user asks for who wants to know what a printer does to a page. ``overrides`` may hold the paper."""

    overrides: Mapping[str, object]
    output: Path | None
    folder: Path
    today: date


def calibrate(request: CalibrationRequest) -> BuildReport:
    """Make the calibration page and write it.

    Raises:
        PrepPackError: anything that is the user's to mend. Nothing is written then, and an earlier file is kept.
    """
    from .finish.wishes import ask_for_true_size

    started = time.perf_counter()
    spec = with_paper(load_pack(None, request.overrides))
    path = request.output or OUTPUT / f"calibration-{spec.paper}.pdf"
    check_target(path)
    loose = spec.model_copy(update={"edition": Edition.SCREEN, "ink": Ink.GREY})
    with open_press(request.folder) as press:
        pdf = ask_for_true_size(press.make(calibration_page(loose, request.today)))
    artifact = write_atomically(path, pdf.data, pages=pdf.pages)
    return BuildReport(artifact, 0, time.perf_counter() - started, (*pdf.problems, *press.problems))
