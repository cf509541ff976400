"""Every threshold that a question is held to, and nowhere else. Strong answers are counted as they are said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """From ``least`` to ``most``, both included. ``most`` None is no bound above."""

    least: float = 0
    most: float | None = None

    def __contains__(self, value: float) -> bool:
        return self.least <= value and (self.most is None or value <= self.most)

    def __str__(self) -> str:
        if self.most is None:
            return f"at least {self.least:g}"
        return f"{self.least:g} to {self.most:g}" if self.least else f"at most {self.most:g}"


@dataclass(frozen=True, slots=True)
class ListBudget:
    """A section that is a list: so many items, at most so many words in all and in each (None is no bound)."""

    items: int
    words: int | None = None
    each: int | None = None


SECTIONS: Mapping[str, str] = {
    "why_they_ask": "Why they ask",
    "strong_signals": "Strong signals",
    "weak_signals": "Weak signals",
    "plan": "Answer plan",
    "competent": "Competent answer",
    "only_competent": "Why it is only competent",
    "headline": "Headline",
    "why_it_works": "Why it works",
    "probes": "Follow-up probes",
    "pitfalls": "Pitfalls",
    "make_it_yours": "Make it yours",
    "numbers": "Numbers to have ready",
    "cues": "Recall cues",
    "context": "Context note",
    "self_score": "Self-score",
}
"""The sections of a whole question beside its strong answer: field → heading of the guide."""
LEAN_SECTIONS = ("why_they_ask", "strong_signals", "weak_signals", "probes")
"""Those of a question without a model answer: enough to practise with."""

WORDING = Span(8, 30)
OTHER_WORDINGS = 2
PASSAGES: Mapping[str, Span] = {
    "why_they_ask": Span(45, 65),
    "competent": Span(50, 80),
    "only_competent": Span(35, 50),
    "headline": Span(15, 25),
    "why_it_works": Span(45, 65),
    "context": Span(25, 45),
}
LISTS: Mapping[str, ListBudget] = {
    "strong_signals": ListBudget(4, each=12),
    "weak_signals": ListBudget(4, each=12),
    "pitfalls": ListBudget(3, words=45),
    "make_it_yours": ListBudget(4, words=55),
    "numbers": ListBudget(5, words=35),
    "cues": ListBudget(5, words=15),
    "self_score": ListBudget(1, words=30),
}
PLAN_STEPS = Span(3, 5)
PLAN_WORDS = Span(most=80)
PLAN_SECONDS = Span(120, 165)
SECONDS_BESIDE_THE_AIM = 10
"""So far may plan and answer be from the time that the question itself asks for."""
SECONDS_BESIDE_THE_PLAN = 20
"""So far may the answer be from the sum of its plan."""
PROBES = 5
PROBE_WORDS = Span(most=90)
ANSWER_WORDS = Span(250, 400)
ANSWER_SECONDS = Span(most=180)
QUESTION_WORDS = Span(most=1300)

SETTING_SHARE = Span(most=30)
"""Situation and Task (or what stands for them), in per cent of the answer's words; so are the next two."""
ACTION_SHARE = Span(45, 65)
OUTCOME_SHARE = Span(least=20)
TIMES_I = Span(least=6)

NUMBERS_IN_ANSWER = Span(4, 20)
NUMBERS_IN_SENTENCE = Span(most=3)
MEAN_SENTENCE = Span(most=18)
LONGEST_SENTENCE = Span(most=35)
GRADE = Span(7, 11)

OFF_THE_PLAN = 20
"""A reader's own answer may be so much longer or shorter than the question's plan, in per cent."""
NUMBERS_OF_ONES_OWN = Span(most=20)

SHARED_WORDS = 8
"""So many words in a row that also stand in another question are a copy."""
SHARED_LEDGER_FIELDS = Span(most=1)
QUESTIONS_A_COMPETENCY = Span(least=3)

NUMBERS_ON_AVERAGE = Span(most=15)
"""Numbers in a strong answer, over a whole bank. So are all limits below."""
KIND_SHARE = 1 / 3
"""At most so much of the bank may have the same turn, ending or opening."""
KINDS_OF_ENDING = Span(least=5)
KINDS_OF_OPENING = Span(least=6)
HEADLINE_SHARE = 1 / 2
LENGTH_BANDS = (Span(250, 299), Span(300, 349), Span(350, 400))
"""Lengths of strong answers in words as they are said."""
LENGTH_SHARE = Span(1 / 5, 1 / 2)
FIRST_WORD_SHARE: Mapping[str, float] = {
    "headline": 1 / 2,
    "why_they_ask": 1 / 3,
    "only_competent": 1 / 3,
    "why_it_works": 1 / 3,
    "probes": 1 / 3,
}
"""At most so many passages (of probes: questions) may begin with the same word."""
