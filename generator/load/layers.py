"""What was said of a pack, layer on layer: a pack it builds on, its own file, and the flags or a row over it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..model.keys import chooses, flag_of, is_list, names
from ..model.pack import PackSpec
from ..model.packfile import ADD, EXTENDS
from ..model.problems import KeyPath, SourceRef
from .strictyaml import Located


@dataclass(frozen=True, slots=True)
class OverrideSource:
    """Where keys come from that override a pack file: what each is called there, and the place, if they have one."""

    name_of: Callable[[str], str]
    where: SourceRef | None = None


FLAGS = OverrideSource(flag_of)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value was said: the place, none for a flag; what it is called there, if not by its key."""

    where: SourceRef | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """The value of a key and where it was said; of a list, each item with its own origin."""

    value: Any
    origin: Origin
    items: tuple[tuple[Any, Origin], ...] | None = None

    def plain(self) -> Any:
        """The value as a file would hold it."""
        return self.value if self.items is None else [item for item, _ in self.items]

    def at(self, path: KeyPath) -> Origin:
        """The origin of an item by its place, or of the whole."""
        place = path[0] if path else None
        if self.items is not None and isinstance(place, int) and place < len(self.items):
            return self.items[place][1]
        return self.origin

    def without(self, words: Collection[Any]) -> Said:
        """A list without these."""
        return replace(self, items=tuple(item for item in self.items or () if item[0] not in words))


Layer = Mapping[str, Said]


def of_file(located: Located) -> dict[str, Said]:
    """The keys of a pack file with their lines."""

    def said(key: str, value: Any) -> Said:
        items = [(item, Origin(located.at((key, place)))) for place, item in enumerate(_several(key, value))]
        return Said(value, Origin(located.at((key,))), tuple(items) if is_list(key) else None)

    return {key: said(key, value) for key, value in located.data.items() if value is not None and key != EXTENDS}


def of_overrides(over: Mapping[str, object], source: OverrideSource) -> dict[str, Said]:
    """Flags, or the cells of a row.

    One that leaves out a question adds to what is left out already, unless others choose anew.
    """
    found = {}
    for key, value in over.items():
        origin = Origin(source.where, source.name_of(key) if source.where else "")
        items = tuple((item, origin) for item in _several(key, value)) if is_list(key) else None
        adds = key == "exclude" and not any(map(names, over))
        found[f"{ADD}{key}" if adds else key] = Said(value, origin, items)
    return {key: said for key, said in found.items() if key != EXTENDS}


def laid_over(under: Layer, over: Layer) -> dict[str, Said]:
    """Two layers as one: a key replaces the same key below, and ``add_…`` adds to it.

    A layer that names questions or themes chooses anew: nothing of the choice below is left. What it adds by name is no
    longer left out, and what it leaves out is no longer added.
    """
    anew = any(map(names, over))
    merged = {key: said for key, said in under.items() if not (anew and chooses(key))}
    _drop(merged, "exclude", over.get("add_questions"))
    _drop(merged, "add_questions", over.get("exclude"))
    _drop(merged, "add_questions", over.get(f"{ADD}exclude"))
    merged |= {key: said for key, said in over.items() if not key.startswith(ADD)}
    for key, said in over.items():
        if key.startswith(ADD):
            target = key if key in PackSpec.model_fields else key.removeprefix(ADD)
            before = merged[target].items or () if target in merged else ()
            merged[target] = replace(said, items=(*before, *(said.items or ())))
    return merged


def _drop(merged: dict[str, Said], key: str, words: Said | None) -> None:
    if words and key in merged:
        merged[key] = merged[key].without(words.plain())


def _several(key: str, value: Any) -> list[Any]:
    """A list's items; a word by itself is a list of one, where that is allowed."""
    if not is_list(key):
        return []
    return list(value) if isinstance(value, list | tuple) else [value]
