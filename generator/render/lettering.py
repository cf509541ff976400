"""How wide the words of a figure are, and where their lines break.

The engine does not break lines inside SVG, and sets it letter by letter, without kerning: so a line is as wide as the
sum of its letters. The widths are those of Inter, the face of all figures, in hundredths of its size, rounded up.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_REGULAR = {
    25: "ijlıł", 27: "I’‘", 29: "!,.:· \u00a0", 30: "'", 31: ";", 33: "`t", 34: "|ľ", 37: "()/[\\]", 38: "frť", 41: "1",
    43: "{}", 45: "“”", 46: "-_", 47: '"', 48: "^", 50: "–", 51: "*", 52: "?", 53: "s", 55: "kx", 56: "z",
    57: "7Lavy", 58: "Jc", 59: "eð", 60: "5Fhnouø", 61: "2E", 62: "38bdgpq£ßđþ", 63: "69Z", 64: "#0P", 65: "$&4RST",
    66: "B", 67: "+<=>~×€", 68: "KY", 69: "AVX", 71: "ď", 73: "D", 74: "C", 75: "GHU", 76: "N", 77: "OQ", 82: "w",
    85: "½", 87: "…", 88: "m", 91: "M", 92: "æ", 97: "@", 99: "%W", 100: "—œ",
}  # fmt: skip
_SEMIBOLD = {
    26: " \u00a0", 27: "ijlıł", 28: "I", 30: "’‘", 32: ",.:·", 33: "!';", 36: "`t|", 38: "()/[\\]ľ", 39: "f", 40: "r",
    43: "1ť", 46: "{}", 47: "-_", 49: "^", 50: "–", 51: "“”", 53: '"', 54: "*", 55: "?s", 57: "Lkxz", 58: "7Ja",
    59: "Fcvy", 60: "eð", 61: "Eoø", 62: "5hnu", 63: "2bdgpq£đþ", 64: "369", 65: "#8Pß", 66: "$0BRSZ", 67: "&4T",
    68: "+<=>~×€", 71: "K", 72: "XY", 73: "ADV", 74: "CUď", 75: "GH", 76: "N", 77: "O", 78: "Q", 84: "w", 87: "½",
    91: "m", 92: "æ", 93: "M", 96: "…", 100: "@—œ", 101: "%", 103: "W",
}  # fmt: skip
OTHER = 103
"""Of a letter that is not in the tables: as wide as the widest that is."""

MOST_EVEN = 55
"""The narrowest that lines may become for the sake of evenness, per cent of their room."""
FEWEST = 3
"""Letters that go to the next line when a word is broken."""

_WIDTHS = [{letter: width for width, letters in table.items() for letter in letters} for table in (_REGULAR, _SEMIBOLD)]


def wide(words: str, size: float, bold: bool = False) -> float:
    """The width of ``words`` set in one line, in the unit of ``size``. Accents add nothing."""
    widths = _WIDTHS[bold]
    return size / 100 * sum(_letter(c, widths) for c in unicodedata.normalize("NFC", words))


def _letter(letter: str, widths: Mapping[str, int]) -> int:
    if letter in widths:
        return widths[letter]
    parts = unicodedata.normalize("NFKD", letter)
    return sum(widths.get(part, OTHER) for part in parts if not unicodedata.combining(part))


def broken(words: str, room: float, size: float, bold: bool = False) -> list[str]:
    """``words`` in lines no wider than ``room``, in the unit of ``size``; at least one line, maybe empty.

    Lines are as even as their number allows. A word that is wider than a line is broken, with a hyphen; one letter
    stands on its line however wide.
    """
    lines = _filled(words, room, size, bold)
    for share in range(MOST_EVEN, 100, 5):
        even = _filled(words, room * share / 100, size, bold)
        if len(even) == len(lines) and " ".join(even) == " ".join(words.split()):
            return even
    return lines


def _filled(words: str, room: float, size: float, bold: bool) -> list[str]:
    lines = [""]
    for word in words.split():
        joined = f"{lines[-1]} {word}".lstrip()
        if wide(joined, size, bold) <= room:
            lines[-1] = joined
            continue
        lines[-1:] = [*([lines[-1]] if lines[-1] else []), *_pieces(word, room, size, bold)]
    return lines


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    pieces = []
    while wide(word, size, bold) > room and len(word) > 1:
        fits = max((n for n in range(1, len(word)) if wide(word[:n] + "-", size, bold) <= room), default=1)
        # No stump of a letter or two on the next line.
        cut = min(fits, max(len(word) - FEWEST, 1))
        pieces.append(word[:cut] + "-" * (word[cut - 1] != "-"))
        word = word[cut:]
    return [*pieces, word]
