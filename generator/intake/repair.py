"""Damaged characters, mended line by line: ``â€”`` was a dash once. What is whole stays as it is."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from ..model.problems import Problem, SourceRef, warning

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def repaired(text: str, file: str) -> tuple[list[str], tuple[Problem, ...]]:
    """The lines of a text, and a problem (a warning) for each line that was mended: what it said, what it says now."""
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        normalization="NFC",
        explain=False,
    )
    lines: list[str] = []
    repairs: list[Problem] = []
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        mended = line
        if not line.isascii() or _CONTROL.search(line):
            # The mended text may hold line ends again: they would shift every number below.
            mended = _CONTROL.sub("", ftfy.fix_text(line, config)).replace("\n", " ")
        if mended != line:
            what = f"damaged characters: {_change(line, mended)}"
            repairs.append(warning(what, "check the line", SourceRef(file, number)))
        lines.append(mended)
    return lines, tuple(repairs)


def _change(before: str, after: str) -> str:
    """The words that differ, as they were and as they are."""
    old, new = before.split(" "), after.split(" ")
    if len(old) + len(new) > 4_000:  # comparing takes the square of it
        return "a very long line was mended"
    changes = [
        f'"{_printable(" ".join(old[a:b]))}" is now "{_printable(" ".join(new[c:d]))}"'
        for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    return ", ".join(changes[:5]) + (f" and {len(changes) - 5} more" if len(changes) > 5 else "")


def _printable(text: str) -> str:
    shown = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)
    return shown if len(shown) <= 80 else shown[:79] + "…"
