"""Rules on questions taken together."""

from __future__ import annotations

from datetime import date

from generator.judge.manuscript import Manuscript
from generator.judge.rule import Bank
from generator.judge.verdict import judge
from generator.model.content import Fact
from generator.model.problems import SourceRef
from tests.compose.bank import TAXONOMY
from tests.judge.shelf import SOUND, read, swap

EIGHT = "seven green bottles hang on the old wall"
LEDGER = SOUND[SOUND.index("ledger:") : SOUND.index("---\n\n# ")]

COMPETENCIES = TAXONOMY.competencies.ids


def short(id_: str, words: str, ledger: str = "", competencies: str = "change") -> Manuscript:
    """A question of few words."""
    text = (
        f"---\nid: {id_}\ntheme: self\nformat: case\ncompetencies: [{competencies}]\nlevel: manager\nframework: []\n"
        f"worksheets: []\ntags: []\n{ledger}---\n\n# {id_}?\n\n## Why they ask\n{words}\n\n## Strong answer\n{id_}.\n"
    )
    return read(text, f"{id_}.md")


def kin(bank: Bank, code: str) -> list[str]:
    return [str(finding) for finding in judge(bank) if finding.code == code]


def test_eight_words_in_a_row_are_a_copy_and_seven_are_none() -> None:
    one, two = short("one", f"Here are {EIGHT}."), short("two", f"There,\nthe {EIGHT.upper()}; no more.")
    assert kin(Bank((one, two)), "K1") == [
        f'two.md:16: 8 words in a row also stand in one.md:15: "{EIGHT}"; '
        "say it in other words: fewer than 8 alike [K1]"
    ]
    assert kin(Bank((one, short("two", EIGHT.removeprefix("seven ")))), "K1") == []


def test_a_longer_copy_is_told_once_with_its_length() -> None:
    long = f"{EIGHT} {EIGHT.replace('seven', 'six')} and more"
    (told,) = kin(Bank((short("one", long), short("two", f"But {long}."))), "K1")
    assert "18 words in a row" in told
    assert '"seven green bottles hang on the old wall six green bottles hang …"' in told


def test_words_that_a_question_repeats_itself_are_no_copy() -> None:
    assert kin(Bank((short("one", f"{EIGHT}. {EIGHT}."),)), "K1") == []


def test_what_stands_beside_is_compared_but_not_judged() -> None:
    own, other = short("own", EIGHT), short("other", EIGHT)
    (told,) = kin(Bank((own,), (other, short("third", EIGHT))), "K1")
    assert told.startswith("own.md:15: 8 words in a row also stand in other.md:15: ")


def test_other_wordings_are_compared_too() -> None:
    with_wording = read(SOUND.replace("id: sound", "id: two\nversion: 2").replace("version: 1\n", ""), "two.md")
    told = kin(Bank((read(SOUND), with_wording)), "K1")
    assert any("two.md:13: 17 words" in line for line in told), told


def test_two_answers_share_one_field_of_their_ledgers_at_most() -> None:
    same = swap("setting: mortgage servicer, technology and change", "setting: Another firm")
    alike = short("one", "So.", LEDGER), short("two", "So.", same(LEDGER))
    assert kin(Bank(alike), "K2") == [
        'two.md:1: its ledger shares 5 fields with "one" (scale, situation, trade_off, result, lesson); '
        "tell another story: at most 1 alike [K2]"
    ]
    other = "ledger: {setting: 'Mortgage servicer: technology, and change', scale: a, situation: b, trade_off: c, result: d, lesson: e}\n"
    assert kin(Bank((alike[0], short("two", "So.", other))), "K2") == []
    assert kin(Bank((alike[0], short("two", "So."))), "K2") == []


def test_every_competency_is_in_three_questions_of_a_whole_bank() -> None:
    groups = [COMPETENCIES[start : start + 4] for start in (0, 4, 8)]
    copies = [short(f"q{n}-{i}", "So.", "", ", ".join(g)) for n in range(3) for i, g in enumerate(groups)]
    where = SourceRef("content/questions")
    assert kin(Bank(tuple(copies), whole=where, competencies=COMPETENCIES), "K3") == []
    told = kin(Bank(tuple(copies[1:]), whole=where, competencies=COMPETENCIES), "K3")
    assert told[0] == (
        'content/questions: the competency "strategy" is tested by 2 questions; it should be at least 3 [K3]'
    )
    assert len(told) == 4
    assert kin(Bank(tuple(copies[1:])), "K3") == []


def fact(source: str, checked_on: date | None) -> Fact:
    return Fact("a-fact", "It was so.", source, date(2026, 11, 1), SourceRef("facts.yaml", 4), checked_on)


def naming(id_: str, told: Fact) -> Manuscript:
    return read(SOUND.replace("id: sound", f"id: {id_}").replace("facts: []", "facts: [a-fact]"), f"{id_}.md", (told,))


def test_a_fact_leads_to_its_first_source_and_says_when_that_was_looked_at() -> None:
    today = date(2026, 11, 28)
    good = fact("The order, https://www.example.org/a/b.pdf", today)
    assert kin(Bank((naming("one", good), naming("two", good))), "D3") == []
    bad = fact("example.org/a", None)
    assert kin(Bank((naming("one", bad), naming("two", bad))), "D3") == [
        'facts.yaml:4: the source of "a-fact" is no full address; '
        "give the page of the supervisor, law, standard or study itself, from https:// on [D3]",
        'facts.yaml:4: nothing says when the source of "a-fact" was last looked at; add checked_on: YYYY-MM-DD [D3]',
    ]
