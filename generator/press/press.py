"""The press: sections are dressed, set one by one in several processes, kept, and bound into a book.

What was set once is not set again: a section is kept under everything that can change it. A press may make many books.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from .. import assets
from ..keep.digests import digest
from ..keep.store import Store, open_store
from ..model.facts import OfOneQuestion
from ..model.form import Entry, Form, SetEntries
from ..model.problems import DesignError, Problem
from ..model.progress import Progress, unheard
from ..model.workbook import (
    BookMark,
    FontUse,
    HtmlDocument,
    HtmlSection,
    Imprint,
    PdfDocument,
    SetSection,
    Side,
    Workbook,
)
from ..render.wardrobe import Wardrobe
from .entries import EntryJob, entries_in, set_entries
from .keys import book_key, face_key, file_of, form_key, section_key
from .provenance import provenance
from .setting import Job, set_section

if TYPE_CHECKING:
    from ..typeset.pool import Pool

GUESSED_PAGES = {Side.ANY: 1, Side.RECTO: 4, Side.VERSO: 8}
"""Pages a section is taken to have until it is set; only whether the number is even matters."""

_log = logging.getLogger(__name__)

KEPT_SECTIONS = 128
KEPT_FILES = 32
"""Sections and cut-down faces that a press keeps in memory, or as many as one book has; the rest is in the store."""


def open_press(folder: Path, *, cache: bool = True, processes: int | None = None) -> Press:
    """A press for a reader's folder.

    Args:
        folder: the reader's own folder.
        cache: whether the user's store of sections is used.
        processes: how many sections are set at a time; as many as the machine has room for unless given.
    """
    from ..typeset.engine import FONTS_FILE, load_engine
    from ..typeset.pool import Pool

    fonts = assets.fonts_folder()
    pool = Pool(
        processes=processes,
        preload=("weasyprint", *assets.modules("press.setting", "typeset.section", "finish.detach")),
        environment={"FONTCONFIG_FILE": str(fonts / FONTS_FILE)},
        start=partial(load_engine, fonts),
    )
    return Press(folder, open_store() if cache else None, pool)


class Press:
    """Makes books for one folder.

    ``store`` keeps sections from one run to the next; without one they are kept for the press's own time. ``pool`` sets
    sections side by side; without one they are set in this process.
    """

    def __init__(self, folder: Path, store: Store | None = None, pool: Pool | None = None) -> None:
        self._folder = folder
        self._store = store
        self._pool = pool
        self._kept: dict[str, SetSection] = {}
        self._files: dict[str, bytes] = {}
        self._wardrobe = Wardrobe(store.get_bytes, store.put_bytes) if store else Wardrobe()
        self._provenance = provenance()

    def __enter__(self) -> Press:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._kept.clear()
        if self._pool:
            self._pool.close()

    def make(self, workbook: Workbook, progress: Progress = unheard) -> PdfDocument:
        """A finished book.

        Raises:
            DesignError: a template is wrong.
            SetupError, TypesetError: sections could not be set; all that are known to be wrong are named.
        """
        from ..finish.bind import bind
        from ..finish.holes import mark_holes
        from ..finish.trim import extend

        document = self._dress(workbook)
        sections = self._set(document, workbook.spec.edition.mirrored, progress)
        progress("binding", 0, 0)
        _log.info("binding %d sections", len(sections))
        font_file = partial(self._font_file, design=file_of(document.base))
        form, told = self._form(workbook, sections) if workbook.spec.fillable else (None, ())
        book = bind(sections, _imprint(workbook), font_file, *_numbers(workbook), form)
        book = replace(book, problems=(*document.problems, *book.problems, *told), mark=form.mark if form else None)
        return extend(mark_holes(book, workbook.spec), workbook.spec.bleed, marks=workbook.spec.marks)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the store, once. It stops nothing: sections are then set anew."""
        return self._store.problems if self._store else ()

    def _dress(self, workbook: Workbook) -> HtmlDocument:
        from ..load.designs import load_design
        from ..render.html import render

        design = load_design(workbook.spec.design, assets.design_roots(self._folder))
        roots, templates = assets.content_roots(self._folder), assets.shipped_templates()
        looks = (design, design.page(workbook.page), roots, templates)
        self._wardrobe.open(workbook, form_key(self._provenance, *looks, design=design.folder))
        document = render(workbook, design, templates, roots, apart=True, known=self._wardrobe.find)
        self._wardrobe.keep(workbook, document)
        return document

    def _set(self, document: HtmlDocument, mirrored: bool, progress: Progress) -> list[SetSection]:
        """All sections and fillers in order. A second round is needed only where a guess at a side was wrong."""
        book = book_key(self._provenance, document)
        pages: dict[str, int] = {}
        while True:
            order = [self._job(document, book, *place) for place in _places(document, mirrored, pages)]
            wanted = {job.key: job for job in order}
            missing = [job for job in wanted.values() if not self._known(job.key)]
            _log.info("%d sections: %d known, %d to set", len(wanted), len(wanted) - len(missing), len(missing))
            for job in missing:
                _log.debug("to set: %s (%s, key %s)", job.section.id, job.side, job.key)
            if missing:
                self._set_missing(missing, progress)
            before = dict(pages)
            pages.update({_page_key(job.section, job.side): self._kept[job.key].pages for job in order})
            if not missing and before == pages:
                sections = [self._kept[job.key] for job in order]
                _touch(self._kept, wanted, max(KEPT_SECTIONS, len(wanted)))
                return sections

    def _set_missing(self, missing: Sequence[Job], progress: Progress) -> None:
        """Set sections and keep each as it comes, so that none is lost when a later one fails."""

        def got(place: int, section: SetSection) -> None:
            self._kept[missing[place].key] = section
            if self._store:
                self._store.put(missing[place].key, section)

        def done(count: int, total: int) -> None:
            progress("typesetting", count, total)

        if self._pool:
            names = [job.section.title for job in missing]
            self._pool.run(set_section, missing, names=names, done=done, got=got)
        else:
            for place, job in enumerate(missing):
                got(place, set_section(job))
                done(place + 1, len(missing))

    def _known(self, key: str) -> bool:
        if key not in self._kept and self._store:
            section = self._store.get(key)
            if section:
                self._kept[key] = section
        return key in self._kept

    def _job(self, document: HtmlDocument, book: str, section: HtmlSection, side: Side) -> Job:
        return Job(
            section_key(book, section, side), replace(document, sections=()), section, side, str(assets.fonts_folder())
        )

    def _form(self, workbook: Workbook, sections: Sequence[SetSection]) -> tuple[Form, tuple[Problem, ...]]:
        """What makes fields of the places to write of a book, and what there is to tell of it."""
        from ..finish.fields import field_places

        # Only what is put in needs to know how large its field is.
        read = sections if workbook.values else ()
        places = [place for section in read for place in field_places(section.data)]
        values, pages, told = entries_in(
            places, workbook.values, workbook.page.pitch, partial(self._set_texts, workbook)
        )
        content = [sha256(section.data).hexdigest() for section in sections]
        mark = BookMark(workbook.spec.title, digest(content, list(values.items())), values)
        return Form(self._form_font(), mark, pages), told

    def _set_texts(self, workbook: Workbook, entries: Sequence[Entry]) -> SetEntries:
        """Set the texts that are put into fields."""
        from ..load.designs import load_design
        from ..render.entries import dress_entries

        design = load_design(workbook.spec.design, assets.design_roots(self._folder))
        document = dress_entries(entries, design, assets.shipped_templates(), workbook.spec.language)
        job = EntryJob(document, str(assets.fonts_folder()))
        return self._pool.run(set_entries, [job], names=["Texts in fields"])[0] if self._pool else set_entries(job)

    def _form_font(self) -> bytes:
        """The face that viewers type with."""
        from ..finish.form_font import FACE, form_font_file

        fonts = assets.fonts_folder()
        return self._kept_file(digest(self._provenance, FACE), lambda: form_font_file(fonts))

    def _font_file(self, use: FontUse, design: Path) -> bytes:
        """A face cut down to what the book uses of it. Kept too: a book of known sections needs no font tools."""

        def cut() -> bytes:
            from ..finish.faces import bundled_files, cut_down, font_files

            path = bundled_files(assets.fonts_folder()).get(use.file) or font_files(design).get(use.file)
            if path is None:
                raise DesignError(Problem("a font of the design changed while the book was made", "build it again"))
            return cut_down(path, use.glyphs)

        return self._kept_file(face_key(self._provenance, use), cut)

    def _kept_file(self, key: str, make: Callable[[], bytes]) -> bytes:
        known = self._files.get(key) or (self._store.get_bytes(key) if self._store else None)
        if known is None:
            known = make()
            if self._store:
                self._store.put_bytes(key, known)
        self._files[key] = known
        _touch(self._files, [key], KEPT_FILES)
        return known


