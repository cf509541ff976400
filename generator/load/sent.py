"""The records of books that were sent (docs/adr/0024-what-comes-back.md)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from pydantic import Field

from ..model.problems import ContentError, Problem, SourceRef, warning
from ..model.sent import FOLDER, FORMAT, Sent, SentQuestion
from ..model.spelling import Spelling
from .forms import Form, Id
from .strictyaml import Located
from .text import read_text, shown
from .validate import check

MOST_BYTES = 20_000_000
"""A record holds all that was written in a book; far more than a person writes."""
_DAMAGED = "put it back, or remove it: what comes back of that book is then held against nothing"


class SentQuestionForm(Form):
    """A question of a record."""

    id: Id = Field(description="Its id")
    wording: str = Field(max_length=2_000, description="As it was printed")
    version: int = Field(default=1, ge=1, description="Its version, as in its front matter")


class SentForm(Form):
    """A record of what was sent."""

    format: int = Field(ge=1, description="Of this record, 1; a later one is not read")
    pack: str = Field(max_length=500, description="The name of the pack")
    digest: str = Field(pattern=Spelling.DIGEST, description="The book's own, in hex")
    title: str = Field(max_length=500, description="The title of the book")
    made: date = Field(description="YYYY-MM-DD on which the book was made")
    coach: str = Field(default="", max_length=200, description="Whom the book is for, if the pack says it")
    questions: tuple[SentQuestionForm, ...] = Field(description="The questions of the book, in printing order")
    values: dict[str, str] = Field(
        default={}, description="What stood in the fields, by their full names; none that was empty"
    )


def read_sent(path: Path, root: Path | None = None) -> Sent:
    """A record of a book.

    Args:
        path: the file.
        root: the folder it may not lead out of.

    Raises:
        ContentError: it cannot be read, is of a later format, or is no such record.
    """
    place = SourceRef(shown(path))
    try:
        data = json.loads(read_text(path, root, most=MOST_BYTES))
    except (ValueError, RecursionError):
        raise ContentError(Problem("this record is damaged", _DAMAGED, place)) from None
    version = data.get("format") if isinstance(data, dict) else None
    if isinstance(version, int) and version > FORMAT:
        what = f"this record is of format {version}, and this prep-pack reads {FORMAT}"
        raise ContentError(Problem(what, "install a newer prep-pack", place))
    problems: list[Problem] = []
    form = check(SentForm, Located(data, {}, place), problems)
    if form is None:
        raise ContentError(*problems)
    questions = tuple(SentQuestion(one.id, one.wording, one.version) for one in form.questions)
    return Sent(form.pack, form.digest, form.title, form.made, questions, form.values, form.coach)


def read_all_sent(content: Path) -> tuple[tuple[Sent, ...], tuple[Problem, ...]]:
    """The records of a content folder by name, and a warning for each that cannot be read."""
    records: list[Sent] = []
    problems: list[Problem] = []
    for path in sorted((content / FOLDER).glob("*.json")):
        try:
            records.append(read_sent(path, content))
        except ContentError as error:
            problems += (warning(one.what, one.mend, one.where) for one in error.problems)
    return tuple(records), tuple(problems)
