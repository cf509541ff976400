"""Names of files made from names of people: safe on every system, and no two the same."""

from __future__ import annotations

import unicodedata

LONGEST = 80
LONGEST_BYTES = 160
"""Room is left for what follows: file systems take 255 bytes."""
NAMELESS = "pack"


def safe_stem(text: str) -> str:
    """Letters, digits and hyphens of a text, in lower case.

    Accents on Latin letters are dropped, other scripts are kept. Whatever could lead out of a folder, or mean something
    to a shell, is a hyphen.
    """
    kept: list[str] = []
    for character in unicodedata.normalize("NFKD", text.casefold()):
        if unicodedata.category(character).startswith("M"):
            # A mark belongs to its letter: vowel signs of Indic scripts stay, accents on Latin letters go.
            if kept and not kept[-1].isascii():
                kept.append(character)
        elif character.isalnum():
            kept.append(character)
        elif kept and kept[-1] != "-":
            kept.append("-")
    return _cut(unicodedata.normalize("NFC", "".join(kept))) or NAMELESS


def _cut(stem: str) -> str:
    stem = stem[:LONGEST]
    return stem.encode()[:LONGEST_BYTES].decode(errors="ignore").strip("-")


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
