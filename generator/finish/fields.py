"""The places to write of a section: links over them become unfinished fields, which a printed book leaves out.

The engine makes a link's rectangle, its object and its element among the tags. What is kept of a section holds them
all, since a book that is printed and one that is filled in on a screen are bound of the same sections.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from ..model.form import FieldKind, FieldPlace

KIND = "/Kind"
"""Marks an annotation of a kept section as a field to be finished; its full name stands under ``/Name``."""
_OF_A_LINK = ("/A", "/BS", "/Contents", "/Border", "/Dest")


def mark_fields(pdf: Pdf, scheme: str) -> None:
    """Turn the links of places to write into unfinished fields; ``scheme`` is what their addresses begin with."""
    elements = _elements(pdf)
    for page in pdf.pages:
        for annotation in page.get("/Annots", Array()):
            address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
            if not address.startswith(scheme):
                continue
            kind, _, rest = address.removeprefix(scheme).partition("/")
            name, _, label = rest.partition("?")
            for key in _OF_A_LINK:
                if key in annotation:
                    del annotation[key]
            left, low, right, high = (float(value) for value in annotation.Rect)
            corners = (min(left, right), min(low, high), max(left, right), max(low, high))
            annotation.Rect = Array([round(corner, 2) for corner in corners])
            annotation.Kind = Name(f"/{kind}")
            annotation.Name, annotation.TU = String(unquote(name)), String(unquote(label))
            elements[int(annotation.StructParent)].S = Name.Form


def leave_out(pdf: Pdf) -> None:
    """Take the unfinished fields out of a section, with their elements: what stays is a page to print."""
    elements, gone = _elements(pdf), set()
    for page in pdf.pages:
        annotations = list(page.get("/Annots", Array()))
        fields = [annotation for annotation in annotations if KIND in annotation]
        if not fields:
            continue
        for field in fields:
            parent = int(field.StructParent)
            _take_out(elements[parent])
            gone.add(parent)
        kept = [annotation for annotation in annotations if KIND not in annotation]
        if kept:
            page.Annots = Array(kept)
        else:
            del page["/Annots"]
    if gone:
        kept_nums = [part for key, element in elements.items() if key not in gone for part in (key, element)]
        pdf.Root.StructTreeRoot.ParentTree.Nums = Array(kept_nums)


def field_places(data: bytes) -> Iterator[FieldPlace]:
    """The places to write of a kept section, in the order of its pages."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for annotation in page.get("/Annots", Array()):
                if KIND in annotation:
                    yield place_of(annotation)


def place_of(annotation: Any) -> FieldPlace:
    """What an unfinished field says of itself."""
    left, low, right, high = (float(value) for value in annotation.Rect)
    kind = FieldKind(str(annotation.Kind).removeprefix("/"))
    return FieldPlace(str(annotation.Name), str(annotation.TU), kind, right - left, high - low)


def _elements(pdf: Pdf) -> dict[int, Any]:
    """What each number of the parent tree leads to, in order."""
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    return {int(nums[i]): nums[i + 1] for i in range(0, len(nums), 2)}


def _take_out(element: Any) -> None:
    """Take an element from its parent."""
    parent = element.P
    kids = parent.get("/K", Array())
    kept = [kid for kid in (kids if isinstance(kids, Array) else [kids]) if not _is_same(kid, element)]
    parent.K = Array(kept)


def _is_same(one: Any, other: Any) -> bool:
    return isinstance(one, Dictionary) and one.objgen == other.objgen
