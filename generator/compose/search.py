"""Lines of questions + words → the questions that fit, best first. Pure: BM25 over weighted fields, light stemming."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from ..model.content import Synonyms
from ..model.search import Findings, Hit, TextLine
from .words import WORD, Asked, asked_for, stem

WORDING = "wording"
WEIGHTS = {WORDING: 6.0, "front matter": 3.0, "headline": 2.5, "cues": 2.5, "why_they_ask": 1.5}
"""How much a word counts where it stands; elsewhere 1."""
SATURATION, LENGTH_SHARE = 1.2, 0.5
"""BM25's k1 and b: how soon more of a word adds little, and how far a long question is held against it."""
OFTEN = 0.6
"""A word that stands in a larger share of the questions tells nothing, unless all words of a search are like that."""
SYNONYM_WEIGHT = 0.8
"""What a synonym counts beside the word itself."""
BEGINNING, BEGINNING_WEIGHT = 4, 0.5
"""A word of so many letters also finds longer ones that begin with it, for so much of the score."""
ASKED = 3.0
"""What a word adds that stands in the question as it is asked: that much times its rarity, whatever the answer says."""
IN_ORDER, FILLER_IN_ORDER = 3.0, 0.25
"""What each further word of a phrase adds that stands so in the question, and a filler's share of that."""
NEAR = 0.72

Documents = Mapping[str, Sequence[TextLine]]


@dataclass(frozen=True, slots=True)
class _Term:
    """A word of the search in this bank: the stems it stands for, each with what it counts, and its rarity.

    One that tells nothing has no rarity; it only helps to know a phrase.
    """

    stems: Mapping[str, float]
    rarity: float


@dataclass(slots=True)
class _Index:
    """The stems of every line, their weighted counts in each question, and how the words were spelled."""

    lines: dict[str, list[list[str]]] = field(default_factory=dict)
    asked: dict[str, list[list[str]]] = field(default_factory=dict)
    counts: dict[str, dict[str, float]] = field(default_factory=dict)
    lengths: dict[str, float] = field(default_factory=dict)
    spelled: dict[str, set[str]] = field(default_factory=dict)


def search(documents: Documents, words: Iterable[str], limit: int, groups: Iterable[Synonyms] = ()) -> Findings:
    """The questions in which the words stand: those with more of the words first, then by how well they fit.

    Args:
        documents: the lines of each question, by its id, in the bank's order.
        words: what was asked for, as it is said; case, accents and endings do not matter.
        limit: at most so many.
        groups: words that are taken for one another.
    """
    asked = asked_for(" ".join(words), groups)
    index = _indexed(documents)
    for phrase in {found for one in asked for found in (one.stem, *one.synonyms) if " " in found}:
        _count_phrase(phrase, documents, index)
    stems = {one.stem: _stems(one, index) for one in asked}
    telling = {one.stem: one.written for one in asked if not one.filler} or {one.stem: one.written for one in asked}
    missing = tuple((written, _near(written, index)) for name, written in telling.items() if not stems[name])
    rarity = _rarity({name: stems[name] for name in telling if stems[name]}, index)
    terms = {name: _Term(stems[name], rarity.get(name, 0.0)) for name in stems}
    in_order = [terms[one.stem] for one in asked]
    told = [term for term in terms.values() if term.rarity]
    scores = {name: score for name in documents if (score := _score(name, told, in_order, index))}
    best = sorted(scores, key=lambda name: -scores[name])[:limit]
    return Findings(tuple(_hit(name, scores[name], documents[name], in_order, index) for name in best), missing)


def _indexed(documents: Documents) -> _Index:
    index = _Index()
    for name, lines in documents.items():
        counts: dict[str, float] = {}
        index.lines[name] = []
        for line in lines:
            weight = WEIGHTS.get(line.field, 1.0)
            words = WORD.findall(line.text)
            stems = [stem(word) for word in words]
            for found, word in zip(stems, words, strict=True):
                counts[found] = counts.get(found, 0.0) + weight
                index.spelled.setdefault(found, set()).add(word)
            index.lines[name].append(stems)
        index.asked[name] = [s for s, line in zip(index.lines[name], lines, strict=True) if line.field == WORDING]
        index.counts[name] = counts
        index.lengths[name] = sum(counts.values())
    return index


def _count_phrase(phrase: str, documents: Documents, index: _Index) -> None:
    """Count a few words together as one."""
    parts = phrase.split()
    for name, counts in index.counts.items():
        if all(part in counts for part in parts):
            pairs = zip(documents[name], index.lines[name], strict=True)
            often = sum(WEIGHTS.get(line.field, 1.0) * _times(phrase, stems) for line, stems in pairs)
            if often:
                counts[phrase] = often


def _stems(asked: Asked, index: _Index) -> dict[str, float]:
    """The stems of the bank that a word stands for, each with what it counts."""
    stems = {asked.stem: 1.0}
    if len(asked.stem) >= BEGINNING and not asked.filler and not asked.synonyms:
        stems |= {found: BEGINNING_WEIGHT for found in index.spelled if found.startswith(asked.stem)} | stems
    for found in asked.synonyms:
        related = found.startswith(asked.stem) or asked.stem.startswith(found)  # fail, failure
        stems[found] = 1.0 if related else SYNONYM_WEIGHT
    return {found: worth for found, worth in stems.items() if any(found in c for c in index.counts.values())}


