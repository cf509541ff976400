"""What the keys of a pack mean, in words: for flags and for files that explain themselves."""

from __future__ import annotations

from enum import Enum
from types import NoneType
from typing import cast, get_args

from .pack import PackSpec


def kind_of(key: str) -> type:
    """The type of a key's value, or of one of its values."""
    annotation = PackSpec.model_fields[key].annotation
    kinds: list[type] = [kind for kind in get_args(annotation) if kind not in (NoneType, ...)]
    return kinds[0] if kinds else cast("type", annotation)


def choices(key: str) -> tuple[str, ...]:
    """The words a key may hold, where they are fixed."""
    kind = kind_of(key)
    return tuple(str(member.value) for member in kind) if issubclass(kind, Enum) else ()


def explained(key: str) -> str:
    """What a key means, with the words it may hold."""
    text = PackSpec.model_fields[key].description or ""
    words = choices(key)
    return text if all(word in text for word in words) else f"{text}: {', '.join(words)}"
