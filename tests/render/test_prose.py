from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.markdown.scan import scan
from generator.model.problems import SourceRef
from generator.render.prose import Prose
from tests.pace import STEADY, growth

PROSE = Prose("en-GB")


def block(text: str) -> str:
    return str(PROSE.block(text))


def words(html: str) -> str:
    """What a reader sees."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def tags(html: str) -> set[str]:
    return set(re.findall(r"<(\w+)", html))


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "a <b>bold</b> word",
        "<div onclick='x'>text</div>",
        "<img src=x onerror=alert(1)>",
        "<iframe src='file:///etc/passwd'></iframe>",
        "<style>p { display: none }</style>",
        "less < more & so > on",
        "<svg><script>1</script></svg>",
        "</p></div><section>",
        "&lt;b&gt; typed as entities",
    ],
)
def test_html_is_printed_as_typed(typed: str) -> None:
    for html in (block(typed), str(PROSE.inline(typed)), block(f"- {typed}"), block(f"| a |\n|---|\n| {typed} |")):
        assert tags(html) <= {"p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}
        shown = words(html)
        for word in re.findall(r"\w+", unescape(typed)):
            assert word in shown
        if "<" in typed:
            assert "<" in unescape(re.sub(r"<[^>]*>", "", html)), "the bracket itself is printed"


@given(st.text(max_size=60))
def test_no_text_brings_a_tag_or_an_address_of_its_own(text: str) -> None:
    html = block(text)
    assert not {"script", "style", "iframe", "object", "svg", "form", "input", "link", "base", "meta"} & tags(html)
    assert not re.search(r"<[^>]*\bon\w+=", html)
    assert not re.search(r"""href=["']\s*(?!https?:|mailto:)""", html, re.IGNORECASE)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\tscript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "vbscript:x",
        "other.md",
        "/etc/passwd",
        "//example.org/x",
        "#q-one",
    ],
)
def test_links_that_lead_nowhere_safe_become_text(address: str) -> None:
    html = block(f"see [the words]({address}) here")
    assert "href" not in html
    assert "the words" in words(html)


@pytest.mark.parametrize("address", ["https://example.org/a?b=c", "http://example.org", "mailto:robin@example.org"])
def test_web_and_mail_links_stay(address: str) -> None:
    assert re.search(rf'<a href="{re.escape(address)}">the words</a>', unescape(block(f"[the words]({address})")))


@pytest.mark.parametrize("level", range(1, 7))
def test_headings_become_bold_lines(level: int) -> None:
    html = block(f"{'#' * level} A heading\n\nText.")
    assert not re.search(r"<h\d", html), "the book owns the heading levels"
    assert "A heading" in words(html)
    assert "minor-head" in html
    assert not re.search(r"<h\d", block("A heading\n=========\n\nAnother\n-------\n"))


def test_a_list_needs_no_empty_line_before_it() -> None:
    html = block("Three things:\n- one\n- two\n- three")
    assert html.count("<li>") == 3
    assert words(html).startswith("Three things:")
    assert block("First:\n1. one\n2. two").count("<li>") == 2
    assert block("para\n* star").count("<li>") == 1


@pytest.mark.parametrize(
    "text",
    [
        "In 1999 we had\n1987 people",
        "```\ncode\n- not an item\n```",
        "a line\n-not an item",
        "    indented code\n    - not an item",
        "It cost more\n-- much more",
    ],
)
def test_what_only_looks_like_a_list_is_none(text: str) -> None:
    assert "<li>" not in block(text)


def test_a_list_in_a_list_stays_one() -> None:
    html = block("- one\n    - inner\n    - inner too\n- two")
    assert html.count("<ul>") == 2
    assert html.count("<li>") == 4
    two_spaces = block("- one\n  continued\n- two")
    assert two_spaces.count("<li>") == 2


def test_a_table_is_a_table_with_scopes() -> None:
    html = block("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |")
    assert html.count("<tr>") == 3
    assert html.count('scope="col"') == 2


def test_a_picture_is_looked_for_beside_its_file(tmp_path: Path) -> None:
    where = SourceRef(str(tmp_path / "content/questions/one.md"), 3)
    html = str(PROSE.block("![A chart](a%20chart.png) ![B](../b.svg)", where))
    found = re.findall(r'src="([^"]*)"', html)
    assert found[0] == (tmp_path / "content/questions").as_uri() + "/" + found[0].rsplit("/", 1)[-1]
    assert Path(found[1].removeprefix("file://")).resolve() == tmp_path / "content/b.svg"
    assert 'alt="A chart"' in html


def test_pictures_of_two_files_do_not_mix(tmp_path: Path) -> None:
    for name in ("a", "b"):
        where = SourceRef(str(tmp_path / name / "q.md"))
        assert f"/{name}/p.png" in str(PROSE.block("![p](p.png)", where))


@pytest.mark.parametrize(
    "typed", ["{{ 7*7 }}", "{% for x in y %}", "{# comment #}", "{{ ''.__class__ }}", "{{ spec.title }}"]
)
def test_template_syntax_stays_text(typed: str) -> None:
    shown = words(block(typed))
    assert (shown[:2], shown[-2:]) == (typed[:2], typed[-2:])
    assert re.findall(r"\w+", shown.replace("_", "")) == re.findall(r"\w+", typed.replace("_", ""))


def test_quotes_dashes_and_ellipses_are_real_in_english() -> None:
    shown = words(block("\"So,\" she said, 'it's done' -- at last... in 2020-2021"))
    assert shown.startswith("“So,” she said, ‘it’s done’")
    assert "…" in shown
    assert " – " in shown
    assert "--" not in shown


