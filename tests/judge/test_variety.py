"""Rules on the variety of a whole bank."""

from __future__ import annotations

import pytest

from generator.judge.manuscript import Manuscript
from generator.judge.rule import Bank
from generator.judge.verdict import judge
from generator.model.problems import SourceRef
from tests.judge.shelf import Edit, as_is, read, said, section

FOLDER = SourceRef("content/questions")
ENDINGS = ("partial", "plain-success", "failure", "unresolved", "proposal", "still-running")
OPENINGS = ("context", "scene", "number", "decision", "person", "dialogue")
SHORT = (
    "---\nid: {id}\ntheme: self\nformat: case\ncompetencies: [change]\nlevel: manager\nframework: []\nworksheets: []\ntags: []\n"
    "ledger:\n  setting: a{n}\n  scale: b{n}\n  situation: c{n}\n  trade_off: d{n}\n  result: e{n}\n  lesson: f{n}\n"
    "  turns: [{turn}]\n  ending: {ending}\n  opening: {opening}\n  headline: {shape}\n---\n\n# {id}?\n\n"
    "## Why they ask\nWord{n} first.\n\n## Headline\nHeard{n} first.\n\n## Strong answer\nSaid.\n\n## Why it works\nSo{n} it is.\n\n"
    "## Why it is only competent\nThus{n} it is.\n\n## Follow-up probes\n- Probe{n} it? *Tests it.*\n"
)
TURNS = ("bargain", "apology", "reversal", "appeal", "near-miss", "rehearsal")


def question(n: int, edit: Edit = as_is, **told: str) -> Manuscript:
    """The n-th of a varied shelf."""
    words = {"turn": TURNS[n % 6], "ending": ENDINGS[n % 6], "opening": OPENINGS[n % 6], "shape": "deed"}
    words["shape"] = ("deed", "method", "image")[n % 3]
    text = SHORT.format(id=f"q{n}", n=n, **(words | told))
    return read(edit(text), f"q{n}.md")


def found(code: str, *copies: Manuscript, whole: bool = True) -> list[str]:
    bank = Bank(copies, whole=FOLDER if whole else None)
    return [str(finding) for finding in judge(bank) if finding.code == code]


def shelf(count: int = 6, **changed: Manuscript) -> list[Manuscript]:
    return [changed.get(f"q{n}", question(n)) for n in range(count)]


@pytest.mark.parametrize("code", ["V1", "V2", "V3", "V4", "V5", "V6", "V8"])
def test_a_varied_shelf_has_no_finding(code: str) -> None:
    assert found(code, *shelf(12)) == []


@pytest.mark.parametrize(
    ("code", "key", "common", "message"),
    [
        ("V1", "turn", "own-error", 'turn "own-error" in 3 of 6: q0, q1, q2; at most 2'),
        ("V2", "ending", "question-back", 'ending "question-back" in 3 of 6: q0, q1, q2; at most 2'),
        ("V3", "opening", "admission", 'opening "admission" in 3 of 6: q0, q1, q2; at most 2'),
    ],
)
def test_a_kind_may_be_in_a_third_of_the_bank(code: str, key: str, common: str, message: str) -> None:
    def these(count: int) -> list[Manuscript]:
        return [question(n, as_is, **({key: common} if n < count else {})) for n in range(6)]

    assert not [line for line in found(code, *these(2)) if common in line]
    assert [line for line in found(code, *these(3)) if common in line] == [f"{FOLDER}: {message} [{code}]"]
    assert found(code, *these(6), whole=False) == []


def test_endings_and_openings_are_of_several_kinds() -> None:
    ended = [question(n, ending=ENDINGS[n % 4]) for n in range(12)]
    assert found("V2", *ended) == [f"{FOLDER}: the ledgers name 4 kinds of ending; it should be at least 5 [V2]"]
    begun = [question(n, opening=OPENINGS[n % 5]) for n in range(15)]
    assert found("V3", *begun) == [f"{FOLDER}: the ledgers name 5 kinds of opening; it should be at least 6 [V3]"]


