"""A document of questions and answers → title, themes, questions and their sections, with every line kept somewhere.

Such documents are uneven: headings at other levels, bold lines for headings, ``Q1.`` for ``Question 1:``, no theme,
several themes. What a heading says counts for more than its level.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..load.headings import KnownSection
from ..model.markdown.lines import Line, LineKind
from ..model.markdown.scan import scan
from ..model.problems import Problem, SourceRef, warning
from ..model.words import folded
from .signs import Content, Role, Sign, bare_question, signs_of

_INTRODUCTION = re.compile(r"(?:introduction|intro|overview)\b", re.IGNORECASE)


@dataclass(slots=True)
class DocumentSection:
    """A heading under a question and what stands there. ``kind`` is None where it is not known."""

    sign: Sign
    kind: KnownSection | None
    lines: list[Content] = field(default_factory=list)


@dataclass(slots=True)
class DocumentQuestion:
    """A question of the document; ``lead`` stands before its first section."""

    sign: Sign
    theme: int
    lead: list[Content] = field(default_factory=list)
    sections: list[DocumentSection] = field(default_factory=list)


@dataclass(slots=True)
class DocumentTheme:
    """A theme: its heading as written, its name, what introduces it."""

    heading: str
    name: str
    introduction: list[Content] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """All that was read, and what of it was not recognised."""

    file: str
    title: str = ""
    themes: list[DocumentTheme] = field(default_factory=list)
    questions: list[DocumentQuestion] = field(default_factory=list)
    unrecognised: list[Problem] = field(default_factory=list)


def read_document(lines: Sequence[str], file: str) -> Document:
    """Title, themes, questions and sections of a document. Without any question, ``questions`` is empty."""
    numbered = scan("\n".join(lines)).lines
    contents = list(signs_of(numbered))
    if not any(isinstance(item, Sign) and item.role is Role.QUESTION for item in contents):
        contents = [bare_question(item) if isinstance(item, Sign) else item for item in contents]
    reader = _Reader(file, contents)
    for index, item in enumerate(contents):
        reader.take(index, item)
    return reader.document


class _Reader:
    """Puts every line where it belongs. Built once for a document, fed in order."""

    def __init__(self, file: str, contents: Sequence[Content]) -> None:
        self.document = Document(file)
        self.contents = contents
        self.theme: DocumentTheme | None = None
        self.question: DocumentQuestion | None = None
        self.section: DocumentSection | None = None
        self.started = False

    def take(self, index: int, item: Content) -> None:
        """The next line or heading."""
        if isinstance(item, Line):
            if not item.blank or self.started or item.kind is LineKind.COMMENT:
                self._here().append(item)
        elif item.role is Role.QUESTION and (item.stated or not self._is_inner(item)):
            self._open_question(item)
        elif item.role is Role.THEME:
            self._open_theme(item)
        elif self.question is None:
            self._before_questions(index, item)
        elif self._is_inner(item):
            self._here().append(item)
        elif item.role is Role.SECTION:
            self._open_section(item, item.kind)
        elif item.level < self.question.sign.level and self._question_follows(index):
            self._open_theme(item)
        else:
            self._open_section(item, None)
            self._tell(item, f'the section "{item.text}" is not known and is kept as it stands')
        self.started = True

    def _before_questions(self, index: int, item: Sign) -> None:
        first = not self.document.title and not self.document.themes
        if first and not _INTRODUCTION.match(item.text):
            self.document.title = item.text
        elif not _INTRODUCTION.match(item.text) and item.role is Role.OTHER and self._question_follows(index):
            self._open_theme(item)
        else:
            self._here().append(item)
            if not _INTRODUCTION.match(item.text):
                self._tell(item, f'the heading "{item.text}" is kept in the introduction of the theme')

    def _here(self) -> list[Content]:
        """Where lines go now."""
        if self.section is not None:
            return self.section.lines
        if self.question is not None:
            return self.question.lead
        return self._some_theme().introduction

    def _some_theme(self) -> DocumentTheme:
        if self.theme is None:
            self.theme = DocumentTheme("", "")
            self.document.themes.append(self.theme)
        return self.theme

    def _open_theme(self, sign: Sign) -> None:
        # Text above the first theme's heading is that theme's too.
        unnamed = self.theme is not None and not self.theme.name and not self.document.questions
        if unnamed and self.theme is not None:
            self.theme.heading, self.theme.name = sign.text, sign.name
        else:
            self.theme = DocumentTheme(sign.text, sign.name)
            self.document.themes.append(self.theme)
        self.question = self.section = None

    def _open_question(self, sign: Sign) -> None:
        self._some_theme()
        self.question = DocumentQuestion(sign, len(self.document.themes) - 1)
        self.document.questions.append(self.question)
        self.section = None

    def _open_section(self, sign: Sign, kind: KnownSection | None) -> None:
        assert self.question is not None
        self.section = DocumentSection(sign, kind)
        self.question.sections.append(self.section)

    def _is_inner(self, sign: Sign) -> bool:
        """Whether a heading belongs to the text of the section that is open."""
        if self.section is None or sign.level <= self.section.sign.level:
            return False
        if sign.role is not Role.SECTION:
            return True
        return self.section.kind is not None and self.section.kind.field == "strong" and " " not in folded(sign.text)

    def _question_follows(self, index: int) -> bool:
        """Whether a question comes before the next heading of this level or above."""
        sign = self.contents[index]
        for item in self.contents[index + 1 :]:
            if isinstance(item, Sign):
                if item.role is Role.QUESTION:
                    return isinstance(sign, Sign) and sign.level < item.level
                if isinstance(sign, Sign) and item.level <= sign.level:
                    return False
        return False

    def _tell(self, sign: Sign, what: str) -> None:
        place = SourceRef(self.document.file, sign.line)
        self.document.unrecognised.append(warning(what, "move it where it belongs", place))
