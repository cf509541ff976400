"""The places to write of a worksheet by their stable names: what is typed, collected or scanned is kept under these.

A name is ``sheet.key``, then ``.column`` or ``.row.column`` (docs/adr/0023-answers-and-stories.md). It depends on
nothing but the sheet's own words and keys: not on paper, nor on how the sheet is laid out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from .content import Library, Plan, Question
from .markdown.typed import as_typed
from .own import Written
from .slug import slug
from .words import folded
from .worksheet import BreakBlock, FieldBlock, MatrixBlock, SplitBlock, TableBlock, TicksBlock, Worksheet

PLAN_WEEKS = 13
WEEK_COLUMNS = ("Week", "Goal", "Meetings", "Output")


PACK = "pack"
"""Stands for the question in the names of fields on sheets that belong to none; of a second copy, ``pack-2``."""


class PartForm(StrEnum):
    """How what is written in a part is told in a file."""

    TEXT = "text"
    LIST = "list"
    COLUMNS = "columns"
    TABLE = "table"
    TICKS = "ticks"
    MATRIX = "matrix"
    ANSWER = "answer"
    """Text with ``###`` parts, as a strong answer."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a part, or one of its choices."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part that an answer may have: a block of a sheet, or one that is not on any sheet (``sheet`` is empty then).

    ``rows`` are those of a table; ``row_labels`` what is printed in its first column.
    """

    key: str
    label: str
    form: PartForm
    sheet: str = ""
    sheet_title: str = ""
    columns: tuple[Column, ...] = ()
    rows: int = 0
    row_labels: tuple[str, ...] = ()
    marker: str = ""
    prompt: str = ""

    @property
    def name(self) -> str:
        """``sheet.key``, or the key alone."""
        return f"{self.sheet}.{self.key}" if self.sheet else self.key

    def fields(self) -> Iterator[str]:
        """The full name of every field, after the question's id."""
        match self.form:
            case PartForm.COLUMNS | PartForm.TICKS:
                yield from (f"{self.name}.{column.key}" for column in self.columns)
            case PartForm.TABLE | PartForm.MATRIX:
                for row in range(1, self.rows + 1):
                    yield from (f"{self.name}.{row}.{column.key}" for column in self.columns)
            case _:
                yield self.name


MY_ANSWER = Part("my-answer", "My answer", PartForm.ANSWER)
HEADLINE = Part("headline", "Headline", PartForm.TEXT, prompt="The sentence you say first")
CUES = Part("cues", "Recall cues", PartForm.LIST, prompt="Five words that bring it back")
NUMBERS = Part("numbers", "Numbers to have ready", PartForm.LIST)
STRESS = Part("stress", "What this question stresses", PartForm.TEXT)
PRIVATE = Part("private", "Private notes", PartForm.TEXT, prompt="Never printed, never sent")
OF_EVERY_ANSWER = (MY_ANSWER, HEADLINE, CUES, NUMBERS, STRESS, PRIVATE)

SITUATION, TASK, ACTION, RESULT, LEARNING = (
    Part(label.lower(), label, PartForm.TEXT, marker=label[0], prompt=prompt)
    for label, prompt in (
        ("Situation", "Where, when, how big"),
        ("Task", "What fell to you"),
        ("Action", "What you did, each with its reason"),
        ("Result", "Figures with dates"),
        ("Learning", "What you do differently now"),
    )
)
TOLD = (SITUATION, TASK, ACTION, RESULT, LEARNING)
PEOPLE = Part("people", "People", PartForm.LIST, prompt="Who was there, and who would confirm it")
OF_A_STORY = (*TOLD, Part("numbers", "Numbers", PartForm.LIST), PEOPLE, PRIVATE)


def parts_of(question: Question, library: Library) -> tuple[Part, ...]:
    """All parts that an answer to a question may have: those of every answer, then those of its worksheets."""
    sheets = (library.worksheets[id_] for id_ in question.worksheets if id_ in library.worksheets)
    own = (part for sheet in sheets for part in sheet_parts(sheet, library.plans.get(sheet.plan)))
    # A block that asks for the headline is the headline.
    common = {part.key for part in OF_EVERY_ANSWER}
    return (*OF_EVERY_ANSWER, *(part for part in own if part.key not in common))


