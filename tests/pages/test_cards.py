"""Sheets of recall cards, measured on the PDF as by somebody with a ruler and a paper knife. Lengths in mm."""

from __future__ import annotations

import io
import math
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from generator import assets
from generator.jobs.workbook import BuildRequest, build
from generator.load.library import load_library
from generator.model.content import Question
from generator.model.printing import Flip
from generator.model.problems import ContentError
from tests.whole import strong_of

from .books import PICTURE
from .measure import Book, Box, Page, coverage, measure, paint, squeezed

TODAY = date(2026, 11, 23)
SAFE = 4.2
NEAR = 4.0
FRONT_FOOT, BACK_FOOT = 7.2, 11.0
CLOSE = 0.02
"""What rounding in a PDF comes to."""
COUNT = 11
"""One full sheet, and one with three cards and five empty places."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the sheet should be: its size, its cards' size, where the cuts run."""

    width: float
    height: float
    card: tuple[float, float]
    across: tuple[float, ...]
    down: tuple[float, ...]


SHEETS = {
    "a4": Sheet(210, 297, (105, 74.25), (105,), (74.25, 148.5, 222.75)),
    "letter": Sheet(215.9, 279.4, (88.9, 63.5), (19.05, 107.95, 196.85), (12.7, 76.2, 139.7, 203.2, 266.7)),
}
SETS = [(paper, flip) for paper in SHEETS for flip in Flip]


def cells(sheet: Sheet) -> list[Box]:
    """The eight cards of a front, row by row."""
    (w, h), left = sheet.card, (sheet.width - 2 * sheet.card[0]) / 2
    top = (sheet.height - 4 * h) / 2
    return [Box(left + c * w, top + r * h, left + (c + 1) * w, top + (r + 1) * h) for r in range(4) for c in range(2)]


def behind(box: Box, sheet: Sheet, flip: Flip) -> Box:
    """What lies behind a place of the front, on the back page as it is in the file, when the printer turns the sheet
    about its long (upright) or short (level) edge."""
    if flip is Flip.LONG:
        return Box(sheet.width - box.x1, box.top, sheet.width - box.x0, box.bottom)
    return Box(box.x0, sheet.height - box.bottom, box.x1, sheet.height - box.top)


def sides(box: Box) -> tuple[float, float, float, float]:
    return box.x0, box.top, box.x1, box.bottom


def middle(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


@dataclass(frozen=True)
class Cards:
    """A file of cards and what it was made from."""

    book: Book
    sheet: Sheet
    flip: Flip
    questions: tuple[Question, ...]
    advice: tuple[str, ...]

    @property
    def turned(self) -> bool:
        """Whether the backs are printed upside down."""
        return self.flip is Flip.SHORT

    @cached_property
    def pairs(self) -> list[tuple[Question, Page, Box, Page, Box]]:
        """Each question with its front page and place there, and its back page and place there."""
        found = []
        for place, question in enumerate(self.questions):
            sheet, number = divmod(place, 8)
            front = cells(self.sheet)[number]
            pages = self.book.pages[2 * sheet], self.book.pages[2 * sheet + 1]
            found.append((question, pages[0], front, pages[1], behind(front, self.sheet, self.flip)))
        return found


def make(folder: Path, paper: str, flip: Flip, **overrides: Any) -> Cards:
    path = folder / f"{paper}-{flip}-{len(overrides)}.pdf"
    keys = {"edition": "cards", "paper": paper, "title": "Cards", "date": "2026-11-23", **overrides}
    report = build(BuildRequest(pack=None, overrides=keys, output=path, folder=folder, today=TODAY, flip=flip))
    library, _ = load_library(assets.content_roots(folder))
    chosen = overrides.get("questions") or list(library.questions)[: overrides.get("limit")]
    book = measure(path, path.stem, paper, map(str, report.problems), mirrored=False)
    return Cards(book, SHEETS[paper], flip, tuple(library.questions[q] for q in chosen), report.advice)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, Flip], Cards]:
    folder = tmp_path_factory.mktemp("cards")
    return {(paper, flip): make(folder, paper, flip, limit=COUNT) for paper, flip in SETS}


