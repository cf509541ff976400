"""A part of an answer or a story as it waits to be filled in: its heading, what helps, and its form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.fields import Part, PartForm, heading_of
from .question import heading


def section(part: Part, known: Sequence[Part]) -> str:
    """A part with nothing in it; ``known`` are all parts of the file, among which its heading must be told apart."""
    lines = [f"## {heading(heading_of(part, known))}", *_help(part), *_form(part)]
    return "\n".join(lines) + "\n"


def _help(part: Part) -> Iterator[str]:
    if part.prompt:
        yield note(part.prompt)


def note(text: str) -> str:
    """A text as a comment that is never printed."""
    return f"<!-- {' '.join(text.split()).replace('--', '–')} -->"


def _form(part: Part) -> Iterator[str]:
    match part.form:
        case PartForm.COLUMNS:
            for column in part.columns:
                yield from ("", f"### {heading(column.label)}")
        case PartForm.TICKS:
            yield from ("", *(f"- [ ] {column.label}" for column in part.columns))
        case PartForm.TABLE | PartForm.MATRIX:
            yield from ("", row([column.label for column in part.columns]), row(["---"] * len(part.columns)))
            for number in range(part.rows):
                first = part.row_labels[number] if number < len(part.row_labels) else ""
                yield row([first, *[""] * (len(part.columns) - 1)])


def row(cells: Sequence[str]) -> str:
    """A row of a Markdown table."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
