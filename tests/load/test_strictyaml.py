from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.load import strictyaml
from generator.load.strictyaml import parse_yaml
from generator.model.problems import ContentError, SourceRef

PLACE = SourceRef("a.yaml")


@pytest.fixture(params=["quick", "plain"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both of PyYAML's parsers: the quick one is not built everywhere."""
    if request.param == "plain":
        monkeypatch.setattr(strictyaml, "_LOADER", yaml.SafeLoader)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", None),
        ("a: 1\nb: [x, 2.5, true, null, ~]\n", {"a": 1, "b": ["x", 2.5, True, None, None]}),
        (
            "a: yes\nb: 1:30\nc: 2026-11-01\nd: 007\ne: 0x1F\nf: .inf",
            dict(zip("abcdef", ["yes", "1:30", "2026-11-01", "007", "0x1F", ".inf"], strict=True)),
        ),
        ('a: "1"\nb: |\n  x\n  y\n', {"a": "1", "b": "x\ny\n"}),
        ("4: x", {"4": "x"}),
        ("%YAML 1.1\n---\na: 1\n", {"a": 1}),
    ],
)
def test_plain_values(text: str, data: Any) -> None:
    assert parse_yaml(text, PLACE).data == data


def test_every_key_has_its_line() -> None:
    found = parse_yaml("a: 1\nb:\n  - c: 2\n    d: 3\n  - [x,\n     y]\n", PLACE, first_line=10)
    assert str(found.at(("b", 0, "d"))) == "a.yaml:13"
    assert str(found.at(("b", 1, 1))) == "a.yaml:15"
    assert str(found.at(("b", 0, "none"))) == "a.yaml:12"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a:\n\tb: 1\n", "a.yaml:2: a tab stands before the text; indent with spaces"),
        ("a: 1\na: 2\n", 'a.yaml:2: key "a" is here twice (first on line 1); keep one'),
        ("a: &x 1\n", 'a.yaml:1: anchors such as "&x" are not read; remove it, or put the value in quotes'),
        ("b: 1\na: *x\n", 'a.yaml:2: aliases such as "*x" are not read; repeat the value, or put it in quotes'),
        ("a: **bold** x\n", 'a.yaml:1: a value may not begin with "*"; put it in quotes'),
        ("a: !!python/object:os.system x\n", 'a.yaml:1: tags such as "!!python/object:os.system" are not read;'),
        ("a: 12345678901234567890\n", "a.yaml:1: this number is too large; put it in quotes if it is text"),
        ("a: 1e999\n", "a.yaml:1: this number is too large; put it in quotes if it is text"),
        ("a: [1, 2\nb: 3\n", 'a.yaml:1: a list opened with "[" is not closed; close it with "]"'),
        ("a: {x: 1\n", 'a.yaml:1: a group opened with "{" is not closed; close it with "}"'),
        ("a: 'x\nb: 3\n", "a.yaml:1: a quotation mark is not closed; close it"),
        ("a: b: c\n", 'a.yaml:1: a second ":" in one line, or a line too far to the right; put the value in quotes'),
        ("a: @x\n", "a.yaml:1: a value may not begin with this character; put the value in quotes"),
        ("a: 1\n---\nb: 2\n", 'a.yaml:2: a second document after "---"; keep one document in a file'),
        ("a: x\u2028b\n", "a.yaml:1: character U+2028 may not stand here; remove it"),
        ("? [a]\n: 1\n", 'a.yaml:1: a key must be a word; write "key: value"'),
        ("a: " + "[" * 5000, "a.yaml:1: nested too deeply; use at most 12 levels"),
    ],
)
def test_refusals(text: str, said: str) -> None:
    with pytest.raises(ContentError) as caught:
        parse_yaml(text, PLACE)
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("questions:\n  - a\n  -stopped-funding\n  - b\n", 3),
        ("questions:\n  - a\n  -stopped-funding\n", 3),
        ("questions:\n  -stopped-funding\n  - b\n", 2),
        ("questions:\n  -stopped-funding\n", 2),
        ("questions:\n- a\n-stopped-funding\n- b\n", 3),
        ("questions:\n-stopped-funding\ntitle: x\n", 2),
        ("-stopped-funding\n- a\n", 1),
    ],
)
def test_a_list_item_without_its_space(text: str, line: int) -> None:
    with pytest.raises(ContentError) as caught:
        parse_yaml(text, PLACE)
    said = 'there is no space behind the "-" of this item; write "- stopped-funding"'
    assert [str(problem) for problem in caught.value.problems] == [f"a.yaml:{line}: {said}"]


def test_the_first_key_of_an_item_without_its_space() -> None:
    with pytest.raises(ContentError) as caught:
        parse_yaml("- id: a\n  name: A\n-id: b\n  name: B\n", PLACE)
    said = 'a.yaml:3: there is no space behind the "-" of this item; write "- id: b"'
    assert [str(problem) for problem in caught.value.problems] == [said]


def test_a_dash_that_begins_no_item_is_text() -> None:
    found = parse_yaml('a: -x\nb: ["-y"]\nc:\n  - -z\n  - |\n    -word\nd:\n  -5\ne: one\n  – two\n', PLACE)
    assert found.data == {"a": "-x", "b": ["-y"], "c": ["-z", "-word\n"], "d": -5, "e": "one – two"}


def test_all_refusals_at_once() -> None:
    with pytest.raises(ContentError) as caught:
        parse_yaml("a: &x 1\nb: *x\na: 2\n", PLACE)
    assert [str(p.where) for p in caught.value.problems] == ["a.yaml:1", "a.yaml:2", "a.yaml:3"]


@example("?")
@example("- ? a")
@given(st.text(st.characters(exclude_categories=["Cs"])) | st.text(":-[]{}\"'#&*!|>%@` \n\tab1?,\\"))
def test_any_text_is_data_or_a_problem(text: str) -> None:
    try:
        parse_yaml(text, PLACE)
    except ContentError as error:
        assert error.problems
        assert all(p.where and 1 <= p.where.line <= text.count("\n") + 1 for p in error.problems)
