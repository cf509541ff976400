"""A story: the file to fill in (docs/adr/0023-answers-and-stories.md)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..model.fields import OF_A_STORY
from ..model.own import FORMAT, Status
from .parts import section
from .question import heading
from .yaml import flow, scalar


def to_fill(id_: str, title: str, competencies: Iterable[str], questions: Iterable[str], begun: date) -> str:
    """A story file to fill in."""
    keys = [
        f"id: {scalar(id_)}",
        f"competencies: {flow(competencies)}",
        "tags: []",
        f"questions: {flow(questions)}",
        f"status: {Status.DRAFT}",
        f"version: {FORMAT}",
        f"begun: {begun}",
    ]
    blocks = [section(part, OF_A_STORY) for part in OF_A_STORY]
    return "\n".join(["---", *keys, "---", "", f"# {heading(title)}", "", *blocks])
