"""Which book a returned file is, which question a page of it is on, and which part of an answer a field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from ..model.comments import PACK
from ..model.content import Library, Question
from ..model.fields import OF_EVERY_ANSWER, Part, PartForm, sheet_parts
from ..model.sent import Sent
from ..model.worksheet import BreakBlock, LinesBlock, Worksheet
from .returned import Annotation, Returned

ID_DIGITS = 10
LEAST_LETTERS = 20
"""Letters of a wording that is long enough to know a question by."""
_TARGET = re.compile(r"[a-z]+-(.+)")


class KnownBy(StrEnum):
    """By what a returned file was recognised."""

    MARK = "mark"
    FIELDS = "fields"
    PAGES = "pages"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Recognised:
    """By what a file is one of ours, and the record of what was sent, where there is one."""

    by: KnownBy
    sent: Sent | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a field belongs: a part of an answer, and ``column`` or ``row.column`` in it; empty for all of it.

    ``start`` counts the fields of a part that has one for each start of its lines, from 1; 0 where it has not.
    """

    part: Part
    field: str = ""
    start: int = 0


def recognise(returned: Returned, records: Sequence[Sent], wordings: Mapping[str, str]) -> Recognised | None:
    """The book that a file is: by its mark, else its fields, else the places on its pages, else their text.

    Args:
        returned: the file.
        records: of all that was sent, the latest last.
        wordings: of the questions there are, by their ids.
    """
    if returned.digest or returned.pack:
        marked = (one for one in records if returned.digest and one.digest == returned.digest.lower())
        return Recognised(KnownBy.MARK, next(marked, None))
    asked = {first for first, *rest in (field.name.split(".") for field in returned.fields) if len(rest) > 1}
    if asked & (wordings.keys() | _of_all(records)) or asked == {PACK}:
        return Recognised(KnownBy.FIELDS, _nearest(asked - {PACK}, returned, records))
    placed = {id_ for page in returned.pages for name in page.targets if (id_ := _question_in(name, wordings))}
    if placed:
        return Recognised(KnownBy.PAGES, _nearest(placed, returned, records))
    printed = [sent for sent in records if _is_printed(returned, sent)]
    return Recognised(KnownBy.TEXT, printed[-1]) if printed else None


def _of_all(records: Sequence[Sent]) -> set[str]:
    return {id_ for sent in records for id_ in sent.ids}


def _nearest(asked: Collection[str], returned: Returned, records: Sequence[Sent]) -> Sent | None:
    """The record that has all these questions, few others, and most of the values; the latest of equals."""
    values = {(field.name, field.value) for field in returned.fields if field.value}

    def nearness(sent: Sent) -> tuple[int, int, str]:
        return -len(sent.ids - set(asked)), len(values & set(sent.values.items())), sent.made.isoformat()

    return max((sent for sent in records if sent.ids.issuperset(asked)), key=nearness, default=None)


def _is_printed(returned: Returned, sent: Sent) -> bool:
    """Whether the pages hold the words of a record: two of its questions, or one of them and the title."""
    text = " ".join(_letters(page.words) for page in returned.pages)
    wanted = [_letters(question.wording) for question in sent.questions]
    found = sum(len(words) >= LEAST_LETTERS and words in text for words in wanted)
    return found > 1 or (found == 1 and _letters(sent.title) in text)


def questions_of_pages(returned: Returned, wordings: Mapping[str, str]) -> list[str]:
    """The question that each page is on, `PACK` for a page on none: a section goes on until another begins."""
    letters = {id_: _letters(words) for id_, words in wordings.items()}
    pages: list[str] = []
    here = PACK
    for page in returned.pages:
        text = _letters(page.words)
        printed = (
            [id_ for id_, words in letters.items() if len(words) >= LEAST_LETTERS and words in text] if text else []
        )
        if asked := [first for first in page.fields if first in wordings or first == PACK]:
            here = asked[0]
        elif page.targets:
            here = next((id_ for name in page.targets if (id_ := _question_in(name, wordings))), PACK)
        elif printed:  # where several stand on one page, it is the table of contents
            here = printed[0] if len(printed) == 1 else PACK
        pages.append(here)
    return pages


def _question_in(target: str, ids: Collection[str]) -> str:
    """The question whose section a place belongs to: ``q-stopped-funding``, ``s-stopped-funding-w1-2``."""
    found = _TARGET.fullmatch(target)
    words = found[1].split("-") if found else []
    parts = ("-".join(words[:length]) for length in range(len(words), 0, -1))
    return next((id_ for id_ in parts if id_ in ids), "")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def ids_of(annotations: Sequence[Annotation], questions: Sequence[str]) -> list[str]:
    """A name for each annotation, the same whenever the same file is read, and though pages are gone from it.

    Args:
        annotations: in the order of the file.
        questions: that of each.
    """
    ids: list[str] = []
    told_before: Counter[str] = Counter()
    for one, question in zip(annotations, questions, strict=True):
        place = "" if one.words else " ".join(f"{side:.0f}" for side in one.place)
        told = (question, one.kind, one.who, one.words, one.text, place)
        seed = "\0".join(told)
        told_before[seed] += 1
        ids.append(sha256(f"{seed}\0{told_before[seed]}".encode(errors="replace")).hexdigest()[:ID_DIGITS])
    return ids


def spots_of(question: Question, library: Library) -> dict[str, Spot]:
    """Where each field of a question's sheets belongs, by what its name has after the question's id.

    A block that asks for what every answer may have, the headline for one, is that part.
    """
    common = {part.key: part for part in OF_EVERY_ANSWER}
    spots: dict[str, Spot] = {}
    for sheet in (library.worksheets[id_] for id_ in question.worksheets if id_ in library.worksheets):
        for part in sheet_parts(sheet, library.plans.get(sheet.plan)):
            place = common.get(part.key, part)
            for name in part.fields():
                spots.setdefault(name, Spot(place, name[len(part.name) + 1 :]))
            if part.form is PartForm.TEXT:
                for number in range(1, len(starts_of(part, sheet)) + 1):
                    spots.setdefault(f"{part.name}.{number}", Spot(place, start=number))
    return spots


def starts_of(part: Part, sheet: Worksheet) -> tuple[str, ...]:
    """The words at the heads of a part's lines; those that are empty continue the line above."""
    blocks = [block for block in sheet.blocks if not isinstance(block, BreakBlock)]
    found = next((block for block, one in zip(blocks, sheet_parts(sheet), strict=False) if one.key == part.key), None)
    return found.starts if isinstance(found, LinesBlock) else ()


def of_starts(words: Sequence[str], values: Mapping[int, str]) -> str:
    """What is typed behind the starts of a part's lines, as one text: a line for each that has anything.

    Args:
        words: the starts.
        values: what is typed, by the number of the field.
    """
    named = [word for word in words if word]
    heads = named if max(values, default=0) <= len(named) else list(words)
    return "\n".join(_lines_of(heads, values))


def _lines_of(heads: Sequence[str], values: Mapping[int, str]) -> Iterator[str]:
    for number, value in sorted(values.items()):
        head = heads[number - 1] if number <= len(heads) else ""
        if value.strip():
            yield f"{' '.join(head.rstrip(' …').split())} {value.strip()}".strip()
