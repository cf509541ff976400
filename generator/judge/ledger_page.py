"""The bank’s ledger as a page: what answers rest on and how they are told, so that a writer sees what is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ..model.content import Question, Theme
from ..model.ledger import RESTS_ON, TOLD_BY, Ledger

RESTS_HEADS = ("question", *(name.replace("_", "-") for name in RESTS_ON))
TOLD_HEADS = ("question", *TOLD_BY, "words")
KINDS = (("Turns", "turns"), ("Endings", "ending"), ("Openings", "opening"), ("Headlines", "headline"))


def ledger_page(themes: Iterable[Theme], questions: Iterable[Question]) -> str:
    """The tables of each theme and a count of the kinds, in Markdown. A question without a ledger has empty cells.

    How answers are told is left out where no ledger says it.
    """
    every = tuple(questions)
    parts = ["# The bank’s ledger", _INTRODUCTION]
    for theme in themes:
        mine = [question for question in every if question.theme == theme.id]
        if mine:
            rests = _table(RESTS_HEADS, ([f"`{q.id}`", *_cells(q.ledger, RESTS_ON)] for q in mine))
            parts += [f"## {theme.name}", rests]
            if any(map(_is_told, mine)):
                parts.append(_table(TOLD_HEADS, ([f"`{q.id}`", *_cells(q.ledger, TOLD_BY), _words(q)] for q in mine)))
    if any(map(_is_told, every)):
        parts += ["## How often", *(_count(head, key, every) for head, key in KINDS)]
    return "\n\n".join(parts) + "\n"


_INTRODUCTION = (
    "What each model answer rests on, and how it is told, from the front matter of its question, with its words as\n"
    "they are said. No two share more than one field of the first tables. Made by `prep-pack ledger`; do not edit it."
)


def _cells(ledger: Ledger | None, keys: Iterable[str]) -> list[str]:
    return [", ".join(ledger.words(key)) if ledger else "" for key in keys]


def _is_told(question: Question) -> bool:
    return any(getattr(question.ledger, name, None) for name in TOLD_BY)


def _count(head: str, key: str, questions: Sequence[Question]) -> str:
    """How many answers have each kind, the most frequent first."""
    counts = Counter(kind for question in questions if question.ledger for kind in question.ledger.words(key))
    listed = ", ".join(
        f"{kind} {count}" for kind, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
    return f"{head}: {listed or 'none'}."


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join([_line(heads), _line(["---"] * len(heads)), *map(_line, rows)])


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def _words(question: Question) -> str:
    return str(question.strong.words) if question.strong else ""
