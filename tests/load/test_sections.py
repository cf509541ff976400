"""The shapes of answers, lists, plans and probes, from text."""

from __future__ import annotations

import pytest

from generator.load.answer import shape_of, without_notes
from generator.load.headings import QUESTION_SECTIONS, kind_of
from generator.load.lists import read_bullets, read_plan, read_probes
from generator.load.outline import scan
from generator.load.sections import read_question_body
from generator.model.answer import AnswerShape, PlanStep, Probe
from generator.model.markdown.lines import Line, heading_in, is_rule
from generator.model.problems import Problem, SourceRef

PLACE = SourceRef("q.md")


def lines(text: str) -> tuple[Line, ...]:
    return scan(text, 1, PLACE, [])


@pytest.mark.parametrize(
    ("labels", "shape", "markers"),
    [
        ([], AnswerShape.PLAIN, ""),
        (["Situation", "Task", "Action", "Result", "Learning"], AnswerShape.STAR, "STARL"),
        (["Situation:", "**Task**", "Actions I took", "Results", "Lessons learned"], AnswerShape.STAR, "STARL"),
        (["Context", "Action", "Result", "Learning"], AnswerShape.PARTS, "CARL"),
        (["Situation", "Obstacle", "Action", "Result"], AnswerShape.PARTS, "SOAR"),
        (["Phase 1: Learn", "Phase 2: Plan"], AnswerShape.PHASES, "12"),
        (["70% - Core", "20 % more", "10% bets"], AnswerShape.PORTFOLIO, "123"),
        (["Take out what must run", "70% core", "20% next", "10% bets"], AnswerShape.PORTFOLIO, "1234"),
        (["Principle", "Mechanism", "Measure"], AnswerShape.PRINCIPLES, "123"),
        (["Diagnosis", "Policy", "Actions"], AnswerShape.PARTS, "123"),
        (["一", "二"], AnswerShape.PARTS, "12"),
    ],
)
def test_shapes(labels: list[str], shape: AnswerShape, markers: str) -> None:
    assert shape_of(labels) == (shape, tuple(markers))


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("What's Really Being Asked (The Evaluation):", "why_they_ask"),
        ("What’s really being asked", "why_they_ask"),
        ("STRUCTURING YOUR ANSWER:", "structure"),
        ("A Good Answer (Level 1 - Competent):", "competent"),
        ("The Best Response (Level 2 - A (very) good one):", "strong"),
        ("**Follow up probes**", "probes"),
        ("Self-score", "self_score"),
        ("Something else", None),
        ("(in brackets)", None),
    ],
)
def test_headings_are_known_by_many_names(heading: str, field: str | None) -> None:
    kind = kind_of(heading, QUESTION_SECTIONS)
    assert (kind.field if kind else None) == field


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# a", (1, "a")),
        ("##a", (2, "a")),
        ("   ## a ##", (2, "a")),
        ("# C#", (1, "C#")),
        ("#", (1, "")),
        ("## #", (2, "")),
        ("#1 of 3", None),
        ("    # code", None),
        ("####### seven", None),
        ("\\# a", None),
    ],
)
def test_what_is_a_heading(text: str, found: tuple[int, str] | None) -> None:
    heading = heading_in(text)
    assert scan(text, 0, PLACE, [])[0].heading == heading
    assert (heading and (heading.level, heading.text)) == found


@pytest.mark.parametrize(
    ("text", "rule"), [("---", True), ("* * *", True), ("--", False), ("- a", False), ("    ---", False)]
)
def test_what_is_a_rule(text: str, rule: bool) -> None:
    assert is_rule(text) is rule


def test_notes_leave_the_text() -> None:
    text = "One.\n\n> note\nlazily on\n\nTwo.\n\n> other\n> \n> paragraph\n\n```\n> code\n```"
    assert without_notes(lines(text)) == (
        "One.\n\n\nTwo.\n\n\n```\n> code\n```",
        ("note\nlazily on", "other\n\nparagraph"),
    )


def test_plan_steps() -> None:
    problems: list[Problem] = []
    plan = read_plan(
        "Plan",
        lines("- 15 s: **Frame.** Say how.\n- 40 sec – go\n  on\n- 5s **End**\n- Free\n- 10 s:"),
        PLACE,
        problems,
    )
    assert plan.steps == (PlanStep(15, "Frame", "Say how."), PlanStep(40, "", "go on"), PlanStep(5, "End", ""))
    assert [str(problem.where) for problem in problems] == ["q.md:5", "q.md:6"]


