"""The headings of a document, understood by their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from ..load.headings import QUESTION_SECTIONS, KnownSection, kind_of
from ..model.markdown.lines import Line, LineKind
from ..model.words import folded

_NUMBERED_QUESTION = re.compile(
    r"(?:interview\s+)?(?:question|q)\s*[#№]?\s*(\d{1,3}[a-z]?)\s*(?:[:.)\]–—-]|(?=\s)|$)\s*(.*)", re.IGNORECASE
)
_UNNUMBERED_QUESTION = re.compile(r"(?:question|q)\s*[:.]\s*()(.+)", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d{1,3})\s*[.):]\s+(.*[?][\"”’'*]*|[\"“].*)")
_THEME = re.compile(r"theme\s*(\d{1,3}|[ivx]{1,5})?\s*(?:[:.–—-]\s*|(?<=[\divx])\s+)(.+)", re.IGNORECASE)
_GROUP = re.compile(
    r"(?:section|part|chapter|topic|category|area|module)\s*(\d{1,3}|[ivx]{1,5})?\s*[:.–—-]\s*(.+)", re.I
)
_ASKS = re.compile(r"[\"“].|.*[?][\"”]?$|(?:tell|describe|walk|give|explain|share|talk)\b", re.IGNORECASE)
_BOLD = re.compile(r"(?:\*\*|__)(.+?)(?:\*\*|__)\s*:?")


class Role(Enum):
    """What a heading opens."""

    QUESTION = auto()
    THEME = auto()
    SECTION = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Sign:
    """A heading as it was understood. ``number`` and ``name`` are what is left of the text without its label."""

    role: Role
    level: int
    text: str
    line: int
    number: str = ""
    name: str = ""
    kind: KnownSection | None = None
    stated: bool = True
    """Whether the text itself says its role, so that its level does not matter."""
    label: str = ""
    """What stands before the name: "Question 1"."""


Content = Line | Sign
"""What a section holds: lines, and headings that are its own."""


def signs_of(lines: Sequence[Line]) -> Iterable[Content]:
    """Lines, and in place of each heading what it says. Rules only divide and are left out."""
    divided = True
    for line in lines:
        divides = line.kind in (LineKind.RULE, LineKind.UNDERLINE)
        if line.heading:
            yield _understood(line.heading.text, line.heading.level, line.number)
        elif not divides:
            yield _spoken_heading(line, divided) or line
        divided = line.blank or divides


def _understood(text: str, level: int, line: int) -> Sign:
    """A heading by its words."""
    plain = unbold(text)
    kind = loose_kind(plain)
    if kind:
        return Sign(Role.SECTION, level, plain, line, kind=kind)
    for pattern in (_NUMBERED_QUESTION, _UNNUMBERED_QUESTION, _NUMBERED):
        found = pattern.fullmatch(plain)
        if found:
            label = plain[: found.start(2)].strip(' "“:.')
            return Sign(Role.QUESTION, level, plain, line, found[1], unquoted(found[2]), label=label)
    theme = _THEME.fullmatch(plain)
    if theme:
        return Sign(Role.THEME, level, plain, line, theme[1] or "", theme[2].strip())
    group = _GROUP.fullmatch(plain)
    name = group[2].strip() if group else plain.rstrip(" :")
    return Sign(Role.OTHER, level, plain, line, name=name, stated=False)


def _spoken_heading(line: Line, divided: bool) -> Sign | None:
    """A line that is a heading by its words alone, bold or plain: ``Q1. …``, ``Theme: …``, a known section."""
    text = line.text.strip()
    if line.fenced or not divided or len(text) > 400 or not text or line.text.startswith(("    ", "\t")):
        return None
    bold = _BOLD.fullmatch(text)
    plain = bold[1].strip() if bold else text
    sign = _understood(plain, 4, line.number)
    if sign.role is Role.SECTION:
        known = kind_of(plain, QUESTION_SECTIONS) is not None and " " in folded(plain)
        return sign if known and (bold or text.endswith(":")) else None
    if sign.role is Role.QUESTION and not _NUMBERED.fullmatch(plain) and (bold or _ASKS.match(sign.name)):
        return replace(sign, level=3)
    if sign.role is Role.THEME and (bold or len(text) < 80) and _THEME.fullmatch(plain):
        return replace(sign, level=2)
    return None


def bare_question(sign: Sign) -> Sign:
    """Where no heading says "Question", one that asks is one."""
    if sign.role is Role.OTHER and re.fullmatch(r".*\?[\"”’'*]*|[\"“].*[\"”]", sign.text):
        return Sign(Role.QUESTION, sign.level, sign.text, sign.line, "", unquoted(sign.text), stated=False)
    return sign


def loose_kind(heading: str) -> KnownSection | None:
    """A known section, also where its heading says more after a dash or a colon, or only gives the level."""
    kind = kind_of(heading, QUESTION_SECTIONS)
    if kind:
        return kind
    start = re.split(r"\s[-–—]\s|:", heading, maxsplit=1)[0]
    if start != heading and " " in folded(start):
        return kind_of(start, QUESTION_SECTIONS)
    return None


def asks(text: str) -> bool:
    """Whether the words of a line ask: by a label, their mark, quotes around them, or how they begin."""
    return bool(label_of(text)) or _ASKS.match(unbold(text)) is not None


def label_of(text: str) -> str:
    """What follows ``Question 3:`` or ``Q3.``; empty where the text has no such label."""
    found = _NUMBERED_QUESTION.fullmatch(text) or _UNNUMBERED_QUESTION.fullmatch(text)
    return found[2].strip() if found else ""


def unbold(text: str) -> str:
    """A text without the marks that make the whole of it bold."""
    found = _BOLD.fullmatch(text.strip())
    return found[1].strip() if found else text.strip()


def unquoted(text: str) -> str:
    """A question without the marks around it."""
    plain = unbold(text).strip()
    if len(plain) > 1 and plain[0] in '"“' and plain[-1] in '"”' and not set(plain[1:-1]) & set('"“”'):
        return plain[1:-1].strip()
    return plain
