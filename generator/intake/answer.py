"""The strong answer of a document → opening, ``###`` parts and closing, as our files write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..load.answer import without_notes
from ..model.markdown.lines import BULLET, MARKER, Item, Line, LineKind, item_in
from ..model.markdown.scan import scan
from .signs import Content, Sign

_BOLD_LINE = re.compile(r"\*\*([^*]+)\*\*[ \t]*:?[ \t]*()")
_LABELLED = re.compile(rf"(?:{MARKER}[ \t]+)?\*\*([^*]{{1,120}}?)(?::\*\*|\.\*\*|\*\*[ \t]*:)[ \t]*(.*)")
_STORY = re.compile(
    rf"(?:{BULLET}[ \t]+)?((?:situation|task|action|result|learning|lesson)s?)[ \t]*[:–—-][ \t]*(.*)", re.IGNORECASE
)

Style = Callable[[Content], tuple[str, str] | None]


@dataclass(slots=True)
class RoughPart:
    """A named part: lines still as they stood, its first line being what followed the name."""

    label: str
    lines: list[str] = field(default_factory=list)
    bulleted: bool = False


@dataclass(slots=True)
class RoughAnswer:
    """An answer taken apart. Lines are Markdown at the margin."""

    opening: list[str]
    parts: list[RoughPart]
    closing: list[str]


def taken_apart(contents: Sequence[Content]) -> RoughAnswer:
    """Find how the answer names its parts (headings, bold lines, bold labels, story words) and cut it there."""
    style = next((style for style in (_heading, _bold_line, _labelled, _story) if _serves(style, contents)), None)
    opening: list[str] = []
    parts: list[RoughPart] = []
    for item in contents:
        found = style(item) if style else None
        if found:
            bulleted = isinstance(item, Line) and written_item(item.text) is not None
            parts.append(RoughPart(found[0], [found[1]] if found[1] else [], bulleted))
        else:
            (parts[-1].lines if parts else opening).extend(as_text(item))
    closing: list[str] = []
    if parts:
        closing = _cut_closing(parts[-1])
    for part in parts:
        if part.bulleted:
            part.lines = _at_margin(part.lines)
        if not without_notes(scan("\n".join(part.lines)).lines)[0]:
            part.lines = [re.sub(r"^\s*>\s?", "", line) for line in part.lines]
    return RoughAnswer(opening, parts, closing)


def _serves(style: Style, contents: Sequence[Content]) -> bool:
    """Whether a style finds parts. Labels in a list count only if each bullet at the margin has one."""
    hits = [item for item in contents if style(item)]
    if style is _heading:
        return bool(hits)
    bullets = [item for item in contents if isinstance(item, Line) and not item.fenced and _is_bullet(item.text)]
    return len(hits) > 1 and (style is _bold_line or all(style(bullet) for bullet in bullets))


def written_item(text: str) -> Item | None:
    """The item of a list that a line begins, if anything is written in it."""
    item = item_in(text)
    return item if item and item.text else None


def _is_bullet(text: str) -> bool:
    item = item_in(text)
    return item is not None and not item.is_numbered and not text[0].isspace()


def _heading(item: Content) -> tuple[str, str] | None:
    return (item.text.rstrip(" :"), "") if isinstance(item, Sign) and item.text.strip(" :") else None


def _bold_line(item: Content) -> tuple[str, str] | None:
    return _match(_BOLD_LINE, item)


def _labelled(item: Content) -> tuple[str, str] | None:
    return _match(_LABELLED, item)


def _story(item: Content) -> tuple[str, str] | None:
    return _match(_STORY, item)


def _match(pattern: re.Pattern[str], item: Content) -> tuple[str, str] | None:
    found = pattern.fullmatch(item.raw.rstrip()) if isinstance(item, Line) and not item.fenced else None
    label = found[1].strip(" :\t") if found else ""
    return (label, found[2]) if found and label else None


def as_text(item: Content) -> list[str]:
    """A line; or a heading that opens nothing, as a bold line."""
    return [item.raw.rstrip()] if isinstance(item, Line) else ["", bold(item.text), ""]


def bold(text: str) -> str:
    """A heading inside a text."""
    plain = text.strip()
    return f"**{plain}**" if plain and "*" not in plain else plain


def _cut_closing(part: RoughPart) -> list[str]:
    """A paragraph at the margin after the last part's list is the answer's closing, not the part's."""
    listed = part.bulleted
    for index, line in enumerate(part.lines):
        blank_before = index > 0 and not part.lines[index - 1].strip()
        if listed and blank_before and line.strip() and not line[0].isspace() and not written_item(line):
            closing = part.lines[index:]
            part.lines = part.lines[:index]
            return closing
        listed = listed or written_item(line) is not None
    return []


def _at_margin(lines: list[str]) -> list[str]:
    """Lines that stood inside a list item, moved to the margin by the indent of the first of them."""
    spaced = [re.sub(r"^[ \t]+", lambda found: found[0].expandtabs(4), line) for line in lines]
    indents = [len(line) - len(line.lstrip()) for line in spaced[1:] if line.strip() and line[0] == " "]
    first = indents[0] if indents else 0
    return [line[min(first, len(line) - len(line.lstrip())) :] for line in spaced]


def lists_apart(lines: Sequence[str]) -> list[str]:
    """A blank line between a paragraph and its list, as strict readers of Markdown want it."""
    result: list[str] = []
    for line in lines:
        before = result[-1] if result else ""
        if before.strip() and not before[0].isspace() and not written_item(before) and written_item(line):
            result.append("")
        result.append(line)
    return result


def inert(lines: Sequence[str]) -> list[str]:
    """The same words without rules, and no line that a reader of our files would take for a heading."""
    result: list[str] = []
    for line in scan("\n".join(lines)).lines:
        if line.heading:
            result += [bold(line.heading.text), ""] if line.heading.underlined else [f"\\{line.raw.lstrip()}"]
        elif line.kind not in (LineKind.RULE, LineKind.UNDERLINE):
            result.append(line.raw)
    return result
