"""Each rule finds what it is for, says so with the figure, and leaves a sound text alone."""

from __future__ import annotations

from datetime import date

import pytest

from generator.judge.prose import grade, numbers, sentences
from generator.judge.verdict import RULES
from generator.model.content import Fact
from generator.model.problems import SourceRef
from tests.judge.shelf import SOUND, Edit, answer, as_is, both, found, listed, said, section, swap, without

ACTION = "I asked first what must not get thinner."
WORDING = "Tell me about a reorganisation or headcount cut you led. How were people treated?"
PITFALL = "Hiding behind the process"
CASES: list[tuple[str, Edit, Edit, str]] = [
    # code, an edit that passes, one that does not, and what is said then
    (
        "F1",
        section("Headline", said(20)),
        both(without("Headline"), without("Pitfalls")),
        "1: 2 of 15 sections are missing: Headline, Pitfalls; add each behind ##",
    ),
    (
        "F2",
        section("Weak signals", listed(4)),
        section("Weak signals", listed(5)),
        '44: "Weak signals" has 5 items; write 4',
    ),
    (
        "F2",
        section("Answer plan", "- 75 s: **One.** Say\n- 40 s: **Two.** Say\n- 35 s: **Three.** Say"),
        section("Answer plan", "- 75 s: **One.** Say\n- 75 s: **Two.** Say"),
        '50: "Answer plan" has 2 steps; write 3 to 5',
    ),
    (
        "F2",
        section("Follow-up probes", listed(5, "Who? *Tests it.*")),
        section("Follow-up probes", listed(1, "Who? *Tests it.*")),
        '91: "Follow-up probes" has 1 item; write 5',
    ),
    (
        "F3",
        swap("*Tests options weighed.*", "*Tests whether others were weighed.*"),
        swap(" *Tests options weighed.*", ""),
        "94: this probe does not say what it tests; add it in emphasis: *Tests whether you rank.*",
    ),
    (
        "F4",
        swap("tags: [redundancy, fairness, reorganisation]", "tags: [one]"),
        swap("tags: [redundancy, fairness, reorganisation]", "tags: []"),
        '1: "tags" has no items; name at least 1',
    ),
    (
        "F4",
        as_is,
        swap("\n  - Describe the hardest restructuring you have led, and what those who left would say about it.", ""),
        '1: "wordings" has 1 item; name at least 2',
    ),
    (
        "F5",
        as_is,
        lambda text: text[: text.index("ledger:")] + text[text.index("---\n\n# ") :],
        '1: "ledger" is missing; add it with its six keys, as docs/authoring.md shows',
    ),
    (
        "F6",
        swap("  speaker: plain about harm", "  speaker: somebody"),
        both(swap("  speaker: plain about harm\n", ""), swap("  ending: partial\n", "")),
        '1: "ledger" does not say: ending, speaker; add them: docs/authoring.md has the words to choose from',
    ),
    (
        "F6",
        swap("turns: [control-improves, own-error]", "turns: [none]"),
        swap("turns: [control-improves, own-error]", "turns: [none, own-error]"),
        '1: "turns" names none beside others; name none alone, or leave it out',
    ),
    (
        "F7",
        as_is,
        lambda text: text[: text.index("## Strong answer")] + text[text.index("## Why it works") :],
        '1: there is no strong answer; add it behind "## Strong answer"',
    ),
    (
        "B1",
        swap(WORDING, "When did doing the right thing cost you?"),
        swap(WORDING, "Did the right thing ever cost you?"),
        "33: this wording has 7 words; write 8 to 30",
    ),
    (
        "B1",
        swap("  - When did you", f"  - {'so ' * 13}when did you"),
        swap("  - When did you", f"  - {'so ' * 14}when did you"),
        "12: this wording has 31 words; write 8 to 30",
    ),
    (
        "B2",
        section("Why they ask", said(45)),
        section("Why they ask", said(44)),
        '35: "Why they ask" has 44 words; write 45 to 65',
    ),
    (
        "B2",
        section("Headline", said(25)),
        section("Headline", said(26)),
        '63: "Headline" has 26 words; write 15 to 25',
    ),
    (
        "B3",
        section("Strong signals", listed(4, "so " * 12)),
        section("Strong signals", f"{listed(3)}\n- {'so ' * 13}"),
        "42: this item has 13 words; write at most 12",
    ),
    (
        "B3",
        section("Pitfalls", listed(3, "so " * 15)),
        section("Pitfalls", listed(3, "so " * 16)),
        '98: "Pitfalls" has 48 words; write at most 45',
    ),
    (
        "B3",
        section("Follow-up probes", listed(5, f"{'so ' * 15}who? *Tests it.*")),
        section("Follow-up probes", listed(5, f"{'so ' * 16}who? *Tests it.*")),
        '91: "Follow-up probes" has 95 words; write at most 90',
    ),
    (
        "B4",
        swap("**Situation.** Why fewer people", f"**Situation.** {'so ' * 35}Why fewer people"),
        swap("**Situation.** Why fewer people", f"**Situation.** {'so ' * 36}Why fewer people"),
        '50: "Answer plan" has 81 words; write at most 80',
    ),
    (
        "B5",
        swap("85 s: **Action.**", "100 s: **Action.**"),
        swap("85 s: **Action.**", "101 s: **Action.**"),
        "50: the steps of the plan make 166 seconds; make it 120 to 165",
    ),
    (
        "B5",
        both(swap("version: 1", "version: 1\nseconds: 120"), swap("85 s: **Action.**", "65 s: **Action.**")),
        both(swap("version: 1", "version: 1\nseconds: 120"), swap("85 s: **Action.**", "66 s: **Action.**")),
        "51: the steps of the plan make 131 seconds; make it 110 to 130",
    ),
    (
        "B6",
        swap(ACTION, f"{ACTION} {said(18)}"),
        swap(ACTION, f"{ACTION} {said(19)}"),
        "66: the strong answer has 401 words, as it is said; write 250 to 400",
    ),
    (
        "B6",
        answer(said(250)),
        answer(f"{said(242)} It cost £2.8 million."),
        "66: the strong answer has 249 words, as it is said; write 250 to 400",
    ),
    (
        "B7",
        swap(ACTION, f"{ACTION} {said(43)}"),
        swap(ACTION, f"{ACTION} {said(45)}"),
        "66: the strong answer takes 185 seconds to say (427 words); at most 180 seconds, which is 250 to 400 words",
    ),
    (
        "B8",
        section("Context note", said(300)),
        section("Context note", said(450)),
        "1: the whole question has 1356 words; write at most 1300",
    ),
    (
        "B9",
        both(swap("version: 1", "version: 1\nseconds: 120"), answer(said(302))),
        both(swap("version: 1", "version: 1\nseconds: 120"), answer(said(310))),
        "67: the strong answer takes 135 seconds to say, and the question asks for 120; make it 110 to 130",
    ),
    (
        "B9",
        swap("85 s: **Action.**", "80 s: **Action.**"),
        swap("85 s: **Action.**", "79 s: **Action.**"),
        "66: the strong answer takes 165 seconds to say, and its plan 144; bring them within 20 seconds of each other",
    ),
    (
        "S1",
        both(swap("### Situation", "### Context"), without("Task")),
        both(swap("### Situation", "### TASK"), swap("### Task", "### Situation"), swap("### TASK", "### Task")),
        '70: "Situation" comes too late; tell Situation, Task, Action, Result, Learning',
    ),
    (
        "S1",
        both(swap("### Situation", "### Problem"), without("Task")),
        without("Learning"),
        "66: the story has no Learning; tell Situation, Task, Action, Result, Learning",
    ),
    (
        "S2",
        swap("This was at", f"{said(60)} This was at"),
        swap("This was at", f"{said(90)} This was at"),
        "67: Situation and Task take 32 % of the answer (151 of 472 words); at most 30 %",
    ),
    (
        "S3",
        section("Action", said(130)),
        section("Action", said(115)),
        "73: Action takes 43 % of the answer (115 of 269 words); 45 to 65 %",
    ),
    (
        "S4",
        section("Learning", said(20)),
        section("Learning", said(5)),
        "82: Result and Learning take 18 % of the answer (64 of 353 words); at least 20 %",
    ),
    (
        "S5",
        swap(ACTION, f"{ACTION} {'We did. ' * 12}"),
        swap(ACTION, f"{ACTION} {'We did. ' * 13}"),
        '73: the action says "I" 12 times and "we" 13 times; say what you did: "I" at least 6 times, and as often as "we"',
    ),
    (
        "S6",
        section("Result", "Nine left within a month."),
        section("Result", "Nine of 31 left. It took months."),
        "82: the result has 2 numbers, none with a unit of time; "
        'say how much by when, such as "from 9 to 4 within six months"',
    ),
    (
        "S6",
        section("Result", "Arrears fell by half in the next quarter."),
        section("Result", "Arrears fell in the next quarter."),
        '82: the result has no number; say how much by when, such as "from 9 to 4 within six months"',
    ),
    (
        "A1",
        answer("We were 64 people and two teams. Half left in 3.6 months."),
        answer("We were 64 people and two teams. The third one left in one month."),
        "66: the strong answer has 2 numbers (64, two); name at least 4: people, money, time, before and after",
    ),
    (
        "A2",
        answer("I gave the whole launch up for it."),
        answer("I kept the launch, and all was accepted by the customer."),
        '66: the strong answer names no trade-off; say what you gave up for what, such as "I accepted … so that …"',
    ),
    (
        "A3",
        answer("I ask the second line first now."),
        answer("All was well by now."),
        '66: the strong answer names nothing learned; say what you do since, such as "I learned …" or "Now I …"',
    ),
    (
        "A4",
        answer("We were 64. Then 63. Then two. " + "It cost £3 million. " * 17),
        answer("We were 64. Then 63. Then two. Half left. " + "It cost £3 million. " * 17),
        "66: the strong answer has 21 numbers; keep at most 20: those that a listener would ask after",
    ),
    (
        "A5",
        swap("But nine who stayed", "But nine of 12 and three who stayed"),
        swap("But nine who stayed", "But nine of 12, three and half of those who stayed"),
        "83: a sentence has 4 numbers (nine, 12, three, half); keep at most 3, or cut it in two",
    ),
    (
        "R1",
        answer(f"So it was. So {'so ' * 30}it went."),
        answer(f"So it was. So {'so ' * 32}it went."),
        "66: a sentence of the strong answer has 19.0 words on average; cut some in two: at most 18",
    ),
    (
        "R2",
        section("Why it works", f"It is short.\nIt was {'so ' * 32}it.\n"),
        section("Why it works", f"It is short.\nIt was {'so ' * 34}it.\n"),
        '90: a sentence has 37 words: "It was so so so so …"; cut it in two: at most 35 words',
    ),
    (
        "R3",
        as_is,
        answer("The cat sat on the mat. The dog sat on the cat. The cow ran."),
        "66: the strong answer reads at Flesch–Kincaid grade -1.8; join some sentences: 7 to 11",
    ),
    (
        "R3",
        as_is,
        answer("Organisational accountability necessitates comprehensive documentation of responsibilities."),
        "66: the strong answer reads at Flesch–Kincaid grade 41.1; use shorter sentences and plainer words: 7 to 11",
    ),
    (
        "W1",
        swap(PITFALL, "Moving by the needle"),
        swap(PITFALL, "Moving the\n  needle"),
        '100: "Moving the needle" is filler; say what was done',
    ),
    (
        "W2",
        swap(PITFALL, "Hiding behind naïve “façades” at £5 – or €6 –"),
        swap(PITFALL, f"{PITFALL} â€”"),
        '100: damaged characters: "Hiding behind the process â€”, as if nobody had ch…"; type them again',
    ),
    (
        "W2",
        as_is,
        swap(PITFALL, "Hiding behind the proc\ufffdss"),
        '100: damaged characters: "…ding behind the proc\ufffdss, as if nobody had chosen"; type them again',
    ),
    (
        "W3",
        swap(PITFALL, "Hiding behind the `'process'`"),
        swap(PITFALL, "Hiding behind the 'process'"),
        "100: 2 straight quotation marks; write “ ” and ’",
    ),
    (
        "D1",
        swap(PITFALL, "Hiding behind the regulator"),
        swap(PITFALL, "Hiding behind the SEC"),
        '100: "SEC" has no dated source: the question names no fact; '
        "name one under facts: that has its source and date, or leave the name out",
    ),
    (
        "D2",
        swap(PITFALL, "Hiding behind 2,018 people and £2018"),
        swap(PITFALL, "Hiding behind 2018"),
        '100: "2018" has no dated source: the question names no fact; '
        "name one under facts: that has its source and date, or leave the name out",
    ),
]


