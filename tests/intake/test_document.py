from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.intake.document import Imported, import_document
from generator.intake.repair import repaired
from generator.load.library import load_library
from generator.load.packfile import load_pack
from generator.load.strictyaml import parse_yaml
from generator.model.answer import AnswerShape
from generator.model.content import Library
from generator.model.problems import ContentError, SourceRef
from tests.load.shelf import shipped, write
from tests.pace import STEADY, growth
from tests.whole import strong_of, why_of

DOCUMENT = (Path(__file__).parents[1] / "data" / "director.md").read_text(encoding="utf-8")


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def held(found: Imported) -> str:
    """All that the files say. YAML is read, since an escape ("\\nAll") would run into the word after it."""
    texts: list[str] = []
    for name, text in found.files.items():
        if name.endswith(".yaml"):
            texts += re.findall(r"(?m)(?:^|  )# .*$", text)
            texts += [value for _, value in parse_yaml(text, SourceRef(name)).strings()]
        else:
            texts.append(text)
    return "\n".join(texts)


def loaded(found: Imported, folder: Path) -> Library:
    own = write(folder / "own", dict(found.files))
    return load_library([own, shipped(folder / "shipped")])[0]


def test_every_word_of_the_document_is_in_the_files() -> None:
    found = import_document(DOCUMENT, "director.md")
    expected = words(DOCUMENT.replace("â€”", "—"))
    assert not expected - words("\n".join(found.files.values()))


def test_the_document_becomes_a_library_and_a_pack(here: Path) -> None:
    found = import_document(DOCUMENT, "director.md")
    library = loaded(found, here)
    shapes = [AnswerShape.PHASES, AnswerShape.STAR, AnswerShape.PORTFOLIO, AnswerShape.STAR]
    assert [strong_of(question).shape for question in library.questions.values()] == shapes
    spec = load_pack(here / "own/packs/director-of-software-engineering-jpmc.yaml", {})
    assert (spec.role, spec.company) == ("Director of Software Engineering", "JPMC")
    first, second, third, _ = (library.questions[name] for name in spec.questions)
    assert [library.questions[name].number for name in spec.questions] == ["1", "2", "3", "4"]
    assert first.wording == "If you were to get this role, what would your first 90 days look like?"
    assert why_of(first).heading == "What's Really Being Asked (The Evaluation)"
    assert first.structure is not None
    assert first.competent is not None
    assert strong_of(first).heading == "The Best Response (Level 2 - Systematic & Comprehensive)"
    assert [part.label for part in strong_of(first).parts] == [
        "Phase 1: First 30 Days - Learn (Absorb and Listen)",
        "Phase 2: Days 31-60 - Synthesize (Analyze and Formulate)",
        "Phase 3: Days 61-90 - Plan (Align and Initiate)",
    ]
    assert "*   **Actions:**\n    *   **People:**" in strong_of(first).parts[0].markdown
    assert "".join(part.marker for part in strong_of(second).parts) == "STAR"
    assert strong_of(second).opening.startswith('"In my experience')
    assert strong_of(third).closing.startswith("This portfolio approach")
    theme = library.themes["strategy-vision-and-execution"]
    assert theme.name == "Strategy, Vision, and Execution"
    assert theme.introduction.startswith("**Introduction: From Manager to Strategic Leader**\n\nThese questions")


def test_what_the_import_tells_of_the_document() -> None:
    found = import_document(DOCUMENT, "director.md")
    assert [str(problem) for problem in found.repairs] == [
        'director.md:101: damaged characters: "managedâ€”these" is now "managed—these"; check the line',
        'director.md:131: damaged characters: "sprintâ€”a" is now "sprint—a"; check the line',
    ]
    assert len(found.guesses) == 4
    assert str(found.guesses[0]) == (
        "questions/strategy-vision-and-execution/role-first-90-days.md:5: guessed: format situational, competencies"
        " learning and organisation, level director, framework thirty-sixty-ninety, worksheets W2; check the front matter"
    )
    assert found.unrecognised == ()


@pytest.mark.parametrize("text", ["", "# Title\n\nOnly text.\n", "## Theme: One\n"])
def test_a_document_without_questions_is_an_error(text: str) -> None:
    with pytest.raises(ContentError, match=r"^s\.md: no question was found; looked for headings such as"):
        import_document(text, "s.md")


def test_whole_characters_stay_as_they_are() -> None:
    text = "# Q1: “Curly” ‘quotes’ … ﬁne, naïve façade — 中文 &amp; x² ＡＢ?\n"
    found = import_document(text, "s.md")
    assert found.repairs == ()
    assert "“Curly” ‘quotes’ … ﬁne, naïve façade — 中文 &amp; x² ＡＢ?" in "".join(found.files.values())


