"""The texts that are put into a book's fields: set at the lines' own distance, else once smaller, else refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from ..model.form import Entry, FieldKind, FieldPlace, SetEntries
from ..model.problems import ContentError, Problem, warning
from ..model.workbook import HtmlDocument, PdfDocument
from ..typeset.entries import typeset_entries

PT_PER_MM = 72 / 25.4
INSET = 0.8
"""A field stands so far inside its place, pt; as in finish/forms.py."""
TYPE, LARGEST, SMALL_TYPE = 0.5, 4.1 * PT_PER_MM, 0.74
"""The type's size as a part of its lines' distance, and in small; as in sheets that are printed filled."""
X_HEIGHT = 0.33
ABOVE_THE_RULE, ABOVE_IN_SMALL = 1.2 * PT_PER_MM, 0.8 * PT_PER_MM
LEAST_LINE = 3.1 * PT_PER_MM
CELL_LINE, SMALL_CELL_LINE = 4.2 * PT_PER_MM, 3.4 * PT_PER_MM
CELL_FALL = 0.4 * PT_PER_MM


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
    aside = 0.0 if place.kind is FieldKind.TEXT else INSET
    inside = replace(place, width=place.width - 2 * aside, height=place.height - 2 * INSET)
    if place.kind is FieldKind.CELL:
        line = SMALL_CELL_LINE if small else CELL_LINE
        return Entry(inside, text, line, line * SMALL_TYPE, CELL_FALL)
    line = pitch * PT_PER_MM
    halved = small and line / 2 >= LEAST_LINE
    line = line / 2 if halved else line
    size = line * SMALL_TYPE if halved else min(line * TYPE, LARGEST)
    above = ABOVE_IN_SMALL if halved else ABOVE_THE_RULE
    return Entry(inside, text, line, size, line / 2 - X_HEIGHT * size - above - INSET)


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
