"""Names for files that an import writes."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..model.slug import join, words

_SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        a about an and any are as at be been being by can could describe did do does for from get give had has have how
        if in into is it its like look me my of off on one or our out over should so some such tell than that the their
        them then there these they this time to up us walk was way were what when where which while who why will with
        would you your through significant significantly
        """,
    )
)
_WORDS_OF_AN_ID = 5
_WORDS_OF_A_NAME = 8
LONGEST = 70
"""Characters: room is left for a number behind it."""


def role_of(title: str) -> tuple[str, str]:
    """Role and company of ``Interview Prep: Role (Company)``; empty where the title does not say."""
    found = re.fullmatch(
        r"[^:]*\b(?:interview|prep|preparation)\b[^:]*:\s*(.+?)(?:\s*\(([^()]+)\)|\s+at\s+(.+))?", title, re.I
    )
    return (found[1].strip(), (found[2] or found[3] or "").strip()) if found else ("", "")


def id_of(wording: str) -> str:
    """An id of few words; the small ones are left out where enough others remain."""
    every = words(wording)
    telling = [word for word in every if word not in _SMALL_WORDS]
    return join((every if len(telling) < 2 else telling)[:_WORDS_OF_AN_ID], LONGEST)


def name_of(title: str) -> str:
    """A name for a theme or a pack: the words of its title."""
    return join(words(title)[:_WORDS_OF_A_NAME], LONGEST)


class Names:
    """Gives every name once: a second ``a`` becomes ``a-2``."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def unique(self, name: str, taken: Callable[[str], bool] = lambda name: False) -> str:
        """The name, with a number behind it if it was given before, or is ``taken`` by something else."""
        unique = name
        while unique in self._taken or taken(unique):
            self._next[name] = self._next.get(name, 1) + 1
            unique = f"{name}-{self._next[name]}"
        self._taken.add(unique)
        return unique
