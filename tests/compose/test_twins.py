"""Which wordings the bank has already: those of the first document and paraphrases, and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import assets
from generator.compose.twins import Twins
from generator.load.library import load_library

DOCUMENT = Path(__file__).parent.parent / "data" / "director.md"


@pytest.fixture(scope="module")
def bank() -> Twins:
    library, _ = load_library([assets.shipped_content()])
    return Twins(library.questions.values(), library.synonyms.values())


def test_the_first_document_s_wordings_are_told(bank: Twins) -> None:
    wordings = re.findall(r'^### Question \d+: "(.+)"$', DOCUMENT.read_text(encoding="utf-8"), re.M)
    assert [bank.of(wording) for wording in wordings] == [
        "first-ninety-days",
        "programme-off-course",
        "experiments-on-a-stable-platform",
        "choice-before-the-facts",
    ]


@pytest.mark.parametrize(
    ("wording", "twin"),
    [
        ("Suppose you join us next month: walk me through your first ninety days.", "first-ninety-days"),
        ("What would you do in your first 90 days?", "first-ninety-days"),
        ("Tell me about a project of yours that went off the rails", "programme-off-course"),
        ("TELL ME ABOUT VALUED WORK YOU STOPPED FUNDING", "stopped-funding"),
        ("Describe a layoff you led. How were people treated?", "headcount-cut"),
        ("Tell me about a time you changed the mind of a senior executive", "changing-a-senior-mind"),
        ("How would you roll out AI coding tools to our engineers?", "coding-tools-rollout"),
        ("How would you replace a core system without customers noticing?", "replace-core-system"),
        ("When do you build, and when do you buy?", "build-buy-share"),
        ("Describe a time you disagreed with compliance.", "disagreeing-with-compliance"),
        ("Tell me about technical debt you got the business to fund", "technical-debt-funded"),
        ("Tell me about the worst production incident on your watch.", "worst-incident"),
        ("What is the hardest feedback you ever received?", "hardest-feedback"),
    ],
)
def test_paraphrases_are_told(bank: Twins, wording: str, twin: str) -> None:
    assert bank.of(wording) == twin


@pytest.mark.parametrize(
    "wording",
    [
        "",
        "True?",
        "Why C #",
        "Почему банк?",
        "为什么是银行",
        "What would you do first?",
        "How do you lead a team through a merger?",
        "How do you lead a Führungs-team?",
        "How do you hire your first engineer?",
        "How do you handle conflict between two engineers?",
        "What is your leadership style?",
        "What are your salary expectations?",
        "How do you plan capacity for a new platform?",
        "How do you define success for a product team?",
        "Describe a customer complaint and how you answered it.",
        "Tell me about a time you had to say no to a customer.",
        "Tell me about a decision you regret.",
        "What is the biggest team you have led?",
        "How do you choose a vendor?",
        "How would you enter a new market?",
        "Which metrics matter for a new product?",
        "What does good documentation look like?",
    ],
)
def test_other_questions_are_not(bank: Twins, wording: str) -> None:
    assert bank.of(wording) == ""
