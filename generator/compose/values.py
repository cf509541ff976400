"""What a reader has written, by the names of the fields that it is put into in a book filled in on a screen.

Only what a field can hold is: lines to write on, cells and ticks. Words that are not of the form of their block, and
those on a drawing, are printed as in any other book, since a field is white where it is filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..model.content import Library, Question
from ..model.fields import Part, PartForm, sheet_parts, typed_fields
from ..model.layout import Filling, PlanFilling
from ..model.own import OwnAnswer, Written
from ..model.worksheet import BreakBlock, LinesBlock, SheetBlock, Worksheet
from .filling import Fillings
from .my_answer import stories_of, written_for


def values_of(library: Library, questions: Iterable[Question]) -> Mapping[str, str]:
    """The values of all fields of these questions' worksheets, by full name; only those that are not empty."""
    return {name: text for question in questions for name, text in _of_one(library, question) if text}


def not_in_fields(sheet: Worksheet, filled: Fillings) -> Fillings:
    """What of a sheet's fillings is printed all the same."""
    return {
        place: Filling(text=filling.text)
        for place, filling in filled.items()
        if filling.text and not isinstance(sheet.blocks[place], LinesBlock)
    }


def plan_not_in_fields(written: PlanFilling | None) -> PlanFilling | None:
    """The same of a plan: what stands above its tables."""
    if written is None or not (written.grid.text or written.weeks.text):
        return None
    return PlanFilling(Filling(text=written.grid.text), Filling(text=written.weeks.text), Filling())


def without_starts(sheet: Worksheet, filled: Fillings) -> Worksheet:
    """The sheet with one field in the place of those that begin with words of ours, where one text is put in."""

    def block_of(place: int, block: SheetBlock) -> SheetBlock:
        whole = isinstance(block, LinesBlock) and block.starts and place in filled and filled[place].text
        return block.model_copy(update={"starts": ()}) if whole else block

    blocks = tuple(block_of(place, block) for place, block in enumerate(sheet.blocks))
    return sheet.model_copy(update={"blocks": blocks})


def _of_one(library: Library, question: Question) -> Iterator[tuple[str, str]]:
    answer = library.answers.get(question.id)
    if answer is None:
        return
    for sheet in (library.worksheets[id_] for id_ in question.worksheets):
        blocks = [block for block in sheet.blocks if not isinstance(block, BreakBlock)]
        parts = sheet_parts(sheet, library.plans.get(sheet.plan))
        drawn = {part.name for part, block in zip(parts, blocks, strict=False) if _is_drawn(part, block)}
        for part in parts:
            if part.name not in drawn and (written := _written(part, answer, library)):
                fields = typed_fields(part, written) or {}
                yield from ((".".join(filter(None, (question.id, part.name, at))), text) for at, text in fields.items())


def _is_drawn(part: Part, block: SheetBlock) -> bool:
    return part.form is PartForm.TEXT and not isinstance(block, LinesBlock)


def _written(part: Part, answer: OwnAnswer, library: Library) -> Written | None:
    return written_for(part, answer, stories_of(answer, library))
