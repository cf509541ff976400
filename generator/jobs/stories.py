"""The reader's stories as pages: the story bank filled, and which story is told for which question."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .. import assets
from ..compose.select import select
from ..compose.story_pages import lay_out_stories
from ..finish.files import check_target, write_atomically
from ..load.library import load_library
from ..model.pack import Edition
from ..model.workbook import BuildReport
from ..press.press import open_press
from .packs import open_pack
from .surroundings import with_paper
from .workbook import OUTPUT


@dataclass(frozen=True, slots=True, kw_only=True)
class StoriesRequest:
    """What a user asks for who wants the table of stories as pages.

    ``pack`` and ``overrides`` choose the paper, and the questions that the stories are held against: all where they
    choose none.
    """

    pack: Path | None
    overrides: Mapping[str, object]
    output: Path | None
    folder: Path
    today: date


def print_stories(request: StoriesRequest) -> BuildReport:
    """Print the filled story bank and the page of stories and questions.

    Raises:
        PrepPackError: anything that is the user's to mend. Nothing is written then, and an earlier file is kept.
    """
    started = time.perf_counter()
    pack = open_pack(request.pack, request.overrides)
    # Margins are alike on both sides, as those of any loose sheet.
    spec = with_paper(pack.spec).model_copy(update={"edition": Edition.SCREEN})
    library, odd = load_library(assets.content_roots(request.folder))
    path = request.output or OUTPUT / f"stories-{spec.paper}.pdf"
    check_target(path)
    with pack.placing():
        selection = select(library, spec)
        workbook = lay_out_stories(library, selection, spec, request.today)
        with open_press(request.folder) as press:
            pdf = press.make(workbook)
    problems = (*odd, *map(pack.placed, workbook.problems), *pdf.problems)
    artifact = write_atomically(path, pdf.data, pages=pdf.pages)
    seconds = time.perf_counter() - started
    return BuildReport(artifact, len(selection.questions), seconds, (*problems, *press.problems))
