"""What a word of YAML means to us when no quotes stand around it: one answer for those who read and those who write."""

from __future__ import annotations

import re

WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
FLOAT = re.compile(r"[-+]?[0-9]+(\.[0-9]*([eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)")
# YAML's own set, without the three that only YAML takes for line ends: our lines must be the editor's lines.
UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Characters that no file of ours may hold, YAML or not."""
SURROGATE = re.compile("[\ud800-\udfff]")


def is_number(word: str) -> bool:
    """Whether a plain word is read as a number."""
    return bool(INT.fullmatch(word) or FLOAT.fullmatch(word))


def is_text(word: str) -> bool:
    """Whether a plain word is read as the text that it is."""
    return word not in WORDS and not is_number(word)