def _rarity(stems: Mapping[str, Mapping[str, float]], index: _Index) -> dict[str, float]:
    """The words that tell questions apart, each with its inverse frequency."""
    total = len(index.counts)
    found: dict[str, float] = {}
    rare: list[str] = []
    for asked, ones in stems.items():
        holding = sum(any(s in counts for s in ones) for counts in index.counts.values())
        found[asked] = math.log(1 + (total - holding + 0.5) / (holding + 0.5))
        if holding <= OFTEN * total:
            rare.append(asked)
    return {asked: found[asked] for asked in rare} if rare else found


def _score(name: str, terms: Sequence[_Term], phrase: Sequence[_Term], index: _Index) -> float:
    """How well a question fits; 0 if none of the words is in it."""
    average = sum(index.lengths.values()) / len(index.lengths)
    damping = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * index.lengths[name] / average)
    score, there = 0.0, 0
    for term in terms:
        often = sum(index.counts[name].get(found, 0.0) * worth for found, worth in term.stems.items())
        if often:
            there += 1
            asked = max((_worth(term, stems) for stems in index.asked[name]), default=0.0)
            score += term.rarity * (often * (SATURATION + 1) / (often + damping) + ASKED * asked)
    if not there:
        return 0.0
    score += max((_in_order(phrase, stems) for stems in index.asked[name]), default=0.0)
    # More of the words weigh more than any of them: the rest of the score is bounded.
    bound = sum(term.rarity for term in terms) * (SATURATION + 1 + ASKED) + IN_ORDER * len(phrase) + 1
    return round(there * bound + score, 3)


def _in_order(phrase: Sequence[_Term], stems: list[str]) -> float:
    """What the longest part of a phrase adds that stands on a line in order, with or without its fillers."""
    best = 0.0
    if len(phrase) < 2:
        return best
    for start in range(len(stems)):
        for first in range(len(phrase)):
            place, told, fillers = start, 0, 0
            for term in phrase[first:]:
                size = next((size for found in term.stems if (size := _size(found, stems, place))), 0)
                if not size and (term.rarity or place == start):
                    break
                place += size
                told += bool(size and term.rarity)
                fillers += bool(size and not term.rarity)
            if told:
                best = max(best, IN_ORDER * (told - 1 + FILLER_IN_ORDER * fillers))
    return best


def _hit(name: str, score: float, lines: Sequence[TextLine], phrase: Sequence[_Term], index: _Index) -> Hit:
    """A question with the line that fits best: of equal ones that with more of all words, then the first."""
    terms = [term for term in phrase if term.rarity]

    def fit(place: int) -> tuple[float, int]:
        stems = index.lines[name][place]
        told = sum(term.rarity * _worth(term, stems) for term in terms)
        weight = 1 + 0.05 * WEIGHTS.get(lines[place].field, 1.0)
        return told * weight, sum(_worth(term, stems) > 0 for term in phrase)

    best = lines[max(range(len(lines)), key=fit)]
    return Hit(name, score, best, _marks(best.text, terms))


def _marks(text: str, terms: Iterable[_Term]) -> tuple[tuple[int, int], ...]:
    words = list(WORD.finditer(text))
    stems = [stem(word[0]) for word in words]
    sought = [found for term in terms for found in term.stems]
    marks: list[tuple[int, int]] = []
    place = 0
    while place < len(words):
        size = max((_size(found, stems, place) for found in sought), default=0)
        if size:
            marks.append((words[place].start(), words[place + size - 1].end()))
        place += size or 1
    return tuple(marks)


def _worth(term: _Term, stems: list[str]) -> float:
    """What a word counts on a line: 1 for itself, less for what stands for it, 0 if it is not there."""
    return max((worth for found, worth in term.stems.items() if _times(found, stems)), default=0.0)


def _times(sought: str, stems: list[str]) -> int:
    """How often a word, or a few together, stand on a line."""
    begins = stems.count(sought.partition(" ")[0])
    if not begins or " " not in sought:
        return begins
    return sum(bool(_size(sought, stems, place)) for place in range(len(stems)))


def _size(sought: str, stems: list[str], place: int) -> int:
    """How many words of a line are the one or the few that are sought; 0 if they do not stand at this place."""
    if " " not in sought:
        return int(stems[place : place + 1] == [sought])
    parts = sought.split(" ")
    return len(parts) if stems[place : place + len(parts)] == parts else 0


def _near(word: str, index: _Index) -> str:
    """A word of the bank that is spelled nearly so; empty where there is none."""
    known = {word.casefold() for words in index.spelled.values() for word in words if len(word) > 2}
    near = get_close_matches(word.casefold(), sorted(known), n=1, cutoff=NEAR)
    return near[0] if near else ""
