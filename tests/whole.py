"""What a question with a model answer has, for tests that look into it."""

from __future__ import annotations

from generator.model.answer import Passage, StrongAnswer
from generator.model.content import Question


def strong_of(question: Question) -> StrongAnswer:
    """Its model answer."""
    assert question.strong is not None
    return question.strong


def why_of(question: Question) -> Passage:
    """Its section "Why they ask"."""
    assert question.why_they_ask is not None
    return question.why_they_ask
