"""Read a text file that a stranger may have written."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from ..model.problems import ContentError, Problem, SourceRef
from ..model.yaml import CONTROL

MAX_BYTES = 2_000_000
"""Far above any hand-written file; a bound on what a wrong path can make us read."""

_BYTE_ORDER_MARK = "\ufeff"


def shown(path: Path) -> str:
    """The path as the user would open it from here: relative where that is possible, with forward slashes."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        relative = str(path)
    return Path(relative).as_posix()


def read_text(
    path: Path, root: Path | None = None, keep_controls: bool = False, as_typed: bool = False, most: int = MAX_BYTES
) -> str:
    """The text of a UTF-8 file with plain line feeds, without byte order marks.

    With ``root``, a file that really lies elsewhere (a symbolic link) is refused. Control characters are errors, unless
    the caller repairs them itself (``keep_controls``; NUL always is one). ``as_typed`` leaves line ends and marks as
    they are in the file, for who writes it back. ``most`` bounds its bytes.

    Raises:
        ContentError: the file is missing, no file, unreadable, too large, not UTF-8, or holds control characters.
    """
    place = SourceRef(shown(path))
    data = read_bytes(path, root, most=most)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ContentError(_wrong_encoding(data, error.start, place)) from None
    whole = text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace(_BYTE_ORDER_MARK, "")
    found = re.compile("\x00").search(text) if keep_controls else CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise ContentError(Problem(f"control character {name_of(found[0])}", "remove it", place.at(line)))
    return whole if as_typed else text


def name_of(character: str) -> str:
    """``NUL``, or the code point of a character that cannot be shown."""
    return "NUL" if character == "\0" else f"U+{ord(character):04X}"


def read_bytes(
    path: Path, root: Path | None = None, *, most: int = MAX_BYTES, noun: str = "text file", smaller: str = "split it"
) -> bytes:
    """The bytes of a file. ``noun`` is what it should be, and ``smaller`` what to do about one of more than ``most``.

    Raises:
        ContentError: the file is missing, no file, unreadable, too large, or lies outside ``root``.
    """
    place = SourceRef(shown(path))
    try:
        if root is not None and not path.resolve().is_relative_to(root.resolve()):
            raise ContentError(Problem("this leads out of its content folder", "put the file itself there", place))
        kind = path.stat()
        if stat.S_ISDIR(kind.st_mode):
            raise ContentError(Problem("this is a folder, not a file", "name a file", place))
        if not stat.S_ISREG(kind.st_mode):  # reading a pipe would wait for ever
            raise ContentError(Problem("this is not an ordinary file", f"name a {noun}", place))
        if kind.st_size > most:
            raise ContentError(Problem(f"the file is larger than {most / 1e6:g} MB", smaller, place))
        return path.read_bytes()
    except FileNotFoundError:
        raise ContentError(Problem("there is no such file", "check the path", place)) from None
    except PermissionError:
        raise ContentError(Problem("the file may not be read", "check its permissions", place)) from None
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links, a name too long, a NUL in the path
        reason = getattr(error, "strerror", None) or str(error) or "unknown reason"
        raise ContentError(Problem(f"the file cannot be read: {reason}", "check the path", place)) from None


def _wrong_encoding(data: bytes, position: int, place: SourceRef) -> Problem:
    from charset_normalizer import from_bytes

    best = from_bytes(data[max(0, position - 5_000) : position + 20_000]).best()
    guess = f"it looks like {best.encoding.replace('_', '-')}" if best else "it looks like no text at all"
    line = data.count(b"\n", 0, position) + 1
    return Problem(f"this is not UTF-8; {guess}", "save it as UTF-8", place.at(line))