@pytest.fixture(params=SETS, ids=lambda p: f"{p[0]}-{p[1]}")
def cards(request: pytest.FixtureRequest, shelf: dict[tuple[str, Flip], Cards]) -> Cards:
    return shelf[request.param]


def words_in(page: Page, box: Box) -> str:
    return " ".join(w.text for w in page.words if box.holds(*middle(w.box)))


def said_behind(question: Question) -> list[str]:
    parts = [question.headline.markdown] if question.headline else []
    for bullets in (question.cues, question.numbers):
        parts += bullets.items if bullets else ()
    return parts


def test_front_back_front_back(cards: Cards) -> None:
    assert len(cards.book.pages) == 2 * 2
    for page in cards.book.pages:
        assert (page.width, page.height) == pytest.approx((cards.sheet.width, cards.sheet.height), abs=CLOSE)
    assert not any("typesetting" in warning or "font" in warning for warning in cards.book.warnings)
    assert cards.advice == (
        f"11 cards on 2 sheets; print on both sides at actual size (100 %), flip on the {cards.flip} edge, and cut at the marks",
    )


def test_every_word_of_a_card_stands_on_it_and_its_back_lies_behind_it(cards: Cards) -> None:
    for question, front, place, back, place_behind in cards.pairs:
        assert squeezed(question.wording) in squeezed(words_in(front, place))
        seconds = question.plan.seconds if question.plan else strong_of(question).seconds
        assert f"aim at {seconds} seconds" in words_in(front, place)
        assert question.format in words_in(front, place)
        behind_it = squeezed(words_in(back, place_behind))
        parts = said_behind(question)
        assert len(parts) > 8
        for part in parts:
            assert squeezed(part.replace("*", "")) in behind_it
        for tick in ("again", "soon", "sure"):
            assert behind_it.count(tick) >= 3


def test_front_and_back_meet(cards: Cards) -> None:
    """What is as wide as a card's safe area, in front and behind, has the same place in the card to a tenth of a mm."""
    for question, front, place, back, place_behind in cards.pairs:
        first, second = widest(front, place), widest(back, place_behind, cards.turned)
        assert (first.x0, first.x1) == pytest.approx((place.x0 + SAFE, place.x1 - SAFE), abs=0.1)
        wanted = behind(first, cards.sheet, cards.flip)
        assert (second.x0, second.x1) == pytest.approx((wanted.x0, wanted.x1), abs=0.1), question.id
        height = cards.sheet.card[1]
        assert depth(first, place) == pytest.approx(height - SAFE - FRONT_FOOT, abs=0.1)
        assert depth(second, place_behind, cards.turned) == pytest.approx(height - SAFE - BACK_FOOT, abs=0.1)


