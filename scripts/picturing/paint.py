"""Windows and printed pages as pictures: painted, set beside each other, and kept in few colours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps
from PIL.PngImagePlugin import PngInfo

from .window import FONTS, MONOSPACED, Window

COLOURS, APART = 20, 22
"""The most colours of a picture, and how far each is from every other: letters stay soft, and the file small."""
PALE = 220
"""From here on a colour counts as nearly white."""
SCALE = 2
"""Pixels of a window for each of its CSS pixels."""
HAIRLINE = (176, 180, 186)
"""Around a page, which is as white as what it is shown on."""
_FINER = 3
"""Pages are painted so many times larger and made smaller then: hairlines stay even."""
_CSS_PIXEL = 0.75
_SECONDS = re.compile(r"\d+\.\d+ s\b")
_SOURCE = "Source"


@dataclass(frozen=True, slots=True)
class Painted:
    """A picture, and the text that it was made from where that tells whether it must be made anew."""

    image: Image.Image
    source: str = ""


def paint_window(window: Window) -> Painted:
    """A window at twice its size, for screens with fine pixels."""
    from weasyprint import HTML

    html = window.html()
    data: bytes = HTML(string=html, base_url=f"{FONTS.as_uri()}/").write_pdf()
    _demand_font(data)
    (page,) = _pages(data)
    # What a build took is the only thing that differs from run to run.
    return Painted(_rendered(page, SCALE / _CSS_PIXEL), _SECONDS.sub("… s", html))


def find_pages(book: Path, *wanted: Sequence[str]) -> list[Any]:
    """For each of ``wanted`` the first page that has all its words: pages move as the bank grows, words stay."""
    pages = _pages(book.read_bytes())
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in pages]
    found = []
    for words in wanted:
        numbers = [n for n, text in enumerate(texts) if all(word in text for word in words)]
        if not numbers:
            raise LookupError(f"{book.name} has no page with: {', '.join(words)}")
        found.append(pages[numbers[0]])
    return found


def paint_pages(pages: Sequence[Any], width: int, gap: int = 0) -> Painted:
    """Pages beside each other, so many pixels wide each, with a hairline around each."""
    images = []
    for page in pages:
        size = (width, round(width * page.get_height() / page.get_width()))
        large = _rendered(page, _FINER * width / page.get_width())
        images.append(ImageOps.expand(large.resize(size, Image.Resampling.BOX), 1, HAIRLINE))
    whole = Image.new(
        "RGB", (sum(image.width for image in images) + gap * (len(images) - 1), max(i.height for i in images)), "white"
    )
    left = 0
    for image in images:
        whole.paste(image, (left, 0))
        left += image.width + gap
    return Painted(whole)


def keep(painted: Painted, path: Path) -> bool:
    """Write it, unless what is there was made from the same text; whether it was written."""
    if painted.source and path.exists():
        with Image.open(path) as before:
            if before.info.get(_SOURCE) == _digest(painted.source):
                return False
    notes = PngInfo()
    if painted.source:
        notes.add_text(_SOURCE, _digest(painted.source))
    few = _in_few_colours(painted.image)
    few.save(path, optimize=True, pnginfo=notes)
    return True


def _in_few_colours(image: Image.Image) -> Image.Image:
    """The picture in those of its own colours that cover most of it. Pillow's choice mixes tints with hairlines."""
    counted: Any = image.getcolors(image.width * image.height)
    chosen: list[tuple[int, int, int]] = []
    for _, colour in sorted(counted, reverse=True):
        if all(max(abs(a - b) for a, b in zip(colour, other, strict=True)) >= _apart(other) for other in chosen):
            chosen.append(colour)
        if len(chosen) == COLOURS:
            break
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in chosen for part in colour])
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def _apart(colour: tuple[int, int, int]) -> int:
    """How far the next colour is: tints that are nearly white are told from it by little."""
    return APART if min(colour) < PALE else APART // 2


def _digest(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()[:16]


def _pages(data: bytes) -> list[Any]:
    import pypdfium2

    return list(pypdfium2.PdfDocument(data))


def _rendered(page: Any, scale: float) -> Image.Image:
    image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    return image


def _demand_font(data: bytes) -> None:
    """Another face would be taken without a word, and letters would not stand below each other."""
    from io import BytesIO

    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        names = [str(font.BaseFont) for font in pdf.pages[0].resources.Font.values()]
    if not any(MONOSPACED.replace(" ", "-") in name for name in names):
        raise LookupError(f"the font {MONOSPACED} is not installed (Debian: fonts-dejavu-core); there are {names}")
