"""`Selection` → `Workbook` of recall cards: which card lies where on which sheet, and in which size its text is set."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

from ..model.cards import (
    CARD_COLUMNS,
    CARD_GRIDS,
    CARD_TYPES,
    SHORTEST_AIM,
    WORDING_SIZES,
    Card,
    CardGrid,
    CardSide,
)
from ..model.content import Library, Question
from ..model.facts import CardsFacts
from ..model.listing import NumberedQuestion
from ..model.pack import PackSpec, Paper, page_of
from ..model.printing import PAGES_ON, Flip, Imposing
from ..model.problems import ContentError, Problem, UsageError
from ..model.words import counted
from ..model.workbook import Section, Selection, Workbook
from .numbering import numbered_questions
from .own_words import OwnWords

MM_PER_PT = 25.4 / 72
AVERAGE_ADVANCE = 0.45
"""Of a letter of running text, in em."""
HEAD, LABELS = 11.0, 10.6
"""Room above the question; for the words that stand on every back."""
INDENT = 4.0

SHEETS = " or ".join(CARD_GRIDS)
WHAT_IS_THERE = {CardSide.FRONT: ("the question is", "it"), CardSide.BACK: ("headline, cues and numbers are", "them")}

NOT_ON_CARDS = {
    *("holes", "hole_marks", "bleed", "marks", "lines", "line_style", "hand"),
    *("sheets", "worksheets", "notes_pages", "plan", "glossary", "fillable"),
}
"""Keys of a pack that cards pass over, and that nobody would ask for on purpose."""

PLAIN = {name: PackSpec.model_fields[name].get_default() for name in ("holes", "bleed", "marks")}
"""What a book may have, and sheets that are cut up have not."""

Tight = Collection[tuple[str, CardSide]]
"""Sides of cards whose text is longer than its room, by the question's id."""


def sheet_for_cards(spec: PackSpec, asked: Collection[str], imposing: Imposing | None = None) -> PackSpec:
    """The pack with the sheet that its cards are cut from: where its book has pages of half a sheet, the whole one.

    Args:
        spec: the pack.
        asked: the keys that were asked for with a flag, so that none may be passed over.
        imposing: how its pages are wanted on sheets.

    Raises:
        UsageError: no cards are cut from such paper, or two ways to use a sheet are wanted.
    """
    problems = []
    sheet = {half: whole for whole, half in PAGES_ON.items()}.get(spec.paper or Paper.A4)
    if sheet and "paper" in asked:
        what = f"cards are cut from {SHEETS} sheets, and the paper is {spec.paper}"
        problems.append(Problem(what, f"give --paper {sheet}", about=("paper",)))
    if imposing:
        what = "the edition cards fills its sheets already"
        problems.append(Problem(what, "leave out --booklet and --nup, or choose --edition study"))
    for key in sorted(NOT_ON_CARDS & set(asked)):
        what = f"{key.replace('_', ' ')}: only books have that, and these are cards"
        problems.append(Problem(what, "leave it out, or choose --edition study"))
    if problems:
        raise UsageError(*problems)
    return spec.model_copy(update={**PLAIN, "paper": sheet or spec.paper})


