"""Measuring a finished PDF as a reader with a ruler would. All lengths are mm, counted from a page's upper left corner.

Text comes from pdfium (true boxes of the ink of each letter), paths from pdfminer (which follows form XObjects, where the
ruled lines are), bookmarks and links from pikepdf.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageOps

MM = 25.4 / 72
"""One PDF point."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A page as the design note asks for it, mm. ``column`` says whether study pages have a margin column."""

    width: float
    height: float
    binding: float
    outer: float
    top: float
    bottom: float
    pitch: float
    column: bool


GRIDS = {
    "a4": Grid(210, 297, 22, 16, 18, 20, 8, column=True),
    "letter": Grid(215.9, 279.4, 22, 16, 18, 20, 8, column=True),
    "a5": Grid(148, 210, 18, 12, 14, 16, 7, column=False),
    "half-letter": Grid(139.7, 215.9, 18, 12, 14, 16, 7, column=False),
}
FREE_SIDE = 12
"""The margin of the plan's grid, which lies on its side, away from the binding."""
EDGE, HOLES = 5.0, 12.0
"""Nothing prints nearer to an edge; the zone on the binding side where holes are punched."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float

    def overlap(self, other: Box) -> tuple[float, float]:
        """How far two boxes reach into each other, across and down; negative is a gap."""
        across = min(self.x1, other.x1) - max(self.x0, other.x0)
        return across, min(self.bottom, other.bottom) - max(self.top, other.top)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without white space: the box of their ink, and the line they stand on."""

    text: str
    box: Box
    baseline: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight stroked line of ``width`` mm."""

    box: Box
    width: float

    @property
    def level(self) -> bool:
        """Whether it runs across the page."""
        return self.box.bottom - self.box.top < 0.05 < self.box.x1 - self.box.x0

    @property
    def y(self) -> float:
        """Where a level line runs."""
        return (self.box.top + self.box.bottom) / 2


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled area and its colour, red, green and blue from 0 to 1."""

    box: Box
    colour: tuple[float, float, float]

    @property
    def white(self) -> bool:
        """Whether it leaves no ink."""
        return min(self.colour) > 0.999


@dataclass(frozen=True, slots=True)
class Page:
    """One side."""

    number: int
    """Its place in the file, from 1."""
    width: float
    height: float
    words: tuple[Word, ...]
    strokes: tuple[Stroke, ...]
    fills: tuple[Fill, ...]
    grid: Grid
    mirrored: bool
    """Whether it belongs to a book that is bound: inner and outer margins change sides."""

    @property
    def right_hand(self) -> bool:
        """Whether it is a right-hand page: in a book the odd ones are."""
        return self.number % 2 == 1

    @property
    def landscape(self) -> bool:
        """Whether it lies on its side."""
        return self.width > self.height

    @property
    def bound_at_head(self) -> bool:
        """Of a page that lies on its side: turned upright its head is to the left, so a left-hand page is bound at its
        foot."""
        return self.right_hand or not self.mirrored

    @property
    def _lying_margins(self) -> tuple[float, float]:
        """Above and below on a page that lies on its side."""
        bound, free = self.grid.binding, FREE_SIDE
        if not self.mirrored:
            return (bound + free) / 2, (bound + free) / 2
        return (bound, free) if self.bound_at_head else (free, bound)

    @property
    def text_top(self) -> float:
        """Where the text area begins."""
        if self.landscape:
            return self._lying_margins[0]
        return self.grid.top

    @property
    def text_foot(self) -> float:
        """Where the text area ends."""
        if self.landscape:
            return self.height - self._lying_margins[1]
        return self.height - self.grid.bottom

    @property
    def body(self) -> tuple[Word, ...]:
        """The words between running head and foot, thumb tabs not among them."""
        inside = self.grid.outer - 1
        return tuple(
            w
            for w in self.words
            if self.text_top - 1 <= w.baseline <= self.text_foot + 1
            and w.box.x1 > inside
            and w.box.x0 < self.width - inside
        )

    @property
    def furniture(self) -> tuple[Word, ...]:
        """Running head, folio, sheet's foot, thumb tab."""
        body = set(self.body)
        return tuple(w for w in self.words if w not in body)

    @property
    def lines(self) -> int:
        """Lines of text between head and foot; columns side by side count once."""
        levels = sorted(w.baseline for w in self.body)
        return sum(b - a > 1 for a, b in itertools.pairwise([-9.0, *levels]))

    @property
    def foot(self) -> str:
        """The words below the text area; of a page that lies on its side, those above it too."""
        return " ".join(w.text for w in self._footing)

    @property
    def _footing(self) -> list[Word]:
        above = self.text_top - 1 if self.landscape else 0
        return [w for w in self.words if w.baseline < above or w.baseline > self.text_foot + 1]

    @property
    def head(self) -> str:
        """The words above the text area."""
        return " ".join(w.text for w in self.words if w.baseline < self.text_top - 1)

    @property
    def folio(self) -> int | None:
        """The printed page number: a number in the foot, by itself at the outer side."""
        low = [w for w in self._footing if w.text.isdigit()]
        outer = [w for w in low if (w.box.x0 > self.width / 2) == (self.right_hand or self.landscape)]
        return int(outer[-1].text) if outer else None

    @property
    def first_line(self) -> str:
        """The uppermost line between head and foot."""
        highest = min((w.baseline for w in self.body), default=0)
        return " ".join(w.text for w in self.body if w.baseline < highest + 1)

    @property
    def text(self) -> str:
        """What stands between head and foot, in the order it is set."""
        return " ".join(w.text for w in self.body)

    @property
    def rules(self) -> tuple[Stroke, ...]:
        """Ruled lines to write on that can be seen: thin, level, 15 mm or more, not hidden under the white of the text."""
        white = [f.box for f in self.fills if f.white]
        return tuple(
            sorted(
                (
                    s
                    for s in self.strokes
                    if s.level
                    and s.box.x1 - s.box.x0 >= 15
                    and RULE_STROKES[0] <= s.width <= RULE_STROKES[1]
                    and not any(b.holds((s.box.x0 + s.box.x1) / 2, s.y) for b in white)
                ),
                key=lambda s: s.y,
            )
        )

    @property
    def fields(self) -> tuple[tuple[float, ...], ...]:
        """Ruled fields: the heights of lines that are equally long and stand under each other, nothing but their own
        starts between them."""
        columns: dict[tuple[float, float], list[float]] = defaultdict(list)
        for rule in self.rules:
            columns[round(rule.box.x0, 1), round(rule.box.x1, 1)].append(rule.y)
        return tuple(tuple(run) for ys in columns.values() for run in _runs(sorted(ys), 1.3 * self.grid.pitch))


