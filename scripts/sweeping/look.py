"""One combination: a small pack is set, and its pages are looked at as a careful reader would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path

from generator import assets
from generator.compose.select import select
from generator.jobs.workbook import compose
from generator.load.designs import design_names
from generator.model.cards import CARD_GRIDS
from generator.model.content import Library
from generator.model.pack import Edition, Ink, PackSpec, Paper
from generator.press.copyfit import make_book
from generator.press.press import Press
from tests.pages.measure import EDGE, Book, measure
from tests.pages.test_text import Reader, all_lost, overprinted, passages, sheet_words

TODAY = date(2026, 11, 23)
QUESTIONS = ("experiments-on-a-stable-platform", "headcount-cut")
"""Of two themes: one in phases, with squares and a table to fill; one told in STAR, with a canvas to draw on."""
WHOLE = (Edition.STUDY, Edition.SCREEN)
"""The editions that hold all that a question says."""
FEWEST_LINES = 4
"""Of text on a page; fewer leave it nearly empty."""
CARD_EDGE = 4.0
"""Cards are cut from the whole of a sheet, and keep so far from their edges, mm."""


@dataclass(frozen=True, slots=True)
class Combination:
    """A way to print a pack."""

    design: str
    paper: Paper
    edition: Edition
    ink: Ink

    def __str__(self) -> str:
        return f"{self.design}-{self.paper}-{self.edition}-{self.ink}"

    @property
    def spec(self) -> PackSpec:
        """The small pack, printed so."""
        return PackSpec(
            title="A small pack",
            candidate="Robin",
            interview_date=date(2026, 12, 4),
            questions=QUESTIONS,
            notes_pages=1,
            design=self.design,
            paper=self.paper,
            edition=self.edition,
            ink=self.ink,
        )


def combinations() -> Iterator[Combination]:
    """All there are of the shipped designs. Cards are cut from large paper only."""
    designs = design_names([assets.shipped_templates() / "designs"])
    for design, paper, edition, ink in product(designs, Paper, Edition, Ink):
        if edition is not Edition.CARDS or paper in CARD_GRIDS:
            yield Combination(design, paper, edition, ink)


def look(combination: Combination, library: Library, press: Press, folder: Path) -> tuple[Book, list[str]]:
    """The pack set and kept in ``folder``, and what is wrong with it."""
    spec = combination.spec
    made = make_book(press, compose(library, select(library, spec), spec, TODAY))
    path = folder / f"{combination}.pdf"
    path.write_bytes(made.data)
    book = measure(
        path,
        str(combination),
        combination.paper,
        map(str, made.problems),
        paths=False,
        mirrored=combination.edition.mirrored,
        wordings={q: library.questions[q].wording for q in QUESTIONS},
        plan=library.plans[spec.plan].name,
    )
    edge = CARD_EDGE if combination.edition is Edition.CARDS else EDGE
    lost = _lost(book, library) if combination.edition in WHOLE else ()
    return book, [*book.warnings, *_odd_pages(book, edge), *lost]


def _odd_pages(book: Book, edge: float) -> Iterator[str]:
    for page in book.pages:
        if book.kind(page) == "text" and page.lines < FEWEST_LINES:
            yield f"page {page.number} is nearly empty: {page.lines} lines"
        if not page.words:
            yield f"page {page.number} is blank"
        for one, other in overprinted(page):
            yield f"page {page.number}: “{one}” and “{other}” are printed over each other"
        for word in page.words:
            if min(word.box.x0, word.box.top, page.width - word.box.x1, page.height - word.box.bottom) < edge - 0.1:
                yield f"page {page.number}: “{word.text}” is too near to the edge"


def _lost(book: Book, library: Library) -> Iterator[str]:
    """What stands in the bank and on no page."""
    for id_, opener in book.openers.items():
        question = library.questions[id_]
        pages = list(book.pages[opener - 1 : book.section(opener) - 1])
        sheets = (library.worksheets[name] for name in question.worksheets)
        texts = [*passages(question), *(text for sheet in sheets if not sheet.plan for text in sheet_words(sheet))]
        for text in all_lost(Reader(pages), iter(texts)):
            yield f"{id_}: lost “{text[:60]}”"
