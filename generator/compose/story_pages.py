"""The story bank filled, and the page that says which story is told for which question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..model.content import Library
from ..model.facts import SheetFacts, StoriesFacts
from ..model.layout import Filling, Sheet
from ..model.listing import ListedStory, NumberedQuestion
from ..model.own import Story
from ..model.pack import PackSpec, PageSize, page_of
from ..model.problems import Problem, SelectionError
from ..model.slug import slug
from ..model.workbook import Section, Selection, Workbook
from ..model.worksheet import MatrixBlock, Worksheet
from .fit import fitted
from .holes import check_holes
from .loose import find_sheet
from .numbering import numbered_questions
from .stories import StoryRow, story_table

STORY_BANK = "P7"
STORIES_TITLE = "Stories and questions"
MOST_COULD = 6
"""Questions that a story could serve besides: the best of them, or the page is a list of the whole book."""


def bank_sheets(library: Library, sheet: Worksheet, page: PageSize) -> Iterator[Sheet]:
    """The story bank with the folder's stories in its rows, as many sheets as they need."""
    place, matrix = next(((i, b) for i, b in enumerate(sheet.blocks) if isinstance(b, MatrixBlock)), (0, None))
    stories = tuple(library.stories.values())
    if matrix is None:
        yield fitted(sheet, page, None)
        return
    for first in range(0, len(stories), matrix.rows):
        last = first + matrix.rows >= len(stories)
        cells = _cells(matrix, stories[first : first + matrix.rows], stories if last else ())
        yield fitted(sheet, page, None, {place: Filling(cells=cells)})


def _cells(matrix: MatrixBlock, here: Sequence[Story], counted: Sequence[Story]) -> tuple[tuple[str, ...], ...]:
    """A row for each story, and the last one to count in where all are counted."""
    columns = matrix.keys or tuple(map(slug, matrix.columns))
    rows = [(story.title, *("x" if column in _proved(story) else "" for column in columns)) for story in here]
    rows += [("",) * (1 + len(columns))] * (matrix.rows - len(rows))
    if matrix.total and counted:
        rows.append(("", *(str(sum(column in _proved(story) for story in counted)) for column in columns)))
    return tuple(rows)


def _proved(story: Story) -> set[str]:
    return {word for competency in story.competencies for word in (competency, slug(competency))}


def stories_section(library: Library, entries: Sequence[NumberedQuestion], *, bound: bool) -> Section:
    """The page of all stories against the questions of a book."""
    table = story_table(library, [entry.question for entry in entries])
    by_id = {entry.question.id: entry for entry in entries}
    name_of = library.taxonomy.competencies.name_of

    def listed(row: StoryRow) -> ListedStory:
        told, could = (tuple(by_id[q.id] for q in questions) for questions in (row.told, row.could[:MOST_COULD]))
        return ListedStory(row.story.title, tuple(map(name_of, row.story.competencies)), told, could)

    without = tuple(by_id[question.id] for question in table.without)
    facts = StoriesFacts(tuple(map(listed, table.rows)), tuple(map(name_of, table.lacking)), without, bound)
    return Section("stories", STORIES_TITLE, facts)


def lay_out_stories(library: Library, selection: Selection, spec: PackSpec, today: date) -> Workbook:
    """The filled story bank and its page alone.

    Raises:
        SelectionError: there are no stories.
        UsageError: the sheet does not fit its page with lines of this pitch, or the paper does not take the holes.
    """
    if not library.stories:
        raise SelectionError(Problem("there are no stories yet", "prep-pack new story begins one"))
    check_holes(spec)
    page = page_of(spec)
    sheet = find_sheet(library, STORY_BANK)
    sheets = tuple(
        Section(f"sheet-{place}", sheet.title, SheetFacts(layout, copies=1, bound=False))
        for place, layout in enumerate(bank_sheets(library, sheet, page), 1)
    )
    stories = stories_section(library, numbered_questions(library, selection), bound=False)
    named = spec.model_copy(update={"title": sheet.title})
    return Workbook(named, page, (*sheets, stories), spec.date or today, selection.problems)
