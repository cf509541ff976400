"""A section's PDF made ready to be kept and bound: page numbers become slots, fonts are named instead of embedded.

A slot is a content stream that begins where the code of digits stood for the number, and holds what follows on the
page. The number is later put before it; nothing else is touched.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String

from ..model.problems import Problem, TypesetError
from ..model.workbook import FontUse, SectionPdf, SetSection
from .faces import FONT_FILES, read_use
from .fields import mark_fields

FOLIO = "folio"
"""The target of a slot for the page's own number."""

_TEXT = re.compile(
    rb"BT\s+1 0 0 -1 (?P<x>[-\d.]+) (?P<y>[-\d.]+) Tm\s+"
    rb"/(?P<font>\w+) (?P<size>[\d.]+) Tf\s+\[(?P<shown>[^\]]*)\] TJ\s+ET"
)
_HEX = re.compile(rb"<([0-9a-fA-F]+)>")
_CODE = re.compile(r"0([12])(\d{3})")
_ALL_DIGITS = "0123456789"
_RIGHT = "2"


def detach(
    section_id: str, section: SectionPdf, slots: Sequence[str], known_files: Set[str], scheme: str, field_scheme: str
) -> SetSection:
    """Cut the page numbers out of a section and take out the fonts that can be embedded once for the whole book.

    Args:
        section_id: its name in the book.
        section: the pages, their structure already tidied.
        slots: the targets of its page numbers, by slot.
        known_files: digests of the font files that the binder can embed.
        scheme: what internal links begin with.
        field_scheme: what links begin with that are places to write.

    Raises:
        TypesetError: a page number was not found where the section says there is one.
    """
    with pikepdf.open(io.BytesIO(section.pdf.data)) as pdf:
        fonts = _take_out_fonts(pdf, section.files, known_files)
        found = [target for page in pdf.pages for target in _cut(pdf, page, fonts, slots)]
        missing = set(slots) - set(found)
        if missing or found.count(FOLIO) > len(pdf.pages):
            what = f'section "{section_id}": its page numbers cannot be told from its text'
            raise TypesetError(Problem(what, "look for a lone number that begins with 0"))
        mark_fields(pdf, field_scheme)
        for page in pdf.pages:
            _name_links(page, scheme)
        _drop_what_the_book_has(pdf)
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return SetSection(
        section_id, out.getvalue(), section.pdf.pages, section.outline, section.targets, fonts, section.pdf.problems
    )


def _take_out_fonts(pdf: Pdf, files: Mapping[str, str], known_files: Set[str]) -> dict[str, FontUse]:
    """Note what is used of each known face and remove its file; all pages then share one dictionary of fonts."""
    uses: dict[str, FontUse] = {}
    shared = pdf.make_indirect(Dictionary())
    for resources in _all_resources(pdf):
        for name, font in resources.get("/Font", Dictionary()).items():
            if name not in shared:
                file = files.get(str(font.get("/BaseFont", "")), "")
                if file in known_files:
                    uses[name] = replace(read_use(font), file=file)
                    _remove_file(font)
                shared[name] = font
        resources.Font = shared
    return uses


def _all_resources(pdf: Pdf) -> Iterator[Any]:
    """The resources of pages and of the pictures drawn on them."""
    for item in list(pdf.objects):
        if isinstance(item, Dictionary | Stream) and isinstance(item.get("/Resources"), Dictionary):
            yield item.Resources
        elif isinstance(item, Dictionary) and "/ExtGState" in item and "/Font" in item:
            yield item


def _remove_file(font: Any) -> None:
    descendant = font.DescendantFonts[0]
    files = ((descendant.FontDescriptor, key) for key in FONT_FILES)
    for holder, key in ((font, "/ToUnicode"), (descendant, "/W"), *files):
        if key in holder:
            del holder[key]


def _cut(pdf: Pdf, page: Any, fonts: Mapping[str, FontUse], slots: Sequence[str]) -> list[str]:
    """Split a page's content at its slots. Returns the targets that were found."""
    content = page.Contents.read_bytes()
    found: list[str] = []
    slots_made: list[tuple[Any, bytes]] = []
    digits: dict[bytes, list[int]] = {}
    cuts: list[tuple[int, int]] = []
    for match in _TEXT.finditer(content):
        use = fonts.get("/" + match["font"].decode())
        code = _text_of(match["shown"], use) if use else ""
        target, right = _meaning(code, slots)
        if not target or use is None:
            continue
        x = float(match["x"]) + (_width(match["shown"], use) * float(match["size"]) if right(page, match) else 0.0)
        slot = pdf.make_stream(b"")
        slot.Slot = String(target)
        slot.Edge = Name.Right if right(page, match) else Name.Left
        slot.At = Array([round(x, 4), float(match["y"]), float(match["size"])])
        slot.Face = Name("/" + match["font"].decode())
        if code == _ALL_DIGITS:
            digits[match["font"]] = _glyphs(match["shown"])
        slots_made.append((slot, match["font"]))
        cuts.append(match.span())
        found.append(target)
    if cuts:
        before = pdf.make_stream(content[: cuts[0][0]])
        page.Contents = Array([before, *(slot for slot, _ in slots_made)])
    nexts = [*(start for start, _ in cuts[1:]), len(content)][: len(cuts)]
    for (slot, face), (_, end), following in zip(slots_made, cuts, nexts, strict=True):
        slot.write(content[end:following])
        # A face has several sets of figures; the folio shows the one that numbers are written in.
        glyphs = digits.get(face) or next(iter(digits.values()), [])
        slot.Digits = Array(glyphs)
        slot.Widths = Array([fonts["/" + face.decode()].glyphs.get(g, (0.0, ""))[0] for g in glyphs])
    return found


def _meaning(code: str, slots: Sequence[str]) -> tuple[str, Any]:
    """The target that a code stands for, and a test whether its number ends (not begins) at its place."""
    if code == _ALL_DIGITS:
        return FOLIO, _is_on_the_right
    match = _CODE.fullmatch(code)
    if match and 0 < int(match[2]) <= len(slots):
        return slots[int(match[2]) - 1], lambda *_: match[1] == _RIGHT
    return "", None


def _is_on_the_right(page: Any, match: re.Match[bytes]) -> bool:
    # Content is drawn in CSS px, scaled by 3/4.
    return float(match["x"]) * 0.75 > float(page.mediabox[2]) / 2


def _text_of(shown: bytes, use: FontUse) -> str:
    return "".join(use.glyphs.get(g, (0, "\0"))[1] for g in _glyphs(shown))


def _width(shown: bytes, use: FontUse) -> float:
    """Width in em of a shown text without kerning."""
    return sum(use.glyphs[g][0] for g in _glyphs(shown)) / 1000


def _glyphs(shown: bytes) -> list[int]:
    digits = b"".join(_HEX.findall(shown))
    return [int(digits[i : i + 4], 16) for i in range(0, len(digits), 4)]


def _name_links(page: Any, scheme: str) -> None:
    """Links inside the book lead to names; where these lie is known when it is bound."""
    for annotation in page.get("/Annots", Array()):
        address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
        if address.startswith(scheme):
            del annotation["/A"]
            # The engine writes addresses as the web does: an id of another script as percent signs and figures.
            annotation.Dest = String(unquote(address.removeprefix(scheme)))


def _drop_what_the_book_has(pdf: Pdf) -> None:
    for key in ("/Outlines", "/Names", "/Metadata", "/ViewerPreferences"):
        if key in pdf.Root:
            del pdf.Root[key]
