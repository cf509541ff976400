"""A store of finished pieces under the hash of all that they were made from.

What is damaged is not there. Where the disk makes trouble, the store turns itself off for the rest of the run and says
so in one warning. No method raises OSError.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ..model.problems import Problem, warning
from ..model.workbook import SetSection
from . import disk
from .packing import KeptKind, pack, seal, unpack, unseal

VARIABLE = "PREP_PACK_CACHE"
"""The environment variable that names another folder."""

LIMIT = 512 * 10**6
"""Bytes that all entries together may have, when nothing else is said."""

_KEPT_BY_TRIMMING = 0.9
_TALLY = ".put-since-trimmed"
"""A file that grows by a byte for each block put, by whichever process, since the store was last weighed."""
_BLOCK = 4096
_KEY = re.compile(r"[0-9a-f]{64}")

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What is kept: the folder, how many entries, their size and the largest size allowed, in bytes."""

    folder: Path
    entries: int
    bytes: int
    limit: int


def open_store(folder: Path | None = None, limit_bytes: int = LIMIT) -> Store:
    """The store in ``folder``, else in the one that the environment names, else in the user's cache folder.

    The disk is not touched before the first use, and nothing is made before the first ``put``.
    """
    return Store(folder or _usual_folder(), limit_bytes)


def _usual_folder() -> Path:
    if named := os.environ.get(VARIABLE):
        return Path(named).absolute()
    from platformdirs import user_cache_path

    return user_cache_path("prep-pack", appauthor=False)


class Store:
    """Entries by key: 64 hexadecimal digits, the SHA-256 of all that can change the result.

    Sections and bytes are kept apart: one key may have both. Where the limit is passed, the least recently used go.
    Several processes may use a folder at once. A store may be sent to another process; each copy gives its own warning.
    """

    def __init__(self, folder: Path, limit_bytes: int = LIMIT) -> None:
        self.folder = folder
        self.limit = limit_bytes
        self._is_checked = False
        self._trouble: Problem | None = None
        if not folder.is_absolute():
            # Nobody's home: a folder named "~" must not appear wherever the program happens to run.
            self._turn_off("you have no home folder")

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The one warning of a store that turned itself off."""
        return (self._trouble,) if self._trouble else ()

    def get(self, key: str) -> SetSection | None:
        """The section kept under ``key``, whole and as it was put; None where there is none."""
        body = self._read(KeptKind.SECTION, key)
        section = unpack(body) if body is not None else None
        if body is not None and section is None:
            disk.remove(self._path(KeptKind.SECTION, key))
        return section

    def put(self, key: str, section: SetSection) -> None:
        """Keep a section under ``key``, in place of what was there."""
        self._write(KeptKind.SECTION, key, pack(section))

    def get_bytes(self, key: str) -> bytes | None:
        """The bytes kept under ``key``; None where there are none."""
        return self._read(KeptKind.BYTES, key)

    def put_bytes(self, key: str, data: bytes) -> None:
        """Keep bytes, such as a subset of a font, under ``key``, in place of what was there."""
        self._write(KeptKind.BYTES, key, data)

    def info(self) -> StoreInfo:
        """Count and weigh what is kept. Reads the whole folder."""
        nothing: tuple[disk.KeptFile, ...] = ()
        found = self._tried(lambda: tuple(disk.entries(self.folder)), nothing)
        sizes = [entry.size for entry in found if not entry.is_part]
        return StoreInfo(self.folder, len(sizes), sum(sizes), self.limit)

    def clear(self) -> int:
        """Remove everything that is kept, and nothing else that may lie in the folder; how many entries went."""
        return self._tried(lambda: disk.take_away(disk.entries(self.folder)), 0)

    def _path(self, kind: KeptKind, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"a key is 64 hexadecimal digits, not {key!r}")
        return self.folder / key[:2] / f"{key}.{kind}"

    def _read(self, kind: KeptKind, key: str) -> bytes | None:
        path = self._path(kind, key)
        return self._tried(lambda: self._read_whole(kind, key, path), None)

    def _read_whole(self, kind: KeptKind, key: str, path: Path) -> bytes | None:
        try:
            body = unseal(kind, key, disk.read(path))
        except disk.DistrustedError:
            body = None
        if body is None:
            disk.remove(path)
        else:
            disk.note_use(path)
        return body

    def _write(self, kind: KeptKind, key: str, body: bytes) -> None:
        path = self._path(kind, key)
        entry = seal(kind, key, body)
        # One that cannot stay would push out all others first.
        if len(entry) <= self.limit * _KEPT_BY_TRIMMING:
            self._tried(lambda: self._write_whole(path, entry), None, makes_folder=True)

    def _write_whole(self, path: Path, entry: bytes) -> None:
        disk.write(self.folder, path, entry)
        # A tenth of the limit is free after each trimming. Until that much was put there is nothing to weigh.
        blocks = disk.append(self.folder / _TALLY, b"." * -(-len(entry) // _BLOCK))
        if blocks * _BLOCK > self.limit * (1 - _KEPT_BY_TRIMMING):
            self._trim()

    def _trim(self) -> None:
        """Remove the least recently used until a tenth of the limit is free again."""
        disk.empty(self.folder / _TALLY)
        found = sorted(disk.entries(self.folder), key=lambda entry: entry.used)
        too_much = sum(entry.size for entry in found if not entry.is_part) - self.limit * _KEPT_BY_TRIMMING
        going = [entry for entry in found if entry.is_stale]
        for entry in found:
            if too_much <= 0:
                break
            if not entry.is_part:
                going.append(entry)
                too_much -= entry.size
        disk.take_away(going)

    def _tried(self, action: Callable[[], Result], otherwise: Result, *, makes_folder: bool = False) -> Result:
        """The result of ``action``, or ``otherwise`` where something is not there or the store is off."""
        if self._trouble:
            return otherwise
        try:
            self._check(makes_folder)
            return action()
        except FileNotFoundError as error:
            if makes_folder:
                self._turn_off(_reason(error))
        except OSError as error:
            self._turn_off(_reason(error))
        return otherwise

    def _check(self, makes_folder: bool) -> None:
        if self._is_checked:
            return
        if makes_folder and not self.folder.exists():
            disk.make_private(self.folder)
        disk.check_is_own(self.folder)
        self._is_checked = True

    def _turn_off(self, reason: str) -> None:
        mend = f"mend that, or name another folder in {VARIABLE}"
        self._trouble = warning(f"cannot use the cache folder {self.folder}: {reason}", mend)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
