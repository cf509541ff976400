"""Lines → blocks, and what stands inside a quotation or an item of a list as a text of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .lines import TAB, Item, Line, LineKind, indent_of, item_in, outdented, quoted_in


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together. ``kind`` is that of the first: TEXT for a paragraph, ITEM for a whole list."""

    kind: LineKind
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class List:
    """A list: what stands in each item, as a text of its own. ``loose`` if blank lines divide it."""

    first: Item
    items: tuple[str, ...]
    loose: bool


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """The blocks of these lines. Comments, blank lines and the lines below headings are in none."""
    blocks: list[Block] = []
    gathered: list[Line] = []
    blanks: list[Line] = []

    def close() -> None:
        if gathered:
            blocks.append(Block(gathered[0].kind, tuple(gathered)))
        gathered.clear()
        blanks.clear()

    for line in lines:
        if line.kind is LineKind.BLANK:
            blanks.append(line)
        elif line.kind not in (LineKind.COMMENT, LineKind.UNDERLINE):
            if gathered and _belongs(line, gathered[0], after_blank=bool(blanks)):
                gathered += blanks
                blanks.clear()
            else:
                close()
            gathered.append(line)
    close()
    return blocks


def _belongs(line: Line, first: Line, after_blank: bool) -> bool:
    if first.kind is LineKind.ITEM:
        return line.inside or (line.kind is LineKind.ITEM and _is_numbered(line) is _is_numbered(first))
    if first.kind is LineKind.FENCE:
        return line.kind is LineKind.FENCED
    if first.kind is LineKind.CODE:
        return line.kind is LineKind.CODE
    return line.kind is first.kind and first.kind in (LineKind.TEXT, LineKind.QUOTE) and not after_blank


def _is_numbered(line: Line) -> bool:
    item = item_in(line.text)
    return item is not None and item.is_numbered


def text_of(block: Block) -> str:
    """The lines of a block as they stand."""
    return "\n".join(line.text for line in block.lines)


def quotation_in(block: Block) -> str:
    """What a quotation says, without its marks."""
    said = ((quoted_in(line.text), line.text) for line in block.lines)
    return "\n".join(text if quoted is None else quoted for quoted, text in said)


def code_in(block: Block) -> str:
    """The code of a block that is one by its indent."""
    return "\n".join(outdented(line.text, TAB) for line in block.lines)


def list_in(block: Block) -> List:
    """A list with the text of each item, moved to the left as its first line in it is."""
    opens = [index for index, line in enumerate(block.lines) if line.kind is LineKind.ITEM and not line.inside]
    ends = [*opens[1:], len(block.lines)]
    first = item_in(block.lines[0].text)
    assert first is not None
    items = tuple(_text_of_item(block.lines[start:end], first) for start, end in zip(opens, ends, strict=True))
    return List(first, items, loose=any(_divides(block.lines, index) for index in range(1, len(block.lines))))


def _divides(lines: Sequence[Line], index: int) -> bool:
    """Whether a blank line stands above this one, which begins an item of the list or goes on with one in text."""
    line = lines[index]
    return lines[index - 1].kind is LineKind.BLANK and (line.kind is LineKind.TEXT or not (line.inside or line.blank))


def _text_of_item(lines: Sequence[Line], first: Item) -> str:
    item = item_in(lines[0].text)
    assert item is not None
    indents = (indent_of(line.text) for line in lines[1:] if not line.blank)
    columns = next((indent for indent in indents if indent >= first.inner), 0)
    columns = min(columns, first.indent + TAB)
    rest = (line.text if line.kind is LineKind.BLANK else outdented(line.text, columns) for line in lines[1:])
    return "\n".join([item.text, *rest]).rstrip()
