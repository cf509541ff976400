"""Words as a search compares them: their stems, the fillers among them, and what a search asks for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..model.content import Synonyms

WORD = re.compile(r"\w+(?:['’&]\w+)*")
_DOUBLED = re.compile(r"([bdfglmnprst])\1$")

FILLERS = """
    a about after all also am an and any anybody anyone are as at be been being but by can could describe did do
    does done ever example explain for from give had has have having he her him his how i if imagine in into is it
    its just let like made make many me more most much my of on one or other our out over please question she should
    so some somebody someone something suppose take talk tell than that the their them then there these they thing
    think this those through time to under us versus very vs walk was way we were what when where which who whom why
    will with would you your

    big challenging deal dealt difficult face faced good great handle handled hard major manage managed recent tough
"""
"""Words with which a question is put, whatever it is about; below them what panels call every project and problem."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A word of a search, or a few that synonyms.yaml takes for one.

    ``stem`` joins the stems of several words by spaces; ``synonyms`` are such stems too. A filler says nothing alone.
    """

    written: str
    stem: str
    synonyms: frozenset[str]
    filler: bool


def asked_for(text: str, groups: Iterable[Synonyms]) -> tuple[Asked, ...]:
    """What a search asks for, in order. Of synonyms the longest that fits is taken, of groups the first."""
    meant = _by_stem(groups)
    longest = max((key.count(" ") + 1 for key in meant), default=1)
    found = list(WORD.finditer(text))
    stems = [stem(word[0]) for word in found]
    asked: list[Asked] = []
    place = 0
    while place < len(found):
        sizes = range(min(longest, len(found) - place), 0, -1)
        size = next((size for size in sizes if " ".join(stems[place : place + size]) in meant), 1)
        key = " ".join(stems[place : place + size])
        written = text[found[place].start() : found[place + size - 1].end()]
        group = meant.get(key, frozenset())
        asked.append(Asked(written, key, group - {key}, key in _FILLERS and not group))
        place += size
    return tuple(asked)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without case, accents and its commonest endings: ``Stopped`` and ``stop`` are one."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).removesuffix("'s").replace("'", "")
    plain = plain.replace("iz", "is")
    if len(plain) <= 3:
        return plain
    for ending, instead in (("ings", ""), ("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("ly", ""), ("s", "")):
        rest = plain.removesuffix(ending)
        if rest != plain and len(rest) >= 3 and not (ending == "s" and rest.endswith("s")):
            plain = rest + instead
            break
    return _DOUBLED.sub(r"\1", plain.removesuffix("e")) if len(plain) > 3 else plain


_FILLERS = frozenset(stem(word) for word in FILLERS.split())


def _by_stem(groups: Iterable[Synonyms]) -> Mapping[str, frozenset[str]]:
    """For the stems of every synonym, those of its group."""
    meant: dict[str, frozenset[str]] = {}
    for group in groups:
        keys = frozenset(key for text in group.words if (key := " ".join(map(stem, WORD.findall(text)))))
        for key in keys:
            meant.setdefault(key, keys)
    return meant
