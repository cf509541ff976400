"""Returned packs as tests need them: pages drawn, fields and annotations put on them as programs write these."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

DIGEST = "0123456789abcdef" * 4
FUNDING, HEADCOUNT = "stopped-funding", "headcount-cut"
WORDING = "Tell me about valued work you stopped funding. How did you decide?"
SIZE = (595, 842)
LINE, TOP, LEFT, TYPE = 20, 780, 50, 12
"""Where the words of a page stand, in points: the feet of its lines are so far apart, the first so high."""

Words = Mapping[str, Iterable[str]]
PAGES: Words = {
    "contents": ["Contents", WORDING, "Another question altogether"],
    f"q-{FUNDING}": [WORDING, "We closed a portal that forty people loved, and the spread-", "sheets went with it."],
    f"s-{FUNDING}-w1": ["STAR and learning"],
    f"q-{HEADCOUNT}": ["Tell me about a reorganisation or headcount cut you led.", "Seven people left."],
    f"s-{HEADCOUNT}-w7": ["Organisation"],
    "notes": ["Notes"],
}
"""Places of a small book, each on a page of its own, and the words there."""


def book(
    fields: Mapping[str, str | bool] | None = None,
    *,
    mark: bool = True,
    digest: str = DIGEST,
    pages: Words = PAGES,
    places: bool = True,
    change: Callable[[Pdf], object] | None = None,
) -> bytes:
    """A book as it comes back, with these fields filled; a tick is True or False. ``change`` is done to it last."""
    pdf = Pdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for words in pages.values():
        page = pdf.add_blank_page(page_size=SIZE)
        page.Resources = Dictionary(Font=Dictionary(F=font))
        lines = " ".join(f"({_escaped(line)}) Tj 0 -{LINE} Td" for line in words)
        page.Contents = pdf.make_stream(f"BT /F {TYPE} Tf {LEFT} {TOP} Td {lines} ET".encode("latin-1", "replace"))
    names = list(pages)
    if places:
        flat = [one for name in sorted(names) for one in (String(name), _at(pdf, names.index(name)))]
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array(flat)))
    if mark:
        pdf.Root.PrepPackBook = Dictionary(Format=1, Pack=String("mine"), Digest=String(digest))
    put_fields(pdf, fields or {}, names)
    if change:
        change(pdf)
    return saved(pdf)


def saved(pdf: Pdf, **options: Any) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(action="ignore", category=pikepdf.PageCopyWarning):  # where the tree is left behind
        pdf.save(out, **options)
    return out.getvalue()


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _at(pdf: Pdf, page: int) -> Array:
    return Array([pdf.pages[page].obj, Name.XYZ, 0, 842, 0])


def put_fields(pdf: Pdf, fields: Mapping[str, str | bool], names: list[str]) -> None:
    """The fields as a tree of names, each widget on the sheet of its question."""
    root, nodes = Array(), dict[str, Any]()
    for full, value in fields.items():
        path = full.split(".")
        kids, above = root, None
        for depth, part in enumerate(path[:-1], 1):
            key = ".".join(path[:depth])
            if key not in nodes:
                nodes[key] = pdf.make_indirect(Dictionary(T=String(part), Kids=Array()))
                if above is not None:
                    nodes[key].Parent = above
                kids.append(nodes[key])
            above, kids = nodes[key], nodes[key].Kids
        widget = pdf.make_indirect(_widget(path[-1], value))
        if above is not None:
            widget.Parent = above
        kids.append(widget)
        number = next((i for i, name in enumerate(names) if name.startswith(f"s-{path[0]}")), 0)
        _annots(pdf, number).append(widget)
    if fields:
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=root))


def _widget(name: str, value: str | bool) -> Dictionary:
    common = Dictionary(Type=Name.Annot, Subtype=Name.Widget, T=String(name), Rect=Array([50, 50, 300, 100]), F=4)
    if isinstance(value, bool):
        common.FT, common.V = Name.Btn, Name.Yes if value else Name.Off
        common.AS = common.V
    else:
        common.FT, common.Ff = Name.Tx, 1 << 12
        if value:
            common.V = String(value)
    return common


def _annots(pdf: Pdf, page: int) -> Any:
    if "/Annots" not in pdf.pages[page]:
        pdf.pages[page].Annots = Array()
    return pdf.pages[page].Annots


def annotate(pdf: Pdf, page: int, subtype: str, rect: tuple[float, float, float, float], **entries: Any) -> Any:
    """Put an annotation on a page, counted from 1."""
    made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array(rect), **entries)
    made = pdf.make_indirect(made)
    _annots(pdf, page - 1).append(made)
    return made


def quads(*lines: tuple[float, float, float, float]) -> Array:
    """Boxes of marked lines as programs write them: upper left, upper right, lower left, lower right."""
    return Array([v for x0, y0, x1, y1 in lines for v in (x0, y1, x1, y1, x0, y0, x1, y0)])


def line_box(line: int, left: float = LEFT, right: float = 550) -> tuple[float, float, float, float]:
    """The box of a line of a page, from 0."""
    foot = TOP - LINE * line
    return left, foot - 3, right, foot + 10


def reopened(data: bytes) -> Pdf:
    return pikepdf.open(io.BytesIO(data))