BEST = "#### Best response\nSituation: Late.\nAction: Fix.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Q1. How?\n### What is being asked\n- x\n### The best answer\nSo.", {"wordings": ["How?"], "others": []}),
        ("# T\n## Part 2: People\n### Question 7 - “How?”\n" + BEST, {"wordings": ["How?"], "themes": ["People"]}),
        ("# T\n## People\n### Q1: A?\n" + BEST + "## Money\n### Q1: B?\n" + BEST, {"themes": ["People", "Money"]}),
        ("**Question 1: How?**\n\n**The best response:**\n\nSo.", {"wordings": ["How?"]}),
        ("Prep\n====\n\nQ1) How so?\n\nPlain answer.", {"wordings": ["How so?"], "themes": ["Prep"]}),
        ("# Why us?\nBecause.\n# Why now?\nSo.", {"wordings": ["Why us?", "Why now?"]}),
        ("## Question 4\n\nHow would you?\n\n" + BEST, {"wordings": ["How would you?"]}),
        ("## Q1: A?\n" + BEST + "#### Lunch\nSoup.", {"others": ["Lunch"]}),
        ("## Q1: A?\n" + BEST + "#### Best response\nMore.", {"others": ["Also in the document: Best response"]}),
        ("## Q1: A?\n" + BEST + "#### Pitfalls\nOne.\n\n* two\n  * three\n", {"pitfalls": ["One.", "two", "three"]}),
        ("## Q1: A?\r\n" + BEST.replace("\n", "\r\n"), {"labels": ["Situation", "Action"]}),
        ("## Q1: A?\n#### The best response\n##### Context\na\n##### Result\nb\n", {"labels": ["Context", "Result"]}),
        ("## Q1: A?\n### Best answer\n1. **First.** a\n   - b\n2. **Then:** c\n\nEnd.", {"labels": ["First", "Then"], "closing": "End."}),
        ("## Q1: A?\n### Best answer\n* **S:**\n* **T:** > only a note\n", {"labels": ["S", "T"]}),
        ("## Q1: A?\n### Best answer\n    # code\n* **A:** x\n\n      # inside\n* **B:** y\n", {"labels": ["A", "B"]}),
        ("## Q1: A?\n### Best answer\n~~~\nopen for ever\n", {}),
        ("# T\n## Theme: 1\n### Q1: 2024?\n" + BEST + "## Theme: True\n### Q2: Null?\n" + BEST, {"themes": ["1", "True"]}),
        ("## Q1: 什么?\n" + BEST + "## Q2: 什么?\n" + BEST, {"wordings": ["什么?", "什么?"]}),
    ],
    ids=range(18),
)  # fmt: skip
def test_uneven_documents(here: Path, text: str, expected: dict[str, object]) -> None:
    found = import_document(text, "s.md")
    library = loaded(found, here)
    questions = list(library.questions.values())
    actual = {
        "wordings": [q.wording for q in questions],
        "themes": [theme.name for theme in library.themes.values()],
        "others": [passage.heading for q in questions for passage in q.others],
        "pitfalls": [item for q in questions if q.pitfalls for item in q.pitfalls.items],
        "labels": [part.label for q in questions for part in strong_of(q).parts],
        "closing": "".join(strong_of(q).closing for q in questions),
    }
    assert actual | expected == actual
    without_list_numbers = re.sub(r"(?m)^\d+\. ", "", text)
    assert not words(without_list_numbers) - words("\n".join(found.files.values()))


def test_what_is_missing_is_told_and_marked(here: Path) -> None:
    found = import_document("## Q1: A?\n### Good answer\nx\n", "s.md")
    told = [str(problem) for problem in found.guesses]
    assert 's.md:1: "Why they ask" is not in the document; write it' in told
    assert 's.md:1: "Strong answer" is not in the document; write it' in told
    assert "<!-- Not in the document; write it here. -->" in next(
        text for name, text in found.files.items() if "questions/" in name
    )
    (question,) = loaded(found, here).questions.values()
    assert strong_of(question).opening == ""
    assert [problem.what for problem in question.unwritten] == [
        '"Why they ask" is not written yet',
        '"Strong answer" is not written yet',
    ]


def test_pictures_that_did_not_come_along_are_told() -> None:
    found = import_document("## Q1: A?\n" + BEST + "![x](a.png)\n", "s.md")
    assert any('there is no picture "a.png"' in problem.what for problem in found.unrecognised)


