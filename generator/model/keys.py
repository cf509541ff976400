"""The keys of a pack file, as `PackFile` has them: what each is for, what it is called, and what it may hold."""

from __future__ import annotations

import re
from enum import Enum
from types import NoneType
from typing import cast, get_args, get_origin

from .pack import uses
from .packfile import PackFile
from .spelling import Use
from .taxonomy import OfPart
from .words import singular

NAMED_AS_PRINTED = ("themes", "add_themes", "tags", "add_tags")
"""The keys whose words may hold spaces and commas. Only who has the bank can tell one name from several."""

_WHOLE = re.compile(r"-?\d{1,18}", re.ASCII)


def is_list(key: str) -> bool:
    """Whether a key takes several values."""
    return get_origin(PackFile.model_fields[key].annotation) is tuple


def kind_of(key: str) -> type:
    """The type of a key's value, or of one of its values."""
    annotation = PackFile.model_fields[key].annotation
    kinds: list[type] = [kind for kind in get_args(annotation) if kind not in (NoneType, ...)]
    return kinds[0] if kinds else cast("type", annotation)


def choices(key: str) -> tuple[str, ...]:
    """The words a key may hold, where they are fixed."""
    kind = kind_of(key)
    return tuple(str(member.value) for member in kind) if issubclass(kind, Enum) else ()


def part_of(key: str) -> str:
    """The part of the taxonomy that a key takes its words from; empty where it takes none."""
    marks = PackFile.model_fields[key].metadata
    return next((mark.part for mark in marks if isinstance(mark, OfPart)), "")


def folds(key: str) -> bool:
    """Whether capitals do not matter: "A4" is as good as "a4" where the words are fixed or of the taxonomy."""
    return bool(choices(key) or part_of(key))


def chooses(key: str) -> bool:
    """Whether a key says which questions go in, rather than how the workbook looks."""
    return Use.CHOOSES in uses(key, PackFile)


def has_flag(key: str) -> bool:
    """Whether a flag sets a key; some are said in a file alone."""
    return Use.FILE not in uses(key, PackFile)


def names(key: str) -> bool:
    """Whether a key names what goes in, of which the others that choose leave a part."""
    return key in ("questions", "themes")


def flag_of(key: str) -> str:
    """The flag of a key: of one that takes several values it is given for each, and so in the singular."""
    if key == "worksheets":
        # How all sheets are printed, said as a reader would: "--sheets blank". A key of that name lists sheets
        # already, by the flag "--sheet".
        return "--sheets"
    return "--" + (singular(key) if is_list(key) else key).replace("_", "-")


def several_in(key: str, word: str) -> list[str]:
    """The values in a word from a flag: "a,b" is two, where no value of the key can hold a comma."""
    if key in NAMED_AS_PRINTED:
        return [word]
    return [part for part in map(str.strip, word.split(",")) if part] or [word]


def in_a_file(key: str, word: str) -> object:
    """A word from a flag or a cell as a pack file would hold it. What does not fit is left for the pack's own check."""
    if kind_of(key) is int and _WHOLE.fullmatch(word):
        return int(word)
    return word.lower() if folds(key) else word


def explained(key: str) -> str:
    """What a key means, with the words it may hold."""
    text = PackFile.model_fields[key].description or ""
    words = choices(key)
    return text if all(word in text for word in words) else f"{text}: {', '.join(words)}"