def widest(page: Page, card: Box, turned: bool = False) -> Box:
    """The widest thing that is drawn on a card, the lowest of such: the rule above its foot."""
    drawn = [s.box for s in page.strokes if not on_a_cut(s.box)] + [f.box for f in page.fills]
    inside = [b for b in drawn if card.holds(*middle(b))]
    return max(inside, key=lambda b: (round(b.x1 - b.x0), depth(b, card, turned) // 5, b.bottom - b.top))


def depth(box: Box, card: Box, turned: bool = False) -> float:
    """How far below a card's upper edge something begins, as seen by who reads the card."""
    return card.bottom - box.bottom if turned else box.top - card.top


def on_a_cut(box: Box) -> bool:
    """Whether this is a cut mark: they are told from all else by their length, 6 mm."""
    return max(box.x1 - box.x0, box.bottom - box.top) == pytest.approx(6, abs=CLOSE)


def marks(page: Page) -> list[Box]:
    return [s.box for s in page.strokes if on_a_cut(s.box)]


def test_cut_marks_lie_on_the_cuts_and_cells_have_their_size(cards: Cards) -> None:
    sheet = cards.sheet
    for page in cards.book.pages:
        found = marks(page)
        upright = {round(b.x0, 1) for b in found if b.x1 - b.x0 < 1}
        level = {round(b.top, 1) for b in found if b.x1 - b.x0 > 1}
        assert sorted(upright) == pytest.approx(sheet.across, abs=0.06)
        assert sorted(level) == pytest.approx(sheet.down, abs=0.06)
        assert len(found) == 2 * (len(sheet.across) + len(sheet.down) + len(sheet.across) * len(sheet.down))
    edges = [[0, *sheet.across, sheet.width], [0, *sheet.down, sheet.height]]
    if sheet.across[0] < 20:
        edges = [list(sheet.across), list(sheet.down)]
    for steps, size in zip(edges, sheet.card, strict=True):
        assert [b - a for a, b in pairwise(steps)] == pytest.approx([size] * (len(steps) - 1))


def test_the_marks_of_both_sides_meet_when_the_sheet_is_turned(cards: Cards) -> None:
    for front, back in zip(cards.book.pages[::2], cards.book.pages[1::2], strict=True):
        turned = sorted(sides(behind(b, cards.sheet, cards.flip)) for b in marks(front))
        found = sorted(sides(b) for b in marks(back))
        for one, other in zip(turned, found, strict=True):
            assert one == pytest.approx(other, abs=0.1)


def test_nothing_but_marks_is_printed_near_a_cut_or_the_edge_of_the_paper(cards: Cards) -> None:
    sheet = cards.sheet
    inner = [Box(b.x0 + NEAR, b.top + NEAR, b.x1 - NEAR, b.bottom - NEAR) for b in cells(sheet)]
    for page in cards.book.pages:
        printed = [(w.text, w.box) for w in page.words]
        printed += [("rule", s.box) for s in page.strokes if not on_a_cut(s.box)]
        printed += [("area", f.box) for f in page.fills if not f.white]
        assert len(printed) > 60
        for what, box in printed:
            if not any(inside(box, safe) for safe in inner):
                assert sheet.across[0] < 20, f"page {page.number}: {what} at {box}"
                assert box.top >= sheet.down[-1] + NEAR, f"page {page.number}: {what} at {box}"
                assert box.bottom <= sheet.height - NEAR
        for mark in marks(page):
            assert min(mark.x0, mark.top) >= NEAR
            assert max(mark.x1 - sheet.width, mark.bottom - sheet.height) <= -NEAR


def inside(box: Box, safe: Box) -> bool:
    return box.x0 >= safe.x0 and box.x1 <= safe.x1 and box.top >= safe.top and box.bottom <= safe.bottom


def test_text_and_foot_do_not_meet(cards: Cards) -> None:
    check_text_and_foot(cards)


def test_letters_wider_than_was_guessed_stay_above_the_foot(own_cards: Cards) -> None:
    check_text_and_foot(own_cards)


def check_text_and_foot(cards: Cards) -> None:
    for _, front, place, back, place_behind in cards.pairs:
        for page, card, turned in ((front, place, False), (back, place_behind, cards.turned)):
            rule = depth(widest(page, card, turned), card, turned)
            words = [w.box for w in page.words if card.holds(*middle(w.box))]
            tops = [depth(w, card, turned) for w in words]
            feet = [top + w.bottom - w.top for top, w in zip(tops, words, strict=True)]
            assert sum(top > rule for top in tops) >= 4
            assert all(top > rule or foot < rule - 0.5 for top, foot in zip(tops, feet, strict=True))


def test_backs_are_upright_when_a_card_is_turned_like_a_page(cards: Cards) -> None:
    with pdfium.PdfDocument(cards.book.path) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            letters = (i for i in range(text.count_chars()) if chr(pdfium_c.FPDFText_GetUnicode(text.raw, i)).isalpha())
            angles = {round(pdfium_c.FPDFText_GetCharAngle(text.raw, i) / math.pi) % 2 for i in letters}
            assert angles == {number % 2 if cards.turned else 0}


def test_the_flip_edge_is_printed_and_asked_for(cards: Cards) -> None:
    fronts = [" ".join(w.text for w in page.words) for page in cards.book.pages[::2]]
    assert all(text.count(f"flip on the {cards.flip} edge") == 1 for text in fronts)
    with pikepdf.open(cards.book.path) as pdf:
        wishes = pdf.Root.ViewerPreferences
        assert str(wishes.Duplex) == f"/DuplexFlip{cards.flip.capitalize()}Edge"
        assert str(wishes.PrintScaling) == "/None"
        assert bool(wishes.PickTrayByPDFSize)
        assert str(pdf.docinfo["/Title"]) == "Cards: recall cards"


def heard(path: Path) -> str:
    """All text in the order of the tags, as a screen reader would say it."""
    with pikepdf.open(path) as pdf, pdfplumber.open(path) as drawn:
        numbers = {page.objgen: i for i, page in enumerate(pdf.pages)}
        texts: dict[tuple[int, int], str] = {}
        for i, page in enumerate(drawn.pages):
            for char in page.chars:
                if char["mcid"] is not None:
                    texts[i, char["mcid"]] = texts.get((i, char["mcid"]), "") + char["text"]

        def walk(element: Any, page: Any) -> list[str]:
            page = element.get("/Pg", page)
            kids = element.get("/K", [])
            said: list[str] = []
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, pikepdf.Dictionary):
                    said += walk(kid, page)
                else:
                    said.append(texts.get((numbers[page.objgen], int(kid)), ""))
            return said

        return " ".join(walk(pdf.Root.StructTreeRoot.K[0], None))


def test_who_listens_hears_card_by_card(cards: Cards) -> None:
    text = squeezed(heard(cards.book.path))
    places = []
    for question in cards.questions:
        assert question.headline
        places += [text.index(squeezed(question.wording)), text.index(squeezed(question.headline.markdown))]
    assert places == sorted(places)


def test_the_bookmarks_are_the_questions(cards: Cards) -> None:
    titles = [b.title for b in cards.book.outline]
    assert titles == [f"{n} {q.wording}" for n, q in enumerate(cards.questions, 1)]
    assert [b.page for b in cards.book.outline] == [1] * 8 + [3] * 3


@pytest.mark.parametrize("ink", ["grey", "low"])
def test_other_inks(tmp_path: Path, ink: str) -> None:
    made = make(tmp_path, "a4", Flip.LONG, limit=2, ink=ink)
    for page in made.book.pages:
        assert all(max(fill.colour) - min(fill.colour) < 0.01 for fill in page.fills)
    dpi = 100
    picture = paint(made.book.path, 1, dpi)
    left, top, right, foot = (mm * dpi / 25.4 for mm in (4, 4, 12, 10.4))
    tab = picture.crop((left, top, right, foot))
    assert coverage(tab) > 0.5 if ink == "grey" else coverage(tab) < 0.3


OWN = """---
id: {id}
theme: people
format: behavioural
competencies: [people]
level: manager
framework: star
worksheets: [W1]
tags: [mine]
---

# {wording}

## Why they ask

A line.

## Strong answer

{answer}
{more}"""
LONG = " and then ".join(f"you were asked by the {n}th committee to explain" for n in range(1, 9))
FIELDS = {
    "bare": ("What is yours?", ""),
    "half": ("Only cues?", "\n## Recall cues\n\n- one\n- two **bold** [link](https://example.org/) ![p](p.svg)\n"),
    "wide": (f"{' '.join(['WWMMWWMM'] * 12)}?", "\n## Headline\n\n" + " ".join(["MWWMMW"] * 14) + "\n"),
    "long": (f"Suppose {LONG}?", f"\n## Headline\n\n{' '.join(['A long sentence to say first.'] * 9)}\n"),
}


def own(folder: Path, **fields: tuple[str, str]) -> Path:
    questions = folder / "content/questions/people"
    questions.mkdir(parents=True)
    for id_, (wording, more) in fields.items():
        text = OWN.format(id=id_, wording=wording, answer="Mine.", more=more)
        (questions / f"{id_}.md").write_text(text, encoding="utf-8")
    (questions / "p.svg").write_text(PICTURE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=list(SHEETS))
def own_cards(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Cards:
    folder = own(tmp_path_factory.mktemp("own"), **FIELDS)
    return make(folder, request.param, Flip.LONG, questions=list(FIELDS))


def test_a_back_without_fields_is_ruled_to_be_filled(own_cards: Cards) -> None:
    (_, _, _, back, bare), (_, _, _, _, half), _, (_, _, _, _, long) = own_cards.pairs
    lines = [s.box for s in back.rules if not on_a_cut(s.box)]

    def ruled(card: Box) -> int:
        return sum(card.holds(*middle(b)) for b in lines)

    assert ruled(bare) >= 4
    assert ruled(half) >= 3
    assert ruled(long) >= 1
    assert "Headline, in your words" in words_in(back, bare)
    assert "Numbers to have ready" in words_in(back, half)


def test_a_link_or_picture_leaves_its_words_only(own_cards: Cards) -> None:
    _, _, _, back, place = own_cards.pairs[1]
    assert "one two bold link" in words_in(back, place)
    with pikepdf.open(own_cards.book.path) as pdf:
        assert not any("/Annots" in page for page in pdf.pages)
        assert not any("/Image" in str(x.get("/Subtype")) for x in pdf.objects if isinstance(x, pikepdf.Stream))


def test_a_long_question_is_set_smaller_and_whole(own_cards: Cards) -> None:
    with pdfplumber.open(own_cards.book.path) as drawn:
        faces = [c for c in drawn.pages[0].chars if "Serif" in c["fontname"]]
    sizes = {round(c["size"], 1) for c in faces}
    assert max(sizes) == 20
    assert 8 <= min(sizes) < 12
    for question, front, place, back, place_behind in own_cards.pairs:
        assert squeezed(question.wording) in squeezed(words_in(front, place))
        for part in said_behind(question):
            words = re.sub(r"!\[.*?\]\(.*?\)|\]\(.*?\)", "", part)
            assert squeezed(words) in squeezed(words_in(back, place_behind))


def test_a_side_that_does_not_fit_at_all_is_told(tmp_path: Path) -> None:
    folder = own(
        tmp_path,
        endless=(f"Suppose {LONG}, {LONG}, {LONG}, {LONG}?", ""),
        behind=("Short?", f"\n## Headline\n\n{' '.join(['A sentence.'] * 200)}\n"),
    )
    with pytest.raises(ContentError) as refused:
        make(folder, "letter", Flip.LONG, questions=["endless", "behind"])
    assert [re.sub(r"^\S*/", "", str(p)) for p in refused.value.problems] == [
        "endless.md:1: the question is too long for a card of 88.9 × 63.5 mm even in 8 pt; "
        "make it shorter, or leave the question out with --exclude endless",
        "behind.md:1: headline, cues and numbers are too long for a card of 88.9 × 63.5 mm even in small type; "
        "make them shorter, or leave the question out with --exclude behind",
    ]
    assert not list(folder.glob("*.pdf"))


def test_same_cards_same_bytes(tmp_path: Path) -> None:
    once, again = (tmp_path / name for name in ("once", "again"))
    for folder in (once, again):
        folder.mkdir()
        make(folder, "a4", Flip.SHORT, limit=1)
    (first,), (second,) = (list(folder.glob("*.pdf")) for folder in (once, again))
    assert first.read_bytes() == second.read_bytes()
    with pikepdf.open(io.BytesIO(first.read_bytes())) as pdf:
        assert not pdf.check_pdf_syntax()
