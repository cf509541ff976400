"""What a reader calls a theme or a tag → its id: by id or by printed name, several in one word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from ..model.content import Library
from ..model.problems import did_you_mean

MISTYPED = 0.85
"""How like a name a word of several is, to be that name with a slip rather than several names."""
_SEPARATORS = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Names:
    """The ids that may be named, and what else each is called. Case and spacing do not matter in either."""

    ids: tuple[str, ...]
    known: Mapping[str, str]

    def in_word(self, word: str) -> list[str]:
        """The ids that a word names: one as a whole, or several parted by commas or spaces.

        Raises:
            KeyError: something in it names nothing; its arguments are the unknown words.
        """
        if found := self.known.get(_folded(word)):
            return [found]
        pieces = list(self._pieces(word))
        unknown = [piece for piece, id_ in pieces if not id_]
        if unknown:
            lone = len(unknown) == len(pieces) and "," not in word
            mistyped = get_close_matches(_folded(word), self.known, n=1, cutoff=MISTYPED)
            raise KeyError(*([word] if lone or mistyped else unknown))
        return [id_ for _, id_ in pieces]

    def one(self, word: str) -> str:
        """The id of what is called so; the word itself where nothing is."""
        return self.known.get(_folded(word), word)

    def mend(self, word: str) -> str:
        """The nearest id or name; else the ids there are."""
        if self._is_near(word):
            return did_you_mean(_folded(word), [*self.ids, *self.known])
        return did_you_mean(word, self.ids)

    def _is_near(self, word: str) -> bool:
        return did_you_mean(_folded(word), [*self.ids, *self.known]).startswith("did")

    def _pieces(self, word: str) -> Iterator[tuple[str, str]]:
        """The longest names that stand one after another, each with its id; what is none, without."""
        tokens = [token for token in _SEPARATORS.split(word) if token]
        longest = max((len(_SEPARATORS.split(name)) for name in self.known), default=1)
        spelled = {" ".join(_SEPARATORS.split(name)): id_ for name, id_ in self.known.items()}
        place = 0
        while place < len(tokens):
            for size in range(min(longest, len(tokens) - place), 0, -1):
                piece = " ".join(tokens[place : place + size])
                if size == 1 or piece.casefold() in spelled:
                    yield piece, spelled.get(piece.casefold(), "")
                    place += size
                    break


def _folded(word: str) -> str:
    return " ".join(word.split()).casefold()


def _names(pairs: Iterable[tuple[str, str]]) -> Names:
    """Of two that are called the same, the first is meant; an id comes before any name."""
    pairs = list(pairs)
    known: dict[str, str] = {}
    for name, id_ in pairs:
        known.setdefault(_folded(name), id_)
    return Names(tuple(dict.fromkeys(id_ for _, id_ in pairs)), known)


def theme_names(library: Library) -> Names:
    """The themes, by id or printed name."""
    themes = library.themes.values()
    return _names([*((theme.id, theme.id) for theme in themes), *((theme.name, theme.id) for theme in themes)])


def tag_names(library: Library) -> Names:
    """The tags of the bank."""
    return _names((tag, tag) for question in library.questions.values() for tag in question.tags)
