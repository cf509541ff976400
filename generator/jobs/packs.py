"""Which pack a user means, and which folder is theirs."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from .. import assets
from ..load.bases import ENDING, find_base, is_path
from ..load.packfile import SourcedPack, looks_like_a_pack, read_pack
from ..model.keys import chooses
from ..model.problems import ContentError, Problem, did_you_mean

OWN_PACK = "pack.yaml"
SAMPLE = "sample"


class UnknownPackError(ContentError):
    """There is no pack of this name."""

    def __init__(self, pack: str, known: Collection[str]) -> None:
        self.pack = pack
        super().__init__(Problem(f'there is no pack file or ready pack "{pack}"', did_you_mean(pack, known)))


@dataclass(frozen=True, slots=True)
class ChosenPack:
    """A pack file, none where flags alone choose from the whole bank, and whose folder it is built in.

    ``unasked`` is there where the user named no pack: the name of the one that is taken in its place.
    """

    path: Path | None
    folder: Path
    unasked: str = ""


def choose_pack(pack: str | None, keys: Collection[str], here: Path) -> ChosenPack:
    """The pack to build: the named one, else that of this folder, else what the flags choose, else the sample.

    Args:
        pack: what the user named: a path or a ready pack's name.
        keys: the keys of a pack that are set by flags.
        here: the current folder.

    Raises:
        ContentError: there is no such pack.
    """
    if pack is not None:
        path, unasked = find_pack(pack, here), ""
    elif (here / OWN_PACK).exists():
        path, unasked = Path(OWN_PACK), OWN_PACK
    elif any(chooses(key) for key in keys):
        return ChosenPack(None, here)
    else:
        path, unasked = find_pack(SAMPLE, here), SAMPLE
    return ChosenPack(path, folder_of(path, here), unasked)


def find_pack(pack: str, folder: Path) -> Path:
    """A pack file by its path, or a ready pack or one of this folder by its name; the reader's come first.

    Raises:
        UnknownPackError: there is none.
    """
    if os.path.lexists(pack) or is_path(pack):
        return Path(pack)
    known = packs_of(folder)
    if pack in known:
        return known[pack]
    raise UnknownPackError(pack, known)


def packs_of(folder: Path) -> dict[str, Path]:
    """The packs that can be built by name: those of ``content/packs``, of the folder itself, and the ready ones."""
    shipped = assets.shipped_content()
    ready = assets.pack_files(folder)
    own = {name: path for name, path in ready.items() if not path.is_relative_to(shipped)}
    beside = {path.stem: path for path in sorted(folder.glob(f"*{ENDING}")) if looks_like_a_pack(path)}
    return {**ready, **beside, **own}


def open_pack(path: Path | None, overrides: Mapping[str, object]) -> SourcedPack:
    """The pack that a file and flags describe, laid over the packs of the reader's and the ready ones it builds on.

    Raises:
        ContentError: a file is missing or wrong.
        UsageError: only flags are wrong.
    """
    return read_pack(path, overrides, find=base_of)


def base_of(said: str, pack: Path) -> Path:
    """The pack that a pack file builds on: one of its folder, or a ready pack.

    Raises:
        ContentError: there is none, or it lies elsewhere.
    """
    home = assets.home_of(pack)
    shelves = [home / "content" / "packs", home, assets.shipped_content() / "packs"]
    return find_base(said, pack, home, shelves)


def folder_of(pack: Path | None, here: Path) -> Path:
    """The user's folder: that of the pack file where it has content or designs of its own, else ``here``."""
    if pack is None or pack in assets.pack_files(here).values():
        return here
    home = assets.home_of(pack)
    return home if any((home / name).is_dir() for name in ("content", "designs")) else here
