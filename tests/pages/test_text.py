"""Every word is there, once, whole, and nothing is printed over it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.intake.repair import repaired
from generator.model.answer import Passage
from generator.model.content import Annotation, Framework, Library, Plan, Question
from generator.model.worksheet import BreakBlock, SquaresBlock, TableBlock, TicksBlock, Worksheet
from generator.render.dates import long_date
from tests.whole import strong_of

from .books import DOCUMENT, Bindery, library_of
from .measure import Book, Page, Word, squeezed

BOOKS = [
    "sample-a4",
    "sample-letter",
    "sample-a5",
    "sample-half-letter",
    "imported-a4",
    "imported-a5",
    "own-a4",
    "own-a5",
]

every_book = pytest.mark.parametrize("name", BOOKS)

TOUCH = 0.2
"""Ink boxes of neighbours may come this near to each other, mm: kerning, and a slanting letter beside an upright one."""


@every_book
def test_no_text_is_printed_over_text(name: str, bindery: Bindery) -> None:
    for page in bindery[name].pages:
        clashes = list(overprinted(page))
        assert not clashes, f"page {page.number}: {clashes}"


def overprinted(page: Page) -> Iterator[tuple[str, str]]:
    """Pairs of words whose ink boxes lie on each other."""
    rows: dict[int, list[tuple[int, Word]]] = defaultdict(list)
    for place, word in enumerate(page.words):
        for row in range(int(word.box.top / 4), int(word.box.bottom / 4) + 1):
            rows[row].append((place, word))
    seen = set()
    for words in rows.values():
        for i, (a, one) in enumerate(words):
            for b, other in words[i + 1 :]:
                if (a, b) not in seen and min(one.box.overlap(other.box)) > TOUCH:
                    seen.add((a, b))
                    yield one.text, other.text


def pieces(markdown: str) -> Iterator[str]:
    """A text's paragraphs, list items and cells, without the marks of Markdown."""
    markdown = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", markdown)
    markdown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)|\n(?=\||```|#)", markdown):
        item = re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", block)
        yield from (cell for cell in (item.split("|") if item.startswith("|") else [item]) if squeezed(cell))


class Reader:
    """Looks for texts in a run of pages. A text may go on over a page turn."""

    def __init__(self, pages: list[Page]) -> None:
        self.sides = [squeezed(page.text) for page in pages]

    def lost(self, text: str) -> str:
        """What of ``text`` is not in the pages: empty when all is."""
        wanted = squeezed(text)
        return "" if self._from(wanted, None) else text

    def _from(self, wanted: str, side: int | None) -> bool:
        places = range(len(self.sides)) if side is None else range(side, min(side + 1, len(self.sides)))
        for place in places:
            if wanted in self.sides[place]:
                return True
            begun = longest_start(wanted, self.sides[place])
            if begun and (side is not None or begun > 6) and self._from(wanted[begun:], place + 1):
                return True
        return False


def longest_start(wanted: str, side: str) -> int:
    """How many of the first letters of ``wanted`` stand together on a page."""
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if wanted[:middle] in side else (low, middle - 1)
    return low


def passages(q: Question) -> Iterator[str]:
    """All that a question says, in pieces."""
    yield q.wording
    yield from q.wordings
    every = (
        q.why_they_ask,
        q.structure,
        q.competent,
        q.only_competent,
        q.headline,
        q.why_it_works,
        q.context,
        *q.others,
    )
    for passage in (p for p in every if isinstance(p, Passage)):
        yield from (passage.heading, passage.markdown)
    bullets = (q.strong_signals, q.weak_signals, q.pitfalls, q.make_it_yours, q.numbers, q.cues, q.self_score)
    for block in (b for b in bullets if b):
        yield from (block.heading, *block.items)
    yield from (strong_of(q).heading, strong_of(q).opening, strong_of(q).closing)
    for part in strong_of(q).parts:
        yield from (part.markdown, *part.notes)
        if q.annotation is not Annotation.NONE:
            yield part.label
    for step in q.plan.steps if q.plan else ():
        yield from (f"{step.seconds} s", step.label, step.text)
    if q.probes:
        yield q.probes.heading
        for probe in q.probes.items:
            yield from (probe.question, probe.tests)


def sheet_words(sheet: Worksheet) -> Iterator[str]:
    """All that is printed on a worksheet."""
    yield sheet.title
    for block in sheet.blocks:
        if isinstance(block, BreakBlock):
            continue
        yield from (block.label, block.prompt)
        if isinstance(block, TableBlock):
            yield from (*block.columns, *block.row_labels)
        elif isinstance(block, TicksBlock):
            yield from block.choices
        elif not isinstance(block, SquaresBlock):
            yield from getattr(block, "starts", ())
            yield from getattr(block, "columns", ())


def framework_words(framework: Framework) -> Iterator[str]:
    """All that the chapter on frameworks says of one."""
    yield from (framework.name, framework.caption, framework.how.markdown)
    yield from (
        framework.when.heading,
        framework.when.markdown,
        framework.when_not.heading,
        framework.when_not.markdown,
    )
    for step in framework.steps:
        yield from (step.label, step.note)


def plan_words(plan: Plan) -> Iterator[str]:
    """All that is printed on the plan template."""
    yield from (plan.name, plan.introduction, *plan.aspects, *plan.milestones.values())
    for phase in plan.phases:
        yield from (phase.label, phase.days, phase.goal, *phase.cues.values())


def all_lost(reader: Reader, texts: Iterator[str]) -> list[str]:
    return [lost for text in texts for piece in pieces(text) if (lost := reader.lost(piece))]


def library_for(book: Book) -> Library:
    return library_of(Path(book.extra["folder"]))


@every_book
def test_no_word_of_a_question_is_lost(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    library = library_for(book)
    assert book.openers
    for id_, opener in book.openers.items():
        question = library.questions[id_]
        reader = Reader(list(book.pages[opener - 1 : book.section(opener) - 1]))
        assert all_lost(reader, passages(question)) == [], id_
        facts = (library.facts[f] for f in question.facts)
        dated = (text for f in facts for text in (f.text, f.source, long_date(f.true_as_of, "en-GB")))
        assert all_lost(reader, dated) == [], id_


@every_book
def test_no_word_of_a_worksheet_is_lost(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    library = library_for(book)
    expected = {
        (w, q)
        for q in book.openers
        for w in library.questions[q].worksheets
        if not library.worksheets[w].plan or library.worksheets[w].plan not in library.plans
    }
    assert set(book.sheets) == expected
    for (sheet, question), pages in book.sheets.items():
        asked = library.questions[question]
        reader = Reader(pages)
        assert all_lost(reader, sheet_words(library.worksheets[sheet])) == [], sheet
        assert all_lost(reader, iter([asked.wording, *(asked.cues.items if asked.cues else ())])) == [], sheet


@every_book
def test_no_word_of_frameworks_plan_and_themes_is_lost(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    library = library_for(book)
    reader = Reader(list(book.pages))
    chosen = [library.questions[q] for q in book.openers]
    for framework in {f for q in chosen for f in q.frameworks}:
        assert all_lost(reader, framework_words(library.frameworks[framework])) == [], framework
    assert all_lost(reader, plan_words(library.plans["first-90-days"])) == []
    for theme in {q.theme for q in chosen}:
        assert all_lost(reader, iter([library.themes[theme].name, library.themes[theme].introduction])) == []
    assert all_lost(reader, iter(library.score_rows)) == []


@pytest.mark.parametrize("name", ["imported-a4", "imported-a5"])
def test_every_line_of_the_document_is_in_the_workbook(name: str, bindery: Bindery) -> None:
    lines, _ = repaired(DOCUMENT.read_text(encoding="utf-8"), "director.md")
    reader = Reader(list(bindery[name].pages))
    texts = []
    for line in lines:
        text = re.sub(r"^\s*(?:[-*+]|\d+[.)]|#+)\s+", "", line)
        # What stands before a colon in a heading, or as a bold label, gets a place of its own.
        texts += re.split(r"(?<=\w): ", text, maxsplit=1) if line.startswith("#") else re.split(r"(?<=:\*\*) ", text)
    lost = [t for t in texts if squeezed(t) and reader.lost(t)]
    assert lost == []


@every_book
def test_no_page_is_nearly_empty(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    few = {p.number: p.lines for p in book.pages if book.kind(p) == "text" and p.lines < 5}
    assert few == {}


@every_book
def test_blank_pages_are_ruled_for_notes(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    assert [p.number for p in book.pages if not p.body] == []
    notes = [p for p in book.pages if book.kind(p) == "notes"]
    assert [p.number for p in notes][-2:] == [len(book.pages) - 1, len(book.pages)]
    for page in notes:
        depth = page.text_foot - page.text_top
        (field,) = page.fields
        assert len(field) >= depth // book.grid.pitch - 2, page.number