@pytest.mark.parametrize(("code", "passes", "fails", "message"), CASES, ids=[case[0] for case in CASES])
def test_a_rule_finds_what_it_is_for_and_nothing_else(code: str, passes: Edit, fails: Edit, message: str) -> None:
    assert found(passes(SOUND), code) == []
    assert found(fails(SOUND), code) == [f"sound.md:{message} [{code}]"]


def test_a_sound_question_passes_every_rule() -> None:
    assert found(SOUND) == []


def test_every_rule_is_tried() -> None:
    assert {code for code, *_ in CASES} == {rule.code for rule in RULES}


def test_rules_of_the_bank_leave_a_readers_own_questions_alone() -> None:
    edit = swap(PITFALL, "Hiding behind the 'process'")
    assert found(edit(SOUND), "W3")
    assert not found(edit(SOUND), "W3", shipped=False)


FACT = Fact("a-fact", "The SEC ruled so in 2018.", "example.org", date(2026, 11, 1), SourceRef("facts.yaml", 1))


@pytest.mark.parametrize(
    ("named", "left"),
    [
        ("the SEC, in 2018, and in 2026", []),
        ("the OCC", ['"OCC" has no dated source: none of its facts (a-fact) tells of it']),
        ("1999", ['"1999" has no dated source: none of its facts (a-fact) tells of it']),
    ],
)
def test_a_fact_is_a_source_for_what_it_tells_of(named: str, left: list[str]) -> None:
    text = both(swap("facts: []", "facts: [a-fact]"), swap(PITFALL, f"Hiding behind {named}"))(SOUND)
    told = [line for code in ("D1", "D2") for line in found(text, code, (FACT,))]
    assert [line.partition(": ")[2].partition(";")[0] for line in told] == left