def _touch(kept: dict[str, Any], used: Iterable[str], most: int) -> None:
    """Count keys as used last, and let go of those that were not used for longest."""
    for key in used:
        kept[key] = kept.pop(key)
    for key in list(kept)[: max(0, len(kept) - most)]:
        del kept[key]


def _places(document: HtmlDocument, mirrored: bool, pages: Mapping[str, int]) -> Iterator[tuple[HtmlSection, Side]]:
    """Each section with the side it starts on, and a filler before it where that side is not its own."""
    folio = 0
    for section in document.sections:
        here = Side.VERSO if mirrored and folio % 2 else Side.RECTO
        side = here if section.starts is Side.ANY else section.starts
        if side is not here:
            yield document.filler, here
            folio += 1
        yield section, side
        folio += pages.get(_page_key(section, side), GUESSED_PAGES[section.starts])


def _numbers(workbook: Workbook) -> tuple[dict[str, str], dict[str, str]]:
    """The printed numbers of the book's questions, by the slots they go into; and the same for their bookmarks."""
    from ..render.references import NUMBER_OF

    entries = [(s.id, s.facts.entry) for s in workbook.sections if isinstance(s.facts, OfOneQuestion)]
    slots = {NUMBER_OF + entry.question.id: entry.number for _, entry in entries}
    return slots, {name: f"{entry.number} " for name, entry in entries}


def _page_key(section: HtmlSection, side: Side) -> str:
    return f"{section.id} {side}"


def _imprint(workbook: Workbook) -> Imprint:
    spec = workbook.spec
    title = f"{spec.title} · {spec.candidate}" if spec.candidate else spec.title
    description = f"Interview workbook: {spec.role}" if spec.role else "Interview workbook"
    return Imprint(title, spec.candidate, description, spec.language, workbook.issued)
