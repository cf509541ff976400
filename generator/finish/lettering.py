"""A few words set without the engine, for what is printed on a sheet beside its pages. Lengths in pt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from ..model.workbook import FontUse
from .faces import cut_down, embed

NAME = "/Label"
"""The face in a page's resources."""
_SYMBOLIC = 4
_TAG = "PREPPK+"


class Lettering:
    """One face in one PDF. `show` notes which glyphs are used, and `close` embeds those."""

    def __init__(self, pdf: Pdf, path: Path) -> None:
        from fontTools.ttLib import TTFont

        self._pdf = pdf
        self._path = path
        with TTFont(path, lazy=True) as font:
            self._map: dict[int, str] = font.getBestCmap()
            self._numbers: dict[str, int] = {name: font.getGlyphID(name) for name in self._map.values()}
            scale = 1000 / font["head"].unitsPerEm
            self._advances: dict[str, float] = {n: font["hmtx"][n][0] * scale for n in self._map.values()}
            head, lines = font["head"], font["hhea"]
            self._box = [round(v * scale) for v in (head.xMin, head.yMin, head.xMax, head.yMax)]
            self._rise, self._fall = round(lines.ascent * scale), round(lines.descent * scale)
        self._used: dict[int, tuple[float, str]] = {}
        self.font: Any = pdf.make_indirect(Dictionary(Type=Name.Font))

    def width(self, text: str, size: float) -> float:
        """How long a text is, pt."""
        return sum(self._advances[self._map[ord(c)]] for c in text) * size / 1000

    def wrap(self, text: str, size: float, measure: float) -> Iterator[str]:
        """Lines of a text that are no longer than ``measure``, pt."""
        line = ""
        for word in text.split():
            longer = f"{line} {word}".lstrip()
            if line and self.width(longer, size) > measure:
                yield line
                longer = word
            line = longer
        yield line

    def show(self, text: str, x: float, y: float, size: float, *, upwards: bool = False) -> str:
        """The operators that set a text with its baseline at a point, to the right or upwards."""
        glyphs = [self._numbers[self._map[ord(c)]] for c in text]
        for glyph, character in zip(glyphs, text, strict=True):
            self._used[glyph] = (self._advances[self._map[ord(character)]], character)
        matrix = "0 1 -1 0" if upwards else "1 0 0 1"
        shown = "".join(f"{glyph:04x}" for glyph in glyphs)
        return f"BT {NAME} {size:g} Tf {matrix} {x:.3f} {y:.3f} Tm <{shown}> Tj ET"

    def close(self) -> None:
        """Embed what was used of the face."""
        pdf, font, name = self._pdf, self.font, Name(f"/{_TAG}{self._path.stem.replace('_', '-')}")
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=_SYMBOLIC,
            FontBBox=Array(self._box),
            ItalicAngle=0,
            Ascent=self._rise,
            Descent=self._fall,
            CapHeight=self._rise,
            StemV=80,
        )
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            CIDToGIDMap=Name.Identity,
            FontDescriptor=pdf.make_indirect(descriptor),
        )
        font.Subtype, font.BaseFont, font.Encoding = Name.Type0, name, Name("/Identity-H")
        font.DescendantFonts = Array([pdf.make_indirect(descendant)])
        use = FontUse(str(name), dict(sorted(self._used.items())))
        embed(pdf, font, use, cut_down(self._path, use.glyphs))
