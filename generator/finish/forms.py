"""Unfinished fields of a bound book become form fields that each program fills in alike.

What programs do with fields was measured (docs/forms.md): a blank field shows the page's own rules; once it is filled
it is white, so that no program writes through them. Each field has an appearance of its own, since some programs
write into what is there. Names are a tree of question, sheet and key, and no two fields have one name.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from ..model.form import INSET, FieldKind, FieldPlace, Form
from .fields import KIND, place_of
from .form_font import add_form_font
from .tags import PRINTED

SIZE = 9.5
"""What viewers type in, pt."""
LINES_OF_ONE = 2 * 1.2 * SIZE
"""A field as high as this has room for a second line, pt."""
MOST_DIGITS = 4
_MULTILINE = 1 << 12
_FONT = "PPForm"


def add_fields(pdf: Pdf, form: Form) -> None:
    """Finish the fields of a book, and put in what is known."""
    fields = _Fields(pdf, form)
    for page in pdf.pages:
        for annotation in page.get("/Annots", Array()):
            if KIND in annotation:
                page.Tabs = Name.S
                fields.add(annotation, page)
    fields.finish()


class _Fields:
    """The fields of a book, as they are finished one by one."""

    def __init__(self, pdf: Pdf, form: Form) -> None:
        self._pdf, self._values = pdf, form.mark.values
        self._font = add_form_font(pdf, form.font)
        self._roots = Array()
        self._nodes: dict[tuple[str, ...], Any] = {}
        self._names: set[str] = set()
        self._crosses: dict[tuple[float, float], Any] = {}
        self._blank = pdf.make_indirect(_appearance(pdf, b"q Q", 1, 1))
        self._set = dict(_set_texts(pdf, form))
        self._mark = form.mark

    def add(self, widget: Any, page: Any) -> None:
        """Finish one field."""
        place = place_of(widget)
        for key in (KIND, "/Name"):
            del widget[key]
        name = self._distinct(place.name)
        widget.Subtype, widget.F, widget.P = Name.Widget, PRINTED, page.obj
        self._hang(widget, tuple(name.split(".")))
        value = self._values.get(name, "")
        if place.kind is FieldKind.TICK:
            self._tick(widget, place.width, place.height, bool(value))
        else:
            self._text(widget, name, place, value)

    def _distinct(self, name: str) -> str:
        """A name of its own: two fields of one name would be one field, and show what is typed in either."""
        found, number = name, 2
        while found in self._names:
            found, number = f"{name}-{number}", number + 1
        self._names.add(found)
        return found

    def _hang(self, widget: Any, path: tuple[str, ...]) -> None:
        """Hang a field in the tree of names."""
        kids: Any = self._roots
        parent: Any = None
        for depth in range(1, len(path)):
            node = self._nodes.get(path[:depth])
            if node is None:
                node = self._pdf.make_indirect(Dictionary(T=String(path[depth - 1]), Kids=Array()))
                if parent is not None:
                    node.Parent = parent
                kids.append(node)
                self._nodes[path[:depth]] = node
            kids, parent = node.Kids, node
        widget.T = String(path[-1])
        if parent is not None:
            widget.Parent = parent
        kids.append(widget)

    def _tick(self, widget: Any, width: float, height: float, on: bool) -> None:
        size = (round(width, 1), round(height, 1))
        if size not in self._crosses:
            self._crosses[size] = self._pdf.make_indirect(_appearance(self._pdf, _cross(*size), *size))
        widget.FT = Name.Btn
        widget.AP = Dictionary(N=Dictionary({"/Yes": self._crosses[size], "/Off": self._blank}))
        widget.AS = widget.V = Name.Yes if on else Name.Off
        widget.MK = Dictionary(CA=String("8"))
        widget.DA = String("/ZaDb 0 Tf 0 g")

    def _text(self, widget: Any, name: str, place: FieldPlace, value: str) -> None:
        left, low, right, high = (float(corner) for corner in widget.Rect)
        left, low, right, high = left + place.aside, low + INSET, right - place.aside, high - INSET
        widget.Rect = Array([round(corner, 2) for corner in (left, low, right, high)])
        widget.FT, widget.DA = Name.Tx, String(f"/{_FONT} {SIZE:g} Tf 0 g")
        widget.MK = Dictionary(BG=Array([1]))
        if place.kind is FieldKind.DIGIT:
            widget.MaxLen, widget.Q = MOST_DIGITS, 1
        elif high - low > LINES_OF_ONE:
            widget.Ff = _MULTILINE
        if value:
            widget.V = String(value)
        drawn = self._set.get(name)
        if drawn is None:
            drawn = _appearance(self._pdf, b"/Tx BMC EMC", right - left, high - low)
        widget.AP = Dictionary(N=self._pdf.make_indirect(drawn))

    def finish(self) -> None:
        """Tell the book of its fields."""
        pdf, root = self._pdf, self._pdf.Root
        dingbats = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats))
        fonts = Dictionary({f"/{_FONT}": self._font, "/ZaDb": dingbats})
        root.AcroForm = pdf.make_indirect(
            Dictionary(Fields=self._roots, DA=String(f"/{_FONT} {SIZE:g} Tf 0 g"), DR=Dictionary(Font=fonts))
        )
        root.PrepPackBook = Dictionary(Format=1, Pack=String(self._mark.title), Digest=String(self._mark.digest))


def _set_texts(pdf: Pdf, form: Form) -> Iterator[tuple[str, Any]]:
    """The texts that the engine set, a page each, as appearances."""
    if form.set is None:
        return
    with pikepdf.open(io.BytesIO(form.set.data)) as source:
        for name, page in zip(form.mark.values, source.pages, strict=False):
            width, height = (float(value) for value in page.mediabox[2:])
            drawn = pdf.copy_foreign(source.make_indirect(page.as_form_xobject()))
            if "/Matrix" in drawn:
                del drawn["/Matrix"]
            drawn.BBox = Array([0, 0, round(width, 2), round(height, 2)])
            drawn.write(b"/Tx BMC\nq " + drawn.read_bytes() + b"\nQ EMC")
            yield name, drawn


def _appearance(pdf: Pdf, content: bytes, width: float, height: float) -> Any:
    form = pdf.make_stream(content)
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([0, 0, round(width, 2), round(height, 2)])
    form.Resources = Dictionary()
    return form


def _cross(width: float, height: float) -> bytes:
    inset = min(width, height) * 0.2
    right, high = width - inset, height - inset
    strokes = f"{inset:.2f} {inset:.2f} m {right:.2f} {high:.2f} l {inset:.2f} {high:.2f} m {right:.2f} {inset:.2f} l"
    return f"q 1.4 w 1 J {strokes} S Q".encode()
