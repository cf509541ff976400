"""Faces as a PDF embeds them: told apart by their files, united over sections, cut down to the glyphs in use.

The engine keeps glyph numbers when it cuts a font down, so the glyphs that many sections use of a face can be united,
and the face embedded once, from its own file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pikepdf import Array, Name, Pdf

from ..model.workbook import FontUse

FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_BFCHAR = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")
_MOST_IN_A_BLOCK = 100
"""Entries a block of a character map may have (Adobe, CMap specification)."""
_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "kern", "DSIG", "BASE", "JSTF", "STAT", "meta", "post", "name", "gasp")


def name_key(name: str) -> str:
    """A face's name without its subset tag and punctuation: ``/ABCDEF+Source-Serif-4,`` is ``sourceserif4``."""
    plain = re.sub(r"[^a-z0-9]", "", name.rpartition("+")[2].lower())
    return plain.removesuffix("regular")


@cache
def find_faces(folder: Path) -> Mapping[str, Path]:
    """The font files below a folder by `name_key`, as their name tables tell it. Read once in a process."""
    from fontTools.ttLib import TTFont

    faces = {}
    for path in sorted(folder.rglob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            names = font["name"]
            family = names.getDebugName(16) or names.getDebugName(1)
            style = names.getDebugName(17) or names.getDebugName(2)
        faces[name_key(f"{family}{style}")] = path
    return faces


@cache
def bundled_files(folder: Path) -> Mapping[str, Path]:
    """The bundled font files by digest. Read once in a process."""
    return font_files(folder)


def font_files(folder: Path) -> Mapping[str, Path]:
    """The font files below a folder by their SHA-256; those of a design may change from one book to the next."""
    found = (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in (".ttf", ".otf") and path.is_file())
    return {sha256(path.read_bytes()).hexdigest(): path for path in found}


def read_use(font: Any) -> FontUse:
    """What a font dictionary of the engine's says of the glyphs it holds."""
    texts = {int(g, 16): _decode(text) for g, text in _BFCHAR.findall(font.ToUnicode.read_bytes())}
    widths: dict[int, float] = {}
    first = 0
    for entry in font.DescendantFonts[0].W:
        if isinstance(entry, Array):
            widths.update({first + i: float(w) for i, w in enumerate(entry)})
        else:
            first = int(entry)
    return FontUse(str(font.BaseFont), {g: (widths.get(g, 0.0), texts.get(g, "")) for g in sorted({*widths, *texts})})


def unite(uses: Iterable[FontUse]) -> FontUse:
    """All that several sections use of one face."""
    glyphs: dict[int, tuple[float, str]] = {}
    name = file = ""
    for use in uses:
        name, file = use.name, use.file
        # Where two characters share a glyph the first one met is kept, as in a book set in one piece.
        glyphs = {**use.glyphs, **glyphs}
    return FontUse(name, dict(sorted(glyphs.items())), file)


def cut_down(path: Path, glyphs: Iterable[int]) -> bytes:
    """A font file with only the given glyphs, their numbers kept."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(
        retain_gids=True, hinting=False, notdef_outline=True, layout_features=[], legacy_kern=False, name_IDs=[]
    )
    options.drop_tables = [*options.drop_tables, *_DROPPED_TABLES]
    with TTFont(path, lazy=True, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        # A character that the face lacks has a number past its last glyph: there is nothing of it to keep.
        subsetter.populate(gids=sorted(g for g in glyphs if g < font["maxp"].numGlyphs))
        subsetter.subset(font)
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


def embed(pdf: Pdf, font: Any, use: FontUse, file: bytes) -> None:
    """Give a font dictionary back its file, its widths and its text."""
    descendant = font.DescendantFonts[0]
    descendant.W = _widths(use.glyphs)
    if file.startswith(b"OTTO"):
        descendant.FontDescriptor.FontFile3 = pdf.make_stream(file, Subtype=Name.OpenType)
    else:
        descendant.FontDescriptor.FontFile2 = pdf.make_stream(file, Length1=len(file))
    font.ToUnicode = pdf.make_stream(_character_map(use.glyphs))


def _widths(glyphs: Mapping[int, tuple[float, str]]) -> Array:
    """Runs of glyph numbers with their widths, as a CID font lists them."""
    result: list[Any] = []
    run: list[float] = []
    previous = -2
    for glyph, (width, _) in glyphs.items():
        if glyph != previous + 1:
            run = []
            result += [glyph, run]
        run.append(int(width) if width == int(width) else width)
        previous = glyph
    return Array([Array(entry) if isinstance(entry, list) else entry for entry in result])


def _character_map(glyphs: Mapping[int, tuple[float, str]]) -> bytes:
    rows = [f"<{g:04x}> <{text.encode('utf-16-be').hex()}>" for g, (_, text) in glyphs.items() if text]
    blocks = [rows[i : i + _MOST_IN_A_BLOCK] for i in range(0, len(rows), _MOST_IN_A_BLOCK)]
    body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode()


def _decode(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