def lay_out_cards(library: Library, selection: Selection, spec: PackSpec, today: date, flip: Flip) -> Workbook:
    """A card for each question, sheet after sheet, in the order of the book; each section is a sheet with its back.

    Raises:
        UsageError: no cards are cut from such paper.
    """
    grid = CARD_GRIDS.get(spec.paper or Paper.A4)
    if grid is None:
        what = f"cards are cut from {SHEETS} sheets, and the paper is {spec.paper}"
        raise UsageError(Problem(what, f"choose the paper {SHEETS}", about=("paper",)))
    own = OwnWords(library, spec)
    mine = replace(selection, questions=tuple(map(own.on_a_card, selection.questions)))
    cards = [_card(entry, grid) for entry in numbered_questions(library, mine)]
    sections = tuple(
        _sheet(tuple(cards[first : first + grid.count]), 1 + first // grid.count, grid, flip)
        for first in range(0, len(cards), grid.count)
    )
    named = spec.model_copy(update={"title": f"{spec.title}: recall cards"})
    return Workbook(named, page_of(spec), sections, spec.date or today, selection.problems)


def cards_of(workbook: Workbook) -> Iterator[Card]:
    """All cards, in their order."""
    for sheet in workbook.held(CardsFacts):
        yield from sheet.cards


def how_to_cut(workbook: Workbook) -> tuple[str, ...]:
    """What to know before cards are printed; nothing where a book has none."""
    filled = tuple(workbook.held(CardsFacts))
    if not filled:
        return ()
    cards = counted(sum(len(sheet.cards) for sheet in filled), "card")
    how = f"print on both sides at actual size (100 %), flip on the {filled[0].flip} edge, and cut at the marks"
    return (f"{cards} on {counted(len(filled), 'sheet')}; {how}",)


def set_smaller(workbook: Workbook, tight: Tight) -> Workbook:
    """The cards again, those sides that are too full in the next smaller size.

    Raises:
        ContentError: those that are too full are set in their smallest size already; every one is named.
    """
    found: list[Problem] = []

    def again(section: Section) -> Section:
        sheet = section.facts
        if not isinstance(sheet, CardsFacts):
            return section
        cards = tuple(_smaller(card, sheet.grid, tight, found) for card in sheet.cards)
        return replace(section, facts=replace(sheet, cards=cards))

    sections = tuple(map(again, workbook.sections))
    if len(found) == len(tight):
        raise ContentError(*found)
    return replace(workbook, sections=sections)


def _card(entry: NumberedQuestion, grid: CardGrid) -> Card:
    q = _written(entry.question)
    seconds = q.seconds or (q.plan.seconds if q.plan else q.strong.seconds if q.strong else 0)
    aim = seconds if seconds >= SHORTEST_AIM else 0
    card = Card(entry.number, q, entry.theme, entry.theme_number, aim, entry.labels)
    for side, height in ((CardSide.FRONT, _front_height), (CardSide.BACK, _back_height)):
        while height(card, grid) > grid.room(side) and (smaller := card.smaller(side)):
            card = smaller
    return card


def _written(question: Question) -> Question:
    """The question without what a card would have, and nobody has written yet."""
    headline = question.headline if question.headline and question.headline.markdown else None
    cues, numbers = (block if block and block.items else None for block in (question.cues, question.numbers))
    plan = question.plan if question.plan and question.plan.steps else None
    return replace(question, headline=headline, cues=cues, numbers=numbers, plan=plan)


def _front_height(card: Card, grid: CardGrid) -> float:
    """Of a question with its head. A guess from the length of the words saves setting the sheet again."""
    return HEAD + _height(card.question.wording, grid.safe_width, card.wording_size)


def _back_height(card: Card, grid: CardGrid) -> float:
    """Of headline, cues and numbers; a guess too."""
    q, scale = card.question, card.back_scale

    def height(texts: Iterable[str], width: float, type_: tuple[float, float]) -> float:
        return sum(_height(text, width, (type_[0] * scale, type_[1] * scale)) for text in texts)

    headline = height([q.headline.markdown] if q.headline else [], grid.safe_width - INDENT, CARD_TYPES.headline)
    cues = height(q.cues.items if q.cues else (), grid.safe_width * CARD_COLUMNS.cue, CARD_TYPES.cue)
    width = grid.safe_width * CARD_COLUMNS.number - INDENT
    numbers = height(q.numbers.items if q.numbers else (), width, CARD_TYPES.number)
    return LABELS + headline + max(cues, numbers)


def _height(text: str, width: float, type_: tuple[float, float]) -> float:
    size, leading = type_
    return math.ceil(len(text) * size * AVERAGE_ADVANCE * MM_PER_PT / width) * leading * MM_PER_PT


def _sheet(cards: tuple[Card, ...], number: int, grid: CardGrid, flip: Flip) -> Section:
    return Section(f"cards-{number}", f"Cards, sheet {number}", CardsFacts(cards, grid, number, flip))


def _smaller(card: Card, grid: CardGrid, tight: Tight, found: list[Problem]) -> Card:
    for side in CardSide:
        if (card.id, side) not in tight:
            continue
        smaller = card.smaller(side)
        if smaller is None:
            found.append(_too_long(card.question, side, grid))
        card = smaller or card
    return card


def _too_long(question: Question, side: CardSide, grid: CardGrid) -> Problem:
    what, it = WHAT_IS_THERE[side]
    least = f"even in {WORDING_SIZES[-1][0]:g} pt" if side is CardSide.FRONT else "even in small type"
    told = f"{what} too long for a card of {grid.width:g} × {grid.height:g} mm {least}"
    return Problem(told, f"make {it} shorter, or leave the question out with --exclude {question.id}", question.where)
