"""What panels and candidates say, against the shipped bank: the question that they mean comes first.

The phrases were chosen before the search was made to find them; a phrase may mean more than one question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import pytest

from generator.compose.search import search
from generator.compose.words import asked_for
from generator.load.library import load_library
from generator.load.passages import text_lines
from generator.model.content import Library
from generator.model.search import TextLine

CONTENT = Path(__file__).parents[2] / "content"

PHRASES = {
    # strategy
    "your first 90 days": "first-ninety-days",
    "a project that went off the rails": "programme-off-course",
    "something you killed": "stopped-funding",
    "a decision with incomplete information": "choice-before-the-facts",
    "how do you innovate": "experiments-on-a-stable-platform",
    "roadmap": "goals-into-strategy",
    # people
    "have you ever fired anyone": "grew-and-moved-out",
    "an underperforming manager": "grew-and-moved-out judging-managers",
    "a star engineer resigned": "could-not-lose",
    "recruiting": "thirty-vacancies",
    "performance review": "calibration-fight",
    "succession planning": "unlike-bench",
    # organisation
    "layoffs": "headcount-cut",
    "tell me about a RIF": "headcount-cut",
    "offshoring": "sites-and-suppliers",
    "distributed teams": "sites-and-suppliers",
    "describe your org chart": "draw-your-organisation",
    "integrating an acquisition": "two-merged-departments",
    # technology
    "mainframe migration": "replace-core-system",
    "tech debt": "technical-debt-funded",
    "build versus buy": "build-buy-share",
    "single point of failure": "weakest-point",
    "when engineers push back on your design": "principals-oppose-decision",
    # delivery
    "a deadline you missed": "missed-commitment",
    "cost cutting": "cut-run-cost budget-hardest-trade",
    "DORA metrics": "healthy-measures faster-safer-releases",
    "ship faster": "faster-safer-releases",
    "conflicting priorities": "three-top-priorities everything-now",
    # resilience
    "AWS goes down": "cloud-outage",
    "a major outage you managed": "worst-incident",
    "on-call": "worst-incident",
    "pushback from risk": "disagreeing-with-compliance",
    "regulator findings": "audit-finding",
    # stakeholders, product, money
    "influence without authority": "changing-a-senior-mind",
    "vendor negotiation": "negotiation-begun-badly",
    "a difficult product manager": "everything-now",
    "pitch to the board": "rebuild-before-the-board",
    "P&L": "budget-hardest-trade",
    # AI, data, security
    "Copilot": "coding-tools-rollout",
    "would you put ChatGPT in front of customers": "model-answering-customers",
    "zero-day": "friday-vulnerability",
    "data quality": "data-nobody-owned",
    "DevSecOps": "secure-easy-path",
    # self, integrity, fit
    "why this company": "why-this-bank",
    "tell me about a time you failed": "own-failure",
    "tell me about yourself": "career-in-two-minutes",
    "walk me through your resume": "career-in-two-minutes",
    "an ethical dilemma": "right-thing-cost",
    "your biggest weakness": "hardest-feedback own-failure",
}


@lru_cache
def bank() -> tuple[Library, Mapping[str, Sequence[TextLine]]]:
    library, _ = load_library([CONTENT])
    return library, {question.id: text_lines(question) for question in library.questions.values()}


@pytest.mark.parametrize(("phrase", "meant"), PHRASES.items())
def test_what_people_say_finds_its_question_first(phrase: str, meant: str) -> None:
    library, documents = bank()
    best = search(documents, phrase.split(), 1, library.synonyms.values()).hits[0]
    assert best.question in meant.split()


def test_no_word_in_any_form_is_in_two_groups_of_the_shipped_synonyms() -> None:
    library, _ = bank()
    forms = [
        {asked.stem for word in group.words for asked in asked_for(word, [group])}
        for group in library.synonyms.values()
    ]
    assert sum(map(len, forms)) == len(set().union(*forms)) > 200


def test_the_phrases_are_of_every_theme() -> None:
    library, _ = bank()
    assert {library.questions[id_].theme for meant in PHRASES.values() for id_ in meant.split()} == {*library.themes}
