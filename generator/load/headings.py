"""The sections that a file may have, and the words by which they are known."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum, auto

from ..model.words import folded


class SectionForm(Enum):
    """How the text of a section is read."""

    PASSAGE = auto()
    BULLETS = auto()
    PLAN = auto()
    PROBES = auto()
    STRONG = auto()


@dataclass(frozen=True, slots=True)
class KnownSection:
    """A section that is known: the field it fills, the heading of the guide, its form, and other headings for it."""

    field: str
    heading: str
    form: SectionForm = SectionForm.PASSAGE
    aliases: tuple[str, ...] = ()


QUESTION_SECTIONS = (
    KnownSection(
        "why_they_ask",
        "Why they ask",
        aliases=(
            "what's really being asked",
            "what is really being asked",
            "what's being asked",
            "what is being asked",
            "what they are really asking",
            "what they're really asking",
            "why they ask this",
            "why they ask it",
            "the evaluation",
        ),
    ),
    KnownSection("strong_signals", "Strong signals", SectionForm.BULLETS, ("strong signs", "green flags")),
    KnownSection("weak_signals", "Weak signals", SectionForm.BULLETS, ("weak signs", "red flags")),
    KnownSection(
        "structure", "Structure", aliases=("structuring your answer", "how to structure your answer", "your structure")
    ),
    KnownSection("plan", "Answer plan", SectionForm.PLAN),
    KnownSection(
        "competent",
        "Competent answer",
        aliases=("a competent answer", "a good answer", "good answer", "the good answer", "level 1", "level 1 answer"),
    ),
    KnownSection(
        "only_competent",
        "Why it is only competent",
        aliases=("why it's only competent", "why only competent", "why this is only competent"),
    ),
    KnownSection("headline", "Headline", aliases=("the headline",)),
    KnownSection(
        "strong",
        "Strong answer",
        SectionForm.STRONG,
        (
            "a strong answer",
            "the strong answer",
            "the best response",
            "best response",
            "the best answer",
            "best answer",
            "level 2",
            "level 2 answer",
        ),
    ),
    KnownSection("why_it_works", "Why it works", aliases=("why this works",)),
    KnownSection(
        "probes",
        "Follow-up probes",
        SectionForm.PROBES,
        ("probes", "follow-ups", "follow-up questions", "probing questions"),
    ),
    KnownSection(
        "pitfalls", "Pitfalls", SectionForm.BULLETS, ("common pitfalls", "pitfalls to avoid", "common mistakes")
    ),
    KnownSection("make_it_yours", "Make it yours", SectionForm.BULLETS, ("making it yours",)),
    KnownSection("numbers", "Numbers to have ready", SectionForm.BULLETS, ("numbers",)),
    KnownSection("cues", "Recall cues", SectionForm.BULLETS, ("cues",)),
    KnownSection("context", "Context note", aliases=("context",)),
    KnownSection("self_score", "Self-score", SectionForm.BULLETS, ("score yourself",)),
)

FRAMEWORK_SECTIONS = (
    KnownSection("how", "How it works"),
    KnownSection("when", "When to use it", aliases=("when", "when to use")),
    KnownSection("when_not", "When not", aliases=("when not to use it", "when not to use", "when not to")),
)


def kind_of(heading: str, kinds: tuple[KnownSection, ...]) -> KnownSection | None:
    """The section that a heading names."""
    return _names(kinds).get(folded(heading))


def near_miss(heading: str, kinds: tuple[KnownSection, ...]) -> str:
    """The known heading that an unknown one resembles, as the guide writes it; or empty."""
    names = _names(kinds)
    near = get_close_matches(folded(heading)[:80], names, n=1, cutoff=0.82)
    return names[near[0]].heading if near else ""


def _names(kinds: tuple[KnownSection, ...]) -> dict[str, KnownSection]:
    if kinds not in _KNOWN:
        _KNOWN[kinds] = {folded(name): kind for kind in kinds for name in (kind.heading, *kind.aliases)}
    return _KNOWN[kinds]


_KNOWN: dict[tuple[KnownSection, ...], dict[str, KnownSection]] = {}
