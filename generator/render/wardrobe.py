"""Sections as they were dressed before: an edit changes a few of a book, and to dress all the others takes longer.

A dressed section is kept under the hash of all that it was made from: what it holds, the form of the book, and the
templates and the code that dress it. Those that tell whose book it is are not kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from hashlib import sha256

from ..model.facts import PERSONAL
from ..model.workbook import HtmlDocument, HtmlSection, Section, Side, Workbook

Get = Callable[[str], bytes | None]
Put = Callable[[str, bytes], None]


class Wardrobe:
    """Keeps the sections of the last book in memory, and all in a store where there is one (``get`` and ``put``)."""

    def __init__(self, get: Get = lambda _: None, put: Put = lambda *_: None) -> None:
        self._get, self._put = get, put
        self._form = ""
        self._dressed: dict[str, HtmlSection] = {}

    def open(self, workbook: Workbook, made_with: str) -> None:
        """Say which book comes next, and the digest of what it is made with (design, templates, code, libraries)."""
        self._form = repr((workbook.spec.form(), workbook.page, made_with))

    def find(self, section: Section) -> HtmlSection | None:
        """The section as it was dressed, if it is the same in all that it holds."""
        if section.kind in PERSONAL:
            return None
        key = self._key(section)
        if key not in self._dressed and (data := self._get(key)):
            self._dressed[key] = _unpack(data)
        return self._dressed.get(key)

    def keep(self, workbook: Workbook, document: HtmlDocument) -> None:
        """This book takes the place of the last."""
        pairs = zip(workbook.sections, document.sections, strict=True)
        book = {self._key(section): dressed for section, dressed in pairs if section.kind not in PERSONAL}
        for key in book.keys() - self._dressed.keys():
            self._put(key, _pack(book[key]))
        self._dressed = book

    def _key(self, section: Section) -> str:
        return sha256(f"{self._form} {section!r}".encode(errors="surrogatepass")).hexdigest()


def _pack(section: HtmlSection) -> bytes:
    return json.dumps(asdict(section), ensure_ascii=False).encode(errors="surrogatepass")


def _unpack(data: bytes) -> HtmlSection:
    fields = json.loads(data.decode(errors="surrogatepass"))
    fields |= {"starts": Side(fields["starts"]), "slots": tuple(fields["slots"]), "pictures": tuple(fields["pictures"])}
    return HtmlSection(**fields)
