"""The disk below the store: entries are there whole or not at all, and those of other people are never read.

All functions raise OSError where the disk does not do what is asked; a file that another process took away is no error.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ENTRY = re.compile(r"[0-9a-f]{64}\.[a-z]+")
_FAN = re.compile(r"[0-9a-f]{2}")
_PART = re.compile(r"\.[0-9a-f]{16}\.part")
_STALE = 3600
"""Seconds after which a part is no longer being written, but was left by a process that ended."""
_ATTEMPTS = 5
# Without following links, and without waiting for the other end of a pipe.
_READING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_WRITING = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)


class DistrustedError(OSError):
    """The folder, or a file in it, may hold what somebody else put there."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of the store: its size in bytes, and when it was last used in nanoseconds."""

    path: str
    size: int
    used: int
    is_part: bool

    @property
    def is_stale(self) -> bool:
        """Whether this is a part that nobody will finish."""
        return self.is_part and self.used < time.time_ns() - _STALE * 10**9


def make_private(folder: Path) -> None:
    """Make the folder where it is not there. Only its owner can look into it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def check_is_own(folder: Path) -> None:
    """Raise DistrustedError where others could have put something into the folder; OSError where it cannot be seen."""
    found = folder.stat()
    if not stat.S_ISDIR(found.st_mode):
        raise DistrustedError("it is not a folder")
    if not _is_own(found):
        raise DistrustedError("it belongs to another user")
    # Where the system has no owners, the bits for others mean nothing.
    if hasattr(os, "getuid") and found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise DistrustedError("others may write into it")


def _is_own(found: os.stat_result) -> bool:
    return not hasattr(os, "getuid") or found.st_uid == os.getuid()


def read(path: Path) -> bytes:
    """All bytes of a file. Raises DistrustedError where it is not this user's own or no ordinary file."""
    try:
        descriptor = os.open(path, _READING)
    except OSError as error:
        if path.is_symlink():
            raise DistrustedError("it is a link") from error
        raise
    # The descriptor may be a folder's, that has no file object.
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or not _is_own(found):
            raise DistrustedError("it is no file of this user")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(descriptor)


def write(folder: Path, path: Path, data: bytes) -> None:
    """Write to a temporary name beside ``path``, then rename. Makes the folders where they are not there.

    Nothing is flushed to the disk: what a crash takes is only made again.
    """
    for attempt in range(_ATTEMPTS):
        try:
            _write_once(path, data)
            return
        except FileNotFoundError:
            # The first entry here, or somebody took the folder or the part away meanwhile.
            if attempt == _ATTEMPTS - 1:
                raise
            make_private(folder)
            check_is_own(folder)
            make_private(path.parent)


def _write_once(path: Path, data: bytes) -> None:
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    descriptor = os.open(part, _WRITING | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        part.replace(path)
    except BaseException:
        remove(part)
        raise


def remove(path: Path) -> None:
    """Take a file away where that can be done. What is still there is not used either."""
    with suppress(OSError):
        path.unlink()


def note_use(path: Path) -> None:
    """Note that a file was used. Where that cannot be noted, it goes a little earlier."""
    with suppress(OSError):
        os.utime(path)


def append(path: Path, data: bytes) -> int:
    """Add bytes to the end of a file, in one step for all processes; its new size, 0 where its folder is gone."""
    try:
        descriptor = os.open(path, _WRITING | os.O_APPEND, 0o600)
    except FileNotFoundError:
        return 0
    try:
        os.write(descriptor, data)
        return os.fstat(descriptor).st_size
    finally:
        os.close(descriptor)


def empty(path: Path) -> None:
    """Take all bytes out of a file, where there is one."""
    with suppress(FileNotFoundError):
        os.truncate(path, 0)


def entries(folder: Path) -> Iterator[KeptFile]:
    """Every entry and every part below the folder; nothing else that may lie there."""
    for fan in _listed(folder):
        if _FAN.fullmatch(fan.name) and fan.is_dir(follow_symlinks=False):
            yield from _entries_of(fan.path)


def _entries_of(fan: str) -> Iterator[KeptFile]:
    for file in _listed(fan):
        is_part = _PART.fullmatch(file.name) is not None
        if is_part or ENTRY.fullmatch(file.name):
            with suppress(FileNotFoundError):
                found = file.stat(follow_symlinks=False)
                yield KeptFile(file.path, found.st_size, found.st_mtime_ns, is_part)


def _listed(folder: str | Path) -> Iterable[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except FileNotFoundError:
        return ()


def take_away(found: Iterable[KeptFile]) -> int:
    """Remove files; how many entries there were among them. Raises OSError at the first that will not go."""
    count = 0
    for entry in found:
        with suppress(FileNotFoundError):
            Path(entry.path).unlink()
            count += not entry.is_part
    return count
