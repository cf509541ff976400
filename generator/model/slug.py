"""Words of any script as one name: lower-case letters and digits, joined by hyphens.

Such a name is an id, a file's name and a link's target alike, so it holds nothing that a system, a shell or an address
reads as more than a letter.
"""

from __future__ import annotations

import unicodedata

LONGEST = 80
LONGEST_BYTES = 160
"""Room is left for what follows in a file's name: file systems take 255 bytes."""
APOSTROPHES = "'’"

_LETTERS = frozenset(("Ll", "Lo", "Lm", "Nd"))
_MARKS = frozenset(("Mn", "Mc"))


def slug(text: str, longest: int = LONGEST, apostrophes: str = APOSTROPHES) -> str:
    """The words of a text, as many as fit; the first is cut where it alone is too long.

    Accents on Latin letters are dropped, other scripts are kept as they are written (NFC). Empty where nothing in the
    text is a letter or a digit.

    Args:
        text: any.
        longest: characters; `LONGEST_BYTES` in UTF-8 bind as well.
        apostrophes: signs that do not part a word: "what's" is ``whats``.
    """
    return join(words(text, apostrophes), longest)


def words(text: str, apostrophes: str = APOSTROPHES) -> list[str]:
    """The words that a slug is made of."""
    text = text.translate(dict.fromkeys(map(ord, apostrophes)))
    # Twice: letters that stand for others ("ℌ", "Ⅷ") are taken apart into capitals.
    lower = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower()).replace("ß", "ss")
    kept: list[str] = []
    for character in lower:
        category = unicodedata.category(character)
        if category in _MARKS:
            # A mark belongs to its letter: vowel signs of Indic scripts stay, accents on Latin letters go.
            if kept and not kept[-1].isascii():
                kept.append(character)
        else:
            kept.append(character if category in _LETTERS else " ")
    return unicodedata.normalize("NFC", "".join(kept)).split()


def join(parts: list[str], longest: int = LONGEST) -> str:
    """Words as one slug, as many as fit."""
    name = ""
    for word in parts:
        longer = f"{name}-{word}" if name else _cut(word, longest)
        if longer != _cut(longer, longest):
            break
        name = longer
    return name


def is_slug(text: str) -> bool:
    """Whether a text is such a name as it stands, of whatever length."""
    return bool(text) and unicodedata.is_normalized("NFC", text) and all(map(_is_word, text.split("-")))


def _is_word(text: str) -> bool:
    categories = [unicodedata.category(character) for character in text]
    return bool(categories) and categories[0] in _LETTERS and set(categories) <= _LETTERS | _MARKS


def _cut(text: str, longest: int) -> str:
    return text[:longest].encode()[:LONGEST_BYTES].decode(errors="ignore")
