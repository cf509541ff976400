"""A question file: its front matter, its wording, and its body or the places to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model.taxonomy import Taxonomy
from ..model.yaml import CONTROL, SURROGATE
from .yaml import flow, scalar

FILL_IN = """## Why they ask

<!-- What the interviewer wants to find out. -->

## Strong answer

<!-- The answer you would be glad to have given, in the parts below or in plain paragraphs. -->

### Situation

<!-- Where, when, how big. -->

### Task

<!-- What fell to you. -->

### Action

<!-- What you did, and why so. -->

### Result

<!-- What came of it, in numbers. -->

### Learning

<!-- What you do differently since. -->

## Follow-up probes

<!-- What they may ask next, an item each: - Which first? *Tests whether you rank.* -->
"""
"""A body with every section that is needed, and the most useful of the others. Help stands in comments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The keys of a question. ``order`` and ``number`` are left out where they are not given."""

    id: str
    theme: str
    order: int | None = None
    format: str
    competencies: tuple[str, ...]
    level: str
    frameworks: tuple[str, ...] = ()
    worksheets: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    number: str = ""

    def keys(self) -> dict[str, str]:
        """Every key with its value in YAML, in the order in which they are written."""
        given = {
            "id": scalar(self.id),
            "theme": scalar(self.theme),
            "order": "" if self.order is None else str(self.order),
            "format": scalar(self.format),
            "competencies": flow(self.competencies),
            "level": scalar(self.level),
            "framework": flow(self.frameworks),
            "worksheets": flow(self.worksheets),
            "tags": flow(self.tags),
            "number": scalar(self.number) if self.number else "",
        }
        return {key: value for key, value in given.items() if value}

    def line_of(self, key: str) -> int:
        """The line of the file, from 1, on which a key stands."""
        return list(self.keys()).index(key) + 2


def question(matter: FrontMatter, wording: str, body: str, beside: Mapping[str, str] | None = None) -> str:
    """The text of a question file.

    Args:
        matter: its keys.
        wording: the question.
        body: its sections.
        beside: for some keys, what is said in a comment behind their values.
    """
    notes = beside or {}
    keys = [f"{key}: {value}" + (f"  # {notes[key]}" if key in notes else "") for key, value in matter.keys().items()]
    return "\n".join(["---", *keys, "---", "", f"# {heading(wording)}", "", body]).rstrip() + "\n"


def heading(text: str) -> str:
    """A text fit to stand behind ``#``: on one line, and marks at its end would be taken for closing ones ("C #")."""
    readable = SURROGATE.sub("\ufffd", CONTROL.sub("", text)).replace("\n", " ")
    return re.sub(r"(^|\s)(#+)$", r"\1\\\2", readable)


def to_fill(
    matter: FrontMatter, wording: str, themes: Iterable[str], taxonomy: Taxonomy, notes: Sequence[str] = ()
) -> str:
    """A question file to fill in, whose front matter says what else may stand there; ``notes`` end it as a section."""
    beside = {
        "theme": _or(themes),
        "format": _or(taxonomy.formats.ids),
        "competencies": f"one to four of {', '.join(taxonomy.competencies.ids)}",
        "level": _or(taxonomy.levels.ids),
        "framework": "prep-pack list frameworks",
        "worksheets": "prep-pack list worksheets",
    }
    body = "\n".join([FILL_IN, "## Notes", "", *notes]) if notes else FILL_IN
    return question(matter, wording, body, beside)


def _or(words: Iterable[str]) -> str:
    return " | ".join(words)
