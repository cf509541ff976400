"""What the files of a pack are called: a pattern of fixed words and placeholders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from .problems import did_you_mean

PLACEHOLDERS = ("pack", "candidate", "company", "edition", "paper")
PLAIN = "{pack}-{edition}-{paper}"
"""The pattern of a pack that has none."""
ENDING = ".pdf"
_LONGEST = 120
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_FIXED = re.compile(r"[\w .()+-]+")


def file_pattern(said: str) -> str:
    """A pattern as it was written, without an ending.

    Raises:
        PydanticCustomError: a placeholder is unknown, or a file could not be called so.
    """
    pattern = said.removesuffix(ENDING)
    for name in _PLACEHOLDER.findall(pattern):
        if name not in PLACEHOLDERS:
            mend = did_you_mean(name[:80], PLACEHOLDERS)
            raise _refused(f'unknown placeholder "{{{name[:40]}}}"; {mend}')
    bare = _PLACEHOLDER.sub("x", pattern)
    if pattern and not _is_plain(bare):
        told = f'no file can be called "{said[:60]}"; write letters, digits, hyphens and {{pack}}, {{edition}} …'
        raise _refused(told)
    return pattern


def _is_plain(name: str) -> bool:
    """Whether the name is of this folder on every system, and neither hidden nor cut."""
    fits = len(name) <= _LONGEST and bool(_FIXED.fullmatch(name))
    return fits and ".." not in name and name[0] not in ".-" and name[-1] not in ". "


def _refused(told: str) -> PydanticCustomError:
    return PydanticCustomError("file_pattern", "{told}", {"told": told})


FilePattern = Annotated[str, AfterValidator(file_pattern)]


def filled(pattern: str, values: Mapping[str, str]) -> str:
    """The name that a pattern makes, without an ending. An empty value takes the hyphen before it along."""

    def value(found: re.Match[str]) -> str:
        return f"{found[1]}{values[found[2]]}" if values[found[2]] else ""

    return re.sub(r"([-_ ]?)\{(\w+)\}", value, pattern).strip("-_ ") or values["pack"]
