"""A worksheet printed alone, without a question."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .. import assets
from ..compose.loose import find_sheet, loose_sheet
from ..finish.files import check_target, write_atomically
from ..load.library import load_library
from ..load.packfile import load_pack
from ..model.pack import Edition
from ..model.workbook import BuildReport
from ..press.press import open_press
from .surroundings import with_paper
from .workbook import OUTPUT


@dataclass(frozen=True, slots=True, kw_only=True)
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
