from __future__ import annotations

from typing import Any

import pytest

from generator.compose.contents import answers_group, contents, question_words, study_minutes
from generator.compose.plan import lay_out_plan
from generator.model.answer import Bullets, Probe, Probes
from generator.model.facts import GlossaryFacts, NotesFacts, PlanFacts, SheetFacts
from generator.model.listing import NumberedQuestion
from generator.model.pack import PAGE_SIZES, Paper
from generator.model.workbook import Section

from .bank import TAXONOMY, WHERE, framework, passage, plan, question, theme

LABELS = TAXONOMY.labels("behavioural", "director", ["strategy"])
PEOPLE, STRATEGY = theme("people", 2), theme("strategy", 1)
ENTRIES = (
    NumberedQuestion("1", question("a", "people"), PEOPLE, 1, LABELS),
    NumberedQuestion("2", question("b", "people"), PEOPLE, 1, LABELS),
    NumberedQuestion("3", question("c"), STRATEGY, 2, LABELS),
)
PLAN = lay_out_plan(plan(), PAGE_SIZES[Paper.A4])


def test_groups_follow_the_book() -> None:
    back = (
        Section("glossary", "Glossary", GlossaryFacts(())),
        Section("plan", "The first ninety days", PlanFacts(PLAN)),
        Section("sheet-p1", "Questions to ask", SheetFacts(PLAN, copies=1, bound=True)),
        Section("notes", "Notes", NotesFacts(1)),
        Section("more-notes", "Notes", NotesFacts(2)),
    )
    front, people, strategy, tools, words, sheets = contents(ENTRIES, [framework("star")], back)
    assert [e.title for e in front.entries] == ["How to use this pack"]
    assert (people.title, people.number, people.target) == ("People", 1, "theme-people")
    assert [(e.number, e.target, e.title) for e in people.entries] == [
        ("1", "q-a", "What about a?"),
        ("2", "q-b", "What about b?"),
    ]
    assert (strategy.title, strategy.number) == ("Strategy", 2)
    assert [e.target for e in tools.entries] == ["f-star"]
    assert [e.title for e in words.entries] == ["Glossary"]
    assert [(e.target, e.title) for e in sheets.entries] == [
        ("plan", "The first ninety days"),
        ("sheet-p1", "Questions to ask"),
        ("notes", "Notes"),
    ]


def test_answers_at_the_back_have_lines_of_their_own() -> None:
    answers = contents(ENTRIES, [], answers=answers_group(ENTRIES, told=True))[-1]
    assert answers.title == "Answers"
    assert [(e.number, e.target) for e in answers.entries] == [("1", "a-a"), ("2", "a-b"), ("3", "a-c")]


def test_what_is_not_in_the_book_is_not_listed() -> None:
    assert [g.title for g in contents(ENTRIES, [])] == ["", "People", "Strategy"]


def test_a_group_s_minutes_are_those_of_its_lines() -> None:
    people = contents(ENTRIES, [])[1]
    assert people.minutes == sum(e.minutes for e in people.entries) > 0


@pytest.mark.parametrize(
    ("changes", "minutes"),
    [
        # 333 words / 180 + 6 minutes aloud + 10 for a worksheet = 17.9
        ({}, 20),
        ({"worksheets": ()}, 10),
        ({"worksheets": ("W1", "W3")}, 30),
        ({"others": (passage("More", 900),)}, 25),
    ],
)
def test_study_minutes(changes: dict[str, Any], minutes: int) -> None:
    assert study_minutes(question("a", **changes)) == minutes


def test_every_section_that_is_read_counts() -> None:
    plain = question("a")
    bullets = Bullets("Heading", ("one two", "three"), WHERE)
    assert question_words(plain) == 50 + 280 + 3
    changed: dict[str, Any]
    for key in ("structure", "competent", "only_competent", "headline", "why_it_works", "context"):
        changed = {key: passage("x", 7)}
        assert question_words(question("a", **changed)) == question_words(plain) + 7, key
    for key in ("strong_signals", "weak_signals", "pitfalls", "make_it_yours", "numbers"):
        changed = {key: bullets}
        assert question_words(question("a", **changed)) == question_words(plain) + 3, key


def test_follow_up_probes_are_read_too() -> None:
    probes = Probes("Follow-up probes", (Probe("What changed since then?", "Tests honesty."),), WHERE)
    assert question_words(question("a", probes=probes)) == question_words(question("a")) + 6
