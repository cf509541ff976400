"""Sections as they were dressed last, for a process that makes nearly the same book again."""

from __future__ import annotations

from ..model.workbook import HtmlDocument, HtmlSection, Section, Workbook


class Wardrobe:
    """The sections of the book made last, as they were dressed: an edit changes one or two of them."""

    def __init__(self) -> None:
        self._common: object = None
        self._dressed: dict[str, tuple[Section, HtmlSection]] = {}

    def open(self, workbook: Workbook, *templates: str) -> None:
        """Empty it where what is common to all sections of a book differs from the last one's."""
        common = (workbook.spec, workbook.page, workbook.issued, templates)
        if common != self._common:
            self._common, self._dressed = common, {}

    def find(self, section: Section) -> HtmlSection | None:
        """The section as it was dressed, if it is the same in all that it holds."""
        kept = self._dressed.get(section.id)
        return kept[1] if kept and kept[0] == section else None

    def keep(self, workbook: Workbook, document: HtmlDocument) -> None:
        """This book takes the place of the last."""
        pairs = zip(workbook.sections, document.sections, strict=True)
        self._dressed = {section.id: (section, dressed) for section, dressed in pairs}
