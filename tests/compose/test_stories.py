"""Which story serves which question."""

from __future__ import annotations

from dataclasses import replace

from generator.compose.stories import StoryTable, story_table
from generator.compose.story_pages import bank_sheets
from generator.model.own import OwnAnswer, Story
from generator.model.pack import PackSpec, page_of
from generator.model.worksheet import MatrixBlock

from .bank import WHERE, library, question, sheet

RISK, PEOPLE, CHANGE = "risk", "people", "change"
ONE = question("one", competencies=(RISK, PEOPLE))
TWO = question("two", competencies=(PEOPLE,))
MATRIX = MatrixBlock(
    kind="matrix",
    label="Stories",
    name="Story",
    columns=("Risk & control", "Leading"),
    keys=(RISK, PEOPLE),
    rows=4,
    total="All",
)
CASE = question("case", format="case", competencies=(RISK,))
FAR = question("far", competencies=(CHANGE,))


def table(*stories: Story, **answers: tuple[str, ...]) -> StoryTable:
    questions = (ONE, TWO, CASE, FAR)
    own = {id_: OwnAnswer(id_, WHERE, stories=told) for id_, told in answers.items()}
    bank = replace(library(*questions), stories={story.id: story for story in stories}, answers=own)
    return story_table(bank, questions)


def test_the_bank_is_ticked_by_ids_whatever_a_competency_is_called() -> None:
    bank = sheet("P7", blocks=(MATRIX,))
    told = replace(library(ONE), stories={"a": story("a", PEOPLE), "b": story("b", RISK, PEOPLE)})
    (page,) = bank_sheets(told, bank, page_of(PackSpec()))
    (matrix,) = (placed for placed in page.pages[0].blocks)
    assert matrix.filling
    assert matrix.filling.cells[:2] == (("a", "", "x"), ("b", "x", "x"))
    assert matrix.filling.cells[-1] == ("", "1", "2")


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
