from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.intake.document import is_document
from generator.intake.question_list import MOST, QuestionList, read_list
from generator.model.problems import ContentError


def read(text: str, *, forced: bool = False) -> QuestionList:
    return read_list(text, "l.md", forced=forced)


def wordings(text: str, *, forced: bool = False) -> list[str]:
    return [question.wording for question in read(text, forced=forced).questions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Why us?\nWhy now?\n", ["Why us?", "Why now?"]),
        ("Why us?\n\nYour greatest weakness\n\nTell me about a failure\n", ["Why us?", "Your greatest weakness", "Tell me about a failure"]),
        ("- Why us?\n* Leadership\n+ Conflict\n• Debt\n", ["Why us?", "Leadership", "Conflict", "Debt"]),
        ("1. Why us?\n2) Why now?\n(3) Why you?\n", ["Why us?", "Why now?", "Why you?"]),
        ("a) Why us?\nb) Why now?\n", ["Why us?", "Why now?"]),
        ("Q1. Why us?\nQ2: Tell me why\nQuestion 3 - So?\n", ["Why us?", "Tell me why", "So?"]),
        ("- [ ] Why us?\n- [x] **Why now?**\n- “Why you?”\n", ["Why us?", "Why now?", "Why you?"]),
        ("- Tell me about a time\n  when you stopped.\n- Why?\n", ["Tell me about a time when you stopped.", "Why?"]),
        ("Tell me about a time\nwhen you stopped?\nWhy?\n", ["Tell me about a time when you stopped?", "Why?"]),
        ("  - Why us?\n  - Why now?\n", ["Why us?", "Why now?"]),
        ("- Why us?\n---\n- Why now?\n", ["Why us?", "Why now?"]),
        ("Why us?\r\nWhy now?\r\n", ["Why us?", "Why now?"]),
        ("- Why â€” us?\n", ["Why — us?"]),
        ("- # of incidents?\n- C #\n", ["# of incidents?", "C #"]),
    ],
    ids=range(14),
)  # fmt: skip
def test_every_kind_of_list(text: str, expected: list[str]) -> None:
    assert wordings(text) == expected


def themes(text: str) -> list[tuple[str, list[str]]]:
    found = read(text)
    return [(theme.name, [q.wording for q in found.questions if q.theme is theme]) for theme in found.themes]


@pytest.mark.parametrize(
    "text",
    [
        "# My list\n\n## People\n- A?\n\n## Money\n- B?\n",
        "My list\n=======\n\n**People**\n- A?\n\n**Money**:\n1. B?\n",
        "My list\n=======\nPeople\n------\n- A?\n\nMoney\n-----\n- B?\n",
        "# My list\nPeople:\nA?\n\nMoney:\nB?\n",
    ],
)
def test_headings_become_themes(text: str) -> None:
    assert themes(text) == [("People", ["A?"]), ("Money", ["B?"])]
    assert read(text).title == "My list"


def test_text_stays_with_the_theme_or_the_question_it_follows() -> None:
    found = read("# People\nAbout leading.\n- A?\n  - listen first\n  - then ask\n\n  And more.\n- B?\n")
    assert found.themes[0].introduction == ["About leading."]
    first, second = found.questions
    assert first.notes == ["  - listen first", "  - then ask", "  And more."]
    assert second.notes == []
    assert [str(problem) for problem in found.told] == [
        "l.md:2: this is no question and is kept as an introduction",
        "l.md:4: this is no question and is kept as a note of the question on line 3",
        "l.md:5: this is no question and is kept as a note of the question on line 3",
        "l.md:7: this is no question and is kept as a note of the question on line 3",
    ]


def test_a_heading_without_questions_introduces_the_next_theme() -> None:
    found = read("# Title\n## People\n- A?\n## Later\n### Money\n- B?\n## Never\n")
    assert [(theme.name, theme.introduction) for theme in found.themes] == [
        ("People", []),
        ("Money", ["**Later**", "**Never**"]),
    ]


def test_the_same_question_is_kept_once_and_told() -> None:
    found = read("- Why us?\n- Why now?\n  - note\n- why us\n- WHY NOW?\n  - another\n")
    assert [q.wording for q in found.questions] == ["Why us?", "Why now?"]
    assert found.questions[1].notes == ["  - note", "  - another"]
    assert "l.md:4: the same question as on line 1, and kept once" in map(str, found.told)


