"""Names of files made from names of people: safe on every system, and no two the same."""

from __future__ import annotations

from ..model.slug import slug

NAMELESS = "pack"


def safe_stem(text: str) -> str:
    """The text as a file's name: `slug`, but a name of a person is not joined where it has an apostrophe."""
    return slug(text, apostrophes="") or NAMELESS


class FileNames:
    """Gives out names, each once. Two that differ in case alone would be one file on some systems."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, stem: str, ending: str) -> str:
        """``<stem>-<ending>``, with a number after the stem where that is taken."""
        name, number = f"{stem}-{ending}", 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem}-{number}-{ending}"
        self._taken.add(name.casefold())
        return name
