"""The blocks that our scanner finds, as the elements that Python-Markdown goes on with.

Of its own block syntax only tables and definitions of links are left: they are looked for in what is a paragraph to us.
"""

from __future__ import annotations

from typing import ClassVar
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import ParagraphProcessor, ReferenceProcessor
from markdown.util import AtomicString, code_escape

from ..model.markdown import blocks, hidden
from ..model.markdown.blocks import Block
from ..model.markdown.lines import LineKind
from ..model.markdown.scan import scan

DEEPEST = 20
"""Quotations and lists inside each other; what stands deeper is a paragraph."""


class Blocks(BlockParser):
    """Makes the elements of a text."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.blockprocessors.register(ReferenceProcessor(self), "reference", 15)
        self.blockprocessors.register(ParagraphProcessor(self), "paragraph", 10)

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802 (the library's name)
        """Add the elements of a text to ``parent``."""
        self._add(parent, text, "document")

    def _add(self, parent: Element, text: str, state: str) -> None:
        """The blocks of a text; in the state "list" its paragraphs are bare, as those of an item are."""
        self.state.set(state)
        if len(self.state) > DEEPEST:
            self.parseBlocks(parent, [text.strip("\n")])
        else:
            for block in blocks.blocks_of(scan(text).lines):
                self._MAKERS[block.kind](self, parent, block)
        self.state.reset()

    def _paragraph(self, parent: Element, block: Block) -> None:
        self.parseBlocks(parent, [blocks.text_of(block)])

    def _heading(self, parent: Element, block: Block) -> None:
        heading = block.lines[0].heading
        if heading:
            SubElement(parent, f"h{heading.level}").text = heading.text

    def _rule(self, parent: Element, _: Block) -> None:
        SubElement(parent, "hr")

    def _quotation(self, parent: Element, block: Block) -> None:
        self._add(SubElement(parent, "blockquote"), blocks.quotation_in(block), "blockquote")

    def _list(self, parent: Element, block: Block) -> None:
        found = blocks.list_in(block)
        element = SubElement(parent, "ol" if found.first.is_numbered else "ul")
        number = int(found.first.marker[:-1]) if found.first.is_numbered else 1
        if number != 1:
            element.set("start", str(number))
        for item in found.items:
            self._add(SubElement(element, "li"), item, "looselist" if found.loose else "list")

    def _fenced(self, parent: Element, block: Block) -> None:
        language, code = hidden.code_in(block.lines)
        self._code(parent, code).attrib.update({"class": f"language-{language}"} if language else {})

    def _indented(self, parent: Element, block: Block) -> None:
        self._code(parent, blocks.code_in(block))

    def _code(self, parent: Element, code: str) -> Element:
        element = SubElement(SubElement(parent, "pre"), "code")
        element.text = AtomicString(code_escape(code) + "\n")
        return element

    _MAKERS: ClassVar = {
        LineKind.TEXT: _paragraph,
        LineKind.HEADING: _heading,
        LineKind.RULE: _rule,
        LineKind.QUOTE: _quotation,
        LineKind.ITEM: _list,
        LineKind.FENCE: _fenced,
        LineKind.FENCED: _indented,
        LineKind.CODE: _indented,
    }


class Words(BlockParser):
    """Makes one paragraph of a line, whatever it begins with."""

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802 (the library's name)
        """Add the paragraph to ``parent``, its comments left out."""
        said = " ".join(line.text.strip() for line in scan(text).lines if not line.blank)
        if said:
            SubElement(parent, "p").text = said
