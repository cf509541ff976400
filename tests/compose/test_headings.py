"""A pack's headings: renamed, dropped with their text kept, told where nobody has them, and never printed twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.compose.headings import headed, strangers
from generator.load.parts import Source, read_question
from generator.model.content import Question

MATTER = (
    "---\nid: x\ntheme: t\nformat: case\ncompetencies: [learning]\nlevel: manager\nframework: []\n"
    "worksheets: []\ntags: []\n---\n# Why?\n\n"
)


def question(body: str) -> Question:
    problems = []  # type: ignore[var-annotated]
    found = read_question(Source(MATTER + body, Path("q.md"), Path(), "q.md"), problems).value
    assert problems == []
    assert found
    return found


BODY = """## What's Really Being Asked (The Evaluation):
To see.

## The Best Response (Level 2)
Opening.

### Own words
I did.

## Pitfalls
- One

## Mine
Kept.
"""


@pytest.mark.parametrize("old", ["What's Really Being Asked", "WHAT’S REALLY being asked (the evaluation)"])
def test_headings_are_renamed_whatever_their_case_and_marks(old: str) -> None:
    (found,) = headed([question(BODY)], {old: "Why they ask", "pitfalls": "Traps", "mine": "Yours", "Own words": "Do"})
    assert found.strong
    assert found.why_they_ask
    assert found.why_they_ask.heading == "Why they ask"
    assert found.pitfalls
    assert (found.pitfalls.heading, found.pitfalls.items) == ("Traps", ("One",))
    assert [(other.heading, other.markdown) for other in found.others] == [("Yours", "Kept.")]
    assert [part.label for part in found.strong.parts] == ["Do"]


def test_an_empty_one_drops_the_heading_but_not_its_text() -> None:
    (found,) = headed([question(BODY)], {"The Best Response": "", "Mine": ""})
    assert found.strong
    assert found.why_they_ask
    assert (found.strong.heading, found.strong.opening) == ("", "Opening.")
    assert [(other.heading, other.markdown) for other in found.others] == [("", "Kept.")]


def test_a_heading_that_no_question_has_is_told() -> None:
    (told,) = strangers([question(BODY)], {"Pitfals": "Traps", "Mine": ""})
    assert str(told) == 'no chosen question has the heading "Pitfals"; did you mean "Pitfalls"?'
    assert told.about == ("headings", "Pitfals")


@pytest.mark.parametrize(
    ("strong", "opening", "labels"),
    [
        ("**The best response:**\n\nI did.", "I did.", []),
        ("__The Best Response__\nI did.", "I did.", []),
        ("#### Best response\nI did.", "#### Best response\nI did.", []),
        ("### The best response (Level 2)\nI did.", "", [""]),
        ("**Another** line.", "**Another** line.", []),
        ("### Result\n**Result**\n\nSo much.", "", ["Result"]),
    ],
)
def test_a_heading_is_not_printed_twice(strong: str, opening: str, labels: list[str]) -> None:
    body = BODY.replace("Opening.\n\n### Own words\nI did.", strong)
    (found,) = headed([question(body)], {})
    assert found.strong
    assert found.why_they_ask
    assert found.strong.opening == opening
    assert [part.label for part in found.strong.parts] == labels
    assert all("**" not in part.markdown for part in found.strong.parts)


def test_nothing_else_changes() -> None:
    asked = question(BODY)
    assert headed([asked], {}) == (asked,)
