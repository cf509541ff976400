"""What stands after the questions: frameworks, glossary, plan, coverage, sheets on the whole pack, pages for notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..model.content import Framework, Library, Plan, Question
from ..model.facts import CoverageFacts, FrameworksFacts, GlossaryFacts, NotesFacts, PlanFacts, SheetFacts
from ..model.fields import PACK
from ..model.layout import PlanParts, Sheet
from ..model.listing import NumberedQuestion
from ..model.pack import ALL_SHEETS, NO_SHEETS, Edition, Fields, PackSpec, PageSize
from ..model.problems import Problem, SelectionError
from ..model.workbook import Section
from ..model.worksheet import Worksheet
from .coverage import LEAST_FOR_A_PAGE, coverage, lay_out_coverage
from .fit import fits, fitted
from .glossary import explained
from .loose import find_sheet
from .own_words import FilledPlan
from .plan import lay_out_plan, plan_parts
from .sheets import lay_out
from .story_pages import STORY_BANK, bank_sheets, stories_section

PLAN_ANCHOR, SPARE_ANCHOR = "plan", "spare"
COVERAGE_TITLE = "What these questions cover"
SPARE = "W1"
WORTH_A_SHEET = 2
"""So many pages to fill are filled with a spare sheet, one story of one's own; fewer are pages for notes."""


def back_matter(
    library: Library,
    entries: Sequence[NumberedQuestion],
    page: PageSize,
    plan: Plan | None,
    spec: PackSpec,
    filling: int,
    filled: FilledPlan | None = None,
) -> Iterator[Section]:
    """The sections after the questions. ``filling`` are pages to fill the last sheet of paper; ``filled`` is the plan.

    Raises:
        SelectionError: the pack names a sheet that is not there.
        UsageError: a sheet does not fit its page with lines of this pitch.
    """
    if spec.edition is not Edition.WORKSHEETS:
        yield from _to_read(library, [entry.question for entry in entries], spec)
    if plan:
        written, parts = filled.written if filled else None, _plan_parts(library, plan, entries, filled)
        yield Section(PLAN_ANCHOR, plan.name, PlanFacts(lay_out_plan(plan, page, written, parts)))
    sheets = tuple(_chosen_sheets(library, spec))
    if spec.edition is not Edition.WORKSHEETS and len(entries) >= LEAST_FOR_A_PAGE:
        taxonomy = library.taxonomy
        rows = coverage([(entry.number, entry.question) for entry in entries], taxonomy)
        table = lay_out_coverage(rows, taxonomy.formats, page)
        faced = bool(sheets) and sheets[0].id == STORY_BANK
        yield Section("coverage", COVERAGE_TITLE, CoverageFacts(table, faced))
    for sheet in sheets:
        if sheet.id == STORY_BANK and library.stories and spec.worksheets is Fields.FILLED:
            yield from _story_bank(library, entries, page, sheet, bound=spec.edition is not Edition.WORKSHEETS)
        else:
            yield _sheet(f"sheet-{sheet.id.lower()}", sheet, fitted(sheet, page, None))
    yield from _to_fill(library, page, spec.notes_pages, filling)


def _plan_parts(
    library: Library, plan: Plan, entries: Sequence[NumberedQuestion], filled: FilledPlan | None
) -> PlanParts | None:
    """The fields of the book's own plan: of the question whose answer fills it, or of the first that has its sheet."""
    sheet = next((sheet for sheet in library.worksheets.values() if sheet.plan == plan.id), None)
    if sheet is None:
        return None
    first = next((entry.question.id for entry in entries if sheet.id in entry.question.worksheets), "")
    return plan_parts(sheet, plan, filled.question if filled else first)


def _story_bank(
    library: Library, entries: Sequence[NumberedQuestion], page: PageSize, sheet: Worksheet, *, bound: bool
) -> Iterator[Section]:
    """The bank filled, on as many sheets as there are stories for, then which questions they are told for."""
    for place, layout in enumerate(bank_sheets(library, sheet, page), 1):
        more = f"-{place}" if place > 1 else ""
        yield _sheet(f"sheet-{sheet.id.lower()}{more}", sheet, layout, owner=f"{PACK}{more}")
    yield stories_section(library, entries, bound=bound)


def frameworks_of(library: Library, questions: Iterable[Question]) -> tuple[Framework, ...]:
    """The frameworks that questions name, each once."""
    ids = dict.fromkeys(f for q in questions for f in q.frameworks)
    return tuple(library.frameworks[f] for f in ids)


def _to_read(library: Library, questions: Sequence[Question], spec: PackSpec) -> Iterator[Section]:
    if frameworks := frameworks_of(library, questions):
        yield Section("frameworks", "Frameworks", FrameworksFacts(frameworks))
    facts = [library.facts[f] for q in questions for f in q.facts]
    if terms := explained(library.glossary, spec.glossary, (*questions, *facts)):
        yield Section("glossary", "Glossary", GlossaryFacts(terms))


def _chosen_sheets(library: Library, spec: PackSpec) -> Iterable[Worksheet]:
    """The sheets that the pack asks for, each once. One with a plan is the pack's own ``plan``, by that key."""
    wanted = spec.sheets or ((ALL_SHEETS,) if spec.edition is Edition.WORKSHEETS else ())
    found: dict[str, Worksheet] = {}
    for place, name in enumerate(wanted):
        about = ("sheets", place)
        if name.lower() == ALL_SHEETS:
            found |= {sheet.id: sheet for sheet in library.worksheets.values() if sheet.id.startswith("P")}
        elif name.lower() != NO_SHEETS:
            sheet = find_sheet(library, name, about)
            if sheet.plan:
                what = f'sheet "{name}" is the plan {sheet.plan}'
                raise SelectionError(Problem(what, f"it has a key of its own: plan: {sheet.plan}", about=about))
            found[sheet.id] = sheet
    return found.values()


def _to_fill(library: Library, page: PageSize, notes: int, filling: int) -> Iterator[Section]:
    """Pages for notes; a spare sheet among them where it fills what there is to fill."""
    spare = _spare(library, page)
    if spare is None or len(spare.pages) > filling or filling < WORTH_A_SHEET:
        yield from _notes(notes + filling, "notes")
        return
    after = notes + filling - len(spare.pages)
    # The book ends on a left-hand page. So does a spread that is followed by an odd number of pages: it lies open.
    before = 1 if after and after % 2 == 0 and len(spare.pages) == 2 else 0
    yield from _notes(before, "notes")
    yield _sheet(SPARE_ANCHOR, spare.worksheet, spare, owner=SPARE_ANCHOR)
    yield from _notes(after - before, "more-notes" if before else "notes")


def _spare(library: Library, page: PageSize) -> Sheet | None:
    sheet = library.worksheets.get(SPARE)
    laid_out = lay_out(sheet, page, None) if sheet and not sheet.plan else None
    return laid_out if laid_out and fits(laid_out) else None


def _sheet(id_: str, sheet: Worksheet, layout: Sheet, owner: str = PACK) -> Section:
    return Section(id_, sheet.title, SheetFacts(layout, copies=1, bound=True, owner=owner))


def _notes(count: int, id_: str) -> Iterator[Section]:
    if count:
        yield Section(id_, "Notes", NotesFacts(count))
