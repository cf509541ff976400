"""Words are counted as they are said."""

from __future__ import annotations

import pytest

from generator.model.speech import spoken, spoken_seconds, spoken_words
from tests.judge.shelf import SOUND, answer, read


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("£2.8 million", "two point eight million pounds"),
        ("£48.65m", "forty eight point six five million pounds"),
        ("$30bn", "thirty billion dollars"),
        ("€4.50", "four euros fifty"),
        ("£30-million", "thirty million pounds"),
        ("0.7", "zero point seven"),
        ("1,900", "one thousand nine hundred"),
        ("in 2024, and", "in twenty twenty four , and"),
        ("2,024 people", "two thousand and twenty four people"),
        ("the 1990s", "the nineteen ninety"),
        ("14:30", "fourteen thirty"),
        ("07:05", "seven oh five"),
        ("at 10:00", "at ten o'clock"),
        ("99.95 %", "ninety nine point nine five per cent"),
        ("70%", "seventy per cent"),
        ("Q3", "Q three"),
        ("3x", "three times"),
        ("41 ms", "forty one milliseconds"),
        ("70/20/10", "seventy / twenty / ten"),
        ("days 1–30", "days one to thirty"),
        ("72-hour", "seventy two -hour"),
        ("twenty-four", "twenty four"),
        ("half-year", "half-year"),
        ("1234567890123456", "one two three four five six seven eight nine zero one two three four five six"),
        ("**[page 4](https://example.org/1234)**", "**page four **"),
    ],
)
def test_a_figure_is_read_out(written: str, said: str) -> None:
    assert " ".join(spoken(written).split()) == said


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("£2.8 million", 5),
        ("0.7", 3),
        ("2024", 3),
        ("24 people", 3),
        ("twenty-four people", 3),
        ("We waited – and waited.", 4),
        ("* * *", 0),
        ("", 0),
    ],
)
def test_words(written: str, count: int) -> None:
    assert spoken_words(written) == count


def test_an_answer_full_of_figures_takes_longer_than_its_written_words() -> None:
    figures = read(answer("It cost £2.8 million, and £1.4 million more in 2024. " * 20)(SOUND)).question.strong
    words = read(answer("It cost so much money, and as much again the year after. " * 20)(SOUND)).question.strong
    assert figures
    assert words
    assert (figures.words, words.words) == (360, 240)
    assert (figures.seconds, words.seconds) == (155, 105)
    assert figures.opening_seconds == figures.seconds


def test_seconds_are_told_to_the_nearest_five() -> None:
    assert [spoken_seconds(words) for words in (0, 10, 140, 143, 147)] == [5, 5, 60, 60, 65]
