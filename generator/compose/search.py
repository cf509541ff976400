"""Lines of questions + words → the questions that fit, best first. Pure: BM25 over weighted fields, light stemming."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache

from ..model.search import Findings, Hit, TextLine

WEIGHTS = {"wording": 6.0, "front matter": 3.0, "headline": 2.5, "cues": 2.5, "why_they_ask": 1.5}
"""How much a word counts where it stands; elsewhere 1."""
SATURATION, LENGTH_SHARE = 1.2, 0.5
"""BM25's k1 and b: how soon more of a word adds little, and how far a long question is held against it."""
OFTEN = 0.6
"""A word that stands in a larger share of the questions tells nothing, unless all words of a search are like that."""
BEGINNING, BEGINNING_WEIGHT = 4, 0.5
"""A word of so many letters also finds longer ones that begin with it, for so much of the score."""
NEAR = 0.72

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_DOUBLED = re.compile(r"([bdfglmnprst])\1$")

Documents = Mapping[str, Sequence[TextLine]]


@dataclass(slots=True)
class _Index:
    """Weighted counts of stems in each question, and how the words were spelled."""

    counts: dict[str, dict[str, float]] = field(default_factory=dict)
    lengths: dict[str, float] = field(default_factory=dict)
    spelled: dict[str, set[str]] = field(default_factory=dict)


def search(documents: Documents, words: Iterable[str], limit: int) -> Findings:
    """The questions in which the words stand: those with more of the words first, then by how well they fit.

    Args:
        documents: the lines of each question, by its id, in the bank's order.
        words: what was asked for; case, accents and endings do not matter.
        limit: at most so many.
    """
    wanted = {stem(word): word for text in words for word in _WORD.findall(text)}
    index = _indexed(documents)
    forms = {asked: _forms(asked, index) for asked in wanted}
    missing = tuple((word, _near(word, index)) for asked, word in wanted.items() if not forms[asked])
    telling = _telling({asked: found for asked, found in forms.items() if found}, index)
    hits = [hit for name, lines in documents.items() if (hit := _hit(name, lines, telling, index))]
    best = sorted(hits, key=lambda hit: -hit.score)
    return Findings(tuple(best[:limit]), missing)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without case, accents and its commonest endings: ``Stopped`` and ``stop`` are one."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).removesuffix("'s").replace("'", "")
    plain = plain.replace("iz", "is")
    if len(plain) <= 3:
        return plain
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("ly", ""), ("s", "")):
        rest = plain.removesuffix(ending)
        if rest != plain and len(rest) >= 3 and not (ending == "s" and rest.endswith("s")):
            plain = rest + instead
            break
    return _DOUBLED.sub(r"\1", plain.removesuffix("e")) if len(plain) > 3 else plain


def _indexed(documents: Documents) -> _Index:
    index = _Index()
    for name, lines in documents.items():
        counts: dict[str, float] = {}
        for line in lines:
            weight = WEIGHTS.get(line.field, 1.0)
            for word in _WORD.findall(line.text):
                found = stem(word)
                counts[found] = counts.get(found, 0.0) + weight
                index.spelled.setdefault(found, set()).add(word.casefold())
        index.counts[name] = counts
        index.lengths[name] = sum(counts.values())
    return index


def _forms(asked: str, index: _Index) -> dict[str, float]:
    """The stems of the bank that a word stands for, each with what it counts."""
    forms = {asked: 1.0} if asked in index.spelled else {}
    if len(asked) >= BEGINNING:
        longer = (found for found in index.spelled if found != asked and found.startswith(asked))
        forms |= dict.fromkeys(longer, BEGINNING_WEIGHT)
    return forms


def _telling(forms: dict[str, dict[str, float]], index: _Index) -> dict[str, tuple[float, dict[str, float]]]:
    """The words that tell questions apart, each with its weight (inverse frequency) and its forms."""
    total = len(index.counts)
    found: dict[str, tuple[float, dict[str, float]]] = {}
    rare: list[str] = []
    for asked, stems in forms.items():
        holding = sum(any(s in counts for s in stems) for counts in index.counts.values())
        found[asked] = math.log(1 + (total - holding + 0.5) / (holding + 0.5)), stems
        if holding <= OFTEN * total:
            rare.append(asked)
    return {asked: found[asked] for asked in rare} if rare else found


def _hit(
    name: str, lines: Sequence[TextLine], telling: Mapping[str, tuple[float, dict[str, float]]], index: _Index
) -> Hit | None:
    counts = index.counts[name]
    average = sum(index.lengths.values()) / len(index.lengths)
    damping = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * index.lengths[name] / average)
    score, there = 0.0, 0
    for weight, stems in telling.values():
        often = sum(counts.get(found, 0.0) * worth for found, worth in stems.items())
        if often:
            there += 1
            score += weight * often * (SATURATION + 1) / (often + damping)
    if not there:
        return None
    best = max(lines, key=lambda line: _fit(line, telling))
    # More of the words weigh more than any of them: the score of BM25 is bounded by the weights.
    bound = sum(weight for weight, _ in telling.values()) * (SATURATION + 1) + 1
    return Hit(name, round(there * bound + score, 3), best, _marks(best.text, telling))


def _fit(line: TextLine, telling: Mapping[str, tuple[float, dict[str, float]]]) -> float:
    """How much of what was asked for stands on a line; of equal ones the first is taken."""
    there = {stem(word) for word in _WORD.findall(line.text)}
    fit = sum(weight * max((stems[s] for s in there & stems.keys()), default=0.0) for weight, stems in telling.values())
    return fit * (1 + 0.05 * WEIGHTS.get(line.field, 1.0))


def _marks(text: str, telling: Mapping[str, tuple[float, dict[str, float]]]) -> tuple[tuple[int, int], ...]:
    stems = {found for _, forms in telling.values() for found in forms}
    return tuple(found.span() for found in _WORD.finditer(text) if stem(found[0]) in stems)


def _near(word: str, index: _Index) -> str:
    """A word of the bank that is spelled nearly so; empty where there is none."""
    known = {spelling for spellings in index.spelled.values() for spelling in spellings if len(spelling) > 2}
    near = get_close_matches(word.casefold(), sorted(known), n=1, cutoff=NEAR)
    return near[0] if near else ""
