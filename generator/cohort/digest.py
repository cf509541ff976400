"""All that goes into a book, as one digest: two books of the same digest are the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from .. import assets
from ..keep.digests import digest, fingerprint
from ..model.content import Fact, Framework, Plan, Question, Theme
from ..model.problems import SourceRef
from ..model.workbook import Workbook
from ..press.provenance import provenance

PICTURE = "!["
"""What a text with a picture in it holds."""
BANK = (Question, Framework, Plan, Theme, Fact)
NO_PICTURES = {".md", ".yaml", ".yml"}


class Inputs:
    """The digests of books for one folder. Files are read when they are first needed, so it is for one run only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._program: str | None = None
        self._pictures: str | None = None
        self._designs: dict[str, str] = {}
        self._seen: dict[int, tuple[object, str]] = {}

    def of(self, workbook: Workbook) -> str:
        """The digest of one book.

        Raises:
            DesignError: the design is unknown or wrong.
        """
        words = json.dumps(
            [workbook.spec, workbook.issued, workbook.sections, workbook.values],
            default=self._plain,
            ensure_ascii=False,
        )
        pictures = self._all_pictures() if PICTURE in words else ""
        return digest(words, self.program(), self._design(workbook.spec.design), pictures)

    def _plain(self, value: Any) -> Any:
        """A value of the model as JSON knows it. Where it was read is left out: moving a file changes no book."""
        if isinstance(value, SourceRef):
            return None
        if isinstance(value, BANK):
            return self._of_the_bank(value)
        if isinstance(value, BaseModel):
            return [type(value).__name__, value.model_dump(mode="json")]
        if is_dataclass(value):
            return _fields(value)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Mapping):
            return list(value.items())
        raise TypeError(f"cannot tell what goes into a book from {type(value).__name__}")

    def _of_the_bank(self, value: Any) -> str:
        """The digest of what many books share, reckoned once; it shows whether there are pictures in it."""
        # The value is kept with it, or another could come to have its number.
        if id(value) not in self._seen:
            words = json.dumps(_fields(value), default=self._plain, ensure_ascii=False)
            self._seen[id(value)] = value, digest(words) + PICTURE * (PICTURE in words)
        return self._seen[id(value)][1]

    def program(self) -> str:
        """What is the same for all books: the program, its templates and fonts, and the libraries it stands on."""
        if self._program is None:
            self._program = provenance()
        return self._program

    def surroundings(self, designs: Iterable[str]) -> str:
        """What another machine needs to have as it is here, to make the same books: all but the words in them."""
        return digest(self.program(), self._all_pictures(), *map(self._design, sorted(set(designs))))

    def _design(self, name: str) -> str:
        if name not in self._designs:
            from ..load.designs import load_design

            self._designs[name] = fingerprint(load_design(name, assets.design_roots(self._folder)).folder)
        return self._designs[name]

    def _all_pictures(self) -> str:
        # Which file a text means is only known when it is dressed; pictures are few, so any of them counts.
        if self._pictures is None:
            roots = assets.content_roots(self._folder)
            self._pictures = digest(*(fingerprint(root, lambda path: path.suffix not in NO_PICTURES) for root in roots))
        return self._pictures


def _fields(value: Any) -> list[Any]:
    return [type(value).__name__, *(getattr(value, field.name) for field in fields(value))]
