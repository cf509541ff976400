"""An object of a foreign PDF as a plain value, whatever it is: nothing is taken for granted, and nothing is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, DataDecodingError, Dictionary, Name, Object, PdfError, Stream, String

from ..model.problems import ContentError, Problem

DEPTH = 32
"""So far down a chain or a tree is followed."""
MOST_SIGNS = 50_000
"""Of one text: twenty pages."""
_UTF16, _UTF16_BACKWARDS, _UTF8 = b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf"
_LANGUAGE = re.compile("\x1b[A-Za-z-]{2,8}\x1b")
"""A mark of the language within a text."""
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?")


def too_much(what: str) -> ContentError:
    """The error about a file that holds more than any pack."""
    return ContentError(Problem(f"the file holds {what}", "no pack does: ask for the file that was sent"))


def refuse_exhaustion(error: Exception) -> None:
    """Say in Python's word what the library says in its own.

    Raises:
        MemoryError: there was no more memory to be had.
    """
    if "bad_alloc" in str(error):
        raise MemoryError from None


def entry(of: Any, key: str) -> Any:
    """The entry of a dictionary; None of anything else."""
    return of.get(key) if isinstance(of, Dictionary | Stream) else None


def items(of: Any) -> Iterator[Any]:
    """The items of an array; none of anything else."""
    if isinstance(of, Array):
        yield from of


def text(of: Any) -> str:
    """A text with line feeds; of a name, the name. A sign that is cut in half is U+FFFD."""
    if isinstance(of, Stream):
        said = _unpacked(of)
    elif isinstance(of, Name):
        said = str(of).removeprefix("/")
    elif isinstance(of, String):
        said = _decoded(bytes(of))
    else:
        said = ""
    if len(said) > MOST_SIGNS:
        raise too_much(f"a text of more than {MOST_SIGNS:,} signs")
    return said.replace("\r\n", "\n").replace("\r", "\n")


def _unpacked(stream: Stream) -> str:
    """The text of a stream; U+FFFD where it cannot be read."""
    try:
        return _decoded(stream.read_bytes())
    except (PdfError, DataDecodingError) as error:
        refuse_exhaustion(error)
        return "\ufffd"


def _decoded(data: bytes) -> str:
    if data.startswith((_UTF16, _UTF16_BACKWARDS)):
        order = "utf-16-be" if data.startswith(_UTF16) else "utf-16-le"
        return _LANGUAGE.sub("", data[2:].decode(order, "replace"))
    if data.startswith(_UTF8):
        return data[3:].decode("utf-8", "replace")
    return data.decode("pdfdoc", "replace")


def number(of: Any, default: float = 0.0) -> float:
    """A number; the default for anything else, and for what no page is as large as."""
    if isinstance(of, bool | Object) or of is None:
        return default
    try:
        found = float(of)
    except (TypeError, ValueError, OverflowError):
        return default
    return found if abs(found) < 1e6 else default


def numbers(of: Any, most: int = 8_000) -> list[float]:
    """The numbers of an array, at most so many."""
    return [number(one) for one, _ in zip(items(of), range(most), strict=False)]


def moment(of: Any) -> str:
    """A date of a PDF as ``YYYY-MM-DD HH:MM``, or as much of it as it says; the time is that of its writer."""
    found = _DATE.match(text(of)) if isinstance(of, String) else None
    if not found:
        return ""
    day = "-".join(part for part in found.groups()[:3] if part)
    return f"{day} {found[4]}:{found[5]}" if found[5] else day
