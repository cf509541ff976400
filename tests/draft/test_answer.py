"""Answers and stories as they are begun, and as a part of them is written anew: nothing else in the file changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator import assets
from generator.draft import answer, story
from generator.draft.answer import with_part
from generator.load.library import load_library
from generator.load.outline import markdown_of
from generator.load.own import read_story
from generator.load.parts import Source
from generator.model.content import Library
from generator.model.fields import OF_A_STORY, OF_EVERY_ANSWER, PRIVATE, Part, PartForm, parts_of
from generator.model.markdown.scan import scan
from generator.model.own import Story
from generator.model.problems import Problem

DAY = date(2026, 11, 28)
SITUATION, TASK, ACTION, RESULT, *_ = OF_A_STORY


@pytest.fixture(scope="module")
def shipped() -> Library:
    return load_library([assets.shipped_content()])[0]


def read(text: str) -> Story:
    problems: list[Problem] = []
    found = read_story(Source(text.replace("\r\n", "\n"), Path("x"), Path(), "x"), problems).value
    assert found
    return found


def test_an_answer_to_any_shipped_question_loads_and_counts_as_empty(tmp_path: Path, shipped: Library) -> None:
    folder = tmp_path / "answers"
    folder.mkdir()
    for question in shipped.questions.values():
        text = answer.to_fill(question.id, question.wording, parts_of(question, shipped), (), DAY)
        assert "To do" not in text
        (folder / f"{question.id}.md").write_text(text, encoding="utf-8")
    library, problems = load_library([tmp_path, assets.shipped_content()])
    assert problems == ()
    assert set(library.answers) == set(shipped.questions)
    assert all(own.is_empty and own.notes == () and own.begun == DAY for own in library.answers.values())


def test_a_story_loads_and_is_empty() -> None:
    problems: list[Problem] = []
    text = story.to_fill("closed", "Why C #", ["strategy"], ["x"], DAY)
    found = read_story(Source(text, Path("x"), Path(), "x"), problems).value
    assert found is not None
    assert problems == []
    assert (found.id, found.competencies, found.questions, dict(found.parts)) == ("closed", ("strategy",), ("x",), {})


def test_a_word_is_put_where_the_part_waits_for_it() -> None:
    begun = story.to_fill("closed", "The portal", [], [], DAY)
    told = with_part(begun, TASK, "To close it.\n\n- one\n- two\n", OF_A_STORY)
    assert told == begun.replace(
        "<!-- What fell to you -->\n", "<!-- What fell to you -->\nTo close it.\n\n- one\n- two\n"
    )
    again = with_part(told, TASK, "Else.", OF_A_STORY)
    assert again == begun.replace("<!-- What fell to you -->\n", "<!-- What fell to you -->\nElse.\n")
    assert with_part(again, TASK, "", OF_A_STORY) == begun


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("---\nid: a\n---\n# T", "x", "---\nid: a\n---\n# T\n\n## Task\nx\n"),
        ("---\r\nid: a\r\n---\r\n## task\r\n\r\nold\r\n# T\r\n", "x\ny", "---\r\nid: a\r\n---\r\n## task\r\n\r\nx\r\ny\r\n\r\n# T\r\n"),
        ("Task\n---\nold\n\n## Else\n", "x", "Task\n---\nx\n\n## Else\n"),
        ("Task\n---\n## Else", "x", "Task\n---\nx\n\n## Else"),
        ("## Task\n```\n## Task\n```\n", "x", "## Task\nx\n"),
        ("```\n## Task\n```\n", "x", "```\n## Task\n```\n\n## Task\nx\n"),
        ("## Task\n<!-- a -->\nold <!-- b\nc -->\n<!-- d -->\n", "x", "## Task\n<!-- a -->\nx\n\n<!-- b\nc -->\n<!-- d -->\n"),
        ("## Task\n<!-- a\nb --> old\n", "x", "## Task\n<!-- a\nb -->\nx\n"),
        ("## Task\nold.\n---\n", "x", "## Task\nx\n\n---\n"),
        ("## Task\n\n## Task\nold\n", "x", "## Task\n\n## Task\nx\n"),
        ("---\n---\n", "# a\n## b\n### c\nd\n---\n<!-- e\n```\n", "---\n---\n\n## Task\n\\# a\n\\## b\n### c\nd\n\\---\n\\<!-- e\n\\```\n"),
        ("## Task\nold\n", "\ufeffa\x00b\ud800", "## Task\nab\ufffd\n"),
        ("## Task\n", " \n", "## Task\n"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_what_is_written(text: str, words: str, whole: str) -> None:
    assert with_part(text, TASK, words, OF_A_STORY) == whole


def test_of_two_sheets_with_one_label_each_keeps_its_own() -> None:
    first = Part("past", "Past", PartForm.TEXT, "pitch", "Pitch")
    second = Part("past", "Past", PartForm.TEXT, "line", "Time line")
    known = (*OF_EVERY_ANSWER, first, second)
    text = with_part(with_part("# T\n", second, "two", known), first, "one", known)
    assert text == "# T\n\n## Time line: Past\ntwo\n\n## Past\none\n"
    assert with_part(text, second, "2", known) == text.replace("two", "2")


PIECES = ["## Task\n", "## task:\n", "## Situation\n", "## Else\n", "# T\n", "### Deep\n", "word\n", "a word\n", "\n", "---\n", "===\n",
          "- item\n", "  more\n", "> said\n", "```\n", "~~~\n", "<!-- note -->\n", "<!-- ", " -->\n", "said <!-- note\n", "| a | b |\n",
          "    code\n", "\\\n", "`<!--`\n", "\\<!-- x\n", "<!-- `\n", "\u2028", "\t", "Task\n---\n", "1. one\n"]  # fmt: skip
BODIES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def closed(body: str) -> bool:
    return not scan(body, 1).unclosed


@settings(suppress_health_check=[HealthCheck.filter_too_much], max_examples=400)
@given(before=BODIES.filter(closed), words=BODIES, crlf=st.booleans())
@example(before="## Task\nsaid <!-- note\n -->\n## Else\nword\n", words="word\n---\n", crlf=True)
@example(before="## Task\n## Else\n", words="<!-- `\n\\<!-- x\n```\n~~~\n", crlf=False)
@example(before="## Task <!-- \n -->\nword\n", words="word", crlf=False)
@example(before="## Task <!-- \nx --> word\n## Else\nx\n", words="word", crlf=False)
def test_one_part_is_another_and_all_else_is_as_it_was(before: str, words: str, crlf: bool) -> None:
    head = "---\nid: a\n---\n"
    text = head + before
    if crlf:
        text = text.replace("\n", "\r\n")
    after = with_part(text, TASK, words, OF_A_STORY)
    old, new = read(text), read(after)
    said = markdown_of(scan(words.strip("\n")).lines) if closed(words) else None
    if said is not None and not any(line.heading for line in scan(words).lines):
        assert (new.parts[TASK.name].text if TASK.name in new.parts else "") == said
    assert {name: part.text for name, part in new.parts.items() if name != TASK.name} == {
        name: part.text for name, part in old.parts.items() if name != TASK.name
    }
    assert [(note.heading, note.markdown) for note in new.notes] == [(n.heading, n.markdown) for n in old.notes]
    # What stands before and behind the words is there to the byte.
    start = next((i for i, (a, b) in enumerate(zip(text, after, strict=False)) if a != b), min(len(text), len(after)))
    assert text.startswith(after[:start])
    if "<!--" not in words:
        assert with_part(after, TASK, words, OF_A_STORY) == after


def test_private_notes_are_a_part_as_others_are() -> None:
    assert with_part("# T\n", PRIVATE, "x", OF_EVERY_ANSWER) == "# T\n\n## Private notes\nx\n"
