"""The texts that are put into a book's fields: set at the lines' own distance, else once smaller, else refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from ..compose.filling import CELL_LINE, CELL_LINE_DENSE, CELL_TYPE, LARGEST, LEAST_LINE, TYPE
from ..model.form import INSET, Entry, FieldKind, FieldPlace, SetEntries
from ..model.problems import ContentError, Problem, warning
from ..model.workbook import HtmlDocument, PdfDocument
from ..typeset.entries import typeset_entries

PT_PER_MM = 72 / 25.4
X_HEIGHT, ABOVE_THE_RULE, ABOVE_IN_SMALL = 0.33, 1.2, 0.8
"""Where a text stands on its rule, as in `templates/macros/lines.html.j2`: in its size, and mm."""
CELL_FALL = 0.4
"""How much lower the first line of a cell stands, mm."""


@dataclass(frozen=True, slots=True)
class EntryJob:
    """All that a process needs to set texts."""

    document: HtmlDocument
    fonts: str


def set_entries(job: EntryJob) -> SetEntries:
    """Set texts. Runs in a process of its own."""
    return typeset_entries(job.document, Path(job.fonts))


Setter = Callable[[Sequence[Entry]], SetEntries]


def entries_in(
    places: Iterable[FieldPlace], values: Mapping[str, str], pitch: float, set_: Setter
) -> tuple[dict[str, str], PdfDocument | None, tuple[Problem, ...]]:
    """The values that have a field, the pages of those that are text, in the same order, and what there is to tell.

    Args:
        places: all fields of the book.
        values: what is put in, by full name.
        pitch: how far ruled lines are apart, mm.
        set_: sets texts.

    Raises:
        ContentError: a text does not fit its field in small type either. All such are named.
    """
    here = {place.name: place for place in places if values.get(place.name)}
    homeless = tuple(_homeless(name) for name in values if name not in here)
    texts = [place for place in here.values() if place.kind in (FieldKind.TEXT, FieldKind.CELL)]
    if not texts:
        return {name: values[name] for name in here}, None, homeless
    found = set_([_entry(place, values[place.name], pitch) for place in texts])
    small: Set[int] = set(found.long)
    if small:
        found = set_([_entry(p, values[p.name], pitch, small=n in small) for n, p in enumerate(texts)])
    if found.long:
        raise ContentError(*(_too_long(texts[number]) for number in found.long))
    told = tuple(_smaller(texts[number]) for number in sorted(small))
    order = [*texts, *(place for place in here.values() if place.kind not in (FieldKind.TEXT, FieldKind.CELL))]
    return {place.name: values[place.name] for place in order}, found.pdf, (*found.pdf.problems, *told, *homeless)


def _entry(place: FieldPlace, text: str, pitch: float, *, small: bool = False) -> Entry:
    """A text in its field, in the type that sheets have which are printed filled (`compose/filling.py`)."""
    inside = replace(place, width=place.width - 2 * place.aside, height=place.height - 2 * INSET)
    halved = small and pitch / 2 >= LEAST_LINE
    if place.kind is FieldKind.CELL:
        line = CELL_LINE_DENSE if small else CELL_LINE
        size, fall = line * CELL_TYPE, CELL_FALL
    else:
        line = pitch / 2 if halved else pitch
        size = line * CELL_TYPE if halved else min(line * TYPE, LARGEST)
        above = ABOVE_IN_SMALL if halved else ABOVE_THE_RULE
        fall = line / 2 - X_HEIGHT * size - above - INSET / PT_PER_MM
    return Entry(inside, text, line * PT_PER_MM, size * PT_PER_MM, fall * PT_PER_MM)


def _named(place: FieldPlace) -> str:
    return f'"{place.label}" of {place.name.partition(".")[0]}'


def _homeless(name: str) -> Problem:
    question, _, field = name.partition(".")
    what = f'what you wrote in "{field}" of {question} has no field in this book, and is not in it'
    return warning(what, "it is printed in a book that is not fillable")


def _too_long(place: FieldPlace) -> Problem:
    return Problem(f"{_named(place)}: what you wrote is too long for its field", "shorten it, or leave out --fillable")


def _smaller(place: FieldPlace) -> Problem:
    return warning(f"{_named(place)}: what you wrote is set smaller, to fit its field", "shorten it for larger type")