def test_headlines_of_one_shape_are_half_at_most() -> None:
    assert found("V4", *(question(n, shape="reason") if n < 3 else question(n) for n in range(6))) == []
    told = found("V4", *(question(n, shape="reason") if n < 4 else question(n) for n in range(6)))
    assert told == [f'{FOLDER}: headline "reason" in 4 of 6: q0, q1, q2, q3; at most 3 [V4]']


@pytest.mark.parametrize(
    ("sentence", "frame", "limit"),
    [
        ("The trade-off was speed.", "the trade-off is", 2),
        ("I refused it.", "I refused", 2),
        ("The head of sales left.", "head of", 2),
        ("It was late, so I went.", ", so I", 2),
        ("I’ve learned it.", "I learned", 2),
        ("I never gave the launch up.", "I gave up", 2),
        ("Three months later it came.", "… months later", 3),
        ("Nobody came.", "nobody", 4),
    ],
)
def test_a_frame_is_counted_in_answers_and_headlines(sentence: str, frame: str, limit: int) -> None:
    def these(count: int) -> list[Manuscript]:
        spoken = (section("Strong answer", sentence), section("Headline", sentence))
        return [question(n, spoken[n % 2]) if n < count else question(n) for n in range(12)]

    assert found("V5", *these(limit)) == []
    (told,) = found("V5", *these(limit + 1))
    assert told.startswith(f'{FOLDER}: frame "{frame}" in {limit + 1} of 12: q0, q1')
    assert told.endswith(f"; at most {limit} [V5]")


def test_a_frame_in_other_sections_is_none() -> None:
    assert found("V5", *(question(n, section("Why they ask", "I refused it.")) for n in range(6))) == []


@pytest.mark.parametrize(
    ("first", "is_frame"),
    [
        ("At a bank I ran 90 people.", True),
        ("I led engineering at a bank.", True),
        ("It rained. At a bank I ran it.", False),
    ],
)
def test_where_i_was_is_no_first_sentence_for_all(first: str, is_frame: bool) -> None:
    told = found("V5", *(question(n, section("Strong answer", first)) if n < 2 else question(n) for n in range(6)))
    assert [line for line in told if 'first sentence "At a … I ran" in 2 of 6' in line] == told
    assert bool(told) is is_frame


def test_passages_of_a_kind_begin_with_different_words() -> None:
    the = section("Why it works", "The story holds.")
    assert found("V6", *(question(n, the) if n < 2 else question(n) for n in range(6))) == []
    told = found("V6", *(question(n, the) if n < 3 else question(n) for n in range(6)))
    assert told == [f'{FOLDER}: first word under "Why it works" "the" in 3 of 6: q0, q1, q2; at most 2 [V6]']


def test_probes_are_counted_each() -> None:
    what = section("Follow-up probes", "- What now? *Tests it.*\n- Who else? *Tests it.*")
    assert found("V6", *(question(n, what) if n < 2 else question(n) for n in range(6))) == []
    what = section("Follow-up probes", "- What now? *Tests it.*\n- What then? *Tests it.*")
    told = found("V6", *(question(n, what) if n < 2 else question(n) for n in range(6)))
    assert told == [f'{FOLDER}: first word under "Follow-up probes" "what" in 4 of 8: q0, q1; at most 2 [V6]']


def test_answers_are_short_middling_and_long() -> None:
    def these(*lengths: int) -> list[Manuscript]:
        return [question(n, answer_of(length)) for n, length in enumerate(lengths)]

    assert found("V7", *these(260, 290, 310, 340, 360)) == []
    assert found("V7", *these(290, 310, 310, 310, 360)) == [
        f"{FOLDER}: 3 of 5 strong answers have 300 to 349 words; it should be 1 to 2 [V7]"
    ]


def test_the_mean_of_numbers() -> None:
    def these(count: int) -> list[Manuscript]:
        return [question(n, section("Strong answer", "It cost £3. " * count)) for n in range(6)]

    assert found("V8", *these(15)) == []
    assert found("V8", *these(16)) == [
        f"{FOLDER}: a strong answer has 16.0 numbers on average; it should be at most 15 [V8]"
    ]


def answer_of(length: int) -> Edit:
    return section("Strong answer", said(length))