def test_quotes_stay_as_typed_in_other_languages() -> None:
    html = str(Prose("de").block("\"So\" 'sagt' er…"))
    assert words(html) == "\"So\" 'sagt' er…"


def test_no_space_before_the_end_of_a_paragraph() -> None:
    """The engine sets a stray line for it when it hyphenates."""
    html = block("one  \n\ntwo \n\n- item \n- last ")
    assert not re.search(r"\s</(p|li|td|th)>", html)


def test_inline_text_has_no_paragraph_round_it() -> None:
    assert str(PROSE.inline("some *text*\nover lines")) == "some <em>text</em> over lines"
    assert str(PROSE.inline("")) == ""


def test_one_text_leaves_nothing_behind_for_the_next() -> None:
    block("[ref]: https://example.org/secret\n\n[word][ref]")
    assert "secret" not in block("[word][ref]")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one <!-- hidden --> two", "one two"),
        ("<!-- hidden -->", ""),
        ("one\n<!-- hidden\n\n# hidden\n-->\ntwo", "one two"),
        ("- one\n<!-- hidden -->\n- two", "one two"),
        ("- one <!-- hidden -->", "one"),
        ("> <!-- hidden --> one", "one"),
        ("| a | b |\n|---|---|\n| 1 <!-- hidden --> | 2 |", "a b 1 2"),
        ("`<!-- shown -->`", "<!-- shown -->"),
        ("```\n<!-- shown -->\n```", "<!-- shown -->"),
        ("- one\n\n    ```\n    <!-- shown -->\n    ```", "one <!-- shown -->"),
        (r"\\<!-- never closed", r"\<!– never closed"),
        ("one <!-- never closed\n\ntwo", "one <!– never closed two"),
    ],
)
def test_comments_are_left_out_and_code_is_none(text: str, shown: str) -> None:
    assert words(block(text)) == shown


def test_comments_are_left_out_of_a_line_too() -> None:
    assert str(PROSE.inline("some *text* <!-- hidden -->")) == "some <em>text</em>"


def test_comments_make_no_list_loose() -> None:
    assert "<p>" not in block("- one\n<!-- hidden -->\n- two")


@pytest.mark.parametrize("line", ["1. So", "- so", "# so", "> so", "    so", "2026) so", "[a]: https://example.org"])
def test_a_line_begins_no_block(line: str) -> None:
    """What a label or an item begins with is the reader's to see."""
    assert words(str(PROSE.inline(line))) == line.strip()
    assert tags(str(PROSE.inline(line))) <= {"a"}


@pytest.mark.parametrize(
    "typed",
    [
        "Title\n---\nText.",
        "Title\n===\nText.",
        "Over\nTitle\n===\nText.",
        "   # Title\nText.",
        "Text\n##Title ##",
    ],
)
def test_headings_in_their_several_forms(typed: str) -> None:
    assert re.findall(r'<p class="minor-head">([^<]*)</p>', block(typed)) == ["Title"]
    assert not set("=#-") & set(words(block(typed)))


@pytest.mark.parametrize(
    "typed",
    ["It ends like a sentence.\n---\nText.", "Two\nlines\n---\nText.", "- item\n---\nText.", "> note\n---\nText."],
)
def test_dashes_below_what_is_no_title_divide(typed: str) -> None:
    html = block(typed)
    assert "minor-head" not in html
    assert html.count("<hr>") == 1
    assert words(html).endswith("Text.")


def test_nested_lists_need_two_columns_or_four() -> None:
    for inner in ("  ", "   ", "    ", "\t"):
        html = block(f"- one\n{inner}- inner\n{inner}{inner}- third\n- two")
        assert html.count("<ul>") == 3, inner
    assert block("1. one\n  - inner\n2. two").count("<ol>") == 1


def test_numbers_with_brackets_and_typographic_bullets_make_lists() -> None:
    assert block("1) one\n2) two").count("<li>") == 2
    assert block("• one\n• two").count("<li>") == 2
    assert block("3. three\n4. four").startswith('<ol start="3">')
    assert "<li>" not in block("We met on the bridge\n– and then we did not.")


def test_code_keeps_its_words_and_indents_wherever_it_stands() -> None:
    html = block('```py\nif a < "b":\n    # c\n```')
    assert unescape(re.sub("<[^>]*>", "", html)) == 'if a < "b":\n    # c\n'
    assert 'class="language-py"' in html
    nested = block("- one\n\n    ```\n    # c\n      d\n    ```\n- two")
    assert re.search(r"<li>.*<pre><code># c\n  d\n</code></pre>\s*</li>", nested, re.DOTALL)
    assert block("~~~\n&lt;\n~~~") == "<pre><code>&amp;lt;\n</code></pre>"


def test_no_depth_of_quotations_or_lists_is_too_much() -> None:
    for text in (">" * 3000 + " deep", "- " * 3000 + "deep"):
        assert words(block(text)).endswith("deep")


@pytest.mark.parametrize(
    ("text", "times"),
    [("<!-- a -->b", 20_000), ("<!-- a\n", 50_000), ("```x\n~~~~\n", 20_000), ("`", 50_000), ("- a\n\n", 5_000), ("a\n---\n", 5_000)],
)  # fmt: skip
def test_odd_texts_take_no_longer_than_they_are_long(text: str, times: int) -> None:
    def reading(many: int) -> Callable[[], object]:
        whole = text * many + "<!--"
        return lambda: scan(whole)

    assert growth(reading, times) < STEADY
