"""What travels between the stages, from a choice of questions to a file on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from .content import Question, Theme
from .facts import Facts, SectionKind
from .pack import Order, PackSpec, PageSize
from .problems import Problem

Held = TypeVar("Held", bound=Facts)


@dataclass(frozen=True, slots=True)
class Selection:
    """The chosen questions as they were chosen, what was odd about the choice, and how they are to be ordered."""

    questions: tuple[Question, ...]
    problems: tuple[Problem, ...] = ()
    order: Order = Order.THEME
    left_out: tuple[Question, ...] = ()
    """What would have been chosen, but was not to be."""


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of the book that starts on a new page and shares nothing with others but page numbers and link targets.

    ``facts`` are what it holds; they say of what kind it is.
    """

    id: str
    title: str
    facts: Facts
    theme: Theme | None = None
    theme_number: int = 0

    @property
    def kind(self) -> SectionKind:
        """Its template has this name."""
        return self.facts.kind


@dataclass(frozen=True, slots=True)
class Workbook:
    """A book ready to be dressed: metadata, page and sections."""

    spec: PackSpec
    page: PageSize
    sections: tuple[Section, ...]
    issued: date
    """The date on the cover and in the metadata."""
    problems: tuple[Problem, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    """What is put into its fields, by full name, where it is filled in on a screen."""

    def held(self, facts: type[Held]) -> Iterator[Held]:
        """What its sections of one kind hold, in their order."""
        return (section.facts for section in self.sections if isinstance(section.facts, facts))


class Side(StrEnum):
    """On which side of the sheet a section starts: a recto is a right-hand page."""

    RECTO = "recto"
    VERSO = "verso"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class HtmlSection:
    """One section as markup. Complete but for the document head that all sections share."""

    id: str
    title: str
    markup: str
    starts: Side = Side.ANY
    slots: tuple[str, ...] = ()
    """The targets whose page numbers are to be filled in, by the number of their slot."""
    pictures: tuple[str, ...] = ()
    """File addresses of the pictures in it."""
    css: str = ""
    """What follows the style sheet of all sections, where they are set apart."""


@dataclass(frozen=True, slots=True)
class HtmlDocument:
    """The whole book as markup: one head, one style sheet, a piece for each section."""

    head: str
    css: str
    sections: tuple[HtmlSection, ...]
    filler: HtmlSection
    """A page for notes, for a side left blank between sections that are set apart."""
    language: str
    roots: tuple[str, ...]
    """Folders the typesetter may read pictures and fonts from."""
    base: str
    column_shift: float
    """How far a margin note moves to stand on the outer side of a left-hand page, mm."""
    problems: tuple[Problem, ...] = ()
    """What is odd about the design."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point on a page of a section: ``page`` counts from 0; ``x`` and ``y`` in pt from the lower left."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: its level (1 is the top), title and place."""

    level: int
    title: str
    place: Place


@dataclass(frozen=True, slots=True)
class SectionPdf:
    """A section as the engine set it: its pages, and the places in it that the rest of the book points to.

    ``files`` holds the SHA-256 of the font file of each face, by the face's name in the PDF.
    """

    pdf: PdfDocument
    outline: tuple[OutlineEntry, ...]
    targets: Mapping[str, Place]
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SetSection:
    """A section that was set alone.

    ``data`` is a PDF of its pages in which page numbers are slots still to fill and fonts are named, not embedded.
    ``fonts`` holds what is used of each face, by its name in the pages' resources; ``targets`` where links may lead.
    """

    id: str
    data: bytes
    pages: int
    outline: tuple[OutlineEntry, ...]
    targets: Mapping[str, Place]
    fonts: Mapping[str, FontUse]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class FontUse:
    """What pages use of a face: its PostScript-like name, and for each glyph its width (1/1000 em) and text.

    ``file`` is the SHA-256 of the font file.
    """

    name: str
    glyphs: Mapping[int, tuple[float, str]]
    file: str = ""


@dataclass(frozen=True, slots=True)
class BookMark:
    """What a book to fill in is known by when it comes back, and what stood in its fields, by their full names."""

    title: str
    digest: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PdfDocument:
    """Finished pages."""

    data: bytes
    pages: int
    problems: tuple[Problem, ...] = ()
    mark: BookMark | None = None
    """What a book to fill in is known by."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a PDF says of itself: title, author, a few words on it, language tag, date."""

    title: str
    author: str
    description: str
    language: str
    issued: date


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file that was written."""

    path: str
    sha256: str
    pages: int
    size: int


@dataclass(frozen=True, slots=True)
class InkReport:
    """Ink on each page in the order of reading: 0 is white paper, 1 black all over, as a grey printer would lay it."""

    pages: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Of all pages."""
        return sum(self.pages) / len(self.pages)

    @property
    def heaviest(self) -> int:
        """The number of the page with the most, from 1."""
        return 1 + self.pages.index(max(self.pages))

    @property
    def most(self) -> float:
        """On the heaviest page."""
        return max(self.pages)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: the file, the questions in it, seconds it took, and every warning.

    ``chosen`` tells how many questions there are and what chose them; ``beside`` are the other files of the same book;
    ``advice`` is what to know before printing; ``ink`` is there if it was asked for.
    """

    artifact: Artifact
    questions: int
    seconds: float
    problems: tuple[Problem, ...]
    beside: tuple[Artifact, ...] = ()
    advice: tuple[str, ...] = ()
    ink: InkReport | None = None
    chosen: str = ""
