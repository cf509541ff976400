"""Which questions go into a book: what its pack chooses, and of those that are not written yet the ones it names."""

from __future__ import annotations

from pathlib import Path

from .. import assets
from ..compose.filled import choose
from ..load.packfile import SourcedPack
from ..model.content import Library
from ..model.pack import Edition, PackSpec
from ..model.workbook import Selection


def chosen(library: Library, pack: SourcedPack, spec: PackSpec | None = None) -> Selection:
    """The questions of a pack; ``spec`` is its own unless given.

    Raises:
        SelectionError: an unknown name, or nothing is left.
    """
    spec = spec or pack.spec
    return choose(library, spec, () if spec.edition is Edition.CARDS else named(library, pack))


def named(library: Library, pack: SourcedPack) -> frozenset[str]:
    """The questions that a reader's own pack, or a flag, names itself or by their theme."""
    keys = {key for key in ("questions", "themes") if key in pack.overridden or not _is_ready(pack)}
    themes = pack.spec.themes if "themes" in keys else ()
    of_themes = (q.id for q in library.questions.values() if q.theme in themes)
    return frozenset((*(pack.spec.questions if "questions" in keys else ()), *of_themes))


def _is_ready(pack: SourcedPack) -> bool:
    """Whether it is one that prep-pack brings."""
    return bool(pack.file.place.file) and Path(pack.file.place.file).resolve().is_relative_to(assets.shipped_content())
