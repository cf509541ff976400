"""The sections that a file may have, and the words by which they are known."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum, auto

from ..model.words import folded


class Form(Enum):
    """How the text of a section is read."""

    PASSAGE = auto()
    BULLETS = auto()
    PLAN = auto()
    PROBES = auto()
    STRONG = auto()


@dataclass(frozen=True, slots=True)
class Kind:
    """A section that is known: the field it fills, the heading of the guide, its form, and other headings for it."""

    field: str
    heading: str
    form: Form = Form.PASSAGE
    aliases: tuple[str, ...] = ()


QUESTION_SECTIONS = (
    Kind(
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
    Kind("strong_signals", "Strong signals", Form.BULLETS, ("strong signs", "green flags")),
    Kind("weak_signals", "Weak signals", Form.BULLETS, ("weak signs", "red flags")),
    Kind(
        "structure", "Structure", aliases=("structuring your answer", "how to structure your answer", "your structure")
    ),
    Kind("plan", "Answer plan", Form.PLAN),
    Kind(
        "competent",
        "Competent answer",
        aliases=("a competent answer", "a good answer", "good answer", "the good answer", "level 1", "level 1 answer"),
    ),
    Kind(
        "only_competent",
        "Why it is only competent",
        aliases=("why it's only competent", "why only competent", "why this is only competent"),
    ),
    Kind("headline", "Headline", aliases=("the headline",)),
    Kind(
        "strong",
        "Strong answer",
        Form.STRONG,
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
    Kind("why_it_works", "Why it works", aliases=("why this works",)),
    Kind(
        "probes", "Follow-up probes", Form.PROBES, ("probes", "follow-ups", "follow-up questions", "probing questions")
    ),
    Kind("pitfalls", "Pitfalls", Form.BULLETS, ("common pitfalls", "pitfalls to avoid", "common mistakes")),
    Kind("make_it_yours", "Make it yours", Form.BULLETS, ("making it yours",)),
    Kind("numbers", "Numbers to have ready", Form.BULLETS, ("numbers",)),
    Kind("cues", "Recall cues", Form.BULLETS, ("cues",)),
    Kind("context", "Context note", aliases=("context",)),
    Kind("self_score", "Self-score", Form.BULLETS, ("score yourself",)),
)

FRAMEWORK_SECTIONS = (
    Kind("how", "How it works"),
    Kind("when", "When to use it", aliases=("when", "when to use")),
    Kind("when_not", "When not", aliases=("when not to use it", "when not to use", "when not to")),
)


def kind_of(heading: str, kinds: tuple[Kind, ...]) -> Kind | None:
    """The section that a heading names."""
    return _names(kinds).get(folded(heading))


def near_miss(heading: str, kinds: tuple[Kind, ...]) -> str:
    """The known heading that an unknown one resembles, as the guide writes it; or empty."""
    names = _names(kinds)
    near = get_close_matches(folded(heading)[:80], names, n=1, cutoff=0.82)
    return names[near[0]].heading if near else ""


def _names(kinds: tuple[Kind, ...]) -> dict[str, Kind]:
    if kinds not in _KNOWN:
        _KNOWN[kinds] = {folded(name): kind for kind in kinds for name in (kind.heading, *kind.aliases)}
    return _KNOWN[kinds]


_KNOWN: dict[tuple[Kind, ...], dict[str, Kind]] = {}
