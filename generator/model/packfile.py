"""What a pack file may say besides a pack: which pack it builds on, and what it adds to the lists of that one."""

from __future__ import annotations

from typing import Annotated, Any, get_origin

from pydantic import Field, create_model

from .pack import PackSpec
from .spelling import Use

EXTENDS = "extends"
ADD = "add_"

LISTS = tuple(key for key, field in PackSpec.model_fields.items() if get_origin(field.annotation) is tuple)
"""The keys of a pack that take several values."""


def _added_to(key: str) -> Any:
    field = PackSpec.model_fields[key]
    marks = [mark for mark in field.metadata if not isinstance(mark, Use)]
    kind: Any = field.annotation
    for mark in (*marks, Use.FILE):
        kind = Annotated[kind, mark]
    return kind, Field(default=(), description=f"Added to {key}")


PackFile: type[PackSpec] = create_model(
    "PackFile",
    __base__=PackSpec,
    **{
        EXTENDS: (
            Annotated[str, Use.FILE],
            Field(default="", max_length=200, description="The pack this one builds on: its name, or a file beside it"),
        ),
        **{f"{ADD}{key}": _added_to(key) for key in LISTS if f"{ADD}{key}" not in LISTS and not key.startswith(ADD)},
    },
)
"""`PackSpec` with ``extends``, and an ``add_…`` for each list. Both are spent when the file is read."""
