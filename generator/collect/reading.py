"""One returned file, read: the only function that ever sees a stranger's PDF. To be run in a limited process."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Name, Pdf

from ..model.problems import ContentError, Problem
from .beneath import Paper
from .comments import read_comments
from .fields import lineage, read_fields
from .objects import DEPTH, entry, items, moment, refuse_exhaustion, text, too_much
from .returned import Oddity, Page, Returned, as_json

BOOK = "/PrepPackBook"
"""The entry of the catalogue that names pack and book."""
MOST_PAGES = 3_000
MOST_PLACES = 50_000
FIRST_WORDS = 3_000
"""Signs of a page that are enough to know its question by."""
_HEAD = 1_024
_SCRIPTS = ("/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData")


def read_returned(data: bytes) -> str:
    """A PDF's fields, comments and pages, as JSON (`returned.from_json`). Nothing in it is run or followed.

    Raises:
        ContentError: it is no PDF, is locked, cannot be read, or holds more than a pack can have.
        SetupError: there are marks to read, and a library for it is missing.
    """
    if not data:
        raise ContentError(Problem("the file is empty", "ask for it again"))
    if b"%PDF-" not in data[:_HEAD]:
        raise ContentError(Problem("this is no PDF", "name a PDF that came back"))
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return as_json(_read(pdf, Paper(data)))
    except pikepdf.PasswordError:
        raise ContentError(Problem("the file is locked with a password", "ask for it without one")) from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RecursionError) as error:
        refuse_exhaustion(error)
        raise ContentError(Problem("the file is damaged and cannot be read", "ask for it again")) from None


def _read(pdf: Pdf, paper: Paper) -> Returned:
    if len(pdf.pages) > MOST_PAGES:
        raise too_much(f"more than {MOST_PAGES:,} pages")
    book = entry(pdf.Root, BOOK)
    fields = read_fields(pdf)
    annotations = read_comments(pdf, paper)
    places = _places(pdf)
    info = entry(pdf.trailer, "/Info")
    return Returned(
        pack=text(entry(book, "/Pack")),
        digest=text(entry(book, "/Digest")),
        title=text(entry(info, "/Title")),
        changed=moment(entry(info, "/ModDate")),
        fields=fields,
        annotations=annotations,
        pages=tuple(_page(page, number, places, paper) for number, page in enumerate(pdf.pages, 1)),
        oddities=tuple(_oddities(pdf, paper)),
    )


def _page(page: Any, number: int, places: dict[tuple[int, int], list[str]], paper: Paper) -> Page:
    targets = tuple(places.get(page.obj.objgen, ()))
    widgets = (one for one in items(entry(page.obj, "/Annots")) if entry(one, "/Subtype") == Name.Widget)
    firsts = tuple(dict.fromkeys(first for widget in widgets if (first := _first_name(widget))))
    words = "" if places else paper.text(number, FIRST_WORDS)
    return Page(targets, firsts, words)


def _first_name(widget: Any) -> str:
    """The first of a field's names: its question."""
    names = [text(name) for node in lineage(widget) if (name := entry(node, "/T")) is not None]
    return names[-1].partition(".")[0] if names else ""


def _places(pdf: Pdf) -> dict[tuple[int, int], list[str]]:
    """The names of places in the file, by the page that they are on."""
    found: dict[tuple[int, int], list[str]] = {}
    for name, place in _named(pdf):
        first: Any = next(items(entry(place, "/D") if entry(place, "/D") is not None else place), None)
        if getattr(first, "is_indirect", False):
            found.setdefault(first.objgen, []).append(name)
    return found


def _named(pdf: Pdf) -> Iterator[tuple[str, Any]]:
    """The pairs of the tree of names, and of the older list."""
    names = entry(pdf.Root, "/Names")
    waiting = [(entry(names, "/Dests"), 0)]
    seen: set[tuple[int, int]] = set()
    pairs = 0
    while waiting:
        node, depth = waiting.pop()
        if getattr(node, "is_indirect", False):
            if node.objgen in seen:
                continue
            seen.add(node.objgen)
        if depth < DEPTH:
            waiting += [(kid, depth + 1) for kid in reversed(list(items(entry(node, "/Kids"))))]
        flat = list(items(entry(node, "/Names")))
        for name, place in zip(flat[0::2], flat[1::2], strict=False):
            pairs += 1
            if pairs > MOST_PLACES:
                raise too_much(f"more than {MOST_PLACES:,} names of places")
            yield text(name), place
    old = entry(pdf.Root, "/Dests")
    if isinstance(old, pikepdf.Dictionary):
        yield from ((str(name).removeprefix("/"), place) for name, place in list(old.items())[:MOST_PLACES])


def _oddities(pdf: Pdf, paper: Paper) -> Iterator[Oddity]:
    if any(
        "recover" in str(told) or "reconstruct" in str(told) or "damaged" in str(told) for told in pdf.get_warnings()
    ):
        yield Oddity.DAMAGED
    if _has_scripts(pdf):
        yield Oddity.SCRIPTS
    if entry(entry(pdf.Root, "/AcroForm"), "/XFA") is not None:
        yield Oddity.XFA
    if paper.unreadable:
        yield Oddity.WORDLESS


def _has_scripts(pdf: Pdf) -> bool:
    """Whether the file would do something of itself in a reader that lets it."""
    opened = entry(pdf.Root, "/OpenAction")
    acts = None if isinstance(opened, Array) else entry(opened, "/S")
    named = entry(entry(pdf.Root, "/Names"), "/JavaScript") is not None
    return named or entry(pdf.Root, "/AA") is not None or (acts is not None and f"/{text(acts)}" in _SCRIPTS)
