"""The keys of a pack, as `PackSpec` has them: what each is for, what it is called, and what it may hold."""

from __future__ import annotations

import re
from enum import Enum
from types import NoneType
from typing import cast, get_args, get_origin

from .pack import PackSpec, uses
from .spelling import Use
from .words import singular

_WHOLE = re.compile(r"-?\d{1,18}", re.ASCII)


def is_list(key: str) -> bool:
    """Whether a key takes several values."""
    return get_origin(PackSpec.model_fields[key].annotation) is tuple


def kind_of(key: str) -> type:
    """The type of a key's value, or of one of its values."""
    annotation = PackSpec.model_fields[key].annotation
    kinds: list[type] = [kind for kind in get_args(annotation) if kind not in (NoneType, ...)]
    return kinds[0] if kinds else cast("type", annotation)


def choices(key: str) -> tuple[str, ...]:
    """The words a key may hold, where they are fixed."""
    kind = kind_of(key)
    return tuple(str(member.value) for member in kind) if issubclass(kind, Enum) else ()


def chooses(key: str) -> bool:
    """Whether a key says which questions go in, rather than how the workbook looks."""
    return Use.CHOOSES in uses(key)


def has_flag(key: str) -> bool:
    """Whether a flag can say it, and not a pack file alone."""
    return Use.FILE not in uses(key)


def flag_of(key: str) -> str:
    """The flag of a key: of one that takes several values it is given for each, and so in the singular."""
    return "--" + (singular(key) if is_list(key) else key).replace("_", "-")


def in_a_file(key: str, word: str) -> object:
    """A word from a flag or a cell as a pack file would hold it. What does not fit is left for the pack's own check."""
    if kind_of(key) is int and _WHOLE.fullmatch(word):
        return int(word)
    return word.lower() if choices(key) else word


def explained(key: str) -> str:
    """What a key means, with the words it may hold."""
    text = PackSpec.model_fields[key].description or ""
    words = choices(key)
    return text if all(word in text for word in words) else f"{text}: {', '.join(words)}"
