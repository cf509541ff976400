"""The record that is kept of a book to fill in, so that what comes back can be held against what was sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..draft.sent import to_record
from ..model.facts import OfOneQuestion
from ..model.sent import Sent, SentQuestion, record_of
from ..model.workbook import PdfDocument, Workbook

CONTENT = "content"


def record(pdf: PdfDocument, workbook: Workbook, pack: str, folder: Path) -> dict[Path, bytes]:
    """The record's file in the reader's folder; none of a book that has no fields.

    Args:
        pdf: the finished book.
        workbook: what it was made of.
        pack: the name of its pack.
        folder: the reader's own folder.
    """
    if pdf.mark is None:
        return {}
    mark = pdf.mark
    questions = tuple(_questions(workbook))
    sent = Sent(pack, mark.digest, mark.title, workbook.issued, questions, mark.values, workbook.spec.coach)
    return {folder / CONTENT / record_of(mark.digest): to_record(sent).encode()}


def _questions(workbook: Workbook) -> Iterator[SentQuestion]:
    """The questions of a book, each once."""
    found: dict[str, SentQuestion] = {}
    for section in workbook.sections:
        if isinstance(section.facts, OfOneQuestion):
            question = section.facts.entry.question
            found.setdefault(question.id, SentQuestion(question.id, question.wording, question.version))
    yield from found.values()
