"""A plain list of questions (one a line, or a Markdown list) → questions in themes, with every line kept somewhere.

A line is a heading, an item of a list, a question by its words, or text. Headings become themes; text stays with the
question or the theme that it follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from ..model.markdown.lines import INSIDE, MARKER, Heading, Line, LineKind, indent_of
from ..model.markdown.scan import scan
from ..model.problems import ContentError, Problem, SourceRef, warning
from .answer import bold
from .repair import repaired
from .signs import asks, label_of, unbold, unquoted

MOST = 500
"""Questions of one list: each becomes a file to fill, and nobody fills more."""
LONGEST_WORDING = 400
LONGEST_HEADING = 80
"""Characters of a line that ends in a colon and is still taken for a heading."""

# Beside the markers of Markdown those that lists have elsewhere, and a box to tick.
_ITEM = re.compile(rf"([ \t]*)(?:{MARKER}|[·▪—]|\(\d{{1,3}}[.)]|\(?[a-zA-Z]\))[ \t]+(?:\[[ xX]\][ \t]+)?(\S.*)")
_BOLD_LINE = re.compile(r"(?:\*\*|__)[^*_]+(?:\*\*|__)[ \t]*:?")


@dataclass(slots=True, eq=False)
class ListedTheme:
    """A heading with questions under it; what stands before the first of them."""

    name: str
    introduction: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ListedQuestion:
    """A question, the line it stands on, its theme, and the lines that belong to it."""

    wording: str
    line: int
    theme: ListedTheme
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class QuestionList:
    """What was read. ``told`` are warnings: repairs, and lines that are no questions with where they went."""

    title: str
    themes: tuple[ListedTheme, ...]
    questions: tuple[ListedQuestion, ...]
    told: tuple[Problem, ...]


def read_list(text: str, file: str, *, forced: bool = False) -> QuestionList:
    """The questions of a list.

    Args:
        text: what stands in the file.
        file: its name in messages.
        forced: every line is a question, but headings and what stands inside an item of a list.

    Raises:
        ContentError: it is empty, holds no question, or more than `MOST`.
    """
    place = SourceRef(file)
    if not text.strip():
        raise ContentError(Problem("the file is empty", "write a question on each line", place))
    lines, repairs = repaired(text, file)
    reader = _Reader(place, scan("\n".join(lines)).lines, forced)
    reader.read()
    if not reader.questions:
        mend = "looked for items of a list, and for lines that ask; --list takes every line for a question"
        raise ContentError(Problem("no question was found", mend, place))
    questions = _once(reader.questions, place, reader.told)
    if len(questions) > MOST:
        what = f"the list has {len(questions)} questions"
        raise ContentError(Problem(what, f"at most {MOST} are read at a time; split it", place))
    title, themes = _with_questions(reader.themes, questions)
    told = sorted([*repairs, *reader.told], key=lambda problem: problem.where or place)
    return QuestionList(title, themes, questions, tuple(told))


class _Underlined(Enum):
    """How a line of ``=`` or ``-`` marks the line above it: as a heading, or as one unless it asks."""

    SURELY = auto()
    PERHAPS = auto()


class _Reader:
    """Puts every line where it belongs. Built once for a list."""

    def __init__(self, place: SourceRef, lines: Sequence[Line], forced: bool) -> None:
        self.place = place
        self.forced = forced
        kinds = [_underlined(lines, index) for index in range(len(lines))]
        self.stated = {line.number for line, kind in zip(lines, kinds, strict=True) if kind is _Underlined.SURELY}
        self.underlined = {line.number for line, kind in zip(lines, kinds, strict=True) if kind}
        under = {line.number + 1 for line in lines if line.number in self.underlined}
        self.lines = [line for line in lines if not _divides(line) and line.number not in under]
        written = [line for line in self.lines if not line.blank]
        itemised = any(_item(line) for line in written)
        asking = sum(asks(line.text.strip()) for line in written)
        # One a line: each is a question, also one that does not ask in so many words.
        self.each_line = forced or (not itemised and 2 * asking >= len(written))
        self.themes: list[ListedTheme] = []
        self.questions: list[ListedQuestion] = []
        self.told: list[Problem] = []
        self.question: ListedQuestion | None = None
        self.indent = 0
        self.in_item = False

    def read(self) -> None:
        """Take every line in turn."""
        for index, line in enumerate(self.lines):
            if line.blank:
                if line.kind is LineKind.COMMENT:
                    self.told.append(warning("this is a comment and is left out", "", self.place.at(line.number)))
                continue
            heading = self._heading(index)
            if heading:
                self.themes.append(ListedTheme(heading))
                self.question = None
            else:
                self._take(index, line)

    def _heading(self, index: int) -> str:
        """The words of a heading; empty where the line is none."""
        line = self.lines[index]
        text = line.text.strip()
        marked = _marked(line)
        if marked:
            return unbold(marked.text).rstrip(" :") or marked.text
        if line.number in self.stated:
            return self._stated(line, unbold(text).rstrip(" :") or text)
        if line.fenced or _item(line) or line.text[0].isspace() or label_of(text) or asks(unbold(text)):
            return ""
        bold = _BOLD_LINE.fullmatch(text) is not None
        colon = text.endswith(":") and len(text) <= LONGEST_HEADING and not self._is_last(index)
        return unbold(text).rstrip(" :") if bold or colon or line.number in self.underlined else ""

    def _stated(self, line: Line, text: str) -> str:
        if asks(text):
            what = "this asks, and is a heading because of the line under it"
            mend = "if it is a question, put a blank line between the two"
            self.told.append(warning(what, mend, self.place.at(line.number)))
        return text

    def _is_last(self, index: int) -> bool:
        return all(line.blank for line in self.lines[index + 1 :])

    def _take(self, index: int, line: Line) -> None:
        """A line that is no heading."""
        item = _item(line)
        text = item[2] if item else line.text.strip()
        if self.question and not item and self._goes_on(index):
            self.question.wording += f" {text}"
        elif item and not (self.question and indent_of(item[1]) >= self.indent + INSIDE):
            self._ask(text, line.number, indent_of(item[1]), in_item=True)
        elif not item and not line.fenced and self._stands_alone(line) and (self.each_line or asks(text)):
            self._ask(text, line.number, 0)
        else:
            self._keep(line)

    def _stands_alone(self, line: Line) -> bool:
        """Whether a line that is no item belongs to nothing above it."""
        return not line.text[0].isspace() or (self.forced and not (self.question and self.in_item))

    def _goes_on(self, index: int) -> bool:
        """Whether a line is the rest of the question on the line above it."""
        line, above = self.lines[index], self.lines[index - 1]
        if self.question is None or self.question.notes or line.fenced or above.blank:
            return False
        # Every line was promised to be a question: only what stands inside an item is none.
        if self.forced and self._stands_alone(line):
            return False
        ended = self.question.wording.rstrip("\"”’')*_")[-1:] in tuple(".?!…:")
        return not ended and (line.text[0].isspace() or line.text[0].islower())

    def _ask(self, text: str, line: int, indent: int, *, in_item: bool = False) -> None:
        if not self.themes:
            self.themes.append(ListedTheme(""))
        plain = unbold(text)
        plain = label_of(plain) or plain
        self.question = ListedQuestion(unquoted(plain) or plain, line, self.themes[-1])
        self.questions.append(self.question)
        self.indent, self.in_item = indent, in_item
        if len(text) > LONGEST_WORDING:
            what = f"this question has {len(text)} characters"
            self.told.append(warning(what, "shorten it", self.place.at(line)))

    def _keep(self, line: Line) -> None:
        """Text: with the question that it follows, else with its theme."""
        if not self.themes:
            self.themes.append(ListedTheme(""))
        if self.question:
            self.question.notes.append(line.text.rstrip())
            kept = f"a note of the question on line {self.question.line}"
        else:
            self.themes[-1].introduction.append(line.text.strip())
            kept = "an introduction"
        self.told.append(warning(f"this is no question and is kept as {kept}", "", self.place.at(line.number)))


def _underlined(lines: Sequence[Line], index: int) -> _Underlined | None:
    """Whether the next line makes a heading of this one."""
    line = lines[index]
    if index + 1 == len(lines) or line.blank or line.fenced or lines[index + 1].fenced:
        return None
    marks = lines[index + 1].text.strip()
    if len(marks) < 3 or set(marks) not in ({"="}, {"-"}):
        return None
    plain = not (_divides(line) or _item(line) or _marked(line) or line.text[0].isspace())
    # Dashes below other text only divide; after a blank line nobody divides what has just begun.
    above = lines[index - 1] if index else None
    if plain and any(map(str.isalnum, line.text)) and (above is None or above.blank):
        return _Underlined.SURELY
    after_heading = plain and above is not None and (_marked(above) or set(above.text.strip()) == {"="})
    return _Underlined.PERHAPS if marks[0] == "=" or after_heading else None


def with_marked_headings(lines: Sequence[str]) -> list[str]:
    """A list with ``## Money`` for each ``Money`` over dashes, so that it is not taken for the text of an answer."""
    scanned = scan("\n".join(lines)).lines
    if any((heading := _marked(line)) and asks(heading.text) for line in scanned):
        return list(lines)  # a document, whose dashes divide
    marked = []
    for index, line in enumerate(scanned):
        short = len(line.text) <= LONGEST_HEADING and not line.text.rstrip().endswith((".", "!", ",", ";", "…"))
        heads = short and _underlined(scanned, index) is _Underlined.SURELY
        marked.append(f"## {line.text}" if heads else line.raw)
    return marked


