"""Words, sentences, numbers and the grade of a text."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from .vocabulary import ABBREVIATIONS, NUMBER

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*`#]|(?<!\w)_|_(?!\w)")
_ITEM = re.compile(r"(?m)^\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_END = re.compile(r"[.!?…]+[”’\"')\]]*\s+(?=[“‘\"'(\[£$€]*[A-Z0-9])")


def plain(text: str) -> str:
    """Markdown without its marks, links as their words, on one line."""
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", text)).split())


def words(text: str) -> int:
    """How many words a text has; a dash or a bullet that stands alone is none."""
    return sum(any(character.isalnum() for character in word) for word in text.split())


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text. A paragraph and an item of a list end one, full stop or not."""
    found: list[str] = []
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*(?:[-*+•]|\d{1,3}[.)])\s)", text):
        found += _cut(plain(_ITEM.sub("", paragraph)))
    return tuple(found)


def _cut(paragraph: str) -> Iterable[str]:
    start = 0
    for end in _END.finditer(paragraph):
        before = paragraph[start : end.end()].rstrip()
        if before.split(" ")[-1].lstrip("(“‘\"'").lower() not in ABBREVIATIONS:
            yield before
            start = end.end()
    if paragraph[start:].strip():
        yield paragraph[start:].strip()


def numbers(text: str) -> list[str]:
    """The figures and number words of a text, "thirty-one" and "two hundred" as one."""
    return [found[0] for found in NUMBER.finditer(plain(text))]


def i_and_we(text: str) -> tuple[int, int]:
    """How often the teller says "I", and how often "we"."""
    return len(re.findall(r"\bI\b", text)), len(re.findall(r"\bwe\b", text, re.IGNORECASE))


def grade(found: Iterable[str]) -> float:
    """Years of schooling that these sentences ask of their reader, after Flesch and Kincaid."""
    # textstat ends a sentence at every full stop, that of "3.6" too, so it is given one a sentence.
    # Its dictionary has "don't" with a straight mark.
    said = (re.sub(r"[.!?…]", "", sentence).replace("’", "'") for sentence in found)
    return float(_textstat().flesch_kincaid_grade(". ".join(said) + "."))


@cache
def _textstat() -> Any:
    """The library, its dictionary read: that costs as much as all other rules together, so it is done late."""
    import textstat

    # The dictionary is 134,000 lists that stay. To look through them for garbage again and again took most of the time.
    collects = gc.isenabled()
    gc.disable()
    try:
        textstat.syllable_count("word")
    finally:
        if collects:
            gc.enable()
    return textstat
