"""The page to measure a printer with."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..compose.calibration import calibration_page
from ..finish.files import check_target, write_atomically
from ..load.packfile import load_pack
from ..model.pack import Edition, Ink
from ..model.workbook import BuildReport
from ..press.press import open_press
from .surroundings import with_paper
from .workbook import OUTPUT


@dataclass(frozen=True, slots=True, kw_only=True)
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
    from ..finish.wishes import ask_for_true_size

    started = time.perf_counter()
    spec = with_paper(load_pack(None, request.overrides))
    path = request.output or OUTPUT / f"calibration-{spec.paper}.pdf"
    check_target(path)
    loose = spec.model_copy(update={"edition": Edition.SCREEN, "ink": Ink.GREY})
    with open_press(request.folder) as press:
        pdf = ask_for_true_size(press.make(calibration_page(loose, request.today)))
    artifact = write_atomically(path, pdf.data, pages=pdf.pages)
    return BuildReport(artifact, 0, time.perf_counter() - started, (*pdf.problems, *press.problems))
