"""The page that shows a design."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .. import assets
from ..compose.specimen import specimen
from ..finish.files import check_target, write_atomically
from ..load.library import load_library
from ..load.packfile import load_pack
from ..model.pack import Edition
from ..model.workbook import BuildReport
from ..press.press import open_press
from .surroundings import with_paper
from .workbook import OUTPUT


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecimenRequest:
    """What a user asks for who wants to see a design. ``overrides`` may hold paper and ink."""

    design: str
    overrides: Mapping[str, object]
    output: Path | None
    folder: Path
    today: date


def show_design(request: SpecimenRequest) -> BuildReport:
    """Make the specimen of a design and write it.

    Raises:
        PrepPackError: anything that is the user's to mend. Nothing is written then, and an earlier file is kept.
    """
    from ..load.designs import load_design

    started = time.perf_counter()
    spec = with_paper(load_pack(None, request.overrides)).model_copy(update={"edition": Edition.SCREEN})
    design = load_design(request.design, assets.design_roots(request.folder))
    path = request.output or OUTPUT / f"design-{design.name}-{spec.paper}.pdf"
    check_target(path)
    # The bank that prep-pack brings is always there, and has all that is shown.
    library, _ = load_library([assets.shipped_content()])
    with open_press(request.folder) as press:
        pdf = press.make(specimen(library, spec, design.name, request.today))
    artifact = write_atomically(path, pdf.data, pages=pdf.pages)
    return BuildReport(artifact, 0, time.perf_counter() - started, (*pdf.problems, *press.problems))
