"""Words on cards: emphasis stays, all else goes; in a field for Anki nothing is left that Anki would obey."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.render.anki import inert
from generator.render.plainly import plainly
from generator.render.prose import Prose

PROSE = Prose("en-GB")


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("one **two** *three* `four`", "one <strong>two</strong> <em>three</em> <code>four</code>"),
        ("see [this](https://example.org/?a=1&b=2) now", "see this now"),
        ("![alt](https://example.org/p.png) after", "after"),
        ("<script>alert(1)</script> & <b>x</b>", "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;x&lt;/b&gt;"),
        ("one | two", "one | two"),
    ],
)
def test_plainly(markdown: str, words: str) -> None:
    assert plainly(PROSE.inline(markdown)) == words


def test_words_of_two_lines_stay_two() -> None:
    assert plainly(Markup("<ul><li>one</li><li>two</li></ul><p>three</p>")).split() == ["one", "two", "three"]


@given(st.text())
def test_no_text_brings_an_attribute_or_another_tag(text: str) -> None:
    tags = re.findall(r"<[^>]*>", plainly(PROSE.inline(text)))
    assert set(tags) <= {f"<{end}{tag}>" for end in ("", "/") for tag in ("em", "strong", "code")}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("[sound:x.mp3]", "&#91;sound:x.mp3]"),
        ("[LaTeX]\\input{x}[/latex]", "&#91;LaTeX]\\input{x}&#91;/latex]"),
        ("[$]x[/$] [anki:play:q:0]", "&#91;$]x&#91;/$] &#91;anki:play:q:0]"),
        ("\\(x\\) \\[y\\]", "\\&#8288;(x\\) \\&#8288;[y\\]"),
        ("one\x1ftwo", "one two"),
        ("array[0] (plain)", "array[0] (plain)"),
    ],
)
def test_what_anki_would_obey_is_made_harmless(text: str, left: str) -> None:
    assert inert(Markup(text)) == left
