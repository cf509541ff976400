"""Front matter for a question that came without: guessed from its words, to be checked by its reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..load.answer import shape_of
from ..model.answer import AnswerShape
from ..model.content import Competency, Level, QuestionFormat

_FORMATS = (
    (
        QuestionFormat.BEHAVIOURAL,
        r"\b(?:tell me about|describe|give me|share|walk me through) (?:a|an|one|the) (?:\w+ )?"
        r"(?:time|situation|example|decision|project|moment|failure)|\bhave you ever|\byour (?:biggest|hardest|worst)"
        r"|\bwhen (?:did|have) you|\bexample of",
    ),
    (
        QuestionFormat.SITUATIONAL,
        r"\b(?:if you|suppose|imagine|what would you|how would you|you (?:inherit|join|take over))",
    ),
    (QuestionFormat.CASE, r"\b(?:draw|design|estimate|here is|given the following)\b"),
)
_COMPETENCIES = {
    Competency.STRATEGY: "strateg vision roadmap long-term innovat portfolio",
    Competency.BUSINESS: "business budget cost revenue commercial financ",
    Competency.EXECUTION: "deliver execut deadline off-track milestone project plan",
    Competency.DECISIONS: "decision decide choice trade-off incomplete ambigu justify",
    Competency.PEOPLE: "hire hiring coach mentor talent perform grow people",
    Competency.ORGANISATION: "organization organisation structure culture team",
    Competency.CHANGE: "change transform reorg moderni",
    Competency.TECHNOLOGY: "technical technology architect system engineer stack",
    Competency.RESILIENCE: "incident outage stability reliab resilien recover",
    Competency.RISK: "risk control audit complian regulat security",
    Competency.INFLUENCE: "influenc stakeholder persuad convince conflict disagree align",
    Competency.LEARNING: "learn feedback failure mistake fail",
}
_FRAMEWORKS = (
    ("thirty-sixty-ninety", "W2", r"30[-/ ]60[-/ ]90|first (?:90|ninety) days"),
    ("stop-diagnose-reset", "W3", r"stop,? diagnose|off[- ]track|turn it around|turnaround"),
    ("seventy-twenty-ten", "W4", r"70[/ -]20[/ -]10"),
    ("two-way-door", "W5", r"two-way door|reversible|incomplete information"),
    ("diagnosis-policy-actions", "", r"guiding policy|diagnosis, policy"),
)
_LEVELS = (
    (Level.STRETCH, r"\b(?:vice president|vp|chief|head of|managing director|senior director|executive)\b"),
    (Level.DIRECTOR, r"\bdirector\b"),
    (Level.MANAGER, r"\b(?:manager|lead)\b"),
)


@dataclass(frozen=True, slots=True)
class Guess:
    """The keys that every question needs."""

    format: QuestionFormat
    competencies: tuple[Competency, ...]
    level: Level
    frameworks: tuple[str, ...]
    worksheets: tuple[str, ...]


def guess(wording: str, asked: str, answer: str, labels: Sequence[str], title: str) -> Guess:
    """Guess from the question, what is being asked, the answer, the names of its parts, and the document's title."""
    said = f"{wording}\n{asked}".casefold()
    everything = f"{said}\n{answer.casefold()}"
    found = next((form for form, sign in _FORMATS if re.search(sign, wording.casefold())), QuestionFormat.APPROACH)
    level = next((level for level, sign in _LEVELS if re.search(sign, title.casefold())), Level.DIRECTOR)
    named = [(name, sheet) for name, sheet, sign in _FRAMEWORKS if re.search(sign, everything)][:1]
    shape, markers = shape_of(labels)
    frameworks = [name for name, _ in named]
    if shape is AnswerShape.STAR:
        frameworks.insert(0, "star")
    elif markers == ("C", "A", "R", "L"):
        frameworks.insert(0, "carl")
    sheets = [sheet for _, sheet in named if sheet] or (["W1"] if frameworks[:1] in (["star"], ["carl"]) else [])
    return Guess(found, _competencies(wording.casefold(), said), level, tuple(frameworks), tuple(sheets))


def _competencies(wording: str, said: str) -> tuple[Competency, ...]:
    """The two that the words speak of most; the question itself counts three times."""
    scores = {
        name: sum(3 * wording.count(stem) + said.count(stem) for stem in stems.split())
        for name, stems in _COMPETENCIES.items()
    }
    best = sorted((name for name in scores if scores[name]), key=lambda name: -scores[name])
    return tuple(best[:2]) or (Competency.STRATEGY,)
