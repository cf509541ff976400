"""What is typed in a field as Markdown of a file, and back: nothing in it may begin a part, close one or be hidden.

A text is taken as Markdown, as it stands. Only what a file would read as its own is guarded by a backslash, and where
the text has backslashes there, by one more, so that the way back is sure. In a comment's mark each is doubled, since
that is how they count there.
"""

from __future__ import annotations

import re

from ..yaml import CONTROL, SURROGATE

_OWN = r"(?:#{1,6}|`{3}|~{3}|=+\s*$|[-*_](?:\s*[-*_]){2,}\s*$)"
"""How a line begins that a file may read as a heading, what underlines one, a rule, or the fence of code."""
_BEGINS = re.compile(rf"(\s*)(\\*)(?={_OWN})")
_IS_GUARDED = re.compile(rf"(\s*)(\\+)(?={_OWN})")
_COMMENT = re.compile(r"(?<!\\)(\\*)<!--")
_LOST = "\ufffd"
_BYTE_ORDER_MARK = "\ufeff"


def settled(text: str) -> str:
    """A text as a file can keep it: line feeds, no control characters, no blank at the end of a line or the text.

    Half of a surrogate pair is U+FFFD.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace(_BYTE_ORDER_MARK, "")
    clean = CONTROL.sub("", SURROGATE.sub(_LOST, lines))
    return "\n".join(line.rstrip() for line in clean.split("\n")).strip("\n")


def as_markdown(text: str, *, wary: bool = False) -> str:
    """A typed text as the Markdown of a file.

    What in it is Markdown of its own accord (code between fences, a rule) stays so unless ``wary``: then every line
    that a file might read as its own is guarded.
    """
    begins = _BEGINS if wary else _IS_GUARDED
    lines = (begins.sub(r"\1\2\\", line, count=1) if begins.match(line) else line for line in text.split("\n"))
    return _COMMENT.sub(lambda found: f"{found[1] * 2}\\<!--", "\n".join(lines))


def as_typed(markdown: str) -> str:
    """The text that `as_markdown`, or who added a guard after it, made this of."""
    lines = (
        _IS_GUARDED.sub(_one_less, line, count=1) if _IS_GUARDED.match(line) else line for line in markdown.split("\n")
    )
    return _COMMENT.sub(lambda found: f"{found[1][: len(found[1]) // 2]}<!--", "\n".join(lines))


def _one_less(found: re.Match[str]) -> str:
    return found[1] + found[2][1:]
