"""A list item whose dash has no space behind it. YAML takes it for text, or for a key, and complains elsewhere."""

from __future__ import annotations

import re

from ..model.yaml import is_number

_ITEM = re.compile(r"[ ]*-(?P<word>\w.*)")


def mend_of(line: str) -> str:
    """What to write in place of a line that begins with a dash and a word; empty where it is none such."""
    found = _ITEM.fullmatch(line.rstrip())
    return f'write "- {found["word"]}"' if found and not is_number(line.strip()) else ""
