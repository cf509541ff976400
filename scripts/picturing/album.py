"""Every picture by its name: what is run for it, and how it is painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from . import walk
from .desk import ROOT, fresh_desk
from .paint import Painted, find_pages, paint_pages

FOLDER = ROOT / "docs" / "pictures"
BOOK = "prep-pack build"
BOOKLET = "prep-pack build --booklet"
CARDS = "prep-pack cards --theme strategy --theme people"
SHEETS = (
    "prep-pack sheet star",
    "prep-pack sheet stakeholders",
    "prep-pack sheet company-research --line-style dotted --hand left",
)


@dataclass(frozen=True, slots=True)
class Picture:
    """The commands that are run for a picture, all of those that it shows among them, and who paints it."""

    commands: tuple[str, ...]
    paint: Callable[[], Painted]


def _of_a_book(command: str, pattern: str, wanted: Sequence[Sequence[str]], width: int, gap: int = 0) -> Picture:
    """Pages of what one command makes."""

    def paint() -> Painted:
        with fresh_desk() as desk:
            desk.run(command)
            return paint_pages(find_pages(desk.only(f"output/{pattern}"), *wanted), width, gap)

    return Picture((command,), paint)


def _sheets() -> Painted:
    with fresh_desk() as desk:
        for command in SHEETS:
            desk.run(command)
        books = (desk.only(f"output/{name}-*.pdf") for name in ("star", "stakeholders", "company-research"))
        return paint_pages([page for book in books for page in find_pages(book, ())], 500, 18)


def _page(*words: str) -> Picture:
    """A page of the sample, alone."""
    return _of_a_book(BOOK, "*.pdf", [words], 596)


ALBUM = {
    "opener": _page("Question 1", "walk me through your first ninety days", "Why they ask"),
    "answer": _page("Headline", "Strong answer", "Situation", "margin engine"),
    "worksheet": _page("STAR and learning", "valued work you stopped funding", "because"),
    "booklet": _of_a_book(
        BOOKLET, "*booklet*.pdf", [("Interview workbook",), ("Question 2", "Also asked as")], 844, 16
    ),
    "sheets": Picture(SHEETS, _sheets),
    "cards": _of_a_book(CARDS, "*.pdf", [("sheet 1", "Question 1"), ("Recall cues", "Question 1")], 496, 14),
    "authoring-begin": Picture((walk.THEMES, walk.NEW), walk.begin),
    "authoring-before": Picture((walk.NEW,), walk.before),
    "authoring-after": Picture((walk.NEW,), walk.after),
    "authoring-slip": Picture((walk.NEW, walk.LIST), walk.slip),
    "authoring-print": Picture((walk.NEW, walk.BUILD), walk.printing),
    "authoring": Picture((walk.NEW, walk.BUILD), walk.printed),
    "authoring-among": Picture((walk.NEW, walk.PACK, walk.AMONG), walk.among),
}