def test_with_force_every_line_is_a_question() -> None:
    text = "Leadership\nConflict\nDebt\n"
    assert wordings(text, forced=True) == ["Leadership", "Conflict", "Debt"]
    with pytest.raises(ContentError, match=r"^l\.md: no question was found; .*--list takes every line for a question$"):
        read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cloud\nteam\nbudget\n", ["cloud", "team", "budget"]),
        ("Debt\nok\n\n  cloud\n", ["Debt", "ok", "cloud"]),
        ("Why do we\nask?\nDebt\n", ["Why do we", "ask?", "Debt"]),
        ("- a time\n  when you stopped\n- cloud\nteam\n", ["a time when you stopped", "cloud", "team"]),
    ],
)
def test_with_force_only_what_is_inside_an_item_goes_on(text: str, expected: list[str]) -> None:
    assert wordings(text, forced=True) == expected


@pytest.mark.parametrize("forced", [False, True])
@pytest.mark.parametrize("dashes", ["---", "-----", "-----------  "])
def test_a_line_over_dashes_is_a_heading(forced: bool, dashes: str) -> None:
    text = f"Money\n{dashes}\nWhy us?\nWhy now?\n\nShare prices\n{dashes}\n- Why you?\n---\n- Why me?\n"
    found = read(text, forced=forced)
    assert [theme.name for theme in found.themes] == ["Money", "Share prices"]
    assert [(q.theme.name, q.wording, q.notes) for q in found.questions] == [
        ("Money", "Why us?", []),
        ("Money", "Why now?", []),
        ("Share prices", "Why you?", []),
        ("Share prices", "Why me?", []),
    ]
    # What reads as a question is told.
    mend = "if it is a question, put a blank line between the two"
    assert list(map(str, found.told)) == [f"l.md:6: this asks, and is a heading because of the line under it; {mend}"]


@pytest.mark.parametrize(
    "text", ["Why us?\n\n---\n\nWhy now?\n", "Why us?\nWhy now?\n---\n", "- Why us?\n---\n- Why now?\n-----\n"]
)
def test_dashes_elsewhere_only_divide(text: str) -> None:
    assert wordings(text) == ["Why us?", "Why now?"]
    assert read(text).themes[0].name == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty; write a question on each line"),
        (" \n\t\n", "the file is empty; write a question on each line"),
        ("Some thoughts.\nThat is all.\nNo more.\n", "no question was found; "),
        ("# Only\n## Headings\n", "no question was found; "),
        (
            "".join(f"- Question about {n}?\n" for n in range(MOST + 1)),
            f"the list has {MOST + 1} questions; at most {MOST} ",
        ),
    ],
)
def test_what_is_no_list(text: str, said: str) -> None:
    with pytest.raises(ContentError) as error:
        read(text)
    assert str(error.value).startswith(f"l.md: {said}")


def test_a_line_that_is_very_long_is_told() -> None:
    assert "this question has 502 characters; shorten it" in str(read("- Why" + " so" * 166 + "?\n").told[0])


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("- Why us?\n- Why now?\n", False),
        ("Q1. Why us?\n\nQ2. Why now?\n", False),
        ("Q1. Why us?\nQ2. Tell me\n", False),
        ("People\n------\nQ1. Why us?\n\nMoney\n-----\nQ2. So?\n", False),
        ("Q1. Why us?\n\nBecause it pays.\n---\n\nQ2. So?\n", True),
        ("# Why us?\n\nBecause\n---\n\n# So?\n", True),
        ("## People\nQ1. Why us?\n## Money\nQ2. So?\n", False),
        ("# What do they ask?\n- Why us?\n- Why now?\n", False),
        ("# Why us?\nBecause.\n# Why now?\nSo.\n", True),
        ("# Why us?\n# Why now?\n", True),
        ("Q1) How so?\n\nPlain answer.\n", True),
        ("**Question 1: How?**\n\n- I listen\n- I ask\n", True),
        ("### Question 1: How?\n#### Best response\n", True),
        ("", False),
        ("Only text.\n", False),
    ],
)
def test_a_document_has_something_under_its_questions(text: str, document: bool) -> None:
    assert is_document(text, "l.md") is document


PIECES = ["# ", "## ", "- ", "* ", "1. ", "a) ", "Q1. ", "  ", "\t", "Why us?", "Tell me", "text", "Money:", "**", "[ ] ", "===", "---", "```", "\n", "\n", "\n\n",
          "\u2028", "“", "”", "#"]  # fmt: skip


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[A-Za-z]{2,}", text))


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.booleans())
def test_no_word_of_a_list_is_lost(text: str, forced: bool) -> None:
    try:
        found = read(text, forced=forced)
    except ContentError as error:
        assert error.problems
        return
    kept = [found.title, *(theme.name for theme in found.themes), *(q.wording for q in found.questions)]
    kept += [line for theme in found.themes for line in theme.introduction] + [
        n for q in found.questions for n in q.notes
    ]
    once = dict.fromkeys(words(text), 1)
    assert not Counter(once) - words("\n".join(kept))
    assert all(q.wording.strip() for q in found.questions)
