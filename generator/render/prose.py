"""Markdown → safe markup. HTML in content is printed as typed; links and pictures keep to what is allowed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

from ..model.problems import SourceRef

LINK_SCHEMES = {"http", "https", "mailto"}
VERBATIM = {"code", "pre"}
T = TypeVar("T", str, str | None)

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_ITEM = re.compile(r"^( {0,3})([-*+]|\d{1,9}[.)])\s+\S")
_RANGE = re.compile(r"(?<![\w-])\d{1,4}-\d{1,4}(?![\w-])")
_PLAIN = re.compile(r"(?!\d+[.)] |[-+:] )(?:(?!--|\.\.\.|://)[^*_`\[\]<>&\\\"'~|#\n])*")
"""A line in which Markdown finds nothing to do; most labels and list items are such."""
_FENCE = re.compile(r"^\s{0,3}(```|~~~)")


class _ListsNeedNoBlankLine(Preprocessor):
    """A list may follow a paragraph's last line, as authors expect. Fenced code is left alone."""

    def run(self, lines: list[str]) -> list[str]:
        result: list[str] = []
        fenced = False
        for line in lines:
            fenced ^= bool(_FENCE.match(line))
            before = result[-1] if result else ""
            opens = bool(_ITEM.match(line)) and bool(before.strip()) and not before.startswith(("    ", "\t"))
            if opens and not fenced and not _ITEM.match(before) and not before.startswith("  "):
                result.append("")
            result.append(line)
        return result


class _Tame(Treeprocessor):
    """Tidies what Markdown made.

    Headings become bold lines (the book owns the heading levels), stray links become text, pictures get the address of
    their file, and table heads a scope.
    """

    def __init__(self, md: Markdown, prose: Prose) -> None:
        super().__init__(md)
        self.prose = prose

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag not in VERBATIM:
                element.text = _dashes(element.text)
            element.tail = _dashes(element.tail)
            if element.tag in HEADINGS:
                element.tag = "p"
                element.attrib = {"class": "minor-head"}
            elif element.tag == "a" and urlsplit(element.get("href", "")).scheme not in LINK_SCHEMES:
                element.tag = "span"
                element.attrib = {}
            elif element.tag == "img":
                element.set("src", self.prose.picture(element.get("src", "")))
            elif element.tag == "th":
                element.set("scope", "col")


def _dashes(text: T) -> T:
    """A spaced hyphen is meant as a dash, and so is one between two numbers (but not in 30-60-90 or a date)."""
    return _RANGE.sub(lambda m: m[0].replace("-", "–"), text.replace(" - ", " – ")) if text else text


class _Rules(Extension):
    def __init__(self, prose: Prose) -> None:
        super().__init__()
        self.prose = prose

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.preprocessors.register(_ListsNeedNoBlankLine(md), "lists", 15)
        md.treeprocessors.register(_Tame(md, self.prose), "tame", 5)


class Prose:
    """A converter for one book. Not thread-safe: each book makes its own."""

    def __init__(self, language: str) -> None:
        self._folder = Path()
        self.pictures: list[str] = []
        self._known: dict[str, Markup] = {}
        quotes = {} if language.startswith("en") else {"smart_quotes": False}
        self._markdown = Markdown(
            extensions=["tables", "sane_lists", "fenced_code", "smarty", _Rules(self)],
            extension_configs={"smarty": {"smart_dashes": True, "smart_ellipses": True, **quotes}},
            output_format="html",
        )

    def block(self, text: str, where: SourceRef | None = None) -> Markup:
        """Paragraphs, lists, tables. ``where`` is the file that pictures are looked for beside."""
        self._folder = Path(where.file).absolute().parent if where else Path()
        if where is None and text in self._known:
            return self._known[text]
        markup = self._convert(text)
        if where is None:
            self._known[text] = markup
        return markup

    def _convert(self, text: str) -> Markup:
        html = self._markdown.reset().convert(text)
        # The engine sets a stray empty line for white space before a paragraph's end when it hyphenates.
        return Markup(re.sub(r"\s+</(p|li|td|th)>", r"</\1>", html))

    def inline(self, text: str) -> Markup:
        """A line of text with emphasis and links, without the paragraph around it."""
        line = " ".join(text.split())
        if _PLAIN.fullmatch(line):
            return escape(_dashes(line))
        html = self.block(line)
        inner = re.fullmatch(r"<p>(.*)</p>", html, re.DOTALL)
        return Markup(inner.group(1)) if inner else html

    def picture(self, address: str) -> str:
        """The file address of a picture beside the content file. What may be read is the typesetter's to decide."""
        if urlsplit(address).scheme:
            return address
        self.pictures.append("file://" + quote(str(self._folder / address)))
        return self.pictures[-1]
