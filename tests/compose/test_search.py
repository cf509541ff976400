from __future__ import annotations

import pytest

from generator.compose.search import search
from generator.compose.words import stem
from generator.model.content import Synonyms
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


def test_two_words_in_an_answer_come_before_one_that_is_the_question() -> None:
    """All of these words tell: the rarer one, which fills a question, would outweigh two that stand in passing."""
    filler = {
        f"other{n}": lines(f"other{n}.md", ("wording", "Tell me about budgets."), ("strong", words))
        for n, words in enumerate(
            ("A rollback.", "A rollback again.", "A freeze.", "A freeze again.", "None.", "None.")
        )
    }
    both = lines("both.md", ("wording", "Tell me about a launch."), ("strong", "The freeze ended in a rollback."))
    loud = lines("loud.md", ("wording", "Cobol, cobol, cobol!"))
    found = search(filler | {"loud": loud, "both": both}, ["cobol", "freeze", "rollback"], 10)
    assert [hit.question for hit in found.hits][:2] == ["both", "loud"]


def test_the_line_that_fits_is_told_with_its_place_and_its_words() -> None:
    (hit,) = found("night").hits
    assert str(hit.line.where) == "debt.md:2"
    assert [hit.line.text[a:b] for a, b in hit.marks] == ["night"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stopped", "stop"), ("stopping", "stops"), ("services", "service"), ("priorities", "priority"),
        ("organisation", "organizations"), ("RÉSUMÉ", "resume"), ("released", "releases"), ("bank’s", "bank"),
        ("losses", "loss"), ("hiring", "hire"), ("planned", "plan"), ("findings", "finding"),
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


def groups(*words: tuple[str, ...]) -> list[Synonyms]:
    return [Synonyms(f"g{n}", group, SourceRef("synonyms.yaml", n)) for n, group in enumerate(words)]


def test_a_synonym_finds_what_the_word_itself_does_not() -> None:
    asked = groups(("recruitment", "hiring"), ("technical debt", "tech debt"))
    recruitment = search(BANK, ["Recruitment"], 10, asked)
    assert [(hit.question, hit.line.text[slice(*hit.marks[0])]) for hit in recruitment.hits] == [("hiring", "hiring")]
    assert recruitment.missing == ()
    (hit,) = search(BANK, ["tech", "debt"], 10, asked).hits
    assert [hit.line.text[a:b] for a, b in hit.marks] == ["technical debt"]


def test_a_synonym_counts_a_little_less_than_the_word() -> None:
    bank = {
        "late": lines("late.md", ("wording", "Tell me about a postponement.")),
        "cut": lines("cut.md", ("wording", "Tell me about a delay.")),
        "other": lines("other.md", ("wording", "Tell me about hiring.")),
    }
    same = groups(("delay", "postponement"))
    assert [hit.question for hit in search(bank, ["delay"], 10, same).hits] == ["cut", "late"]
    assert [hit.question for hit in search(bank, ["postponement"], 10, same).hits] == ["late", "cut"]


def test_another_form_of_a_word_counts_as_the_word() -> None:
    bank = {
        "other": lines("other.md", ("wording", "Tell me about hiring.")),
        "gate": lines("gate.md", ("wording", "Tell me how a gate may fail.")),
        "own": lines("own.md", ("wording", "Tell me about a failure.")),
    }
    assert search(bank, ["tell me about a time you failed"], 1, groups(("fail", "failure"))).hits[0].question == "own"


def test_of_two_groups_with_a_word_the_first_counts() -> None:
    assert [hit.question for hit in search(BANK, ["RIF"], 9, groups(("RIF", "hiring"), ("RIF", "debt"))).hits] == [
        "hiring"
    ]


def test_fillers_find_nothing_beside_a_word_that_tells_something() -> None:
    assert ids("tell", "me", "about", "a", "time", "everybody") == ["hiring"]
    assert found("tell me about xylophones").hits == ()
    assert found("tell me about xylophones").missing == (("xylophones", ""),)


def test_words_in_the_order_of_the_question_weigh_more() -> None:
    bank = {
        "apart": lines("apart.md", ("wording", "Was the cost high when you ran it, run by run?")),
        "together": lines("together.md", ("wording", "Was it high when you cut the run cost, and by whom?")),
    }
    assert search(bank, ["run cost"], 1).hits[0].question == "together"


def test_the_question_as_it_is_asked_weighs_more_than_much_talk_of_it() -> None:
    bank = BANK | {"loud": lines("loud.md", ("strong", "Outage, outage. " * 40))}
    assert search(bank, ["outage"], 1).hits[0].question == "outage"
