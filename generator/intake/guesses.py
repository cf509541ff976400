"""Front matter for a question that came without: guessed from its words, to be checked by its reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..load.answer import shape_of
from ..model.answer import AnswerShape
from ..model.taxonomy import Taxonomy, Words

NONE = Taxonomy()
APPROACH, DIRECTOR, STRATEGY = "approach", "director", "strategy"
"""What a question has whose words tell nothing."""

_FORMATS = (
    (
        "behavioural",
        r"\b(?:tell me about|describe|give me|share|walk me through) (?:a|an|one|the) (?:\w+ )?"
        r"(?:time|situation|example|decision|project|moment|failure)|\bhave you ever|\byour (?:biggest|hardest|worst)"
        r"|\bwhen (?:did|have) you|\bexample of",
    ),
    (
        "situational",
        r"\b(?:if you|suppose|imagine|what would you|how would you|you (?:inherit|join|take over))",
    ),
    ("case", r"\b(?:draw|design|estimate|here is|given the following)\b"),
)
_COMPETENCIES = {
    "strategy": "strateg vision roadmap long-term innovat portfolio",
    "business": "business budget cost revenue commercial financ",
    "execution": "deliver execut deadline off-track milestone project plan",
    "decisions": "decision decide choice trade-off incomplete ambigu justify",
    "people": "hire hiring coach mentor talent perform grow people",
    "organisation": "organization organisation structure culture team",
    "change": "change transform reorg moderni",
    "technology": "technical technology architect system engineer stack",
    "resilience": "incident outage stability reliab resilien recover",
    "risk": "risk control audit complian regulat security",
    "influence": "influenc stakeholder persuad convince conflict disagree align",
    "learning": "learn feedback failure mistake fail",
}
_FRAMEWORKS = (
    ("thirty-sixty-ninety", "W2", r"30[-/ ]60[-/ ]90|first (?:90|ninety) days"),
    ("stop-diagnose-reset", "W3", r"stop,? diagnose|off[- ]track|turn it around|turnaround"),
    ("seventy-twenty-ten", "W4", r"70[/ -]20[/ -]10"),
    ("two-way-door", "W5", r"two-way door|reversible|incomplete information"),
    ("diagnosis-policy-actions", "", r"guiding policy|diagnosis, policy"),
)
_LEVELS = (
    ("director-plus", r"\b(?:vice president|vp|chief|head of|managing director|senior director|executive)\b"),
    ("director", r"\bdirector\b"),
    ("manager", r"\b(?:manager|lead)\b"),
)


@dataclass(frozen=True, slots=True)
class Guess:
    """The keys that every question needs."""

    format: str
    competencies: tuple[str, ...]
    level: str
    frameworks: tuple[str, ...]
    worksheets: tuple[str, ...]


def guess(wording: str, asked: str, answer: str, labels: Sequence[str], title: str, taxonomy: Taxonomy = NONE) -> Guess:
    """Guess from the question, what is being asked, the answer, the names of its parts, and the document's title.

    Nothing is guessed that the taxonomy does not have.
    """
    said = f"{wording}\n{asked}".casefold()
    everything = f"{said}\n{answer.casefold()}"
    form = _first(_FORMATS, wording, APPROACH, taxonomy.formats)
    level = _first(_LEVELS, title, DIRECTOR, taxonomy.levels)
    named = [(name, sheet) for name, sheet, sign in _FRAMEWORKS if re.search(sign, everything)][:1]
    shape, markers = shape_of(labels)
    frameworks = [name for name, _ in named]
    if shape is AnswerShape.STAR:
        frameworks.insert(0, "star")
    elif markers == ("C", "A", "R", "L"):
        frameworks.insert(0, "carl")
    sheets = [sheet for _, sheet in named if sheet] or (["W1"] if frameworks[:1] in (["star"], ["carl"]) else [])
    return Guess(
        form, _competencies(wording.casefold(), said, taxonomy.competencies), level, tuple(frameworks), tuple(sheets)
    )


def _first(signs: Sequence[tuple[str, str]], text: str, otherwise: str, words: Words) -> str:
    """The first word whose sign is in the text."""
    found = [word for word, sign in signs if words.allows(word) and re.search(sign, text.casefold())]
    return found[0] if found else otherwise if words.allows(otherwise) else words.usual


def _competencies(wording: str, said: str, words: Words) -> tuple[str, ...]:
    """The two that the words speak of most; the question itself counts three times."""
    scores = {
        name: sum(3 * wording.count(stem) + said.count(stem) for stem in stems.split())
        for name, stems in _COMPETENCIES.items()
        if words.allows(name)
    }
    best = sorted((name for name in scores if scores[name]), key=lambda name: -scores[name])
    return tuple(best[:2]) or (words.usual or STRATEGY,)
