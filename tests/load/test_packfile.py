from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.compose.select import check_words
from generator.load.packfile import load_pack, read_pack
from generator.model.pack import Edition, PackSpec, Paper
from generator.model.problems import ContentError, PrepPackError, UsageError
from tests.compose.bank import TAXONOMY


def pack(text: str) -> Path:
    path = Path("my.yaml")
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_and_no_flags_are_the_defaults() -> None:
    assert load_pack(None, {}) == PackSpec()


@pytest.mark.parametrize("text", ["holes: 2\nline_style: Grid", 'holes: "2"\nline_style: grid'])
def test_holes_are_a_number_or_a_word(here: Path, text: str) -> None:
    spec = load_pack(pack(text), {})
    assert (spec.holes, spec.line_style) == ("2", "grid")
    assert load_pack(pack(text), {"holes": "none"}).holes == "none"


def test_flags_override_keys(here: Path) -> None:
    path = pack("title: Mine\nquestions: [b, a]\nlimit: 3\ninterview_date: 2026-12-01\ncoach:\npaper: a5\n")
    flags = {
        "limit": 5,
        "questions": (),
        "title": None,
        "levels": ["director"],
        "edition": "screen",
        "date": date(2026, 1, 2),
    }
    spec = load_pack(path, flags)
    assert (spec.title, spec.questions, spec.limit, spec.paper) == ("Mine", ("b", "a"), 5, Paper.A5)
    assert (spec.interview_date, spec.date) == (date(2026, 12, 1), date(2026, 1, 2))
    assert (spec.levels, spec.edition, spec.coach) == (("director",), Edition.SCREEN, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titel: x", 'my.yaml:1: unknown key "titel"; did you mean "title"?'),
        ("title: x\nedition: studdy", 'my.yaml:2: unknown edition "studdy"; did you mean "study"?'),
        ("levels: [manager,\n  directr]", 'my.yaml:2: unknown level "directr"; did you mean "director"?'),
        ("line_style: lined", 'my.yaml:1: unknown line style "lined"; did you mean "ruled"?'),
        ("hand: lefty", 'my.yaml:1: unknown hand "lefty"; did you mean "left"?'),
        ("title: x\nholes: 5", 'my.yaml:2: unknown number of holes "5"; known: 2, 3, 4, none'),
        ("holes: true", 'my.yaml:1: unknown number of holes "True"; known: 2, 3, 4, none'),
        ("hole_marks: 2", 'my.yaml:1: unknown hole marks "2"; known: centres, none'),
        ("limit: 0", 'my.yaml:1: "limit" is 0; it must be at least 1'),
        ("limit: true", 'my.yaml:1: "limit" must be a whole number, not true'),
        (
            "questions: a",
            'my.yaml:1: "questions" must be a list, not "a"; write [one, two], or a line with "- " for each',
        ),
        ("interview_date: 2026-02-30", 'my.yaml:1: "interview_date" is no date: "2026-02-30"; write YYYY-MM-DD'),
        ("interview_date: 20260230", 'my.yaml:1: "interview_date" is no date: 20260230; write YYYY-MM-DD'),
        ("language: english", 'my.yaml:1: "language" cannot be "english"; write a language tag such as en-GB'),
        ("title: 2026", 'my.yaml:1: "title" must be text, not 2026; put it in quotes'),
        ('title: ""', 'my.yaml:1: "title" is empty; write it, or remove the key'),
        ("title: " + "x" * 201, 'my.yaml:1: "title" is too long (201 characters); at most 200 fit'),
        ("- a\n", 'my.yaml:1: a pack file is a set of keys; write lines of "key: value"'),
        ("a: [", "my.yaml:1: a value is missing, or a bracket is not closed; write the value, or put it in quotes"),
    ],
)
def test_what_is_wrong_with_a_pack_file(here: Path, text: str, said: str) -> None:
    with pytest.raises(ContentError) as caught:
        chosen_by(pack(text), {})
    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("text", "names"),
    [("sheets: all", ("all",)), ("sheets: [P1, story-bank]", ("P1", "story-bank")), ("sheets:", ()), ("", ())],
)
def test_one_sheet_needs_no_brackets(here: Path, text: str, names: tuple[str, ...]) -> None:
    assert load_pack(pack(text + "\n"), {}).sheets == names
    assert load_pack(pack(text + "\n"), {"sheets": ["P5"]}).sheets == ("P5",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sheets: 5", 'my.yaml:1: "sheets" must be a list, not 5; write [one, two], or a line with "- " for each'),
        ("sheets: [P1, 5]", 'my.yaml:1: "sheets" must be text, not 5; put it in quotes'),
        ("glossary: some", 'my.yaml:1: unknown glossary "some"; known: all, none, used'),
    ],
)
def test_what_is_wrong_with_sheets_and_glossary(here: Path, text: str, said: str) -> None:
    with pytest.raises(ContentError) as caught:
        load_pack(pack(text), {})
    assert str(caught.value) == said


def chosen_by(path: Path | None, flags: dict[str, Any]) -> None:
    """A pack, and its words held against the taxonomy."""
    asked = read_pack(path, flags)
    with asked.placing():
        check_words(TAXONOMY, asked.spec)


def test_a_missing_file_is_told(here: Path) -> None:
    with pytest.raises(ContentError, match=r"^none\.yaml: there is no such file; check the path$"):
        load_pack(Path("none.yaml"), {})


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ({"limit": 0}, "--limit is 0; it must be at least 1"),
        ({"edition": "studdy"}, '--edition: unknown edition "studdy"; did you mean "study"?'),
        ({"competencies": ["lerning"]}, '--competency: unknown competency "lerning"; did you mean "learning"?'),
        ({"interview_date": "soon"}, '--interview-date is no date: "soon"; write YYYY-MM-DD'),
        ({"design": "My Design"}, '--design cannot be "My Design"; write lower-case words joined by hyphens'),
    ],
)
def test_what_is_wrong_with_flags(flags: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        chosen_by(None, flags)
    assert str(caught.value) == said


def test_file_and_flags_are_told_together(here: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load_pack(pack("limit: 0\ntitel: x\n"), {"limit": 0})
    assert len(caught.value.problems) == 3


KEYS = [f"{key}: " for key in PackSpec.model_fields] + [
    "[",
    "]",
    "{",
    "}",
    "\n",
    "- ",
    "a4",
    "1",
    '"',
    "'",
    "2026-01-01",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(KEYS), max_size=12).map("".join))
def test_any_text_is_a_pack_or_a_problem(here: Path, text: str) -> None:
    try:
        load_pack(pack(text), {})
    except PrepPackError as error:
        assert error.problems
