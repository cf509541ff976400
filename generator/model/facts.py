"""The kinds of section, and what a section of each kind holds: a class for each, which says of what kind it is.

The fields of a class are the names that its template sees. They are values of the model, never HTML.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from .cards import CARD_COLUMNS, CARD_TYPES, Card, CardColumns, CardGrid, CardTypes
from .content import Fact, Framework, Term
from .fields import PACK
from .layout import Calibration, CoveragePage, PlanLayout, Sheet
from .listing import CalendarRow, ContentsGroup, ListedStory, NumberedQuestion
from .own import MyAnswer
from .printing import Flip


class SectionKind(StrEnum):
    """The kinds of section; each has a template of the same name in ``templates/sections``."""

    COVER = "cover"
    CONTENTS = "contents"
    HOW_TO = "how-to"
    THEME = "theme"
    QUESTION = "question"
    ATTEMPT = "attempt"
    """A question without its answers, as the practice edition has it; they stand in an ``answer``."""
    ANSWERS = "answers"
    ANSWER = "answer"
    WORKSHEETS = "worksheets"
    FRAMEWORKS = "frameworks"
    GLOSSARY = "glossary"
    PLAN = "plan"
    COVERAGE = "coverage"
    NOTES = "notes"
    FILLER = "filler"
    SHEET = "sheet"
    STORIES = "stories"
    CALIBRATION = "calibration"
    CARDS = "cards"
    SPECIMEN = "specimen"


PERSONAL = (SectionKind.COVER, SectionKind.CONTENTS, SectionKind.HOW_TO)
"""The sections that tell whose book it is (their templates see ``spec``); all others know nothing of that."""


@dataclass(frozen=True, slots=True)
class CoverFacts:
    """The cover: the date printed on it, and the book's questions, of which it tells how many and has a figure."""

    kind: ClassVar = SectionKind.COVER
    issued: date
    entries: tuple[NumberedQuestion, ...]


@dataclass(frozen=True, slots=True)
class ContentsFacts:
    """The contents page, in the order of the book."""

    kind: ClassVar = SectionKind.CONTENTS
    groups: tuple[ContentsGroup, ...]


@dataclass(frozen=True, slots=True)
class HowToFacts:
    """How to use the pack, with a row for each day of the prep calendar; none when the interview is today or over."""

    kind: ClassVar = SectionKind.HOW_TO
    calendar: tuple[CalendarRow, ...]
    models: bool
    """Whether there are model answers to compare one's own with."""


@dataclass(frozen=True, slots=True)
class ThemeFacts:
    """The opener of a theme, with the questions on it in this book."""

    kind: ClassVar = SectionKind.THEME
    entries: tuple[NumberedQuestion, ...]


@dataclass(frozen=True, slots=True)
class _OneQuestion:
    """A section on one question, with the worksheets printed in it: each is a `Sheet`, or a plan other than the book's.

    Its bookmark, and links to it, bring the question's number.
    """

    entry: NumberedQuestion
    sheets: tuple[Sheet | PlanLayout, ...]
    mine: MyAnswer | None = field(default=None, kw_only=True)
    """The reader's own answer, where it is printed."""


@dataclass(frozen=True, slots=True)
class WorksheetsFacts(_OneQuestion):
    """The worksheets of a question without the question."""

    kind: ClassVar = SectionKind.WORKSHEETS


@dataclass(frozen=True, slots=True)
class _StudiedQuestion(_OneQuestion):
    """A question to study, or its front or its answers alone: all three share a template's blocks."""

    frameworks: tuple[Framework, ...]
    """What it is answered with, the most particular last."""
    dated: tuple[Fact, ...]
    """What its context note rests on."""
    score_rows: tuple[str, ...]
    """What readers score themselves by: the bank's rows, then the question's own."""
    plan_anchor: str
    """Where the book's plan stands, if that is the question's worksheet; else empty."""
    labelled: bool
    """Whether the parts of the strong answer are named; else the reader names them."""
    lead: str = ""
    """The first words on its theme, where that has no page but this; the theme's name stands above them."""
    below_theme: bool = True
    """Whether its bookmark stands below that of its theme's page, which comes before it."""
    instead: bool = field(default=False, kw_only=True)
    """Whether the question's strong answer is the reader's own, and no other is printed."""


