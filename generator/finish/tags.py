"""What the engine's tags leave to be desired, mended on the finished PDF.

Running heads, folios and tabs become artifacts (a screen reader skips them), head cells say what they head, figures
lose a box given in the wrong unit, and links get words. A PDF/UA validator passes before and after; readers notice.
Elements that say nothing (a span for each line of text, boxes without a meaning) give way to what is in them: they were
more than half of a book's objects, and binding it took as much more memory.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

from ..model.workbook import PdfDocument

_MARKED = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")
_ARTIFACT = b"/Artifact <</Type /Pagination>> BDC"
_SILENT = (Name.Span, Name.NonStruct)
_PLAIN_KEYS = {"/Type", "/S", "/P", "/K", "/Pg"}
PRINTED = 4
"""Annotation flag: a link is kept when the page is printed (PDF/A asks for it)."""


def tidy(pdf: PdfDocument) -> PdfDocument:
    """The same pages with better tags. Same input, same bytes."""
    with pikepdf.open(io.BytesIO(pdf.data)) as document:
        reached = _mend_elements(document)
        _take_out_silent(document)
        _mend_pages(document, reached)
        document.remove_unreferenced_resources()
        out = io.BytesIO()
        document.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return replace(pdf, data=out.getvalue())


def _children(element: Any) -> Iterator[Any]:
    kids = element.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and kid.get("/Type") != Name.OBJR:
            yield kid


def _mend_elements(document: Pdf) -> set[tuple[int, int]]:
    """Walk the structure tree; returns the elements that hang on it."""
    reached: set[tuple[int, int]] = set()
    waiting = list(_children(document.Root.StructTreeRoot))
    while waiting:
        element = waiting.pop()
        reached.add(element.objgen)
        kind = element.get("/S")
        if kind == Name.Figure and "/BBox" in element.get("/A", Dictionary()):
            del element.A["/BBox"]
        if kind == Name.TR:
            _scope(element)
        if kind == Name.LI:
            _gather(document, element)
        waiting += _children(element)
    return reached


def _scope(row: Any) -> None:
    cells = [cell for cell in _children(row) if cell.get("/S") in (Name.TH, Name.TD)]
    whole_row = all(cell.S == Name.TH for cell in cells)
    for cell in cells:
        if cell.S == Name.TH:
            attributes = cell.get("/A", Dictionary(O=Name.Table))
            attributes.Scope = Name.Column if whole_row else Name.Row
            cell.A = attributes


def _gather(document: Pdf, item: Any) -> None:
    """All of a list item but its label belongs in its body; the engine makes one for lone text only."""
    children = list(_children(item))
    strays = [child for child in children if child.get("/S") not in (Name.Lbl, Name.LBody)]
    if not strays:
        return
    bodies = [child for child in children if child.get("/S") == Name.LBody]
    body = bodies[0] if bodies else document.make_indirect(_body_of(item))
    kids = body.get("/K", Array())
    body.K = Array([*(kids if isinstance(kids, Array) else [kids]), *strays])
    for stray in strays:
        stray.P = body
    item.K = Array([*(child for child in children if child.get("/S") == Name.Lbl), body])


def _body_of(item: Any) -> Dictionary:
    return Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, K=Array())


def _take_out_silent(document: Pdf) -> None:
    """Put what spans and boxes of no meaning hold in their place; the lines of a paragraph are then its own."""
    root = document.Root.StructTreeRoot
    nums = root.ParentTree.Nums
    owners = {int(nums[i]): nums[i + 1] for i in range(0, len(nums), 2)}
    lines: dict[Any, Any] = {page.objgen: owners[int(page.StructParents)] for page in document.pages}
    waiting = list(_children(root))
    while waiting:
        element = waiting.pop()
        kids = element.get("/K")
        if isinstance(kids, Array) and any(_is_silent(kid, element) for kid in kids):
            element.K = Array(_spoken(element, element, lines))
        waiting += _children(element)


def _spoken(element: Any, holder: Any, lines: Mapping[Any, Any]) -> Iterator[Any]:
    """What ``holder`` holds, as it hangs on ``element``; lines of text stand there by their number on the page."""
    for kid in holder.K:
        if _is_silent(kid, element):
            yield from _spoken(element, kid, lines)
            continue
        if holder is not element and not isinstance(kid, Dictionary):
            lines[holder.Pg.objgen][int(kid)] = element
        elif holder is not element:
            kid.P = element
        yield kid


def _is_silent(kid: Any, parent: Any) -> bool:
    """Whether an element says nothing by being there. One that a link's area refers to stays."""
    return (
        isinstance(kid, Dictionary)
        and kid.get("/S") in _SILENT
        and set(kid.keys()) <= _PLAIN_KEYS
        and kid.get("/Pg") == parent.get("/Pg")
        and isinstance(kid.get("/K"), Array)
        and not any(isinstance(k, Dictionary) and k.get("/Type") == Name.OBJR for k in kid.K)
    )


def _mend_pages(document: Pdf, reached: set[tuple[int, int]]) -> None:
    nums = document.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(nums[i]): nums[i + 1] for i in range(0, len(nums), 2)}
    numbers = {page.objgen: i for i, page in enumerate(document.pages, 1)}
    targets = _destinations(document)
    for page in document.pages:
        _artifacts(page, parents[int(page.StructParents)], reached)
        if "/Annots" not in page:
            continue
        for annotation in page.Annots:
            if annotation.get("/Subtype") == Name.Link:
                annotation.F = PRINTED
                target = targets.get(str(annotation.get("/Dest", "")))
                if target is not None:
                    annotation.Contents = String(f"Page {numbers[target[0].objgen]}")
        page.Annots = Array([a for a in page.Annots if not _repeated(a, parents)])


def _repeated(annotation: Any, parents: dict[int, Any]) -> bool:
    """Whether this is a copy of a link, made for a box inside it (emphasis, say); it is unhooked from its element."""
    owner = parents.get(int(annotation.get("/StructParent", -1)))
    if annotation.get("/Subtype") != Name.Link or owner is None or owner.get("/S") == Name.Link:
        return False
    kids = owner.get("/K", Array())
    owner.K = Array([k for k in kids if not _refers(k, annotation)] if isinstance(kids, Array) else [])
    return True


def _refers(kid: Any, annotation: Any) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR and kid.Obj.objgen == annotation.objgen


def _artifacts(page: Any, owners: Any, reached: set[tuple[int, int]]) -> None:
    """Text in the page's margins hangs on no reachable element: mark it as furniture of the page."""
    strays = {i for i, owner in enumerate(owners) if isinstance(owner, Dictionary) and owner.objgen not in reached}
    if not strays:
        return

    def mark(match: re.Match[bytes]) -> bytes:
        return _ARTIFACT if int(match.group(1)) in strays else match.group(0)

    contents = page.Contents
    contents.write(_MARKED.sub(mark, contents.read_bytes()))
    for i in strays:
        owners[i] = None


def _destinations(document: Pdf) -> dict[str, Any]:
    names = document.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
    return {str(names[i]): names[i + 1] for i in range(0, len(names), 2)}
