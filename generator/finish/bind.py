"""Sections that were set one by one become one book: numbers filled in, links, outline, tags and fonts joined.

Needs no typesetting engine. What each section holds is written as it is; only page numbers are set here.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

from ..model.form import Form
from ..model.workbook import FontUse, Imprint, PdfDocument, Place, SetSection
from .detach import FOLIO
from .faces import embed, unite
from .fields import leave_out
from .forms import add_fields
from .imprint import write_imprint
from .outline import write_outline
from .tags import PRINTED

FontFile = Callable[[FontUse], bytes]
"""The file to embed for what is used of a face."""


def bind(
    sections: Sequence[SetSection],
    imprint: Imprint,
    font_file: FontFile,
    texts: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    form: Form | None = None,
) -> PdfDocument:
    """One PDF of sections in the order of reading.

    Args:
        sections: all of them, fillers too.
        imprint: what the file says of itself.
        font_file: gives the file to embed for what is used of a face.
        texts: the digits for slots that are not page numbers, by their target.
        labels: what is put before the first bookmark of a section, by its id.
        form: makes fields of the places to write; without it they are left out.
    """
    book = _Book(fillable=form is not None)
    for section in sections:
        book.add(section)
    book.fill_in_numbers(texts or {})
    book.embed_fonts(sections, font_file)
    book.finish(sections, imprint, labels or {})
    if form:
        add_fields(book.pdf, form)
    problems = tuple(dict.fromkeys(p for section in sections for p in section.problems))
    return PdfDocument(book.save(), len(book.pdf.pages), problems)


class _Book:
    """A PDF that grows section by section."""

    def __init__(self, *, fillable: bool = False) -> None:
        self.fillable = fillable
        self.pdf = Pdf.new()
        self.targets: dict[str, Place] = {}
        self.first_pages: list[int] = []
        self.fonts: dict[str, Any] = {}
        self.font_lists: list[Any] = []
        self.parents: list[Any] = []
        self.next_parent = 0
        self.root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self.root, K=Array())
        )

    def add(self, section: SetSection) -> None:
        """Append a section's pages, with their share of everything that is common to the book."""
        first = len(self.pdf.pages)
        self.first_pages.append(first)
        with pikepdf.open(io.BytesIO(section.data)) as source:
            if not self.fillable:
                leave_out(source)
            with warnings.catch_warnings(action="ignore", category=pikepdf.PageCopyWarning):
                self.pdf.pages.extend(source.pages)  # destinations are gathered in `targets`
            tree = self.pdf.copy_foreign(source.Root.StructTreeRoot)
        pages = list(self.pdf.pages)[first:]
        self._join_structure(tree, pages)
        for name, place in section.targets.items():
            self.targets.setdefault(name, Place(first + place.page, place.x, place.y))
        for page in pages:
            self._adopt_fonts(page, section.fonts)

    def _join_structure(self, tree: Any, pages: Sequence[Any]) -> None:
        offset, last = self.next_parent, self.next_parent
        nums = tree.ParentTree.Nums
        for i in range(0, len(nums), 2):
            last = max(last, offset + int(nums[i]))
            self.parents += [offset + int(nums[i]), nums[i + 1]]
        self.next_parent = last + 1
        for page in pages:
            page.StructParents = int(page.StructParents) + offset
            for annotation in page.get("/Annots", Array()):
                if "/StructParent" in annotation:
                    annotation.StructParent = int(annotation.StructParent) + offset
        for element in tree.K[0].get("/K", Array()):
            if element.get("/K", Array()) == Array():
                continue  # a page for notes says nothing
            element.P = self.document
            self.document.K.append(element)

    def _adopt_fonts(self, page: Any, uses: Mapping[str, FontUse]) -> None:
        """The first section that brings a face gives its dictionary to the book; later ones are pointed to it."""
        fonts = page.Resources.get("/Font", Dictionary())
        for name in uses:
            if name in fonts:
                fonts[name] = self.fonts.setdefault(name, fonts[name])

    def fill_in_numbers(self, texts: Mapping[str, str]) -> None:
        """Set every number in its slot, and say on each link where it leads."""
        for number, page in enumerate(self.pdf.pages, 1):
            for stream in page.Contents if isinstance(page.Contents, Array) else ():
                if "/Slot" in stream:
                    _set_number(stream, texts.get(str(stream.Slot)) or self._page_of(str(stream.Slot), number))
            for annotation in page.get("/Annots", Array()):
                led_to = self.targets.get(str(annotation.get("/Dest", "")))
                if led_to:
                    annotation.F = PRINTED
                    annotation.Contents = String(f"Page {led_to.page + 1}")

    def _page_of(self, target: str, here: int) -> str:
        if target == FOLIO:
            return str(here)
        return str(self.targets[target].page + 1) if target in self.targets else ""

    def embed_fonts(self, sections: Sequence[SetSection], font_file: FontFile) -> None:
        """Each face once, with the glyphs that all sections use of it."""
        for name, font in self.fonts.items():
            use = unite(section.fonts[name] for section in sections if name in section.fonts)
            embed(self.pdf, font, use, font_file(use))

    def finish(self, sections: Sequence[SetSection], imprint: Imprint, labels: Mapping[str, str]) -> None:
        """Outline, names, tags and imprint."""
        root, pdf = self.pdf.Root, self.pdf
        entries = []
        for section, first in zip(sections, self.first_pages, strict=True):
            for i, entry in enumerate(section.outline):
                label = labels.get(section.id, "") if i == 0 else ""
                entries.append((replace(entry, title=label + entry.title), first))
        write_outline(pdf, entries)
        names = sorted(self.targets.items(), key=lambda item: item[0].encode())
        root.Names = Dictionary(
            Dests=Dictionary(Names=Array([part for name, place in names for part in (String(name), self._at(place))]))
        )
        self.root.K = Array([self.document])
        self.root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(self.parents)))
        # Whoever adds a comment needs a number for it.
        self.root.ParentTreeNextKey = self.next_parent
        root.StructTreeRoot = self.root
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        write_imprint(pdf, imprint)

    def _at(self, place: Place) -> Array:
        return Array([self.pdf.pages[place.page].obj, Name.XYZ, place.x, place.y, 0])

    def save(self) -> bytes:
        """The file's bytes. Same sections, same bytes."""
        out = io.BytesIO()
        self.pdf.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
        return out.getvalue()


def _set_number(stream: Any, number: str) -> None:
    digits = [int(g) for g in stream.Digits]
    glyphs = [digits[int(d)] for d in number] if digits else []
    widths = [float(w) for w in stream.get("/Widths", Array())]
    x, y, size = (float(v) for v in stream.At)
    if stream.Edge == Name.Right:
        x -= sum(widths[int(d)] for d in number) * size / 1000
    shown = "".join(f"<{glyph:04x}>0" for glyph in glyphs)
    face = str(stream.Face)
    for key in ("/Slot", "/Edge", "/At", "/Face", "/Digits", "/Widths"):
        if key in stream:
            del stream[key]
    text = f"BT\n1 0 0 -1 {x:.6f} {y:.6f} Tm\n{face} {size:.6f} Tf\n[{shown}] TJ\nET\n"
    stream.write(text.encode() + stream.read_bytes())
