"""Which questions go into a book: what its pack chooses, and of those that are not written yet the ones it names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from .. import assets
from ..compose.filled import choose
from ..compose.naming import theme_names
from ..load.layers import Origin
from ..load.packfile import SourcedPack
from ..model.content import Library
from ..model.pack import Edition, PackSpec
from ..model.packfile import ADD
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
    names, themes = theme_names(library), set[str]()
    for word in _said(pack, "themes"):
        with suppress(KeyError):  # what is unknown is told where the choice is made
            themes.update(names.in_word(word))
    of_themes = (q.id for q in library.questions.values() if q.theme in themes)
    return frozenset((*_said(pack, "questions"), *of_themes))


def _said(pack: SourcedPack, key: str) -> Iterator[str]:
    """The words of a key, those of what is added too, but for what a pack that prep-pack brings says."""
    for name in (key, ADD + key):
        items = pack.said[name].items if name in pack.said else None
        yield from (str(word) for word, origin in items or () if not _is_ready(origin))


def _is_ready(origin: Origin) -> bool:
    """Whether a pack that prep-pack brings says it; a flag has no place."""
    return origin.where is not None and assets.is_shipped(origin.where)
