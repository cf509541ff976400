"""Setting one section, from its markup to what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ..model.workbook import HtmlDocument, HtmlSection, SetSection, Side


@dataclass(frozen=True, slots=True)
class Job:
    """All that a process needs to set one section."""

    key: str
    document: HtmlDocument
    section: HtmlSection
    side: Side
    fonts: str


def set_section(job: Job) -> SetSection:
    """Set one section and make it ready to be kept. Runs in a process of its own."""
    from ..finish.detach import detach
    from ..finish.faces import find_faces
    from ..finish.tags import tidy
    from ..render.references import LINK_SCHEME
    from ..typeset.section import typeset_section

    fonts = Path(job.fonts)
    section = typeset_section(job.document, job.section, job.side, fonts)
    tidied = replace(section, pdf=tidy(section.pdf))
    return detach(job.section.id, tidied, job.section.slots, find_faces(fonts).keys(), LINK_SCHEME)