@dataclass(frozen=True, slots=True)
class QuestionFacts(_StudiedQuestion):
    """A question with its answers."""

    kind: ClassVar = SectionKind.QUESTION


@dataclass(frozen=True, slots=True)
class AttemptFacts(_StudiedQuestion):
    """A question to try before its answers are seen."""

    kind: ClassVar = SectionKind.ATTEMPT


@dataclass(frozen=True, slots=True)
class AnswerFacts(_StudiedQuestion):
    """The answers to a question that was tried; its ``sheets`` are in the front, and none here."""

    kind: ClassVar = SectionKind.ANSWER


@dataclass(frozen=True, slots=True)
class AnswersFacts:
    """The page before the answers that stand at the back: the questions they answer."""

    kind: ClassVar = SectionKind.ANSWERS
    entries: tuple[NumberedQuestion, ...]


@dataclass(frozen=True, slots=True)
class FrameworksFacts:
    """The chapter on the frameworks that the book's questions name."""

    kind: ClassVar = SectionKind.FRAMEWORKS
    frameworks: tuple[Framework, ...]


@dataclass(frozen=True, slots=True)
class GlossaryFacts:
    """The terms that are explained, in the glossary's order."""

    kind: ClassVar = SectionKind.GLOSSARY
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """The book's own plan, laid out for its page."""

    kind: ClassVar = SectionKind.PLAN
    layout: PlanLayout


@dataclass(frozen=True, slots=True)
class CoverageFacts:
    """The table of competencies by formats; ``faced`` where a sheet that belongs to it follows on the page beside."""

    kind: ClassVar = SectionKind.COVERAGE
    table: CoveragePage
    faced: bool


@dataclass(frozen=True, slots=True)
class NotesFacts:
    """Pages for notes, ``count`` of them."""

    kind: ClassVar = SectionKind.NOTES
    count: int


@dataclass(frozen=True, slots=True)
class FillerFacts:
    """A page for notes on a side left blank; nothing is known of it."""

    kind: ClassVar = SectionKind.FILLER


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """A sheet without a question, so many ``copies`` of it; ``bound`` into a book its pages are numbered.

    ``owner`` begins the names of its fields, in the place of a question's id.
    """

    kind: ClassVar = SectionKind.SHEET
    sheet: Sheet | PlanLayout
    copies: int
    bound: bool
    owner: str = PACK


@dataclass(frozen=True, slots=True)
class StoriesFacts:
    """The reader's stories with their questions, competencies that none proves, and questions that have none.

    ``bound`` into a book, the pages of its questions are told.
    """

    kind: ClassVar = SectionKind.STORIES
    stories: tuple[ListedStory, ...]
    lacking: tuple[str, ...]
    without: tuple[NumberedQuestion, ...]
    bound: bool


@dataclass(frozen=True, slots=True)
class CalibrationFacts:
    """Both sides of the calibration page."""

    kind: ClassVar = SectionKind.CALIBRATION
    layout: Calibration


@dataclass(frozen=True, slots=True)
class CardsFacts:
    """A sheet of recall cards, front and back: the cards on it row by row, and the sheet's number from 1."""

    kind: ClassVar = SectionKind.CARDS
    cards: tuple[Card, ...]
    grid: CardGrid
    sheet: int
    flip: Flip
    """The edge to turn the sheet on."""
    types: CardTypes = CARD_TYPES
    columns: CardColumns = CARD_COLUMNS


@dataclass(frozen=True, slots=True)
class SpecimenFacts:
    """A design on one page: its name, a question that shows all, a few others for its tabs, a framework's figure."""

    kind: ClassVar = SectionKind.SPECIMEN
    name: str
    entry: NumberedQuestion
    entries: tuple[NumberedQuestion, ...]
    framework: Framework


OfOneQuestion = QuestionFacts | AttemptFacts | AnswerFacts | WorksheetsFacts

Facts = (
    CoverFacts
    | ContentsFacts
    | HowToFacts
    | ThemeFacts
    | OfOneQuestion
    | AnswersFacts
    | FrameworksFacts
    | GlossaryFacts
    | PlanFacts
    | CoverageFacts
    | NotesFacts
    | FillerFacts
    | SheetFacts
    | StoriesFacts
    | CalibrationFacts
    | CardsFacts
    | SpecimenFacts
)
"""What a section may hold."""
