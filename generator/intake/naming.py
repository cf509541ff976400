"""Names and YAML texts for files that the program writes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from ..load.strictyaml import UNPRINTABLE

_SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        a about an and any are as at be been being by can could describe did do does for from get give had has have how
        if in into is it its like look me my of off on one or our out over should so some such tell than that the their
        them then there these they this time to up us walk was way were what when where which while who why will with
        would you your through significant significantly
        """,
    )
)
_PLAIN_YAML = re.compile(r"[A-Za-z][A-Za-z0-9 ,()&./'-]*[A-Za-z0-9).]|[A-Za-z]")
_YAML_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))


def role_of(title: str) -> tuple[str, str]:
    """Role and company of ``Interview Prep: Role (Company)``; empty where the title does not say."""
    found = re.fullmatch(
        r"[^:]*\b(?:interview|prep|preparation)\b[^:]*:\s*(.+?)(?:\s*\(([^()]+)\)|\s+at\s+(.+))?", title, re.I
    )
    return (found[1].strip(), (found[2] or found[3] or "").strip()) if found else ("", "")


def slug(text: str, most: int, every_word: bool = False) -> str:
    """Lower-case words with hyphens, at most so many; the small words left out where enough others remain."""
    ascii_text = (
        unicodedata.normalize("NFKD", text.replace("'", "").replace("’", "")).encode("ascii", "ignore").decode()
    )
    words = re.findall(r"[a-z0-9]+", ascii_text.lower())
    telling = [word for word in words if word not in _SMALL_WORDS]
    kept = words if every_word or len(telling) < 2 else telling
    return "-".join(kept[:most])[:70].strip("-")


def heading_text(text: str) -> str:
    """A text fit to stand behind ``#``: marks at its end would be taken for closing ones ("C #")."""
    return re.sub(r"(^|\s)(#+)$", r"\1\\\2", text)


class Names:
    """Gives every name once: a second ``a`` becomes ``a-2``."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def unique(self, name: str, taken: Callable[[str], bool] = lambda name: False) -> str:
        """The name, with a number behind it if it was given before, or is ``taken`` by something else."""
        unique = name
        while unique in self._taken or taken(unique):
            self._next[name] = self._next.get(name, 1) + 1
            unique = f"{name}-{self._next[name]}"
        self._taken.add(unique)
        return unique


def yaml_text(text: str) -> str:
    """A text as one YAML scalar that reads back as itself."""
    if _PLAIN_YAML.fullmatch(text) and ": " not in text and text.casefold() not in _YAML_WORDS:
        return text
    return '"' + "".join(_escaped(character) for character in text) + '"'


def yaml_block(text: str) -> str:
    """A text of several lines as the value of a key that stands two spaces in; readable where that is safe."""
    if len(text) < 60 or UNPRINTABLE.search(text) or text != text.strip("\n"):
        return yaml_text(text)
    # A first line that is indented would be taken for the block's own indent.
    sign = "|2-" if text.startswith((" ", "\t")) else "|-"
    return f"{sign}\n" + "\n".join(f"    {line}" if line else "" for line in text.split("\n"))


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character == "\n":
        return "\\n"
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def one_line(text: str) -> str:
    """A text fit for a YAML comment."""
    return "".join(c if c.isprintable() else " " for c in text)
