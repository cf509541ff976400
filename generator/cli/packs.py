"""Ready packs as ``prep-pack list packs`` shows them: for whom, how many questions, pages and minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from .. import assets
from ..jobs.packs import open_pack, packs_of
from ..model.content import Library
from ..model.problems import ContentError, SelectionError, Severity, SourceRef, UnknownWordError
from ..model.workbook import Selection
from . import console

if TYPE_CHECKING:
    from ..load.packfile import SourcedPack

COLUMNS = ("id", "title", "questions", "a4", "a5", "minutes", "audience", "description")
"""The fields of a line in a pipe; ``--json`` has the file too."""


def rows(library: Library) -> list[dict[str, Any]]:
    """A row for every ready pack. A pack that names what is not there is told, and has no figures."""
    from ..load.extents import PAPERS, read_extents

    shipped = assets.shipped_content()
    counted = read_extents(shipped / "packs")
    found = []
    for name, path in packs_of(Path.cwd()).items():
        try:
            pack = open_pack(path, {})
        except ContentError as error:  # one broken file hides no other
            console.report(problem.weighed(Severity.WARNING) for problem in error.problems)
            continue
        chosen = _chosen(library, pack, path)
        extent = counted.get(name) if path.parent == shipped / "packs" else None
        # Nobody counted the pages of a pack of the reader's own, nor of one that their own questions have joined.
        ours = chosen is not None and all(assets.is_shipped(q.where) for q in chosen.questions)
        pages: Mapping[Any, int] = {}
        if extent and chosen and ours and extent.questions == len(chosen.questions):
            pages = extent.pages
        found.append(
            {
                "id": name,
                "title": pack.spec.title,
                "questions": len(chosen.questions) if chosen else None,
                **{str(paper): pages.get(paper) for paper in PAPERS},
                "minutes": _minutes(chosen) if chosen else None,
                "audience": pack.spec.audience,
                "description": pack.spec.description,
                "file": str(path),
            }
        )
    return found


def _chosen(library: Library, pack: SourcedPack, path: Path) -> Selection | None:
    from ..jobs.choosing import chosen
    from ..load.text import shown

    try:
        return chosen(library, pack)
    except (SelectionError, UnknownWordError) as error:
        told = (pack.placed(problem).weighed(Severity.WARNING) for problem in error.problems)
        console.report(replace(problem, where=problem.where or SourceRef(shown(path))) for problem in told)
        return None


def _minutes(chosen: Selection) -> int:
    from ..compose.contents import study_minutes

    return sum(study_minutes(question) for question in chosen.questions)


def line(row: Mapping[str, Any]) -> list[str]:
    """A row's fields for another program; what is not known is empty."""
    return ["" if row[key] is None else str(row[key]) for key in COLUMNS]


def tables(found: list[dict[str, Any]]) -> Group:
    """The packs for a terminal: figures in columns, then for whom each is and what it is good for."""
    figures = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    figures.add_column("Id", style="cyan", overflow="fold")
    figures.add_column("Pack", overflow="fold")
    for head in ("Questions", "A4", "A5", "Study"):
        figures.add_column(head, justify="right", no_wrap=True)
    words = Table.grid(padding=(0, 2, 0, 0))
    words.add_column(style="cyan", overflow="fold")
    words.add_column(overflow="fold")
    for row in found:
        cells = ["–" if row[key] is None else str(row[key]) for key in ("questions", "a4", "a5")]
        figures.add_row(row["id"], Text(console.harmless(row["title"])), *cells, _hours(row["minutes"]))
        told = ". ".join(console.harmless(row[key]).rstrip(".") for key in ("audience", "description") if row[key])
        if told:
            words.add_row(row["id"], Text(f"{told}."))
    return Group(figures, "", words)


def _hours(minutes: int | None) -> str:
    if minutes is None:
        return "–"
    return f"{minutes // 60} h {minutes % 60:02}" if minutes >= 60 else f"{minutes} min"
