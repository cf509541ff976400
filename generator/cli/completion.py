"""What the shell offers after a half-typed word. Never fails: a broken bank offers nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from .. import assets
from ..jobs.packs import packs_of
from ..model.content import Library
from ..model.pitch import PITCHES
from ..model.problems import PrepPackError
from ..model.taxonomy import PARTS

Completer = Callable[[str], list[str]]


def _of_library(words: Callable[[Library], Iterable[str]]) -> Completer:
    def complete(incomplete: str) -> list[str]:
        from ..load.library import load_library

        try:
            library, _ = load_library(assets.content_roots(Path.cwd()))
        except (PrepPackError, OSError):
            return []
        return [word for word in words(library) if word.startswith(incomplete)]

    return complete


def _of_taxonomy(part: str) -> Completer:
    def complete(incomplete: str) -> list[str]:
        from ..load.taxonomy import load_taxonomy

        try:
            words = load_taxonomy(assets.content_roots(Path.cwd())).part(part).ids
        except (PrepPackError, OSError):
            return []
        return [word for word in words if word.startswith(incomplete)]

    return complete


competencies, levels, formats = map(_of_taxonomy, PARTS)
questions = _of_library(lambda library: library.questions)
themes = _of_library(lambda library: library.themes)
tags = _of_library(lambda library: sorted({tag for q in library.questions.values() for tag in q.tags}))
sheets = _of_library(lambda library: [word for sheet in library.worksheets.values() for word in (sheet.name, sheet.id)])
stories = _of_library(lambda library: library.stories)
entries = _of_library(lambda library: [*library.questions, *library.frameworks, *library.stories])


def comments(incomplete: str) -> list[str]:
    """Comments that are open."""
    from ..jobs.commenting import comments_of

    try:
        found, _ = comments_of(Path.cwd())
    except (PrepPackError, OSError):
        return []
    return [one.id for one in found if one.is_open and one.id.startswith(incomplete)]


def packs(incomplete: str) -> list[str]:
    """Ready packs, and packs and pack files of the current folder."""
    here = [path.name for path in sorted(Path.cwd().glob("*.yaml"))]
    return [name for name in [*packs_of(Path.cwd()), *here] if name.startswith(incomplete)]


def lines(incomplete: str) -> list[str]:
    """Line pitches that have names."""
    return [name for name in PITCHES if name.startswith(incomplete)]


def designs(incomplete: str) -> list[str]:
    """Designs by their folders."""
    found = {file.parent.name for root in assets.design_roots(Path.cwd()) for file in root.glob("*/design.yaml")}
    return [name for name in sorted(found) if name.startswith(incomplete)]


def ejectable(incomplete: str) -> list[str]:
    """What `prep-pack eject` copies: the two kinds of things by name, designs and questions."""
    kinds = [word for word in ("design", "question") if word.startswith(incomplete)]
    return [*kinds, *designs(incomplete), *questions(incomplete)]


COMPLETERS: dict[str, Completer] = {
    "questions": questions,
    "exclude": questions,
    "themes": themes,
    "tags": tags,
    "competencies": competencies,
    "levels": levels,
    "formats": formats,
    "lines": lines,
    "sheets": sheets,
    "design": designs,
}