def _divides(line: Line) -> bool:
    return line.kind in (LineKind.RULE, LineKind.UNDERLINE)


def _marked(line: Line) -> Heading | None:
    """The heading that a line is by its own marks; what a line below makes of it depends here on more."""
    return None if line.heading and line.heading.underlined else line.heading


def _item(line: Line) -> re.Match[str] | None:
    return None if line.fenced else _ITEM.fullmatch(line.text)


def _once(questions: Sequence[ListedQuestion], place: SourceRef, told: list[Problem]) -> tuple[ListedQuestion, ...]:
    """Each question once; what belongs to its twins is joined to it."""
    first: dict[str, ListedQuestion] = {}
    for question in questions:
        key = " ".join(re.findall(r"\w+", question.wording.casefold())) or question.wording
        known = first.setdefault(key, question)
        if known is not question:
            known.notes += question.notes
            what = f"the same question as on line {known.line}, and kept once"
            told.append(warning(what, "", place.at(question.line)))
    return tuple(first.values())


def _with_questions(
    themes: Sequence[ListedTheme], questions: Sequence[ListedQuestion]
) -> tuple[str, tuple[ListedTheme, ...]]:
    """The title, and the themes that have questions. What stands under other headings introduces the next theme."""
    asked = {question.theme for question in questions}
    title = ""
    kept: list[ListedTheme] = []
    waiting: list[str] = []
    for theme in themes:
        if theme in asked:
            theme.introduction[:0] = waiting
            waiting = []
            kept.append(theme)
            continue
        if theme.name and not title and not kept:
            title = theme.name
        elif theme.name:
            waiting.append(bold(theme.name))
        waiting += theme.introduction
    kept[-1].introduction += waiting
    return title, tuple(kept)
