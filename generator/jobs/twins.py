"""Which questions of the bank a reader is about to write again."""

from __future__ import annotations

from collections.abc import Mapping

from .. import assets
from ..compose.twins import Twins
from ..load.library import load_library
from ..model.content import Library
from ..model.problems import Problem, SourceRef, warning


def twin_in(library: Library, wording: str) -> Problem | None:
    """What to tell of a wording that the bank has already, in other words or the same."""
    return _told(_twins(library), wording)


def twins_among(files: Mapping[str, str]) -> tuple[Problem, ...]:
    """The same for every question file among these texts, by their path."""
    library, _ = load_library([assets.shipped_content()])
    twins = _twins(library)
    asked = ((path, *_asked(text)) for path, text in files.items() if path.startswith("questions/"))
    found = (_told(twins, wording, SourceRef(path, line)) for path, line, wording in asked)
    return tuple(problem for problem in found if problem)


def _twins(library: Library) -> Twins:
    bank = (question for question in library.questions.values() if question.shipped)
    return Twins(bank, library.synonyms.values())


def _told(twins: Twins, wording: str, where: SourceRef | None = None) -> Problem | None:
    twin = twins.of(wording)
    mend = f"to have that one in your own words: prep-pack eject question {twin}"
    return warning(f"the bank has this as {twin}", mend, where) if twin else None


def _asked(text: str) -> tuple[int, str]:
    """The line on which a drafted question stands, and its words."""
    lines = text.split("\n")
    line = next((number for number, line in enumerate(lines, 1) if line.startswith("# ")), 1)
    return line, lines[line - 1].removeprefix("# ")