@pytest.mark.parametrize("heading", ["Context", "Phase 1", "Principle", "70%"])
def test_an_answer_that_is_no_story_is_not_held_to_one(heading: str) -> None:
    text = answer(f"### {heading}\nIt was so.\n\n### More\nIt was so.")(SOUND)
    assert not [line for line in found(text) if "[S" in line]


def test_two_stories_in_one_answer_are_in_order() -> None:
    one = "### Situation\nSo.\n\n### Task\nSo.\n\n### Action\nSo.\n\n### Result\nSo.\n\n### Learning\nSo.\n\n"
    assert not found(answer(one + one)(SOUND), "S1")


def test_notes_in_the_margin_are_not_spoken() -> None:
    noted = swap(ACTION, f"> {said(100)}\n\n{ACTION}")(SOUND)
    assert not [line for line in found(noted) if "[B6]" in line or "[S2]" in line]


def test_comments_are_not_counted() -> None:
    hidden = f"<!-- {said(1500, 'leverage')}\n\n## Another heading\n-->"
    for new in (f"{hidden}\n\n{ACTION}", f"{ACTION}\n{hidden}", f"{ACTION} {hidden}"):
        assert found(swap(ACTION, new)(SOUND)) == []
    assert found(f"{SOUND}\n{hidden}\n") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It fell from 3.6 to 2.4 per cent. Nobody left.", 2),
        ("“Who decides?” she asked. “I do.” Then she left.", 3),
        ("We met, e.g. Mr. Lee and others, on 6 June. Fine!", 2),
        ("He said no. Within the hour it was done.", 2),
        ("- one item\n- another item\n\nA paragraph", 3),
        ("**07:38.** It *fell*. See [the page](https://example.org/a.b.c).", 3),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It cost £3.9 million, 12 % of 400,000.", ["£3.9 million", "12 %", "400,000"]),
        ("Thirty-one of two hundred left, twice.", ["Thirty-one", "two hundred", "twice"]),
        ("A third of us, and half of them.", ["A third of", "half"]),
        ("One asked the second line and a third party for often more.", []),
        ("A dozen people, from 07:46 on.", ["A dozen", "07:46"]),
    ],
)
def test_numbers(text: str, told: list[str]) -> None:
    assert numbers(text) == told


def test_the_grade_minds_neither_decimals_nor_curly_marks() -> None:
    told = "The arrears of our oldest customers rose by 36 per cent in that quarter, and I didn{}t see why."
    plain = grade(sentences(told.format("'")))
    assert grade(sentences(told.format("’"))) == plain
    assert grade(sentences(told.format("'").replace("36", "3.6"))) == pytest.approx(plain)
    assert 5 < plain < 11
