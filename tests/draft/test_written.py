"""What is typed in the fields of a part, written into an answer and read from it again: to the letter, in every form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.draft.written import written
from generator.jobs.desk import Desk, UnwritableError, as_kept
from generator.load.library import load_library
from generator.model.content import Library, Question
from generator.model.fields import NUMBERS, Column, Part, PartForm, parts_of
from tests.load.shelf import small, write
from tests.load.test_own import SHEET

DAY = date(2026, 11, 28)
TABLE = Part(
    "t", "T", PartForm.TABLE, "s", columns=(Column("a", "Aspect"), Column("b", "B")), rows=2, row_labels=("One", "Two")
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A question with a sheet that has a block of every form."""
    root = write(small(tmp_path_factory.mktemp("content")), {"worksheets/W1.yaml": SHEET})
    return load_library([root])[0]


@pytest.mark.parametrize(
    ("part", "fields", "text"),
    [
        (NUMBERS, {"": "one\n\n two "}, "- one\n- two"),
        (Part("t", "T", PartForm.TEXT), {"": "- a\n<!-- b"}, "- a\n\\<!-- b"),
        (TABLE, {"1.b": "x|y\nz<br>", "2.a": "own"}, "| Aspect | B |\n| --- | --- |\n| One | x\\|y<br>z\\<br> |\n| own |  |"),
        (Part("c", "C", PartForm.COLUMNS, columns=(Column("a", "A:"), Column("b", "A"))), {"b": "x"}, "### a\n\n### b\nx"),
        (Part("k", "K", PartForm.TICKS, columns=(Column("a", "A"), Column("b", "B"))), {"b": "x"}, "- [ ] A\n- [x] B"),
    ],
)  # fmt: skip
def test_the_markdown_of_a_part(part: Part, fields: Mapping[str, str], text: str) -> None:
    assert written(part, fields) == text


AWKWARD = ["# a", "## Situation", "### Before", "\\# a", "---", "===", "```", "~~~", "<!--", "-->", "<!-- x -->", "\\<!-- x", "word", "", "   ",
           "    code", "\tcode", "- item", "> said", "| a | b |", "a|b", "a\\|b", "<br>", "\\<br>", "\\", "`", "`<!--`", "1. one", "[x]", "- [x] a",
           "<b>", "&amp;", "e\u0301", "👩🏽‍💻", "𝕏", "العربية", "日本", "  two  spaces\u00a0nbsp ", "\u200dzwj", "\u2028ls", "\u0085", "þÿ"]  # fmt: skip
TEXTS = st.one_of(st.lists(st.sampled_from(AWKWARD), max_size=6).map("\n".join), st.text(max_size=60))


def question_with(library: Library, form: PartForm) -> tuple[Question, Part]:
    (question,) = library.questions.values()
    return question, next(part for part in parts_of(question, library) if part.form is form and part.sheet)


@pytest.mark.parametrize("form", [PartForm.TEXT, PartForm.COLUMNS, PartForm.TABLE, PartForm.MATRIX])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(texts=st.lists(TEXTS, min_size=1, max_size=3))
@example(texts=["---\n\nword\n---"])
@example(texts=["```\n<!-- "])
@example(texts=["### After\nx", "# y"])
def test_any_text_is_read_again_to_the_letter(library: Library, form: PartForm, texts: list[str]) -> None:
    question, part = question_with(library, form)
    names = [name[len(part.name) + 1 :] for name in part.fields()]
    fields = {name: as_kept(part, text) for name, text in zip(names, texts, strict=False)}
    # The first column of a table may be printed, and a tick says no more than that it is set.
    fields = {n: "x" if form is PartForm.MATRIX and not n.endswith("name") else t for n, t in fields.items()}
    desk = Desk(Path("content"), library, DAY)
    try:
        desk.write(question, part, fields)
    except UnwritableError:
        assert not any(fields.values())
    else:
        assert desk.fields_now(question, part) == {name: text for name, text in fields.items() if text}


def test_what_cannot_stand_in_its_form_is_refused(library: Library) -> None:
    question, table = question_with(library, PartForm.TABLE)
    desk = Desk(Path("content"), library, DAY)
    with pytest.raises(UnwritableError):
        desk.write(question, table, {"1.option": "WAIT"})
    assert desk.files == {}
