"""What a PDF asks of the program that prints it. Most viewers do so unless the user says otherwise."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
from pikepdf import Dictionary, Name, ObjectStreamMode

from ..model.workbook import PdfDocument


def ask_for_true_size(pdf: PdfDocument) -> PdfDocument:
    """The same pages, to be printed at their own size, on both sides, and turned over on the long edge."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf.data)) as file:
        file.Root.ViewerPreferences = Dictionary(
            DisplayDocTitle=True,
            Duplex=Name.DuplexFlipLongEdge,
            PickTrayByPDFSize=True,
            PrintScaling=Name("/None"),
        )
        file.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return replace(pdf, data=out.getvalue())
