"""Answers and stories of one's own: every form of part, and nothing that was typed is lost."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.load.library import load_library
from generator.model.content import Library
from generator.model.own import OwnAnswer, Status, Story
from generator.model.problems import ContentError

from .shelf import QUESTION, small, write

SHEET = """id: W1
name: one-story
title: One story
purpose: To write on
blocks:
  - {kind: lines, key: headline, label: Headline, lines: 1}
  - {kind: lines, key: situation, marker: S, label: Situation, lines: 3}
  - {kind: split, key: result, marker: R, label: Result, columns: [Before, After, By when], lines: 2}
  - {kind: table, key: options, label: Three options, columns: [Option, For, Against], rows: 3, row_labels: [Wait, Build, Buy]}
  - {kind: ticks, key: door, label: The door, choices: [One way, Two way]}
  - {kind: matrix, key: who, label: Who, name: Name, columns: [Knows, Agrees], rows: 2}
  - {kind: squares, key: share, label: A hundred squares}
"""
SECOND = """id: W2
name: second-sheet
title: The second
purpose: To write on
blocks:
  - {kind: lines, key: situation, label: Situation, lines: 3}
"""
ANSWER = "answers/first-days.md"
STORY = "stories/closed.md"
HEAD = "---\nquestion: first-days\n---\n\n# What would your first days look like?\n\n"


def read(body: str, head: str = HEAD, more: dict[str, str] | None = None) -> tuple[Library, list[str]]:
    root = small(Path("c"))
    files = {
        "questions/strategy/first-days.md": QUESTION.replace("[W1]", "[W1, W2]"),
        "worksheets/W1.yaml": SHEET,
        "worksheets/W2.yaml": SECOND,
        ANSWER: head + body,
    }
    library, problems = load_library([write(root, files | (more or {}))])
    return library, [str(problem) for problem in problems]


def answer_of(body: str) -> OwnAnswer:
    library, problems = read(body)
    assert problems == []
    return library.answers["first-days"]


def fields_of(body: str, part: str) -> dict[str, str]:
    return dict(answer_of(body).parts[part].fields)


def test_parts_are_found_by_label_or_key(here: Path) -> None:
    for heading in ("Situation", "SITUATION:", "**situation**", "one-story.situation", "One story: Situation"):
        assert answer_of(f"## {heading}\nIt was so.\n").parts["one-story.situation"].text == "It was so."
    for heading in ("second-sheet.situation", "The second: Situation", "second-sheet: situation"):
        assert list(answer_of(f"## {heading}\nIt was so.\n").parts) == ["second-sheet.situation"]


def test_front_matter_says_how_far_it_is(here: Path) -> None:
    head = (
        "---\nquestion: first-days\nstories: [closed]\nstatus: ready\nversion: 1\nbegun: 2026-11-28\nchanged: 2026-12-01\n"
        "---\n"
    )
    library, problems = read("", head, {STORY: "---\nid: closed\n---\n# T\n\n## Result\nDone.\n"})
    answer = library.answers["first-days"]
    assert problems == []
    assert (answer.status, answer.stories) == (Status.READY, ("closed",))
    assert (answer.begun, answer.changed) == (date(2026, 11, 28), date(2026, 12, 1))


def test_fields_side_by_side(here: Path) -> None:
    body = "## Result\n\n### Before\nForty.\n\nAnd more.\n\n### BY WHEN\n### after:\nFour.\n"
    assert fields_of(body, "one-story.result") == {"before": "Forty.\n\nAnd more.", "after": "Four."}


def test_a_table_with_bars_and_line_ends(here: Path) -> None:
    body = "## Three options\n| For | Option | Against |\n|:---|---|---:|\n| cheap \\| quick | Wait | late<br>again<br/>late |\n| | Build | |\nno | x\n"
    fields = fields_of(body, "one-story.options")
    assert fields == {"1.for": "cheap | quick", "1.against": "late\nagain\nlate", "3.for": "no", "3.option": "x"}
    # What is printed in the first column is no answer.
    body = (
        "## Three options\n| Option | For | Against |\n| --- | --- | --- |\n| wait | a |\n| Build | | |\n| Rent | | |\n"
    )
    assert fields_of(body, "one-story.options") == {"1.for": "a", "3.option": "Rent"}


def test_ticks_and_a_matrix(here: Path) -> None:
    assert fields_of("## The door\n- [x] Two way\n- [ ] One way\n", "one-story.door") == {"two-way": "x"}
    body = "## Who\n| Name | Knows | Agrees |\n| --- | --- | --- |\n| Ann | x | |\n"
    assert fields_of(body, "one-story.who") == {"1.name": "Ann", "1.knows": "x"}


def test_lists_and_a_headline(here: Path) -> None:
    answer = answer_of("## Recall cues\n- portal\n- forty people,\n  all sad\n\n## Headline\nI closed it.\n")
    assert answer.parts["cues"].items == ("portal", "forty people, all sad")
    assert answer.parts["headline"].text == "I closed it."


def test_my_answer_has_parts_as_a_strong_answer(here: Path) -> None:
    told = answer_of("## My answer\nBriefly.\n\n### Situation\nSo.\n\n> A note\n\n### Result\nDone.\n").told
    assert told is not None
    assert (told.opening, [(part.marker, part.markdown) for part in told.parts]) == (
        "Briefly.",
        [("S", "So."), ("R", "Done.")],
    )


@pytest.mark.parametrize(
    "body",
    [
        "",
        "## Situation\n\n## My answer\n<!-- help -->\n\n## Result\n\n### Before\n### After\n",
        "## Three options\n| Option | For | Against |\n| --- | --- | --- |\n| Wait | | |\n| Build | | |\n",
        "## The door\n- [ ] One way\n- [ ] Two way\n",
        "## Recall cues\n<!-- - one\n- two -->\n---\n",
    ],
)
def test_what_is_not_filled_in_counts_as_left_out(here: Path, body: str) -> None:
    answer = answer_of(body)
    assert answer.is_empty
    assert answer.notes == ()


@pytest.mark.parametrize(
    ("body", "said", "notes"),
    [
        ("## Situaton\nx\n", ':7: "Situaton" is no part of this question\'s answer and is kept as a note; '
         'did you mean "Situation"?', [("Situaton", "x")]),
        ("Words.\n\n## Situation\nx\n", ':7: text before the first part is kept as a note; write it under a "##" heading',
         [("", "Words.")]),
        ("## Situation\nx\n\n## SITUATION\ny\n", ':10: "SITUATION" is here twice; this one is kept as a note; join the two',
         [("SITUATION", "y")]),
        ("## Wholly of my own\n", ':7: "Wholly of my own" is no part of this question\'s answer and is kept as a note; known: ',
         [("Wholly of my own", "")]),
        ("# Another title\nx\n", ':7: "Another title" is no part of this question\'s answer and is kept as a note; known: ',
         [("Another title", "x")]),
    ],
)  # fmt: skip
def test_what_is_no_part_is_kept_and_told(here: Path, body: str, said: str, notes: list[tuple[str, str]]) -> None:
    library, problems = read(body)
    assert len(problems) == 1
    assert problems[0].startswith(f"c/{ANSWER}{said}")
    assert [(note.heading, note.markdown) for note in library.answers["first-days"].notes] == notes


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("## The door\nBoth, I think\n", ':8: "The door": this section is a list; begin every item with "- "'),
        ("## The door\n- Two way\n", ':8: "The door": a choice is ticked; write "- [x] " before what you choose'),
        ("## The door\n- [x] No way\n", ':8: "The door": there is no "No way" here; known: One way, Two way'),
        ("## Recall cues\n-portal\n", ':8: "Recall cues": this section is a list; begin every item with "- "'),
        ("## Result\nForty to four\n", ':8: "Result": its fields stand side by side; write each under its heading: '
         '"### Before", "### After", "### By when"'),
        ("## Result\n### Then\nx\n", ':8: "Result": there is no "Then" here; known: Before, After, By when'),
        ("## Three options\nWait.\n", ':8: "Three options": this part is a table; begin it with | Option | For | Against | '
         "and a line of dashes"),
        ("## Three options\n| Option | For |\n| - | - |\n| a | b | c |\n",
         ':10: "Three options": this row has more cells than the head; join cells, or write \\| for a bar'),
        ("## Who\n| Name | Knows |\n| - | - |\n| a |\n| b |\n| c |\n",
         ':12: "Who": the sheet has 2 rows; move the rest under another heading'),
        ("## My answer\n### Situation\n\n### Result\nDone.\n",
         ':8: part "Situation" is empty; write it, or remove the heading'),
    ],
)  # fmt: skip
def test_words_of_another_form_stay_and_are_told(here: Path, body: str, said: str) -> None:
    library, problems = read(body)
    assert problems == [f"c/{ANSWER}{said}"]
    answer = library.answers["first-days"]
    kept = "".join(written.text for written in answer.parts.values())
    assert kept == body.partition("\n")[2].strip() or (answer.told and answer.told.parts[-1].markdown == "Done.")


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("question: first-dayz", ':2: this answers "first-dayz", and there is no such question; did you mean "first-days"?'),
        ("question: yes", ':2: this answers "yes", and there is no such question; known: first-days'),
        ("question: 2026-11-28", ':2: this answers "2026-11-28", and there is no such question; known: first-days'),
        ("question: first-days\nstories: [closd]", ':3: there is no story "closd"; prep-pack new story begins one'),
    ],
)  # fmt: skip
def test_names_that_are_not_there_stop_nobody(here: Path, head: str, said: str) -> None:
    _, problems = read("## Situation\nx\n", f"---\n{head}\n---\n")
    assert problems == [f"c/{ANSWER}{said}"]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("question: first-days\nversion: 2",
         ":3: this file is of format 2, and this prep-pack reads 1; install a newer prep-pack"),
        ("question: true", ':2: "question" must be text, not true; put it in quotes'),
        ("question: first-days\nbegun: soon", ':3: "begun" is no date: "soon"; write YYYY-MM-DD'),
        ("question: first-days\nbegun: true", ':3: "begun" is no date: true; write YYYY-MM-DD'),
        ("question: first-days\nstatus: done", ':3: unknown status "done"; known: draft, ready'),
        ("question: first-days\nstories: closed", ':3: "stories" must be a list, not "closed"; write [one, two], or a line '
         'with "- " for each'),
        ("question: first-days\nstorys: [a]", ':3: unknown key "storys"; did you mean "stories"?'),
        ("status: draft", ':1: "question" is missing; add it'),
    ],
)  # fmt: skip
def test_front_matter_that_is_wrong_is_refused(here: Path, head: str, said: str) -> None:
    with pytest.raises(ContentError) as caught:
        read("## Situation\nx\n", f"---\n{head}\n---\n")
    assert [str(problem) for problem in caught.value.problems] == [f"c/{ANSWER}{said}"]


def test_an_id_typed_in_two_pieces_is_the_same_id(here: Path) -> None:
    question = QUESTION.replace("id: first-days", "id: r\u00e9sum\u00e9")
    more = {
        "questions/strategy/r.md": question,
        "answers/r.md": "---\nquestion: re\u0301sume\u0301\n---\n## Situation\nSo.\n",
    }
    library, problems = read("", more=more)
    assert problems == []
    assert "r\u00e9sum\u00e9" in library.answers


def test_two_answers_to_one_question_name_both(here: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read("", more={"answers/also.md": "---\nstatus: draft\nquestion: first-days\n---\n"})
    assert [str(problem) for problem in caught.value.problems] == [
        'c/answers/also.md:3: "first-days" is also answered in c/answers/first-days.md:2; '
        "join the two, or give one to another question"
    ]


def test_a_file_from_another_system_is_the_same(here: Path) -> None:
    body = "## Situation\nIt was so.\n\n## Result\n\n### Before\nForty.\n"
    plain = answer_of(body)
    (here / "c" / ANSWER).write_bytes(b"\xef\xbb\xbf" + (HEAD + body).replace("\n", "\r\n").encode())
    library, problems = load_library([here / "c"])
    assert problems == ()
    assert library.answers["first-days"].parts == plain.parts


def test_comments_are_help(here: Path) -> None:
    written = answer_of("## Situation\n<!-- Where, when -->\nIt was <!-- not --> so.\n").parts["one-story.situation"]
    assert written.text == "It was  so."


def test_a_story(here: Path) -> None:
    text = (
        "---\nid: closed\ncompetencies: [strategy]\ntags: [portal]\nquestions: [first-days]\nstatus: ready\n---\n\n"
        "# The portal nobody paid for\n\n## Situation\nIt was so.\n\n## People\n- Ann\n\n## Else\nx\n"
    )
    library, problems = read("", more={STORY: text})
    story = library.stories["closed"]
    assert (story.title, story.competencies, story.questions, story.tags, story.status) == (
        "The portal nobody paid for",
        ("strategy",),
        ("first-days",),
        ("portal",),
        "ready",
    )
    assert (story.parts["situation"].text, story.parts["people"].items) == ("It was so.", ("Ann",))
    assert [str(p).partition("; ")[0] for p in problems] == [
        f'c/{STORY}:17: "Else" is no part of a story and is kept as a note'
    ]


PIECES = ("## Situation\n", "## Result\n", "### Before\n", "### After\n", "## My answer\n", "### Task\n", "## The door\n",
          "## Three options\n", "| Option | For |\n| --- | --- |\n", "| one | two |\n", "- [x] Two way\n", "- item\n",
          "## Nothing known\n", "# A title\n", "word\n", "two words\n", "\n", "---\n", "===\n", "> quoted\n", "```\ncode\n```\n",
          "    indented\n", "1. first\n", "#### deep\n", "## Private notes\n", "**bold**: said\n")  # fmt: skip


def words_in(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def told_by(own: OwnAnswer | Story) -> str:
    kept = [f"{written.heading} {written.text}" for written in own.parts.values()]
    kept += [f"{note.heading} {note.markdown}" for note in own.notes]
    if isinstance(own, OwnAnswer) and own.told:
        told = own.told
        kept += [told.heading, told.opening, told.closing]
        kept += [f"{part.label} {part.markdown} {' '.join(part.notes)}" for part in told.parts]
    return " ".join(kept)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=14))
@example(pieces=["# A title\n", "word\n", "# A title\n", "## Nothing known\n"])
@example(pieces=["## My answer\n", "### Task\n", "word\n", "---\n", "two words\n", "## My answer\n", "word\n"])
def test_nothing_that_was_typed_is_lost(here: Path, pieces: list[str]) -> None:
    # Every word has a number of its own, so that none can stand for another.
    count = iter(range(10_000))
    body = "".join(
        piece if piece.startswith(("## S", "## R", "##", "### B", "### A", "### T", "| O", "- [")) else
        re.sub(r"[a-z]+", lambda found: f"{found[0]}{next(count)}", piece)
        for piece in pieces
    )  # fmt: skip
    library, _ = read(body)
    kept = words_in(told_by(library.answers["first-days"]))
    for word in words_in(body):
        if word[-1].isdigit():
            assert word in kept, body


def test_an_answer_that_only_stresses_is_an_answer(here: Path) -> None:
    answer = answer_of("## What this question stresses\nThe price.\n")
    assert not answer.is_empty
