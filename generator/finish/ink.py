"""How much ink pages take, measured on pictures of them."""

from __future__ import annotations

from typing import Any

from ..model.problems import Problem, SetupError
from ..model.workbook import InkReport, PdfDocument

DPI = 200
"""Less, and ruled lines come out a whole dot wide: 0.2 mm would count for 0.4 at 60 dots to the inch."""
EXTRA = "run: pip install pypdfium2"


def find_painter() -> Any:
    """The library that paints pages.

    Raises:
        SetupError: it is not installed.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise SetupError(Problem("--ink-report needs the library pypdfium2", EXTRA)) from error
    return pypdfium2


def measure_ink(pdf: PdfDocument) -> InkReport:
    """The ink of each page. Colours count by how dark they are.

    Raises:
        SetupError: the library that paints pages is missing.
    """
    with find_painter().PdfDocument(pdf.data) as document:
        return InkReport(tuple(_ink(page) for page in document))


def _ink(page: Any) -> float:
    picture = page.render(scale=DPI / 72, grayscale=True, draw_annots=False)
    page.close()
    width, height, stride, data = int(picture.width), int(picture.height), picture.stride, bytes(picture.buffer)
    light = sum(sum(data[row : row + width]) for row in range(0, stride * height, stride))
    return 1 - light / (255 * width * height)
