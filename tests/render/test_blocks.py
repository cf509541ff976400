"""The loader and the page read a text alike: what one takes for a heading, an item or code is the same to the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.load.outline import markdown_of, scan, split_at
from generator.model.markdown.blocks import blocks_of
from generator.model.markdown.lines import Line, LineKind
from generator.model.problems import SourceRef
from generator.render.prose import Prose

VOID = {"hr", "br"}
PROSE = Prose("de")  # leaves quotation marks alone


@dataclass(frozen=True)
class Seen:
    """What stands at the top of a text: the words of its headings and items, and its code, in their order."""

    headings: list[str]
    items: int
    code: list[str]
    rules: int


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.path: list[str] = []
        self.seen = Seen([], 0, [], 0)
        self.rules = self.items = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        top = not self.path
        if tag in VOID:
            self.rules += top and tag == "hr"
            return
        self.path.append("h" if ("class", "minor-head") in attrs else tag)
        self.items += tag == "li" and len(self.path) == 2
        if top and self.path[-1] == "h":
            self.seen.headings.append("")
        elif top and tag == "pre":
            self.seen.code.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.path.pop()

    def handle_data(self, data: str) -> None:
        if self.path[:1] == ["h"]:
            self.seen.headings[-1] += data
        elif self.path[:1] == ["pre"]:
            self.seen.code[-1] += data


def on_page(text: str) -> Seen:
    page = _Page()
    page.feed(str(PROSE.block(text)))
    assert page.path == []
    headings = [_letters(heading) for heading in page.seen.headings]
    return Seen(headings, page.items, [_letters(code) for code in page.seen.code], page.rules)


def _letters(text: str) -> str:
    """Without dashes, quotes and indents: a page has real ones, and code its indent from its block."""
    return " ".join(re.findall(r"[\w#>]+", text))


def loaded(lines: tuple[Line, ...]) -> Seen:
    """By the kinds of the lines alone, as the loader goes by them."""
    code = []
    for block in blocks_of(lines):
        if block.lines[0].is_code:
            inner = block.lines[1:-1] if block.kind is LineKind.FENCE else block.lines
            code.append(_letters("\n".join(line.text for line in inner)))
    return Seen(
        [_letters(line.heading.text) for line in lines if line.heading],
        sum(line.kind is LineKind.ITEM and not line.inside for line in lines),
        code,
        sum(line.is_rule for line in lines),
    )


def read(text: str) -> tuple[Line, ...]:
    return scan(text, 1, SourceRef("q.md"), [])


AWKWARD = [
    "", "", "", "# a", "   # b", "    # c", "#d", "##e", "## f ##", "#", "#1 of three", "\\# g", "\t# h", "---", "===", "--", "=", "   ---", "    ---",
    "* * *", "- i", "* j", "+ k", "1. l", "1) m", "12. n", "2026. o", " - p", "  - q", "    - r", "\t- s", "- ", "-", "• t", "– u",
    "- # v", "- - w", "```", "~~~", "````", "``` x", "  ```", "    ```", "- ~~~", "> # y", "> - z", ">", "> aa", " > bb", "    > cc",
    "<!-- dd -->", "<!--", "-->", "ee <!-- ff --> gg", "hh <!-- ii", "jj --> kk", "<!-- ll -->```", "`<!--` mm", "nn", "oo  ", "Pp qq.", "  rr", "    ss", "\ttt",
    "a long line that goes on and on and on, so long that nobody would take it for a heading at all",
]  # fmt: skip
BODIES = st.lists(st.sampled_from(AWKWARD), max_size=9).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(BODIES)
@example("nn\n---")
@example("nn\n===\noo")
@example("- i\n---\nnn")
@example("nn\n<!-- dd -->\n---")
def test_loader_and_page_read_a_body_alike(text: str) -> None:
    assert on_page(text) == loaded(read(text))


@settings(max_examples=300, deadline=None)
@given(BODIES)
def test_what_the_loader_cuts_out_is_read_as_it_was_in_the_whole(text: str) -> None:
    for section in split_at(read(text), (1, 2)):
        page, body = on_page(markdown_of(section.lines)), loaded(section.lines)
        assert (page.headings, page.items, page.code) == (body.headings, body.items, body.code)


@settings(max_examples=300, deadline=None)
@given(BODIES)
def test_no_word_is_lost_but_those_in_comments(text: str) -> None:
    lines = read(text)
    typed = re.findall(r"[a-zA-Z]+", "\n".join(line.text for line in lines if line.kind is not LineKind.FENCE))
    shown = re.findall(r"[a-zA-Z]+", unescape(re.sub(r"<[^>]*>", " ", str(PROSE.block(text)))))
    assert shown == typed
