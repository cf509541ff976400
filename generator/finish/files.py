"""The only place that writes. A file is there whole, or it is as it was before.

Bytes go to a hidden temporary file beside the target, are flushed to the disk, and take the target's name in one step.
So a full disk, a crash or Ctrl-C leaves no half file and does not touch an earlier one.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import sys
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from ..model.problems import OutputError, Problem
from ..model.workbook import Artifact, PdfDocument

_MENDS = {
    errno.EACCES: ("you may not write there", "choose another place or change its permissions"),
    errno.EPERM: ("you may not write there", "choose another place or change its permissions"),
    errno.EROFS: ("it is read-only", "choose another place"),
    errno.ENOSPC: ("the disk is full", "make room, or choose another place"),
    errno.EDQUOT: ("your disk quota is used up", "make room, or choose another place"),
    errno.EFBIG: ("the file would be larger than is allowed here", "raise the limit, or choose another place"),
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter one"),
    errno.ENOTDIR: ("a file stands where a folder is needed", "choose another place, or move that file"),
    errno.EEXIST: ("a file stands where a folder is needed", "choose another place, or move that file"),
    errno.ELOOP: ("its links lead in a circle", "choose another place"),
}
_PART = re.compile(r"\.prep-pack-[0-9a-f]{16}\.part")


@dataclass(frozen=True, slots=True)
class _Staged:
    """Bytes on the disk under a temporary name, waiting to take their own.

    ``path`` is the target as the user named it. Without ``replace`` the name is taken only while it is free.
    """

    temporary: Path
    target: Path
    path: Path
    replace: bool

    def commit(self) -> None:
        if self.replace:
            self.temporary.replace(self.target)
        else:
            self._take_free_name()
        _flush_folder(self.target.parent)

    def _take_free_name(self) -> None:
        # Another run may have written the file since we looked: the system decides whose it is.
        try:
            os.link(self.temporary, self.target)
        except FileExistsError:
            raise OutputError(_already_there(self.path)) from None
        except OSError:  # a disk without links: an empty file holds the name until the whole one takes its place
            try:
                os.close(os.open(self.target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
            except FileExistsError:
                raise OutputError(_already_there(self.path)) from None
            try:
                self.temporary.replace(self.target)
            except BaseException:
                self.undo()
                raise

    def undo(self) -> None:
        """Take back a file that took a free name."""
        with suppress(OSError):
            self.target.unlink()

    def discard(self) -> None:
        with suppress(OSError):
            self.temporary.unlink(missing_ok=True)


def write_atomically(path: Path, data: bytes, *, pages: int = 0, replace: bool = True) -> Artifact:
    """Write ``data`` to ``path``, making its folder where needed. Without ``replace`` an earlier file is an error."""
    check_target(path, replace=replace)
    with _speaking_of(path), _no_folder_left([path]):
        staged = _stage(path, data, replace=replace)
        try:
            staged.commit()
        finally:
            staged.discard()
    return Artifact(str(path), sha256(data).hexdigest(), pages, len(data))


def write_all(
    folder: Path, files: Mapping[str, str | bytes], *, force: bool = False, longer: Container[str] = ()
) -> tuple[Path, ...]:
    """Write several texts, or bytes, below ``folder``, all or none.

    Without ``force`` the error names each that is in the way.
    ``longer`` are files that hold all that they held before: they are in nobody's way.
    """
    targets = {_below(folder, name): text if isinstance(text, bytes) else text.encode() for name, text in files.items()}
    fixed = () if force else tuple(_below(folder, name) for name in files if name not in longer)
    _write_together(targets, fixed)
    return tuple(targets)


def write_books(books: Mapping[Path, PdfDocument], beside: Mapping[Path, bytes] | None = None) -> tuple[Artifact, ...]:
    """Write several PDFs, and what is kept ``beside`` them, all or none."""
    _write_together({**(beside or {}), **{path: book.data for path, book in books.items()}})
    return tuple(
        Artifact(str(path), sha256(book.data).hexdigest(), book.pages, len(book.data)) for path, book in books.items()
    )


def _write_together(targets: Mapping[Path, bytes], new: Collection[Path] = ()) -> None:
    """Write all or none; ``new`` are those that may not be there yet."""
    check_targets(new, replace=False)
    check_targets(targets)
    waiting: list[_Staged] = []
    made: list[_Staged] = []
    with _no_folder_left(targets):
        try:
            for path, data in targets.items():
                with _speaking_of(path):
                    waiting.append(_stage(path, data, replace=path not in new))
            # New files first: they can be taken back if one of them is refused, what was replaced cannot.
            for staged in sorted(waiting, key=lambda staged: staged.replace):
                with _speaking_of(staged.path):
                    staged.commit()
                if not staged.replace:
                    made.append(staged)
        except BaseException:
            for staged in made:
                staged.undo()
            raise
        finally:
            for staged in waiting:
                staged.discard()


@contextmanager
def _no_folder_left(paths: Iterable[Path]) -> Iterator[None]:
    """Folders made for files that then cannot be written go again: an empty one would look like something done."""
    missing = {folder for path in paths for folder in path.parents if not os.path.lexists(folder)}
    try:
        yield
    except BaseException:
        for folder in sorted(missing, key=lambda folder: len(folder.parts), reverse=True):
            with suppress(OSError):  # it was never made, or something is in it
                folder.rmdir()
        raise


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Make a folder where needed, and have it for this run alone.

    The system lets go of the folder when the process ends, however it ends.

    Raises:
        OutputError: the folder cannot be made or written into, or another run is at work in it.
    """
    check_target(folder / "any.pdf")
    with _speaking_of(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = _lock(folder)
    try:
        yield
    finally:
        if lock is not None:
            os.close(lock)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Have a folder for this run alone, as `held` does; what was left half written is removed.

    Raises:
        OutputError: the folder cannot be made or written into, or another run is at work in it.
    """
    with held(folder):
        try:
            with _speaking_of(folder):
                _sweep(folder)
            yield
        finally:
            # A worker that was stopped while it wrote could not clear up after itself.
            with suppress(OSError, OutputError):
                _sweep(folder)


def _lock(folder: Path) -> int | None:
    """A descriptor that holds the folder; None where the system cannot lock one."""
    if sys.platform == "win32":
        return None
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        what = f"another run is at work in {folder}"
        raise OutputError(Problem(what, "wait for its end, or name another folder")) from None
    except OSError:  # a network drive
        pass
    return descriptor


def _sweep(folder: Path) -> None:
    for path in folder.iterdir():
        if _PART.fullmatch(path.name):
            with suppress(OSError):
                path.unlink()


def check_target(path: Path, *, replace: bool = True) -> None:
    """Raise now what would stop a later write, so that nobody waits for pages that cannot be kept."""
    check_targets([path], replace=replace)


def check_targets(paths: Iterable[Path], *, replace: bool = True) -> None:
    """The same for several files: the error names each that cannot be written."""
    in_the_way = [problem for path in paths if (problem := _obstacle(path, replace=replace))]
    if in_the_way:
        raise OutputError(*in_the_way)


def _obstacle(path: Path, *, replace: bool) -> Problem | None:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return _closed_folder(path)
    except OSError as error:
        return _problem(path, error)
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "not an ordinary file"
        return Problem(f"cannot write {path}: it is {what}", "give the name of a file")
    if not replace:
        return _already_there(path)
    return _closed_folder(path)


def _already_there(path: Path) -> Problem:
    return Problem(f"{path} is already there", "use --force to write over it")


def _closed_folder(path: Path) -> Problem | None:
    """What is wrong with the nearest folder above ``path`` that exists."""
    for folder in path.absolute().parents:
        if not os.path.lexists(folder):
            continue
        if not folder.is_dir():
            return _problem(path, NotADirectoryError(errno.ENOTDIR, ""))
        if not os.access(folder, os.W_OK | os.X_OK):
            return _problem(path, PermissionError(errno.EACCES, ""))
        return None
    return None


def _below(folder: Path, name: str) -> Path:
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts:
        raise OutputError(f'will not write "{name}": it leads out of {folder}')
    return folder.joinpath(*parts)


def _stage(path: Path, data: bytes, *, replace: bool) -> _Staged:
    path.parent.mkdir(parents=True, exist_ok=True)
    # A link keeps being one: what it points to is replaced.
    target = Path(os.path.realpath(path))
    staged = _Staged(target.with_name(f".prep-pack-{secrets.token_hex(8)}.part"), target, path, replace)
    try:
        _fill(staged.temporary, data)
    except BaseException:
        staged.discard()
        raise
    return staged


def _fill(path: Path, data: bytes) -> None:
    # Not tempfile: its files are readable by the owner alone, and the user's umask should decide.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make the new name itself last. Not every system can; the file is complete without it."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _speaking_of(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(_problem(path, error)) from error


def _problem(path: Path, error: OSError) -> Problem:
    why, mend = _MENDS.get(error.errno or 0, ((error.strerror or str(error)).lower(), "choose another place"))
    return Problem(f"cannot write {path}: {why}", mend)