def test_probes() -> None:
    text = "- Which first? *Tests whether you rank.*\n- Which *first*\n- Why **that**?\n1. And _then_? _tests grit_\n"
    assert read_probes("Probes", lines(text), PLACE, []).items == (
        Probe("Which first?", "Tests whether you rank."),
        Probe("Which *first*", ""),
        Probe("Why **that**?", ""),
        Probe("And _then_?", "tests grit"),
    )


def told(text: str) -> list[str]:
    problems: list[Problem] = []
    read_question_body(scan(text, 1, PLACE, problems), PLACE, problems)
    return [str(problem) for problem in problems]


def test_a_title_over_a_line_opens_a_section() -> None:
    text = "How so?\n=======\n\nWhy they ask\n------------\nTo see.\n\nStrong answer\n---\n### Situation\nIt was so.\n---\nClosing"
    problems: list[Problem] = []
    body = read_question_body(lines(text), PLACE, problems)
    assert problems == []
    assert body.wording == "How so?"
    assert body.passages["why_they_ask"].markdown == "To see."
    assert body.strong
    assert [part.markdown for part in body.strong.parts] == ["It was so."]
    assert body.strong.closing == "Closing"


def test_what_a_note_kept_apart_does_not_run_together() -> None:
    assert without_notes(lines("One\n> note\n---\nTwo")) == ("One\n\n---\nTwo", ("note",))


BODY = "# How?\n\n## Why they ask\n{}\n\n## Pitfalls\n- one\n{}\n- two\n\n## Strong answer\n{}\nIt was so.\n"


@pytest.mark.parametrize("comment", ["<!-- help -->", "<!-- help\n\n# Not a heading\n```\n- no item\n-->", "<!---->"])
def test_comments_are_no_part_of_a_question(comment: str) -> None:
    problems: list[Problem] = []
    body = read_question_body(lines(BODY.format(f"To see. {comment}", comment, comment)), PLACE, problems)
    assert problems == []
    assert body.passages["why_they_ask"].markdown == "To see."
    assert body.bullets["pitfalls"].items == ("one", "two")
    assert body.strong
    assert body.strong.opening == "It was so."


def test_a_section_of_comments_is_still_to_be_written_and_one_without_is_empty() -> None:
    assert told(BODY.format("<!-- help -->", "- b", "")) == []
    body = read_question_body(lines(BODY.format("<!-- help -->", "- b", "")), PLACE, [])
    assert [str(problem) for problem in body.unwritten] == [
        'q.md:3: "Why they ask" is not written yet; write it below its heading'
    ]
    assert body.passages["why_they_ask"].markdown == ""
    assert 'q.md:3: the section "Why they ask" is empty; write it, or remove the heading' in told(
        BODY.format("", "- b", "")
    )


def test_a_comment_that_is_never_closed_is_told_with_its_line() -> None:
    assert told(BODY.format("To see.", "- b", "<!-- help")) == [
        "q.md:12: a comment opens here and is never closed; add a line of -->"
    ]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("- one\n* two\n+ three\n• four", ("one", "two", "three", "four")),
        ("1. one\n2) two", ("one", "two")),
        (" - one\n - two\n   goes on\nlazily", ("one", "two goes on lazily")),
        ("- one\n\n- two\n\n  goes on", ("one", "two goes on")),
        ("– one\n– two", ("one", "two")),
        ("- one\n– goes on", ("one – goes on",)),
    ],
)
def test_items(text: str, items: tuple[str, ...]) -> None:
    problems: list[Problem] = []
    assert read_bullets("Pitfalls", lines(text), PLACE, problems).items == items
    assert problems == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- one\n  - two", 'q.md:2: this list has a list inside; begin every item with "- " at the margin'),
        ("- one\n\t- two", 'q.md:2: this list has a list inside; begin every item with "- " at the margin'),
        ("    - one", 'q.md:1: this list has a list inside; begin every item with "- " at the margin'),
        ("- one\n\ntext", 'q.md:3: this section is a list; begin every item with "- "'),
        ("- one\n#### two", "q.md:2: this section is a plain list; keep code and headings out of it"),
        ("- one\n-", "q.md:2: this item is empty; write it, or remove it"),
    ],
)
def test_what_is_no_flat_list(text: str, problem: str) -> None:
    problems: list[Problem] = []
    read_bullets("Pitfalls", lines(text), PLACE, problems)
    assert [str(problem) for problem in problems] == [problem]
