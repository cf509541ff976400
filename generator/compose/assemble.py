"""`Selection` → `Workbook`: the order of the book and the facts each section needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..model.content import Annotation, Framework, Library, Plan, Question, Theme
from ..model.pack import NO_PLAN, Edition, PackSpec, PageSize, page_of
from ..model.problems import Problem, SelectionError, did_you_mean, warning
from ..model.workbook import Section, SectionKind, Selection, Workbook
from .calendar import prep_calendar
from .contents import contents
from .coverage import LEAST_FOR_A_PAGE, coverage, lay_out_coverage
from .fit import fitted
from .plan import PlanLayout, lay_out_plan
from .sheets import Sheet

PLAN_ANCHOR = "plan"
COVERAGE_TITLE = "What these questions cover"


@dataclass(frozen=True, slots=True)
class Entry:
    """A chosen question with its printed number and its theme's place in this book."""

    number: str
    question: Question
    theme: Theme
    theme_number: int


def assemble(library: Library, selection: Selection, spec: PackSpec, today: date) -> Workbook:
    """Lay out the sections of a book.

    Raises:
        SelectionError: the pack names a plan that is not there.
        UsageError: a worksheet does not fit its page with lines of this pitch.
    """
    page = page_of(spec)
    plan = _plan(library, spec)
    entries = _entries(library, selection)
    issued = spec.date or today
    calendar = prep_calendar([(e.number, e.question) for e in entries], issued, spec.interview_date)
    front = (
        Section("cover", SectionKind.COVER, spec.title, {"spec": spec, "issued": issued, "entries": entries}),
        Section(
            "contents",
            SectionKind.CONTENTS,
            "Contents",
            {"groups": contents(entries, _frameworks(library, entries), plan, spec, _covers(entries, spec))},
        ),
        Section(
            "how-to",
            SectionKind.HOW_TO,
            "How to use this pack",
            {"spec": spec, "calendar": calendar, "entries": entries},
        ),
    )
    body = tuple(_body(library, entries, page, plan))
    back = tuple(_back(library, entries, page, plan, spec))
    return Workbook(spec, page, (*front, *body, *back), issued, (*selection.problems, *_date_problems(spec, issued)))


def _plan(library: Library, spec: PackSpec) -> Plan | None:
    if spec.plan == NO_PLAN:
        return None
    if spec.plan not in library.plans:
        raise SelectionError(Problem(f'unknown plan "{spec.plan}"', did_you_mean(spec.plan, [*library.plans, NO_PLAN])))
    return library.plans[spec.plan]


def _entries(library: Library, selection: Selection) -> tuple[Entry, ...]:
    """Number questions as they come here, unless all bring distinct numbers of their own."""
    places: dict[str, int] = {}
    for question in selection.questions:
        places.setdefault(question.theme, len(places) + 1)
    questions = _grouped(selection.questions, places)
    # A theme keeps the bank's number in every book, so that its tab does; unless two in this book have the same.
    bank = {theme: library.themes[theme].number for theme in places}
    if len(set(bank.values())) == len(bank):
        places = bank
    own = [q.number for q in questions]
    numbers = own if all(own) and len(set(own)) == len(own) else [str(i) for i in range(1, len(questions) + 1)]
    return tuple(
        Entry(number, question, library.themes[question.theme], places[question.theme])
        for number, question in zip(numbers, questions, strict=True)
    )


def _grouped(questions: tuple[Question, ...], places: Mapping[str, int]) -> list[Question]:
    """Keep a theme's questions together, themes in the order they first come."""
    return sorted(questions, key=lambda q: places[q.theme])


def _body(library: Library, entries: tuple[Entry, ...], page: PageSize, plan: Plan | None) -> Iterator[Section]:
    seen: set[str] = set()
    for entry in entries:
        theme = entry.theme
        if theme.id not in seen:
            seen.add(theme.id)
            mine = tuple(e for e in entries if e.theme.id == theme.id)
            yield Section(
                f"theme-{theme.id}", SectionKind.THEME, theme.name, {"entries": mine}, theme, entry.theme_number
            )
        yield _question(library, entry, page, plan)


def _question(library: Library, entry: Entry, page: PageSize, plan: Plan | None) -> Section:
    q = entry.question
    planned = plan is not None and any(library.worksheets[w].plan == plan.id for w in q.worksheets)
    facts: dict[str, Any] = {
        "entry": entry,
        "frameworks": tuple(library.frameworks[f] for f in q.frameworks),
        "dated": tuple(library.facts[f] for f in q.facts),
        "score_rows": (*library.score_rows, *(q.self_score.items if q.self_score else ())),
        "sheets": tuple(_sheets(library, q, page, plan)),
        "plan_anchor": PLAN_ANCHOR if planned else "",
        "labelled": q.annotation is not Annotation.NONE,
        "annotated": q.annotation is Annotation.FULL or any(p.notes for p in q.strong.parts),
    }
    return Section(f"q-{q.id}", SectionKind.QUESTION, q.wording, facts, entry.theme, entry.theme_number)


def _sheets(library: Library, q: Question, page: PageSize, plan: Plan | None) -> Iterator[Sheet | PlanLayout]:
    """The question's worksheets. A sheet that is the book's own plan is not printed twice."""
    for sheet in (library.worksheets[w] for w in q.worksheets):
        if not sheet.plan:
            yield fitted(sheet, page, q.wording)
        elif plan is None or sheet.plan != plan.id:
            yield lay_out_plan(library.plans[sheet.plan], page)


def _frameworks(library: Library, entries: tuple[Entry, ...]) -> tuple[Framework, ...]:
    ids = dict.fromkeys(f for e in entries for f in e.question.frameworks)
    return tuple(library.frameworks[f] for f in ids)


def _back(
    library: Library, entries: tuple[Entry, ...], page: PageSize, plan: Plan | None, spec: PackSpec
) -> Iterator[Section]:
    if frameworks := _frameworks(library, entries):
        yield Section("frameworks", SectionKind.FRAMEWORKS, "Frameworks", {"frameworks": frameworks})
    if plan:
        yield Section(PLAN_ANCHOR, SectionKind.PLAN, plan.name, {"layout": lay_out_plan(plan, page)})
    if title := _covers(entries, spec):
        rows = coverage([(e.number, e.question) for e in entries])
        yield Section("coverage", SectionKind.COVERAGE, title, {"table": lay_out_coverage(rows, page)})
    if spec.notes_pages:
        count = spec.notes_pages
        yield Section("notes", SectionKind.NOTES, "Notes", {"count": count})


def _covers(entries: tuple[Entry, ...], spec: PackSpec) -> str:
    """The title of the page that tells what the book covers; empty where it would tell nothing."""
    worth = spec.edition is Edition.STUDY and len(entries) >= LEAST_FOR_A_PAGE
    return COVERAGE_TITLE if worth else ""


def _date_problems(spec: PackSpec, issued: date) -> Iterator[Problem]:
    if spec.interview_date and spec.interview_date < issued:
        yield warning(
            f"the interview date {spec.interview_date} lies before {issued}",
            "the prep calendar is left out; give a later --interview-date",
        )
