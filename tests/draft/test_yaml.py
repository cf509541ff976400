"""Whatever is written reads back as itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.draft.yaml import block, comment, flow, scalar, value
from generator.load.strictyaml import parse_yaml
from generator.model.problems import SourceRef

PLACE = SourceRef("x")
ODD = ["2026", "1e5", "1.", "-0", "+7", "0x1F", "1_000", "12:30", "2026-01-01", "true", "True", "NO", "y", "null", "NULL", "~", "",
       " ", "-", "- a", "?", "? a", ":", "a:", "a: b", "a:b", "# x", "a #b", "a # b", "[x]", "{x}", "x]", "a, b", "*a", "&a", "!a",
       "|", ">-", "%a", "@a", "`a", "'a'", '"a"', "'", '"', "\\", "a\nb", "\n", "\ta", "a\t", "---", "...", "--- a", "<<", "=",
       ".inf", ".nan", "\x85", "\u2028", "\ufeff", "\ufffe", "\x1b[0m", "\x07", "é", "e\u0301", "почему", "为什么", "😀", "70-core",
       "1-e5", "9" * 40, "nan", "Infinity", "ß", "²", "١٢", "1-", "a ", " a", "a.", "a-", "It's", "C #", "x" * 200]  # fmt: skip
"""Words that a reader of YAML might take for something else."""

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
lines = st.text(" \t\nx#:-'\"|")
numbers = st.from_regex(r"[-+]?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?", fullmatch=True)
anything = st.sampled_from(ODD) | texts | lines | numbers


@given(anything)
def test_a_text_reads_back_as_itself(text: str) -> None:
    assert parse_yaml(f"a: {scalar(text)}  # b\nc: 1", PLACE).data == {"a": text, "c": 1}
    assert parse_yaml(f"- {scalar(text)}\n- b", PLACE).data == [text, "b"]


@given(st.lists(anything, max_size=4))
def test_a_list_reads_back_as_itself(items: list[str]) -> None:
    assert parse_yaml(f"a: {flow(items)}  # b", PLACE).data == {"a": items}
    assert parse_yaml(f"a: {value(items)}  # b", PLACE).data == {"a": items}


@given(anything, st.integers(0, 4))
def test_a_block_reads_back_as_itself(text: str, indent: int) -> None:
    space = " " * indent
    for long in (text, text.ljust(60, "x")):  # shorter ones are not blocks
        entry = f"{space}- a: {block(long, indent + 4)}\n{space}  b: 1"
        assert parse_yaml(entry, PLACE).data == [{"a": long, "b": 1}]


@given(anything)
def test_a_value_of_a_pack_reads_back_as_itself_or_as_nothing(text: str) -> None:
    assert parse_yaml(f"a: {value(text)}", PLACE).data == {"a": text or None}


@given(anything | st.text())
def test_a_comment_stays_one(text: str) -> None:
    assert parse_yaml(f"a: b  {comment(text)}\n{comment(text)}\nc: d", PLACE).data == {"a": "b", "c": "d"}


@given(st.text(st.characters(categories=["Cs", "Lu"]) | st.just("\0")))
def test_what_no_file_can_hold_is_marked(text: str) -> None:
    read = parse_yaml(f"a: {scalar(text)}", PLACE).data["a"]
    assert read == "".join(c if c.isalpha() else "\ufffd" for c in text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("How so, and why", "How so, and why"),
        ("почему-банк", "почему-банк"),
        ("70-core", "70-core"),
        ("2026", '"2026"'),
        ("True", '"True"'),
        ("a: b", '"a: b"'),
        ("2026-12-14", '"2026-12-14"'),
    ],
)
def test_quotes_stand_only_where_they_are_needed(text: str, written: str) -> None:
    assert scalar(text) == written


def test_a_date_of_a_pack_needs_none() -> None:
    assert (value("2026-12-14"), value(True), value(3), value(None)) == ("2026-12-14", "true", "3", "")
