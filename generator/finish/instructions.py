"""The page on printing both sides by hand, set for any size of sheet. Lengths in pt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .imposition import PressSheet
from .lettering import Lettering

MARGIN = 62.0
TITLE, TEXT = 20.0, 11.5
LEADING = 16.5
HANGING = 20.0
GAP = 7.0


def steps(sheets: Sequence[PressSheet]) -> tuple[str, ...]:
    """What to do, in order."""
    inner = sheets[-1].front
    last = f"pages {inner.right} and {inner.left}" if inner.left else f"page {inner.right}"
    return (
        "Print this file at actual size (100 %), on one side of the paper, without fitting it to the page. Take this "
        "page out: it is no part of the book.",
        "Put the printed sheets back into the tray as one pile, unshuffled, so that their blank sides will be printed. "
        "A pencil cross on the uppermost side of a sheet in the tray shows on its print which side that is.",
        f"Look which sheet will be drawn in first. If it is the last one ({last}), print the backs as they are. If it "
        'is the cover, choose "reverse order" for the backs in the print dialog.',
        "Before the whole pile, try it with the cover: print page 2 of this file and, on its back, the last page of "
        "the backs. Behind page 1 there must be page 2, upright. If it stands on its head, turn the pile end for end "
        "in the tray.",
        f"Lay {_all(len(sheets))} in order with the cover undermost, its printed ticks facing down. Fold at the long "
        "ticks and staple at the short ones. Where there are several signatures, fold them one by one.",
    )


def _all(count: int) -> str:
    return f"all {count} sheets" if count > 1 else "the sheet"


def instruct(letters: Lettering, sheets: Sequence[PressSheet], width: float, height: float) -> Iterator[str]:
    """The operators that set the page."""
    y = height - MARGIN - TITLE
    yield letters.show("Both sides by hand: this page first", MARGIN, y, TITLE)
    y -= TITLE
    for number, step in enumerate(steps(sheets), 1):
        y -= GAP
        for place, line in enumerate(letters.wrap(step, TEXT, width - 2 * MARGIN - HANGING)):
            y -= LEADING
            if place == 0:
                yield letters.show(f"{number}.", MARGIN, y, TEXT)
            yield letters.show(line, MARGIN + HANGING, y, TEXT)
