"""The keys of what the press keeps. Each holds all that can change what is kept under it, the provenance first."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..keep.digests import digest, fingerprint
from ..model.workbook import FontUse, HtmlDocument, HtmlSection, Side


def form_key(provenance: str, *made_with: object, design: Path) -> str:
    """What is the same for all sections that are dressed alike; ``design`` is its folder."""
    return digest(provenance, repr(made_with), fingerprint(design))


def book_key(provenance: str, document: HtmlDocument) -> str:
    """What is the same for all sections of a book and can change how they are set."""
    design = fingerprint(file_of(document.base))
    return digest(provenance, design, document.css, document.language, document.column_shift)


def section_key(book: str, section: HtmlSection, side: Side) -> str:
    """A section of a book of this key, its first page on this side. Pictures count by what is in them."""
    pictures = [sha256(path.read_bytes()).hexdigest() for path in _picture_files(section) if path.is_file()]
    return digest(book, section.markup, section.css, section.slots, side, pictures)


def face_key(provenance: str, use: FontUse) -> str:
    """A face cut down to these glyphs."""
    return digest(provenance, use.file, sorted(use.glyphs))


def _picture_files(section: HtmlSection) -> Iterable[Path]:
    return (file_of(address) for address in section.pictures)


def file_of(address: str) -> Path:
    """The file or folder of a file address."""
    return Path(unquote(urlsplit(address).path))
