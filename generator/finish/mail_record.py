"""What was sent to whom, with which digest: a line of JSON for every event, so that nothing is sent twice unasked.

The format is settled in docs/adr/0028-what-was-sent.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from ..model.mail import Fate
from ..model.problems import ContentError, Problem, SourceRef
from .files import check_target, write_atomically

RECORD = ".prep-pack-sent.jsonl"
VERSION = 1
MEND = "correct the line; without it the file might be sent twice"


@dataclass(frozen=True, slots=True)
class SentLine:
    """What became of one file for one address.

    ``at`` is UTC (2026-11-28T15:12:04Z); ``file`` and ``size`` are the file's name and octets, ``sha256`` its digest in
    hexadecimal; ``message`` is the Message-ID; ``said`` what the server answered.
    """

    at: str
    fate: Fate
    to: str
    file: str
    size: int
    sha256: str
    server: str
    message: str
    said: str = ""


class SentRecord:
    """The lines of one folder's record. To be opened by one run at a time.

    Raises:
        ContentError: a line cannot be read, or is of a later version.
        OutputError: the record could not be written.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / RECORD
        check_target(self.path)
        # Not splitlines: a server may have said signs that end a line elsewhere.
        self._lines = _text(self.path).removesuffix("\n").split("\n")
        self._last = {_key(line.to, line.sha256): line for line in _read(self._lines, self.path)}

    def last(self, to: str, sha256: str) -> SentLine | None:
        """What became of a file for an address, the last time."""
        return self._last.get(_key(to, sha256))

    def note(self, lines: Iterable[SentLine]) -> None:
        """Add lines; they are on the disk when this returns.

        Raises:
            OutputError: the record cannot be written. It is as it was then.
        """
        new = list(lines)
        whole = [*filter(None, self._lines), *map(_written, new)]
        write_atomically(self.path, "".join(f"{line}\n" for line in whole).encode())
        self._lines = whole
        self._last.update({_key(line.to, line.sha256): line for line in new})


def _key(to: str, sha256: str) -> tuple[str, str]:
    # Nearly every server takes capitals before the @ for small letters: rather one question too many.
    return to.casefold(), sha256


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        why = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else (error.strerror or str(error)).lower()
        raise ContentError(Problem(f"cannot read what was sent: {why}", MEND, SourceRef(str(path)))) from None


def _read(lines: Iterable[str], path: Path) -> Iterable[SentLine]:
    """The lines of a record, blank ones left out."""
    found: list[SentLine] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        where = SourceRef(str(path), number)
        try:
            if line.strip():
                found.append(_line(json.loads(line)))
        except _LaterVersionError:
            problems.append(Problem("a later version of prep-pack wrote this", "use that one", where))
        except (ValueError, TypeError, LookupError, RecursionError):
            problems.append(Problem("this is no line of what was sent", MEND, where))
    if problems:
        raise ContentError(*problems)
    return found


class _LaterVersionError(Exception):
    pass


def _line(values: Mapping[str, Any]) -> SentLine:
    if isinstance(values["version"], int) and values["version"] > VERSION:
        raise _LaterVersionError
    known = {field.name: values[field.name] for field in fields(SentLine)}
    if set(values) != {"version", *known} or type(known["size"]) is not int:
        raise ValueError("another shape")
    if not all(isinstance(value, str) for key, value in known.items() if key != "size"):
        raise ValueError("another shape")
    return SentLine(**{**known, "fate": Fate(known["fate"])})


def _written(line: SentLine) -> str:
    return json.dumps({"version": VERSION, **asdict(line)}, ensure_ascii=False)
