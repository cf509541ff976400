"""Words: nouns in the singular and the plural, as messages and flags say them; headings as they are compared."""

from __future__ import annotations

VOWELS = "aeiou"


def counted(count: int, noun: str, none: str = "0") -> str:
    """``1 page``, ``3 pages``, ``2 entries``; ``none`` is said for nought."""
    return f"{count or none} {noun if count == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """More than one of a thing."""
    ends_in_y = noun.endswith("y") and noun[-2:-1] not in VOWELS
    return f"{noun[:-1]}ies" if ends_in_y else f"{noun}s"


def singular(noun: str) -> str:
    """One of several things; a word that is no plural stays as it is."""
    return f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")


def folded(heading: str) -> str:
    """A heading as it is compared: no case, emphasis, curly marks, trailing colon or trailing parenthesis."""
    words = heading.replace("’", "'").replace("*", "").replace("_", " ").replace("-", " ").casefold()
    words = " ".join(words.split()).rstrip(" :.")
    if words.endswith(")") and words.find("(") > 0:
        words = words[: words.index("(")].rstrip(" :.")
    return words
