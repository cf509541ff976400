"""The bank's ledger as a page: what each model answer rests on, so that a writer sees what is taken."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.content import Question, Theme

HEADS = ("question", "setting", "scale", "situation", "trade-off", "result", "lesson")


def ledger_page(themes: Iterable[Theme], questions: Iterable[Question]) -> str:
    """A table for each theme, in Markdown. A question without a ledger has an empty row."""
    every = tuple(questions)
    parts = ["# The bank’s ledger", _INTRODUCTION]
    for theme in themes:
        rows = [_row(question) for question in every if question.theme == theme.id]
        if rows:
            parts += [f"## {theme.name}", "\n".join([_line(HEADS), _line(["---"] * len(HEADS)), *rows])]
    return "\n\n".join(parts) + "\n"


_INTRODUCTION = (
    "What each model answer rests on, from the front matter of its question. No two share more than one field.\n"
    "Made by `prep-pack ledger`; do not edit it."
)


def _row(question: Question) -> str:
    told = question.ledger
    cells = (told.setting, told.scale, told.situation, told.trade_off, told.result, told.lesson) if told else ("",) * 6
    return _line([f"`{question.id}`", *cells])


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"
