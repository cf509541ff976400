"""What a returned file holds, as plain values: they travel as JSON out of the process that read the file."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from ..model.comments import CommentKind

TICKED = "x"
"""The value of a box that is ticked."""


class Oddity(StrEnum):
    """What is not as a program saves a pack, told once for a file."""

    DAMAGED = "damaged"
    SCRIPTS = "scripts"
    XFA = "xfa"
    WORDLESS = "wordless"
    """Its pages could not be read for the words under what is marked."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field by its full name; a tick that is set is ``x``. Line ends are line feeds."""

    name: str
    value: str
    tick: bool = False


@dataclass(frozen=True, slots=True)
class Annotation:
    """What a person put on a page, in the order of the file.

    ``page`` counts from 1, ``when`` is ``YYYY-MM-DD HH:MM`` or empty, ``words`` are those that lie beneath. ``name`` is
    what the program calls it, and ``answers`` the name of the annotation it replies to. ``place`` is its rectangle in
    points: left, foot, right, head. ``picture`` is a PNG of that place, for what has no words.
    """

    kind: CommentKind
    page: int
    text: str
    words: str
    who: str
    when: str
    name: str
    answers: str
    place: tuple[float, float, float, float]
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class Page:
    """What tells which section a page is of: names of places on it, first names of its fields, else its words."""

    targets: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A returned file. ``pack`` and ``digest`` are those of the book, empty where the file does not say."""

    pack: str
    digest: str
    title: str
    changed: str
    fields: tuple[Field, ...]
    annotations: tuple[Annotation, ...]
    pages: tuple[Page, ...]
    oddities: tuple[Oddity, ...] = ()


def as_json(returned: Returned) -> str:
    """The values as they travel."""
    return json.dumps(asdict(returned), default=lambda data: b64encode(data).decode())


def from_json(text: str) -> Returned:
    """The values as they were before they travelled."""
    plain: dict[str, Any] = json.loads(text)
    return Returned(
        pack=plain["pack"],
        digest=plain["digest"],
        title=plain["title"],
        changed=plain["changed"],
        fields=tuple(Field(**one) for one in plain["fields"]),
        annotations=tuple(_annotation(one) for one in plain["annotations"]),
        pages=tuple(Page(tuple(one["targets"]), tuple(one["fields"]), one["words"]) for one in plain["pages"]),
        oddities=tuple(map(Oddity, plain["oddities"])),
    )


def _annotation(plain: Mapping[str, Any]) -> Annotation:
    left, foot, right, head = plain["place"]
    kind, picture = CommentKind(plain["kind"]), b64decode(plain["picture"])
    return Annotation(**{**plain, "kind": kind, "place": (left, foot, right, head), "picture": picture})