RULE_STROKES = (0.16, 0.4)
"""Widths between which a level stroke is taken for a ruled line. Table rules are thinner, decoration is thicker."""


def _runs(ys: list[float], most: float) -> Iterator[list[float]]:
    run: list[float] = []
    for y in ys:
        if run and y - run[-1] > most:
            yield run
            run = []
        run.append(y)
    if run:
        yield run


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the PDF's outline: depth from 0, title, page from 1."""

    depth: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class Book:
    """A whole PDF, measured."""

    name: str
    paper: str
    path: Path
    pages: tuple[Page, ...]
    outline: tuple[Bookmark, ...]
    targets: dict[str, int]
    """Link targets and the pages they are on."""
    warnings: tuple[str, ...] = ()
    """What the build told."""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def grid(self) -> Grid:
        """The page that the design asks for."""
        return GRIDS[self.paper]

    def page(self, number: int) -> Page:
        """The page with this number, from 1."""
        return self.pages[number - 1]

    @property
    def openers(self) -> dict[str, int]:
        """Question id → the page on which the question opens, by the bookmarks."""
        # Below its theme, or beside it where the theme has no page of its own.
        places = {b.title.partition(" ")[2].strip(): b.page for b in self.outline if b.depth <= 1}
        return {id_: places[wording] for id_, wording in self.extra["wordings"].items()}

    def section(self, page: int) -> int:
        """The first page after ``page`` on which another question or section of the book begins."""
        starts = [b.page for b in self.outline if b.depth == 0] + list(self.openers.values())
        return min([s for s in starts if s > page], default=len(self.pages) + 1)

    @property
    def sheets(self) -> dict[tuple[str, str], list[Page]]:
        """(worksheet, question id) → its pages, by the words in their foot."""
        found: dict[tuple[str, str], list[Page]] = defaultdict(list)
        for page in self.pages:
            if named := re.search(r"(W\d+) · ([a-z0-9-]+) · version \d+", page.foot):
                found[named[1], named[2]].append(page)
        return dict(found)

    @property
    def ruled_pages(self) -> list[Page]:
        """Pages to write on: sheets, plan, notes."""
        return [p for p in self.pages if self.kind(p) in ("sheet", "plan", "notes")]

    def kind(self, page: Page) -> str:
        """``cover``, ``sheet``, ``plan``, ``notes`` (by design or because it was left blank), or ``text``."""
        if page.number == 1:
            return "cover"
        if re.search(r"W\d+ · [a-z0-9-]+ · version \d+|^P\d+ · ", page.foot):
            return "sheet"
        if self.extra["plan"] and self.extra["plan"] in page.foot:
            return "plan"
        return "notes" if [w.text for w in page.body] == ["Notes"] else "text"


def measure(
    path: Path,
    name: str,
    paper: str,
    warnings: Iterable[str] = (),
    *,
    mirrored: bool = True,
    paths: bool = True,
    **extra: Any,
) -> Book:
    """Measure every page of a file. ``mirrored``: it is to be bound. Without ``paths`` its words alone, which is quick."""
    grid = GRIDS[paper]
    with pikepdf.open(path) as pdf:
        outline, targets = tuple(_outline(pdf)), _targets(pdf)
    document = pdfium.PdfDocument(path)
    with pdfplumber.open(path) as drawing:
        drawn = [(tuple(_strokes(p)), tuple(_fills(p))) if paths else ((), ()) for p in drawing.pages]
    pages = tuple(
        Page(
            number,
            round(float(set_.get_width()) * MM, 3),
            round(float(set_.get_height()) * MM, 3),
            tuple(_words(set_, float(set_.get_height()))),
            *drawn[number - 1],
            grid,
            mirrored,
        )
        for number, set_ in enumerate(document, 1)
    )
    document.close()
    return Book(name, paper, path, pages, outline, targets, tuple(warnings), extra)