def sheet_parts(sheet: Worksheet, plan: Plan | None = None) -> tuple[Part, ...]:
    """The parts of one worksheet, in its order; of a sheet that is a plan, those of the plan."""
    if sheet.plan:
        return tuple(_plan_parts(sheet, plan)) if plan else ()
    blocks = [block for block in sheet.blocks if not isinstance(block, BreakBlock)]
    keys = _distinct(block.key or slug(block.label) or "field" for block in blocks)
    return tuple(_part(block, key, sheet) for block, key in zip(blocks, keys, strict=True))


def typed_fields(part: Part, written: Written) -> dict[str, str] | None:
    """What a part says, as it would be typed in its fields; None where that is not of the part's form.

    By what the names of the fields have behind the part's: empty for a part that is one text.
    """
    match part.form:
        case PartForm.TEXT | PartForm.ANSWER:
            return {"": as_typed(written.text)}
        case PartForm.LIST:
            return {"": as_typed("\n".join(written.items))} if written.items else None
        case _:
            return {name: as_typed(text) for name, text in written.fields.items()} or None


def part_names(known: Iterable[Part]) -> dict[str, Part]:
    """The parts by all that a heading may call them, folded; of two that share a label, the first has it."""
    names: dict[str, Part] = {}
    for part in known:
        for name in filter(None, map(folded, _called(part))):
            names.setdefault(name, part)
    return names


def heading_of(part: Part, known: Iterable[Part]) -> str:
    """The heading under which a part is found among the known ones: its label, behind its sheet where it must be."""
    names = part_names(known)
    return next((name for name in _called(part) if names.get(folded(name)) == part), part.name)


def _called(part: Part) -> tuple[str, ...]:
    """All that a part may be called, the best first."""
    if not part.sheet:
        return (part.label, part.key)
    return (part.label, f"{part.sheet_title}: {part.label}", f"{part.sheet}: {part.label}", part.key, part.name)


def _part(block: FieldBlock, key: str, sheet: Worksheet) -> Part:
    form, rows = PartForm.TEXT, 0
    labels: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    row_labels: tuple[str, ...] = ()
    match block:
        case SplitBlock():
            form, labels, keys = PartForm.COLUMNS, block.columns, block.keys
        case TicksBlock():
            form, labels, keys = PartForm.TICKS, block.choices, block.keys
        case TableBlock():
            form, labels, keys = PartForm.TABLE, block.columns, block.keys
            rows, row_labels = block.rows, block.row_labels
        case MatrixBlock():
            form, labels, rows = PartForm.MATRIX, (block.name, *block.columns), block.rows
            keys = ("name", *(block.keys or map(slug, block.columns)))
    columns = _columns(labels, keys)
    return Part(key, block.label, form, sheet.name, sheet.title, columns, rows, row_labels, block.marker, block.prompt)


def _plan_parts(sheet: Worksheet, plan: Plan) -> Iterator[Part]:
    labels = [phase.label for phase in plan.phases]
    phases = _columns(("", *labels), ("aspect", *_distinct(map(slug, labels))))
    grid, name, title = PartForm.TABLE, sheet.name, sheet.title
    yield Part("plan", "Plan", grid, name, title, phases, len(plan.aspects), plan.aspects)
    weeks = _columns(WEEK_COLUMNS, ())
    numbers = tuple(str(week) for week in range(1, PLAN_WEEKS + 1))
    yield Part("weeks", "Weeks", grid, name, title, weeks, PLAN_WEEKS, numbers)
    yield Part("risks", "Risks", PartForm.TEXT, name, title)


def _columns(labels: Iterable[str], keys: tuple[str, ...]) -> tuple[Column, ...]:
    named = list(labels)
    given = keys if len(keys) == len(named) else tuple(_distinct(slug(label) or "row" for label in named))
    return tuple(Column(key, label) for key, label in zip(given, named, strict=True))


def _distinct(keys: Iterable[str]) -> list[str]:
    """Each key once: a second ``evidence`` is ``evidence-2``."""
    seen: dict[str, int] = {}
    distinct = []
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
        distinct.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return distinct
