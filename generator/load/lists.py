"""Sections that are lists: bullets, timed steps, follow-up probes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..model.answer import AnswerPlan, Bullets, PlanStep, Probe, Probes
from ..model.markdown.lines import TAB, Line, LineKind, item_in
from ..model.problems import Problem, SourceRef
from .outline import trimmed

_STEP = re.compile(r"(\d{1,3})\s*(?:s|sec|secs|seconds)\b[ \t]*[:.–—-]*[ \t]*(?:\*\*(.+?)\*\*)?[ \t]*(.*)")
_TESTS = re.compile(r"(.*\S)\s+(?<!\*)([*_])(?![*_])([^*_]+)\2")
_ENDED = (".", "?", "!", "”", "’", '"', "'", ")", "…")


@dataclass(frozen=True, slots=True)
class Item:
    """One item on one line, and the line it begins on."""

    text: str
    line: int


def read_items(lines: Sequence[Line], place: SourceRef, problems: list[Problem]) -> list[Item]:
    """The items of a flat list. What is no item is a problem."""
    items: list[Item] = []
    after_blank = True
    for line in trimmed(lines):
        item = item_in(line.text) if line.kind in (LineKind.ITEM, LineKind.CODE) else None
        where = place.at(line.number)
        if line.blank or line.kind is LineKind.UNDERLINE:
            after_blank = after_blank or line.kind is LineKind.BLANK
            continue
        if item and item.indent < TAB and (not line.inside or after_blank):
            items.append(Item(item.text, line.number))
            if not item.text:
                problems.append(Problem("this item is empty", "write it, or remove it", where))
        elif item:
            problems.append(Problem("this list has a list inside", 'begin every item with "- " at the margin', where))
        elif line.is_code or line.heading:
            problems.append(Problem("this section is a plain list", "keep code and headings out of it", where))
        elif items and line.inside:
            items[-1] = Item(f"{items[-1].text} {line.text.strip()}".strip(), items[-1].line)
        else:
            problems.append(Problem("this section is a list", 'begin every item with "- "', where))
        after_blank = False
    return items


def read_bullets(heading: str, lines: Sequence[Line], place: SourceRef, problems: list[Problem]) -> Bullets:
    """A flat list as texts."""
    items = read_items(lines, place, problems)
    return Bullets(heading, tuple(item.text for item in items), place)


def read_plan(heading: str, lines: Sequence[Line], place: SourceRef, problems: list[Problem]) -> AnswerPlan:
    """Timed steps: ``- 15 s: **Frame.** What to say``."""
    steps: list[PlanStep] = []
    for item in read_items(lines, place, problems):
        found = _STEP.fullmatch(item.text)
        if found and (found[2] or found[3]):
            steps.append(PlanStep(int(found[1]), (found[2] or "").strip().rstrip(".:"), found[3].strip()))
        else:
            mend = 'write "- 15 s: **Frame.** What to say"'
            problems.append(Problem("a step of the plan begins with its seconds", mend, place.at(item.line)))
    return AnswerPlan(heading, tuple(steps), place)


def read_probes(heading: str, lines: Sequence[Line], place: SourceRef, problems: list[Problem]) -> Probes:
    """Follow-up questions: ``- Which first? *Tests whether you rank.*``."""
    items = read_items(lines, place, problems)
    return Probes(heading, tuple(_probe(item.text) for item in items), place)


def _probe(text: str) -> Probe:
    found = _TESTS.fullmatch(text)
    # Emphasis on a question's last word is not yet a note on what it tests.
    if found and (found[1].endswith(_ENDED) or found[3].casefold().startswith("test")):
        return Probe(found[1], found[3].strip())
    return Probe(text, "")
