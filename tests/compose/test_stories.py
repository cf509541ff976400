"""Which story serves which question."""

from __future__ import annotations

from dataclasses import replace

from generator.compose.stories import StoryTable, story_table
from generator.model.own import OwnAnswer, Story

from .bank import WHERE, library, question

RISK, PEOPLE, CHANGE = "risk", "people", "change"
ONE = question("one", competencies=(RISK, PEOPLE))
TWO = question("two", competencies=(PEOPLE,))
CASE = question("case", format="case", competencies=(RISK,))
FAR = question("far", competencies=(CHANGE,))


def table(*stories: Story, **answers: tuple[str, ...]) -> StoryTable:
    questions = (ONE, TWO, CASE, FAR)
    own = {id_: OwnAnswer(id_, WHERE, stories=told) for id_, told in answers.items()}
    bank = replace(library(*questions), stories={story.id: story for story in stories}, answers=own)
    return story_table(bank, questions)


def story(id_: str, *competencies: str, questions: tuple[str, ...] = ()) -> Story:
    return Story(id_, id_, WHERE, competencies=competencies, questions=questions)


def test_a_story_could_serve_what_asks_for_one_and_tests_what_it_proves_best_first() -> None:
    (row,) = table(story("a", PEOPLE, RISK)).rows
    assert ([q.id for q in row.told], [q.id for q in row.could]) == ([], ["one", "two"])
    (row,) = table(story("a", PEOPLE, questions=("case",))).rows
    assert [q.id for q in row.could] == ["case", "one", "two"]


def test_a_story_is_told_where_an_answer_names_it() -> None:
    found = table(story("a", PEOPLE), story("b"), one=("a",), far=("b", "a"))
    assert [[q.id for q in row.told] for row in found.rows] == [["one", "far"], ["far"]]
    assert [[q.id for q in row.could] for row in found.rows] == [["two"], []]
    assert [row.is_told_twice for row in found.rows] == [True, False]
    assert found.served == 2


def test_what_no_story_proves_and_what_has_none_is_told() -> None:
    found = table(story("a", PEOPLE), one=("a",))
    assert found.competencies == ("risk", "people", "change")
    assert found.lacking == ("risk", "change")
    # A case asks for no story.
    assert [q.id for q in found.without] == ["two", "far"]
