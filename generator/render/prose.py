"""Markdown → safe markup. HTML in content is printed as typed; links and pictures keep to what is allowed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Self, TypeVar
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

from ..model.problems import SourceRef
from .blocks import Blocks, Words

LINK_SCHEMES = {"http", "https", "mailto"}
VERBATIM = {"code", "pre"}
T = TypeVar("T", str, str | None)

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_RANGE = re.compile(r"(?<![\w-])\d{1,4}-\d{1,4}(?![\w-])")
_PLAIN = re.compile(r"(?!\d+[.)] |[-+:] )(?:(?!--|\.\.\.|://)[^*_`\[\]<>&\\\"'~|#\n])*")
"""A line in which Markdown finds nothing to do; most labels and list items are such."""


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
        md.treeprocessors.register(_Tame(md, self.prose), "tame", 5)


class _Markdown(Markdown):
    """Python-Markdown with our reading of blocks: what is a heading, an item or code is not its to decide."""

    reader: type[BlockParser] = Blocks

    def build_parser(self) -> Self:
        super().build_parser()
        self.parser = self.reader(self)
        return self


class _Line(_Markdown):
    reader = Words


class Prose:
    """A converter for one book. Not thread-safe: each book makes its own."""

    def __init__(self, language: str) -> None:
        self._folder = Path()
        self.pictures: list[str] = []
        self._known: dict[str, Markup] = {}
        self._lines: dict[str, Markup] = {}
        quotes = {} if language.startswith("en") else {"smart_quotes": False}
        self._markdown, self._line = (
            reader(
                extensions=["tables", "smarty", _Rules(self)],
                extension_configs={"smarty": {"smart_dashes": True, "smart_ellipses": True, **quotes}},
                output_format="html",
            )
            for reader in (_Markdown, _Line)
        )

    def block(self, text: str, where: SourceRef | None = None) -> Markup:
        """Paragraphs, lists, tables. ``where`` is the file that pictures are looked for beside."""
        self._folder = Path(where.file).absolute().parent if where else Path()
        if where is None and text in self._known:
            return self._known[text]
        markup = _converted(text, self._markdown)
        if where is None:
            self._known[text] = markup
        return markup

    def inline(self, text: str) -> Markup:
        """A line of text with emphasis and links, without the paragraph around it; "1. So" in it begins no list."""
        line = " ".join(text.split())
        if _PLAIN.fullmatch(line):
            return escape(_dashes(line))
        if line not in self._lines:
            self._folder = Path()
            self._lines[line] = Markup(_converted(line, self._line).removeprefix("<p>").removesuffix("</p>"))
        return self._lines[line]

    def picture(self, address: str) -> str:
        """The file address of a picture beside the content file. What may be read is the typesetter's to decide."""
        if urlsplit(address).scheme:
            return address
        self.pictures.append("file://" + quote(str(self._folder / address)))
        return self.pictures[-1]


def _converted(text: str, reader: Markdown) -> Markup:
    # The engine sets a stray empty line for white space before a paragraph's end when it hyphenates.
    return Markup(re.sub(r"\s+</(p|li|td|th)>", r"</\1>", reader.reset().convert(text)))
