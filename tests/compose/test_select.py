from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.select import select
from generator.model.pack import PackSpec
from generator.model.problems import SelectionError

from .bank import library, question

BANK = library(
    question("one", tags=("onboarding",), format="case", level="manager"),
    question("two", tags=("risk", "money"), competencies=("risk", "technology")),
    question("three", "people", level="director-plus"),
    question("four", "people", tags=("money",), format="approach"),
    question("five", "people"),
)


def chosen(**keys: Any) -> list[str]:
    return [q.id for q in select(BANK, PackSpec(**keys)).questions]


def refused(**keys: Any) -> list[str]:
    with pytest.raises(SelectionError) as caught:
        select(BANK, PackSpec(**keys))
    return [str(problem) for problem in caught.value.problems]


def test_nothing_asked_is_the_whole_bank_in_its_order() -> None:
    assert chosen() == ["one", "two", "three", "four", "five"]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"questions": ("four", "one")}, ["four", "one"]),
        ({"questions": ("four", "one", "four")}, ["four", "one"]),
        ({"themes": ("people", "strategy")}, ["three", "four", "five", "one", "two"]),
        ({"questions": ("five",), "themes": ("people",)}, ["five", "three", "four"]),
        ({"tags": ("money",)}, ["two", "four"]),
        ({"tags": ("onboarding", "risk")}, ["one", "two"]),
        ({"competencies": ("risk",)}, ["two"]),
        ({"levels": ("manager", "director-plus")}, ["one", "three"]),
        ({"formats": ("case", "approach")}, ["one", "four"]),
        ({"exclude": ("two", "five")}, ["one", "three", "four"]),
        ({"limit": 2}, ["one", "two"]),
        ({"questions": ("five", "two", "one"), "limit": 2}, ["five", "two"]),
        ({"themes": ("people",), "tags": ("money",), "formats": ("approach",)}, ["four"]),
    ],
)
def test_every_filter_and_the_order(keys: dict[str, Any], expected: list[str]) -> None:
    assert chosen(**keys) == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"questions": ("too",)}, 'unknown question "too"; did you mean "two"?'),
        ({"exclude": ("fiv",)}, 'unknown question to exclude "fiv"; did you mean "five"?'),
        ({"themes": ("poeple",)}, 'unknown theme "poeple"; did you mean "people"?'),
        ({"tags": ("mony",)}, 'unknown tag "mony"; did you mean "money"?'),
        ({"themes": ("zzz",)}, 'unknown theme "zzz"; known: people, strategy'),
    ],
)
def test_an_unknown_name_gets_a_did_you_mean(keys: dict[str, Any], expected: str) -> None:
    assert refused(**keys) == [expected]


def test_all_unknown_names_at_once() -> None:
    assert len(refused(questions=("too", "won"), themes=("x",), tags=("y",), exclude=("z",))) == 5


@pytest.mark.parametrize(
    ("keys", "name", "left"),
    [
        ({"themes": ("people",), "tags": ("onboarding",)}, "--tag onboarding", "3 questions"),
        ({"tags": ("money",), "levels": ("manager",)}, "--level manager", "2 questions"),
        ({"questions": ("one",), "competencies": ("people",)}, "--competency people", "1 question "),
        ({"questions": ("one",), "formats": ("approach",)}, "--format approach", "1 question "),
        ({"questions": ("one",), "exclude": ("one",)}, "--exclude one", "1 question "),
    ],
)
def test_the_filter_that_emptied_the_choice_is_named(keys: dict[str, Any], name: str, left: str) -> None:
    (told,) = refused(**keys)
    assert told.startswith(f"no question is left after {name}; ")
    assert left in told


def test_an_empty_bank_and_an_empty_theme_say_so() -> None:
    with pytest.raises(SelectionError, match="no questions to choose from"):
        select(library(), PackSpec())


def test_a_named_question_that_a_filter_drops_is_a_warning() -> None:
    found = select(BANK, PackSpec(questions=("one", "two"), tags=("risk",)))
    assert [q.id for q in found.questions] == ["two"]
    (odd,) = found.problems
    assert not odd.is_error
    assert '"one"' in str(odd)
    assert select(BANK, PackSpec(questions=("one", "two"), exclude=("one",))).problems == ()


def test_a_shuffle_is_the_same_for_the_same_seed_and_not_for_all() -> None:
    orders = [tuple(chosen(shuffle=seed)) for seed in range(8)]
    assert orders == [tuple(chosen(shuffle=seed)) for seed in range(8)]
    assert orders[1] == ("two", "one", "five", "four", "three"), "a book printed last month must come out again"
    assert len(set(orders)) > 4


@given(st.integers(0, 2**32), st.integers(1, 8))
def test_a_shuffle_keeps_every_question_and_the_limit_cuts_after_it(seed: int, limit: int) -> None:
    everything = chosen(shuffle=seed)
    assert sorted(everything) == sorted(chosen())
    assert chosen(shuffle=seed, limit=limit) == everything[:limit]
