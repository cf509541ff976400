"""What a kept entry looks like on the disk, and how it is known to be whole.

An entry is a seal and a body. The seal is a word, the number of this format, and the SHA-256 of the format, the kind of
entry, its key and its body: a byte that changed, a piece that is missing, or an entry that was moved under another name
does not fit. The body of a section is the length of a header (4 bytes), the header (JSON, all but the data), the data.

Nothing here runs what it reads (no pickle), and reading raises no error: what cannot be read is not there.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from enum import StrEnum
from hashlib import sha256
from typing import Any

from ..model.problems import KeyPath, Problem, Severity, SourceRef
from ..model.workbook import FontUse, OutlineEntry, Place, SetSection

FORMAT = 1
"""Counted up with every change of what is written here."""

_WORD = b"prep-pack kept"
_LENGTH = 4
_SHAPE = [[field.name for field in fields(t)] for t in (SetSection, FontUse, OutlineEntry, Place, Problem, SourceRef)]
"""The fields of all that is packed: another shape of the model is another format, even where nobody counted it up."""


class KeptKind(StrEnum):
    """What an entry holds. Entries of two kinds never meet, even under one key."""

    SECTION = "section"
    BYTES = "bytes"


def seal(kind: KeptKind, key: str, body: bytes) -> bytes:
    """The entry as it is written."""
    return b"".join((*_seal(kind, key, body), body))


def unseal(kind: KeptKind, key: str, entry: bytes) -> bytes | None:
    """The body, or None where the entry is damaged, cut short, of another format, or was kept as something else."""
    start = sum(map(len, _seal(kind, key, b"")))
    body = entry[start:]
    return body if entry[:start] == b"".join(_seal(kind, key, body)) else None


def _seal(kind: KeptKind, key: str, body: bytes) -> tuple[bytes, bytes, bytes]:
    number = FORMAT.to_bytes(2)
    total = sha256(f"{kind} {key} {_SHAPE}\n".encode())
    total.update(number)
    total.update(body)
    return _WORD, number, total.digest()


def pack(section: SetSection) -> bytes:
    """The section as bytes."""
    # Surrogates are passed: a damaged character in a title must not stop a build here.
    header = json.dumps(_header(section), ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass")
    return b"".join((len(header).to_bytes(_LENGTH), header, section.data))


def unpack(body: bytes) -> SetSection | None:
    """The section that was packed, or None where these bytes are none."""
    end = _LENGTH + int.from_bytes(body[:_LENGTH])
    try:
        header = json.loads(body[_LENGTH:end].decode(errors="surrogatepass"))
        return _section(header, body[end:])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _header(section: SetSection) -> dict[str, Any]:
    return {
        "id": section.id,
        "pages": section.pages,
        "outline": [(entry.level, entry.title, _numbers(entry.place)) for entry in section.outline],
        "targets": {name: _numbers(place) for name, place in section.targets.items()},
        "fonts": {name: (font.name, dict(font.glyphs), font.file) for name, font in section.fonts.items()},
        "problems": [_words(problem) for problem in section.problems],
    }


def _section(header: dict[str, Any], data: bytes) -> SetSection:
    return SetSection(
        id=header["id"],
        data=data,
        pages=header["pages"],
        outline=tuple(OutlineEntry(level, title, Place(*place)) for level, title, place in header["outline"]),
        targets={name: Place(*place) for name, place in header["targets"].items()},
        fonts={name: _font(*font) for name, font in header["fonts"].items()},
        problems=tuple(_problem(*words) for words in header["problems"]),
    )


def _numbers(place: Place) -> tuple[int, float, float]:
    return place.page, place.x, place.y


def _font(name: str, glyphs: dict[str, tuple[float, str]], file: str) -> FontUse:
    # JSON knows no numbers as names and no tuples.
    return FontUse(name, {int(glyph): (width, text) for glyph, (width, text) in glyphs.items()}, file)


def _words(problem: Problem) -> tuple[str, str, tuple[str, int] | None, str, KeyPath]:
    where = problem.where
    place = (where.file, where.line) if where else None
    return problem.what, problem.mend, place, problem.severity, problem.about


def _problem(what: str, mend: str, where: tuple[str, int] | None, severity: str, about: Sequence[str | int]) -> Problem:
    return Problem(what, mend, SourceRef(*where) if where else None, Severity(severity), tuple(about))
