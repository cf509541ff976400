"""What a folder of packs holds, and what each was made from: read at the next run to leave alone what is still right.

It only saves work. A file counts as made if its bytes are those that were noted; a record that is missing, damaged or
behind the files means that some are made again.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..model.problems import Problem, Severity, SourceRef
from ..model.workbook import Artifact
from .files import write_atomically

RECORD = ".prep-pack-batch.json"
FORMAT = 1
SECONDS_BETWEEN_SAVES = 1.0
"""A run that is killed has to make again what it made in this time."""


@dataclass(frozen=True, slots=True)
class RecordedFile:
    """A pack that was made: digest of all that went in, day on its cover, its bytes' SHA-256, pages, size, warnings."""

    inputs: str
    issued: date
    sha256: str
    pages: int
    size: int
    problems: tuple[Problem, ...] = ()


class Record:
    """The entries of one folder by file name. To be opened by one run at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._entries = dict(_read(folder / RECORD))
        self._saved_at = time.monotonic()
        self._changed = False

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def whole(self, file: str) -> RecordedFile | None:
        """What is noted of a file that is there as it was made; None where it is missing or was altered."""
        entry = self._entries.get(file)
        try:
            data = (self._folder / file).read_bytes() if entry else b""
        except OSError:
            return None
        return entry if entry and sha256(data).hexdigest() == entry.sha256 else None

    def note(self, file: str, inputs: str, issued: date, made: Artifact, problems: tuple[Problem, ...]) -> None:
        """Note a file that was just written. Saved now and then; `save` at the end.

        Raises:
            OutputError: the record cannot be written.
        """
        self._entries[file] = RecordedFile(inputs, issued, made.sha256, made.pages, made.size, problems)
        self._changed = True
        if time.monotonic() - self._saved_at > SECONDS_BETWEEN_SAVES:
            self.save()

    def save(self) -> None:
        """Write what was noted since it was written last. An entry whose file is gone is dropped."""
        if self._changed:
            there = {file: _plain(entry) for file, entry in self._entries.items() if (self._folder / file).exists()}
            text = json.dumps({"format": FORMAT, "files": there}, ensure_ascii=False, indent=1)
            write_atomically(self._folder / RECORD, text.encode(errors="surrogatepass"))
            self._changed, self._saved_at = False, time.monotonic()


def _read(path: Path) -> Iterator[tuple[str, RecordedFile]]:
    """The entries of a record; none of one that cannot be read or is of another format."""
    try:
        found = json.loads(path.read_bytes().decode(errors="surrogatepass"))
        if found["format"] == FORMAT:
            yield from [(file, _entry(values)) for file, values in found["files"].items() if _is_plain_name(file)]
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return


def _is_plain_name(file: str) -> bool:
    return Path(file).name == file and not file.startswith(".")


def _plain(entry: RecordedFile) -> dict[str, Any]:
    return {**asdict(entry), "issued": entry.issued.isoformat()}


def _entry(values: Mapping[str, Any]) -> RecordedFile:
    if set(values) != {field.name for field in fields(RecordedFile)}:
        raise ValueError("another shape")
    problems = tuple(_problem(**problem) for problem in values["problems"])
    return RecordedFile(**{**values, "issued": date.fromisoformat(values["issued"]), "problems": problems})


def _problem(
    what: str, mend: str, where: Mapping[str, Any] | None, severity: str, about: Sequence[str | int]
) -> Problem:
    return Problem(what, mend, SourceRef(**where) if where else None, Severity(severity), tuple(about))
