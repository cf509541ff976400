"""The pack that a pack file builds on. The file may be a stranger's: it leads to no file outside its folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ..model.problems import ContentError, Problem, did_you_mean

ENDING = ".yaml"
DEEPEST = 8
"""Packs that may build on each other."""

FindBase = Callable[[str, Path], Path]
"""From what a pack file says, and the file, to the file that is meant. Raises ContentError, without a place."""


def is_path(said: str) -> bool:
    """Whether a pack is named by its file."""
    return "/" in said or "\\" in said or said.endswith((ENDING, ".yml"))


def find_base(said: str, pack: Path, home: Path | None = None, shelves: Sequence[Path] = ()) -> Path:
    """The file of the pack that ``pack`` builds on.

    Args:
        said: a path relative to the pack's own folder, or the name of a pack in that or on one of the shelves.
        pack: the file that says it.
        home: the folder it may not lead out of; the pack's own unless given.
        shelves: folders of packs that may be named, the nearest first.

    Raises:
        ContentError: there is no such pack, or it lies elsewhere. The problem has no place.
    """
    home = home or pack.parent
    try:
        if is_path(said):
            return _by_path(said, pack, home)
        return _by_name(said, pack, [pack.parent, *shelves], [home, *shelves])
    except (OSError, RuntimeError, ValueError):  # a loop of links, a name too long, a NUL
        raise ContentError(Problem(f'the pack "{_short(said)}" cannot be read', "check its name")) from None


def _by_path(said: str, pack: Path, home: Path) -> Path:
    path = pack.parent / said
    if "\\" in said or Path(said).is_absolute() or not _is_within(path, [home]):
        mend = "name a pack file of this folder with /, or a ready pack"
        raise ContentError(Problem(f'"{_short(said)}" leads out of this folder', mend))
    if not path.resolve().is_file():  # the folder of a pack that is about to be written may not be there yet
        files = [other.name for other in _packs([path.parent]) if not _same(other, pack)]
        mend = did_you_mean(path.name, files)
        raise ContentError(Problem(f'there is no pack file "{_short(said)}" to build on', mend))
    return path


def _by_name(said: str, pack: Path, folders: Sequence[Path], roots: Sequence[Path]) -> Path:
    """A pack of the reader's that is called as a ready one may build on that: none means itself."""
    found = [path for folder in folders if (path := folder / f"{said}{ENDING}").is_file() and _is_within(path, roots)]
    if not found:
        known = [path.stem for path in _packs(folders) if not _same(path, pack)]
        mend = did_you_mean(said, known)
        raise ContentError(Problem(f'there is no pack "{_short(said)}" to build on', mend))
    return next((path for path in found if not _same(path, pack)), found[0])


def _packs(folders: Sequence[Path]) -> list[Path]:
    return [path for folder in folders for path in sorted(folder.glob(f"*{ENDING}"))]


def _is_within(path: Path, roots: Sequence[Path]) -> bool:
    return any(path.resolve().is_relative_to(root.resolve()) for root in roots)


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _short(said: str) -> str:
    said = "".join(c if c.isprintable() else "?" for c in said)
    return said if len(said) <= 60 else said[:59] + "…"
