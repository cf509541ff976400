"""Setting one section, from its markup to what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ..model.workbook import HtmlDocument, HtmlSection, SetSection, Side
from .keys import file_of


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
    from ..finish.faces import bundled_files, font_files
    from ..finish.tags import tidy
    from ..render.fields import FIELD_SCHEME
    from ..render.references import LINK_SCHEME
    from ..typeset.section import typeset_section

    fonts = Path(job.fonts)
    known = {*bundled_files(fonts), *font_files(file_of(job.document.base))}
    section = typeset_section(job.document, job.section, job.side, fonts)
    tidied = replace(section, pdf=tidy(section.pdf))
    return detach(job.section.id, tidied, job.section.slots, known, LINK_SCHEME, FIELD_SCHEME)
