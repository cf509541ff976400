"""Whether the bank asks a question already, in other words. Pure: rare words weigh more, synonyms are one word."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from ..model.content import Question, Synonyms
from .words import WORD, asked_for, stem

ALIKE = 0.47
"""The share of their weight that two wordings have in common from which one is a twin of the other."""
FEWEST = 2
"""Words in common; one is too little to tell, whatever it weighs."""
UNKNOWN_WEIGHT = 0.5
"""Of a word that no question of the bank has: it neither makes a twin nor forbids one."""

TOLD_OF_ALL = """
    company ever firm job lead leading look month next particular position post process require required role
    significant significantly
"""
"""Words that may stand in any interview question, beside the fillers of a search."""
_TOLD_OF_ALL = frozenset(stem(word) for word in TOLD_OF_ALL.split())


class Twins:
    """The wordings of some questions, to hold others against. Built once for many."""

    def __init__(self, questions: Iterable[Question], groups: Iterable[Synonyms]) -> None:
        self._groups = tuple(groups)
        questions = tuple(questions)
        self._asked = {q.id: [self._words(text) for text in (q.wording, *q.wordings)] for q in questions}
        self._same = {_plain(q.wording): q.id for q in questions}
        self._often = Counter(word for asked in self._asked.values() for word in frozenset().union(*asked))

    def of(self, wording: str) -> str:
        """The id of the question that asks nearly the same; empty where there is none."""
        if same := self._same.get(_plain(wording)):
            return same
        mine = self._words(wording)
        scores = {id_: self._likeness(mine, asked) for id_, asked in self._asked.items()}
        best = max(scores, key=lambda id_: scores[id_], default="")
        return best if best and scores[best] >= ALIKE else ""

    def _words(self, text: str) -> frozenset[str]:
        """The telling words, each as the first of its synonyms."""
        asked = asked_for(text, self._groups)
        telling = (one for one in asked if one.synonyms or not (one.filler or one.stem in _TOLD_OF_ALL))
        return frozenset(min(one.stem, *one.synonyms) if one.synonyms else one.stem for one in telling)

    def _likeness(self, mine: frozenset[str], asked: Sequence[frozenset[str]]) -> float:
        shared = ((mine & theirs, theirs) for theirs in asked)
        return max(
            (
                2 * self._weight(both) / (self._weight(mine) + self._weight(theirs))
                for both, theirs in shared
                if len(both) >= FEWEST
            ),
            default=0.0,
        )

    def _weight(self, words: Iterable[str]) -> float:
        total = len(self._asked)
        return sum(
            math.log(1 + total / (0.5 + self._often[word])) if word in self._often else UNKNOWN_WEIGHT for word in words
        )


def _plain(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))
