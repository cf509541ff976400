"""What is written in the fields of a part as the Markdown of that part, in its form (docs/adr/0023)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..model.fields import Column, Part, PartForm
from ..model.markdown.typed import as_markdown
from ..model.words import folded
from .parts import row
from .question import heading

_BREAK = re.compile(r"(?=<br\s*/?>)")


def written(part: Part, fields: Mapping[str, str], *, wary: bool = False) -> str:
    """The Markdown of a part. It reads back as the same fields, if it can be written at all in the part's form.

    Args:
        part: which one.
        fields: typed texts by ``column`` or ``row.column``; that of a part that is one text by the empty name.
        wary: as in `model.markdown.typed.as_markdown`.
    """
    match part.form:
        case PartForm.LIST:
            lines = fields.get("", "").split("\n")
            return "\n".join(f"- {as_markdown(line.strip(), wary=wary)}" for line in lines if line.strip())
        case PartForm.COLUMNS:
            return "\n\n".join(_side_by_side(part, fields, wary=wary))
        case PartForm.TICKS:
            return "\n".join(f"- [{fields.get(one.key) or ' '}] {one.label}" for one in part.columns)
        case PartForm.TABLE | PartForm.MATRIX:
            return "\n".join(_table(part, fields, wary=wary))
        case _:
            return as_markdown(fields.get("", ""), wary=wary)


def _side_by_side(part: Part, fields: Mapping[str, str], *, wary: bool) -> Iterator[str]:
    for column in part.columns:
        text = as_markdown(fields.get(column.key, ""), wary=wary)
        yield f"### {heading(_called(column, part))}" + (f"\n{text}" if text else "")


def _table(part: Part, fields: Mapping[str, str], *, wary: bool) -> Iterator[str]:
    yield row([_called(column, part) for column in part.columns])
    yield row(["---"] * len(part.columns))
    for number in range(1, part.rows + 1):
        cells = [_cell(fields.get(f"{number}.{column.key}", ""), wary=wary) for column in part.columns]
        if not cells[0] and number <= len(part.row_labels):
            cells[0] = part.row_labels[number - 1]
        yield row(cells)


def _cell(text: str, *, wary: bool) -> str:
    """A text on one line."""
    guarded = as_markdown(_BREAK.sub(r"\\", text), wary=wary)
    # Behind a backslash it would be no break.
    return guarded.replace("\\\n", "\\ <br>").replace("\n", "<br>")


def _called(column: Column, part: Part) -> str:
    """The label of a column, or its key where that alone tells it from the others."""
    same = [other for other in part.columns if folded(other.label) == folded(column.label)]
    return column.label if len(same) == 1 else column.key
