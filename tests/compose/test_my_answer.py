"""An answer as it is told: the reader's own words first, then their stories'."""

from __future__ import annotations

from dataclasses import replace

from generator.compose.my_answer import my_answer
from generator.model.answer import AnswerShape, Passage, StrongAnswer
from generator.model.content import Library
from generator.model.own import OwnAnswer, Story, Written
from generator.model.worksheet import LinesBlock, SplitBlock

from .bank import WHERE, library, question, sheet

ASKED = question("asked")
BLOCKS = (
    LinesBlock(kind="lines", key="situation", label="Situation", marker="S", lines=3),
    SplitBlock(kind="split", key="result", label="Result", marker="R", columns=("Before", "By when"), lines=2),
    LinesBlock(kind="lines", key="aside", label="Aside", lines=3),
)


def written(text: str, *items: str, **fields: str) -> Written:
    return Written("", text, WHERE, {key.replace("_", "-"): value for key, value in fields.items()}, items)


def bank(answer: OwnAnswer | None, *stories: Story) -> Library:
    plain = library(ASKED)
    return replace(
        plain,
        worksheets={**plain.worksheets, "W1": sheet("W1", blocks=BLOCKS)},
        answers={"asked": answer} if answer else {},
        stories={story.id: story for story in stories},
    )


def told(answer: OwnAnswer, *stories: Story) -> list[tuple[str, str, str]]:
    mine = my_answer(ASKED, bank(answer, *stories))
    assert mine is not None
    return [(p.label, p.marker, p.markdown) for p in mine.strong.parts] if mine.strong else []


def test_there_is_none_where_nothing_is_written() -> None:
    assert my_answer(ASKED, bank(None)) is None
    assert my_answer(ASKED, bank(OwnAnswer("asked", WHERE, notes=(Passage("", "x", WHERE),)))) is None


def test_it_is_made_of_the_fields_that_are_told() -> None:
    parts = {
        "a-sheet.result": written("### …", before="Forty", by_when="In May"),
        "a-sheet.situation": written("It was so."),
        "a-sheet.aside": written("Never said."),
    }
    assert told(OwnAnswer("asked", WHERE, parts=parts)) == [
        ("Situation", "S", "It was so."),
        ("Result", "R", "**Before:** Forty\n\n**By when:** In May"),
    ]


def test_what_it_does_not_say_its_first_story_says_that_has_it() -> None:
    first = Story("first", "First", WHERE, parts={"situation": written("First story.")})
    second = Story("second", "Second", WHERE, parts={"situation": written("No."), "result": written("Done by May.")})
    answer = OwnAnswer("asked", WHERE, stories=("gone", "first", "second"))
    assert told(answer, first, second) == [("Situation", "S", "First story."), ("Result", "R", "Done by May.")]
    own = OwnAnswer("asked", WHERE, stories=("first",), parts={"a-sheet.situation": written("Mine.")})
    assert told(own, first, second) == [("Situation", "S", "Mine.")]


def test_my_answer_in_full_is_told_before_all_else() -> None:
    strong = StrongAnswer("My answer", AnswerShape.PLAIN, "In full.", (), "", WHERE)
    parts = {"a-sheet.situation": written("Not this.")}
    mine = my_answer(ASKED, bank(OwnAnswer("asked", WHERE, told=strong, parts=parts)))
    assert mine is not None
    assert mine.strong == strong


def test_numbers_come_from_the_stories_where_the_answer_has_none() -> None:
    story = Story("first", "First", WHERE, parts={"numbers": written("", "40 people")})
    mine = my_answer(ASKED, bank(OwnAnswer("asked", WHERE, stories=("first",)), story))
    assert mine is not None
    assert (mine.numbers, mine.stories) == (("40 people",), (story,))
    own = OwnAnswer("asked", WHERE, stories=("first",), parts={"numbers": written("", "4 people")})
    mine = my_answer(ASKED, bank(own, story))
    assert mine is not None
    assert mine.numbers == ("4 people",)
