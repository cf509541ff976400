"""Values as YAML that reads back as themselves, without quotes where none are needed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from enum import Enum

from ..model.yaml import SURROGATE, UNPRINTABLE, is_text

SHORT = 60
"""Characters of a text that stands on the line of its key, though it could be a block."""

_LETTER = r"[^\W\d_]"
_BEGIN = rf"(?:\d+-)?{_LETTER}"
_PLAIN = re.compile(rf"{_BEGIN}(?:[\w ,()&./'-]*[\w).])?")
_PLAIN_ITEM = re.compile(rf"{_BEGIN}(?:[\w ./'-]*\w)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_OTHERS_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
"""What other readers of YAML take for something else than a word; ours takes fewer."""
_NO_CHARACTER = "\ufffd"


def scalar(text: str) -> str:
    """A text as the value of a key, or an item of a list, on one line.

    What no file can hold (NUL, half of a surrogate pair) is U+FFFD.
    """
    return text if _is_plain(text, _PLAIN) else _quoted(text)


def flow(texts: Iterable[str]) -> str:
    """Texts as a list on one line."""
    return "[" + ", ".join(text if _is_plain(text, _PLAIN_ITEM) else _quoted(text) for text in texts) + "]"


def block(text: str, indent: int = 4) -> str:
    """A text of several lines as the value of a key, so many columns in; readable where that is safe.

    ``indent`` is two more than that of the key.
    """
    if len(text) < SHORT or UNPRINTABLE.search(text) or text != text.strip("\n"):
        return scalar(text)
    # A first line that is indented would be taken for the block's own indent.
    sign = "|2-" if text.startswith((" ", "\t")) else "|-"
    return f"{sign}\n" + "\n".join(f"{' ' * indent}{line}" if line else "" for line in text.split("\n"))


def value(given: object) -> str:
    """A value of a pack's key; nothing where it is None or empty."""
    if isinstance(given, Enum):
        return value(given.value)
    if given is None or given == "":
        return ""
    if isinstance(given, str):
        return given if _DATE.fullmatch(given) else scalar(given)
    if isinstance(given, list | tuple):
        return flow([str(item) for item in given])
    return json.dumps(given)


def comment(text: str) -> str:
    """A text as a comment of one line."""
    return "# " + "".join(c if c.isprintable() else " " for c in text)


def _is_plain(text: str, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.fullmatch(text)) and text.casefold() not in _OTHERS_WORDS and is_text(text)


def _quoted(text: str) -> str:
    return '"' + "".join(map(_escaped, SURROGATE.sub(_NO_CHARACTER, text))) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character == "\n":
        return "\\n"
    if character == "\0":
        return _NO_CHARACTER
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