def words_of(path: Path) -> list[tuple[Word, ...]]:
    """The words of every page, and nothing else: quick."""
    document = pdfium.PdfDocument(path)
    try:
        return [tuple(_words(page, page.get_height())) for page in document]
    finally:
        document.close()


def _words(page: pdfium.PdfPage, height: float) -> Iterator[Word]:
    text = page.get_textpage()
    letters: list[tuple[str, Box, float]] = []
    for i in range(text.count_chars()):
        letter = chr(pdfium_c.FPDFText_GetUnicode(text.raw, i))
        if letter.isspace() or pdfium_c.FPDFText_IsGenerated(text.raw, i):
            yield from _word(letters)
            letters = []
            continue
        left, bottom, right, top = text.get_charbox(i)
        x, y = pdfium_c.c_double(), pdfium_c.c_double()
        pdfium_c.FPDFText_GetCharOrigin(text.raw, i, x, y)
        box = Box(left * MM, (height - top) * MM, right * MM, (height - bottom) * MM)
        # A hyphen at a line's end is told by a mark of its own.
        letters.append(("-" if letter == "\ufffe" else letter, box, (height - y.value) * MM))
    yield from _word(letters)


def _word(letters: list[tuple[str, Box, float]]) -> Iterator[Word]:
    """Words of these letters: one, or more where the line changes without a space."""
    for _, group in itertools.groupby(letters, key=lambda letter: round(letter[2], 1)):
        line = list(group)
        boxes = [box for _, box, _ in line]
        box = Box(
            min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes)
        )
        yield Word("".join(text for text, _, _ in line), box, line[0][2])


def _box(item: dict[str, Any]) -> Box:
    return Box(item["x0"] * MM, item["top"] * MM, item["x1"] * MM, item["bottom"] * MM)


def _strokes(page: Any) -> Iterator[Stroke]:
    for item in page.lines:
        if item["stroke"]:
            yield Stroke(_box(item), round(float(item["linewidth"]) * MM, 3))


def _fills(page: Any) -> Iterator[Fill]:
    for item in (*page.rects, *page.curves):
        if item["fill"]:
            yield Fill(_box(item), _rgb(item["non_stroking_color"]))


def _rgb(colour: Any) -> tuple[float, float, float]:
    channels = tuple(float(c) for c in (colour if isinstance(colour, list | tuple) else (colour,)))
    return (channels[0], channels[1], channels[2]) if len(channels) == 3 else (channels[0],) * 3


def _outline(pdf: pikepdf.Pdf) -> Iterator[Bookmark]:
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}

    def walk(items: Iterable[pikepdf.OutlineItem], depth: int) -> Iterator[Bookmark]:
        for item in items:
            place: Any = item.destination
            yield Bookmark(depth, item.title, numbers[place[0].objgen])
            yield from walk(item.children, depth + 1)

    with pdf.open_outline() as outline:
        yield from walk(outline.root, 0)


def _targets(pdf: pikepdf.Pdf) -> dict[str, int]:
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    names: Any = pdf.Root.Names.Dests.Names if "/Names" in pdf.Root else []
    return {str(names[i]): numbers[names[i + 1][0].objgen] for i in range(0, len(names), 2)}


def squeezed(text: str) -> str:
    """Letters and digits alone: hyphens, quotes, spaces and marks of Markdown do not count."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def loose(text: str) -> str:
    """A pattern for a text that may be broken, hyphenated or set with other quotes."""
    return "(?i:" + r"\W*".join(map(re.escape, squeezed(text))) + ")"


def paint(path: Path, number: int, dpi: int) -> Image.Image:
    """A page as a picture."""
    document = pdfium.PdfDocument(path)
    try:
        picture: Image.Image = document[number - 1].render(scale=dpi / 72).to_pil()
        return picture.convert("RGB")
    finally:
        document.close()


def paintings(path: Path, dpi: int) -> Iterator[Image.Image]:
    """All pages as pictures."""
    document = pdfium.PdfDocument(path)
    try:
        for page in document:
            picture: Image.Image = page.render(scale=dpi / 72).to_pil()
            yield picture.convert("RGB")
    finally:
        document.close()


def inked(picture: Image.Image, dpi: int) -> Box:
    """The box of all that is not white."""
    box = ImageOps.invert(picture.convert("L")).point(lambda v: 255 if v > 8 else 0).getbbox()
    assert box, "an empty page"
    left, top, right, bottom = (side * 25.4 / dpi for side in box)
    return Box(left, top, right, bottom)


def coverage(picture: Image.Image) -> float:
    """Mean ink, 0 (white) to 1 (black)."""
    grey = picture.convert("L")
    return 1 - sum(value * count for value, count in enumerate(grey.histogram())) / 255 / (grey.width * grey.height)
