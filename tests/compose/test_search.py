from __future__ import annotations

import pytest

from generator.compose.search import search
from generator.compose.words import stem
from generator.model.problems import SourceRef
from generator.model.search import Findings, TextLine


def lines(file: str, *texts: tuple[str, str]) -> list[TextLine]:
    return [TextLine(SourceRef(file, n), field, field, text) for n, (field, text) in enumerate(texts, 1)]


BANK = {
    "debt": lines(
        "debt.md", ("wording", "Tell me about technical debt."), ("strong", "I stopped the outage at night.")
    ),
    "outage": lines("outage.md", ("wording", "Describe an outage."), ("strong", "Debt was no part of it.")),
    "hiring": lines("hiring.md", ("wording", "Tell me about hiring."), ("strong", "We résuméd everybody, quickly.")),
}


def found(*words: str, limit: int = 10) -> Findings:
    return search(BANK, words, limit)


def ids(*words: str) -> list[str]:
    return [hit.question for hit in found(*words).hits]


def test_the_question_itself_counts_more_than_its_answer() -> None:
    assert ids("outage") == ["outage", "debt"]
    assert ids("debt") == ["debt", "outage"]


def test_more_of_the_words_come_before_more_of_one() -> None:
    bank = BANK | {"loud": lines("loud.md", ("wording", "Outage, outage, outage!"))}
    assert search(bank, ["outage", "night"], 10).hits[0].question == "debt"


def test_the_line_that_fits_is_told_with_its_place_and_its_words() -> None:
    (hit,) = found("night").hits
    assert str(hit.line.where) == "debt.md:2"
    assert [hit.line.text[a:b] for a, b in hit.marks] == ["night"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stopped", "stop"), ("stopping", "stops"), ("services", "service"), ("priorities", "priority"),
        ("organisation", "organizations"), ("RÉSUMÉ", "resume"), ("released", "releases"), ("bank’s", "bank"),
        ("losses", "loss"), ("hiring", "hire"), ("planned", "plan"),
    ],
)  # fmt: skip
def test_endings_accents_and_spellings_do_not_matter(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("cost", "cast"), ("boss", "bot"), ("this", "thing"), ("is", "i")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_word_finds_longer_ones_that_begin_with_it() -> None:
    assert ids("tech") == ["debt"]
    assert ids("ni") == []


def test_words_that_stand_everywhere_do_not_decide() -> None:
    assert ids("tell", "me", "about", "hiring")[0] == "hiring"
    assert set(ids("tell")) == {"debt", "hiring"}


def test_what_is_missing_gets_a_near_word() -> None:
    assert found("outgae").missing == (("outgae", "outage"),)
    assert found("xylophone").missing == (("xylophone", ""),)
    assert found("outage", "zzz").hits


def test_at_most_so_many() -> None:
    assert len(found("outage", limit=1).hits) == 1
