"""Digests: of words, and of all files of a folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path


def digest(*parts: object) -> str:
    """The SHA-256 of words, numbers, and lists of them, in 64 hexadecimal digits."""
    return sha256(json.dumps(parts).encode(errors="surrogatepass")).hexdigest()


def fingerprint(folder: Path, wanted: Callable[[Path], bool] = lambda _: True) -> str:
    """The digest of a folder's files, those below it too: their names and what is in them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and wanted(path))
    return digest([[path.relative_to(folder).as_posix(), sha256(path.read_bytes()).hexdigest()] for path in files])
