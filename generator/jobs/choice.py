"""What chose the questions of a book, in a few words for who built it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ..model.keys import chooses, flag_of, is_list, names
from ..model.packfile import ADD
from ..model.words import counted

LONGEST = 72
"""Characters of a flag with its values that are told whole."""


def chosen_how(questions: int, pack: Path | None, overrides: Mapping[str, object]) -> str:
    """How many questions there are, and which flags or which pack file chose them."""
    count = counted(questions, "question")
    said = {key: value for key, value in overrides.items() if chooses(key) and value not in (None, (), [])}
    added = _flags({key: value for key, value in said.items() if key.startswith(ADD)})
    others = {key: value for key, value in said.items() if not key.startswith(ADD)}
    if any(map(names, others)) or (pack is None and others):
        told = f"{count}, chosen by {_flags(others)}"
    elif pack is None:
        told = f"{count} of the whole bank"
    else:
        told = f"{count}, chosen by {pack.name}" + (f" and {_flags(others)}" if others else "")
    return f"{told}, with {added}" if added else told


def _flags(said: Mapping[str, object]) -> str:
    return " ".join(_flag(key, value) for key, value in said.items())


def _flag(key: str, value: object) -> str:
    several = [str(item) for item in value] if is_list(key) and isinstance(value, Iterable) else [str(value)]
    told = " ".join(f"{flag_of(key)} {_quoted(item)}" for item in several)
    return told if len(told) <= LONGEST else f"{flag_of(key)} ({len(several)} times)"


def _quoted(item: str) -> str:
    return f'"{item}"' if " " in item else item