PIECES = ["# ", "## ", "### ", "##### ", "Q1. ", "Question 2: ", "Theme: ", "Introduction", "How?", '"', "**", "*   ", "1. ",
          "Situation:", "Best response", "What's being asked", "Pitfalls", "Answer plan", "> ", "---", "```", "~~~", "    ",
          "text", "\n", "\n\n", "\r\n", "\t", "\u2028", "â€”", "\x00", "\x1b[0m", "\u202e", "===", "#", "\xa0", "Question: ",
          "Question 3", "Q. ", "**Action:** ", "C #", "Part 2: ", "“", "”", "___"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("# Q1 # #\n" + BEST, "\\#"),
        ("# Question 3\n\xa0\n" + BEST, "Question 3"),
        ("# Question:#\n" + BEST, "\\#"),
        ("# Question: How?\n" + BEST, "How?"),
        ("# Q. Q\n" + BEST, "Q"),
        ("# Question 2: Question 2:\n" + BEST, "Question 2:"),
        ("# Question 2\n\nIn C #\n" + BEST, "In C \\#"),
    ],
)
def test_odd_questions_are_not_empty_and_lose_no_word(here: Path, text: str, wording: str) -> None:
    found = import_document(text, "s.md")
    assert [question.wording for question in loaded(found, here).questions.values()] == [wording]
    assert not words(text) - words(held(found))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=50).map("".join))
def test_any_document_becomes_files_that_load_or_a_problem(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    try:
        found = import_document(text, "s.md")
    except ContentError as error:
        assert error.problems
        return
    loaded(found, tmp_path_factory.mktemp("import"))
    assert not words("\n".join(repaired(text, "s.md")[0])) - words(held(found))


@pytest.mark.parametrize(
    ("before", "piece", "times", "after"),
    [("# Q1: A?\n", "## x\n", 4_000, ""), ("# Q1: A?\n", "é ", 200_000, ""), ("# Q1: ", "x ", 400_000, ""),
     ("", "## H\n", 4_000, "# Q1: A?\n"), ("", "# Q1: A?\n", 1_000, "")],
    ids=range(5),
)  # fmt: skip
def test_odd_documents_take_no_longer_than_they_are_long(before: str, piece: str, times: int, after: str) -> None:
    def reading(count: int) -> Callable[[], object]:
        text = before + piece * count + after
        return lambda: import_document(text, "s.md")

    assert growth(reading, times) < STEADY


def test_titles_over_a_line_are_headings_and_no_line_of_them_is_left(here: Path) -> None:
    text = (
        "Prep\n====\n\nTheme: People\n-------------\n\n### Question 1: How so?\n\nWhy they ask\n------------\n\nTo see.\n\n"
        "Strong answer\n=============\n\nI did it.\n"
    )
    found = import_document(text, "s.md")
    [question] = loaded(found, here).questions.values()
    assert why_of(question).markdown == "To see."
    assert strong_of(question).opening == "I did it."
    assert "===" not in held(found)


def test_a_line_below_text_does_not_make_it_a_heading_of_ours(here: Path) -> None:
    text = (
        "### Question 1: How?\n#### Why they ask\nTo see\nmore\n#### Strong answer\nI did.\nLesson\n======\nListen.\n"
    )
    found = import_document(text, "s.md")
    [question] = [q for q in loaded(found, here).questions.values() if q.wording == "How?"]
    assert {"Lesson", "Listen"} <= set(words(held(found)))
    assert why_of(question).markdown == "To see\nmore"


def test_comments_stay_in_the_file_and_out_of_the_question(here: Path) -> None:
    text = (
        "<!-- zero -->\n### Question 1: How?\n<!-- one -->\n\n#### Why they ask\nTo see. <!-- two -->\n\n"
        "#### Strong signals\n- a\n<!-- three\n\n# four -->\n- b\n\n#### Strong answer\n<!-- five -->\nI did.\n"
    )
    found = import_document(text, "s.md")
    [question] = loaded(found, here).questions.values()
    assert {"zero", "one", "two", "three", "four", "five"} <= set(words(held(found)))
    assert why_of(question).markdown == "To see."
    assert question.strong_signals
    assert question.strong_signals.items == ("a", "b")
    assert strong_of(question).opening == "I did."


def test_a_comment_that_is_never_closed_hides_nothing(here: Path) -> None:
    text = "### Question 1: How?\n#### Why they ask\nTo see. <!-- so\n#### Strong answer\nI did.\n\n```\ncode\n"
    [question] = loaded(import_document(text, "s.md"), here).questions.values()
    assert why_of(question).markdown == "To see. &lt;!-- so"
    assert strong_of(question).opening == "I did.\n\n```\ncode\n```"
