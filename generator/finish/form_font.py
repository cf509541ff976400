"""The one small font that viewers type with: a face cut down to the signs of Windows' Western code page.

A simple font, since viewers cannot look up glyph numbers as a typed sign comes; what is beyond it they set in a font of
their own.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from .faces import find_faces

FACE = "inter"
"""Which of the bundled faces it is, by `name_key`."""
FIRST = 32
SIGNS = bytes(range(FIRST, 256)).decode("cp1252", errors="replace")
_NONE = "\ufffd"
_NON_SYMBOLIC = 32
"""The flag of a face with letters (ISO 32000-1, table 123)."""
_BASE = "/PREPPK+PrepPackForm"


def form_font_file(fonts: Path) -> bytes:
    """The face cut down to the signs that can be typed; ``fonts`` is the folder of the bundled ones."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(
        layout_features=[], hinting=False, glyph_names=False, notdef_outline=True, legacy_cmap=True, name_IDs=[]
    )
    with TTFont(find_faces(fonts)[FACE], recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=SIGNS.replace(_NONE, ""))
        subsetter.subset(font)
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


def add_form_font(pdf: Pdf, file: bytes) -> Any:
    """Embed a file of `form_font_file`, and give its dictionary."""
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(file)) as font:
        scale = 1000 / font["head"].unitsPerEm
        head, heights, letters = font["head"], font["hhea"], font.getBestCmap()
        widths = [round(font["hmtx"][letters[ord(sign)]][0] * scale) if ord(sign) in letters else 0 for sign in SIGNS]
        box = [round(value * scale) for value in (head.xMin, head.yMin, head.xMax, head.yMax)]
        capital = round(getattr(font["OS/2"], "sCapHeight", 700 / scale) * scale)
        rise, fall = round(heights.ascent * scale), round(heights.descent * scale)
    stream = pdf.make_stream(file, Length1=len(file))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(_BASE),
        Flags=_NON_SYMBOLIC,
        FontBBox=Array(box),
        ItalicAngle=0,
        Ascent=rise,
        Descent=fall,
        CapHeight=capital,
        StemV=80,
        FontFile2=pdf.make_indirect(stream),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name(_BASE),
            FirstChar=FIRST,
            LastChar=255,
            Widths=Array(widths),
            FontDescriptor=pdf.make_indirect(descriptor),
            Encoding=Name.WinAnsiEncoding,
        )
    )
