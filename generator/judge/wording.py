"""Are words and characters sound? Filler, damage, straight quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.problems import Problem
from ..model.words import counted
from .manuscript import Manuscript
from .rule import Rule
from .vocabulary import CODE, DAMAGE, FILLER, ORDINARY, STRAIGHT


def filler(copy: Manuscript) -> Iterator[Problem]:
    """No word that everybody says and nobody means."""
    for block in copy.blocks:
        for found in FILLER.finditer(block.text):
            word = " ".join(found[0].split())
            yield Problem(f'"{word}" is filler', "say what was done", copy.at(block.line_at(found.start())))


def damage(copy: Manuscript) -> Iterator[Problem]:
    """Characters are whole."""
    for block in copy.blocks:
        for offset, line in enumerate(block.text.split("\n")):
            if not ORDINARY.fullmatch(line) and _is_damaged(line):
                shown = _beginning(line, around=DAMAGE.search(line))
                yield Problem(f'damaged characters: "{shown}"', "type them again", copy.at(block.line + offset))


def straight_quotes(copy: Manuscript) -> Iterator[Problem]:
    """Quotation marks are curly in the text itself."""
    for block in copy.blocks:
        text = CODE.sub(lambda found: " " * len(found[0]), block.text)
        for offset, line in enumerate(text.split("\n")):
            if count := len(STRAIGHT.findall(line)):
                what = counted(count, "straight quotation mark")
                yield Problem(what, "write “ ” and ’", copy.at(block.line + offset))


def _is_damaged(line: str) -> bool:
    if DAMAGE.search(line):
        return True
    from ftfy.badness import is_bad

    return is_bad(line)


def _beginning(text: str, around: re.Match[str] | None = None) -> str:
    start = max(0, around.start() - 20) if around else 0
    cut = text[start : start + 50]
    shown = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in cut)
    return f"{'…' if start else ''}{shown}{'…' if start + 50 < len(text) else ''}"


RULES = (
    Rule("W1", "No filler", filler),
    Rule("W2", "Characters are whole", damage),
    Rule("W3", "Quotation marks are curly", straight_quotes, for_the_bank=True),
)
