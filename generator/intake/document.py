"""A document of questions and answers becomes the files of a content folder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ..load.parts import Source, read_question
from ..model.markdown.lines import MARKER, Line
from ..model.problems import ContentError, Problem, Severity, SourceRef
from ..model.taxonomy import Taxonomy
from .guesses import NONE
from .question_list import with_marked_headings
from .reading import read_document
from .repair import repaired
from .signs import asks
from .taken import Taken
from .themes import ThemesFile
from .writing import write_files

_BULLET = re.compile(rf"^\s*(?:{MARKER}|\(\d{{1,3}}[.)])[ \t]+")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import makes. Nothing is written yet.

    ``files`` go by their path in a content folder; ``longer`` are those of them that hold all that they held before, so
    that they are in nobody's way. The rest are warnings: ``repairs`` one for each line of the document
    that was mended, ``guesses`` the front matter (and missing sections) to check, ``unrecognised`` what was kept as a
    plain section, or will need mending before the files load.
    """

    files: Mapping[str, str]
    longer: tuple[str, ...]
    repairs: tuple[Problem, ...]
    guesses: tuple[Problem, ...]
    unrecognised: tuple[Problem, ...]


def import_document(
    text: str,
    file: str,
    taken: Taken | None = None,
    themes: ThemesFile | None = None,
    taxonomy: Taxonomy = NONE,
) -> Imported:
    """The questions, themes and pack of a document.

    Args:
        text: what stands in the document.
        file: its name in messages.
        taken: names that they may not have.
        themes: those that the folder has already.
        taxonomy: the words that may be guessed.

    Raises:
        ContentError: the document holds no question, or its themes cannot be added to those that are there.
    """
    lines, repairs = repaired(text, file)
    document = read_document(lines, file)
    if not document.questions:
        mend = 'looked for headings such as "### Question 1: …", "## Q1. …" or one that ends with "?"'
        raise ContentError(Problem("no question was found", mend, SourceRef(file)))
    written = write_files(document, taken or Taken(), themes or ThemesFile(), taxonomy)
    unrecognised = [*written.unrecognised, *left_to_mend(written.files)]
    return Imported(
        MappingProxyType(written.files), tuple(written.longer), repairs, tuple(written.guesses), tuple(unrecognised)
    )


def is_document(text: str, file: str) -> bool:
    """Whether a file holds answers: something that is no question stands under a question. Else it is a list.

    A file of nothing but headings that ask is a document too; a list has its questions on lines.
    """
    document = read_document(with_marked_headings(repaired(text, file)[0]), file)
    sections = [section for question in document.questions for section in question.sections]
    if any(section.kind for section in sections):
        return True
    below = [*(question.lead for question in document.questions), *(section.lines for section in sections)]
    lines = [item.text for part in below for item in part if isinstance(item, Line) and not item.blank]
    if any(not asks(_BULLET.sub("", line).strip()) for line in lines):
        return True
    return bool(document.questions) and not lines and not any(map(asks, _unmarked(text)))


def _unmarked(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def left_to_mend(files: Mapping[str, str]) -> list[Problem]:
    """What the loader will not take, such as a picture that did not come with the document."""
    problems: list[Problem] = []
    for name, text in files.items():
        if name.endswith(".md"):
            path = Path(name)
            found: list[Problem] = []
            try:
                read_question(Source(text, path, Path(), name), found)
            except ContentError as error:
                found.extend(error.problems)
            problems += [problem.weighed(Severity.WARNING) for problem in found]
    return problems
