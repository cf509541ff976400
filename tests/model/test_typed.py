"""What is typed as Markdown of a file, and back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.model.markdown.typed import as_markdown, as_typed, settled

PIECES = ["# a", "## ", "\\# a", "\\\\# a", "---", "- - -", "\\---", "===", "```", "~~~ py", "<!--", "-->", "\\<!-- x -->", "\\\\<!--", "word",
          "  ", "\t## b", "- item", "> said", "| a |", "<br>", "\\", "`", "\u00a0# x", "\u2028", "###### f", "####### g"]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=8).map("\n".join),
    st.text(),
    st.lists(st.sampled_from(PIECES)).map("".join),
)


@given(TEXTS, st.booleans())
@example("\\# a\n\\\\<!--", False)
@example("a\r\n# b", True)
def test_the_way_back_is_sure(text: str, wary: bool) -> None:
    assert as_typed(as_markdown(text, wary=wary)) == text


@pytest.mark.parametrize(
    ("typed", "markdown", "wary"),
    [
        ("- one\n- two *very*", "- one\n- two *very*", "- one\n- two *very*"),
        ("# a", "# a", "\\# a"),
        ("\\# a", "\\\\# a", "\\\\# a"),
        ("one\n---\ntwo", "one\n---\ntwo", "one\n\\---\ntwo"),
        ("a <!-- b -->", "a \\<!-- b -->", "a \\<!-- b -->"),
        ("\\<!-- b", "\\\\\\<!-- b", "\\\\\\<!-- b"),
        ("C# and a#b", "C# and a#b", "C# and a#b"),
    ],
)
def test_only_what_a_file_would_read_as_its_own_is_guarded(typed: str, markdown: str, wary: str) -> None:
    assert (as_markdown(typed), as_markdown(typed, wary=True)) == (markdown, wary)


def test_what_no_file_can_keep_is_left_out_and_nothing_else() -> None:
    assert settled("\n\n  a \r\nb\rc\t\n\u00a0\n\x00\x1b\ufeffd\ud800\n\n") == "  a\nb\nc\n\nd\ufffd"


@given(st.text())
def test_what_is_settled_stays_so(text: str) -> None:
    assert settled(settled(text)) == settled(text)
