"""`Selection` → `Workbook`: the order of the book and the facts each section needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from ..model.content import Annotation, Library, Plan, Question
from ..model.facts import (
    AnswerFacts,
    AnswersFacts,
    AttemptFacts,
    ContentsFacts,
    CoverFacts,
    HowToFacts,
    OfOneQuestion,
    QuestionFacts,
    ThemeFacts,
    WorksheetsFacts,
)
from ..model.layout import PlanLayout, Sheet
from ..model.listing import NumberedQuestion
from ..model.pack import NO_PLAN, Edition, PackSpec, PageSize, page_of
from ..model.placeholder import is_placeholder
from ..model.problems import Problem, SelectionError, did_you_mean, warning
from ..model.workbook import Section, Selection, Workbook
from .back import PLAN_ANCHOR, SPARE_ANCHOR, back_matter, frameworks_of
from .calendar import prep_calendar
from .contents import contents
from .fit import fitted
from .holes import check_holes
from .plan import lay_out_plan


def assemble(library: Library, selection: Selection, spec: PackSpec, today: date, filling: int = 0) -> Workbook:
    """Lay out the sections of a book; ``filling`` are pages to add at its end.

    Raises:
        SelectionError: the pack names a plan or a sheet that is not there, or leaves nothing to print.
        UsageError: a worksheet does not fit its page with lines of this pitch, or the paper does not take the holes.
    """
    check_holes(spec)
    page = page_of(spec)
    plan = _plan(library, spec)
    entries = numbered_questions(library, selection)
    issued = spec.date or today
    numbered = [(entry.number, entry.question) for entry in entries]
    back = tuple(back_matter(library, numbered, page, plan, spec, filling))
    if spec.edition is Edition.WORKSHEETS:
        sections = (*_worksheets(library, entries, page, plan), *back)
        if not sections:
            raise SelectionError(
                Problem("the chosen questions have no worksheets", "choose others, or add --sheet all")
            )
    else:
        front = _front(library, entries, spec, issued, back)
        sections = (*front, *_body(library, entries, page, plan, spec.edition), *back)
    return Workbook(spec, page, sections, issued, (*selection.problems, *_date_problems(spec, issued)))


def _front(
    library: Library, entries: tuple[NumberedQuestion, ...], spec: PackSpec, issued: date, back: tuple[Section, ...]
) -> Iterator[Section]:
    yield Section("cover", spec.title, CoverFacts(issued, entries))
    frameworks = frameworks_of(library, [entry.question for entry in entries])
    # What fills the last sheet is not listed: a line more could need a page more, and so another filling.
    listed = [section for section in back if section.id != SPARE_ANCHOR]
    groups = contents(entries, frameworks, listed, answers_apart=spec.edition is Edition.PRACTICE)
    yield Section("contents", "Contents", ContentsFacts(groups))
    calendar = prep_calendar([(e.number, e.question) for e in entries], issued, spec.interview_date)
    yield Section("how-to", "How to use this pack", HowToFacts(calendar))


def _plan(library: Library, spec: PackSpec) -> Plan | None:
    if spec.plan == NO_PLAN:
        return None
    if spec.plan not in library.plans:
        mend = did_you_mean(spec.plan, [*library.plans, NO_PLAN])
        raise SelectionError(Problem(f'unknown plan "{spec.plan}"', mend, about=("plan",)))
    return library.plans[spec.plan]


def numbered_questions(library: Library, selection: Selection) -> tuple[NumberedQuestion, ...]:
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
        NumberedQuestion(number, _titled(question), library.themes[question.theme], places[question.theme])
        for number, question in zip(numbers, questions, strict=True)
    )


def _titled(question: Question) -> Question:
    """The question, by the words of its id where it is not worded yet."""
    if not is_placeholder(question.wording):
        return question
    return replace(question, wording=question.id.replace("-", " ").capitalize())


def _grouped(questions: tuple[Question, ...], places: Mapping[str, int]) -> list[Question]:
    """Keep a theme's questions together, themes in the order they first come."""
    return sorted(questions, key=lambda q: places[q.theme])


def _body(
    library: Library, entries: tuple[NumberedQuestion, ...], page: PageSize, plan: Plan | None, edition: Edition
) -> Iterator[Section]:
    seen: set[str] = set()
    practice = edition is Edition.PRACTICE
    for entry in entries:
        theme = entry.theme
        if theme.id not in seen:
            seen.add(theme.id)
            mine = tuple(e for e in entries if e.theme.id == theme.id)
            yield Section(f"theme-{theme.id}", theme.name, ThemeFacts(mine), theme, entry.theme_number)
        yield _question(library, entry, page, plan, AttemptFacts if practice else QuestionFacts)
    if practice:
        yield Section("answers", "Answers", AnswersFacts(entries))
        for entry in entries:
            yield _question(library, entry, page, plan, AnswerFacts)


def _worksheets(
    library: Library, entries: tuple[NumberedQuestion, ...], page: PageSize, plan: Plan | None
) -> Iterator[Section]:
    for entry in entries:
        if sheets := tuple(_sheets(library, entry.question, page, plan)):
            yield _of(WorksheetsFacts(entry, sheets))


def _of(facts: OfOneQuestion) -> Section:
    """A section on one question. Its name, which links lead to, begins with ``a`` where it has the answers alone."""
    entry, letter = facts.entry, "a" if isinstance(facts, AnswerFacts) else "q"
    return Section(f"{letter}-{entry.question.id}", entry.question.wording, facts, entry.theme, entry.theme_number)


def _question(
    library: Library,
    entry: NumberedQuestion,
    page: PageSize,
    plan: Plan | None,
    facts: type[QuestionFacts | AttemptFacts | AnswerFacts],
) -> Section:
    """A question, or its front or its answers alone."""
    q = entry.question
    planned = plan is not None and any(library.worksheets[w].plan == plan.id for w in q.worksheets)
    return _of(
        facts(
            entry,
            sheets=() if facts is AnswerFacts else tuple(_sheets(library, q, page, plan)),
            frameworks=tuple(library.frameworks[f] for f in q.frameworks),
            dated=tuple(library.facts[f] for f in q.facts),
            score_rows=(*library.score_rows, *(q.self_score.items if q.self_score else ())),
            plan_anchor=PLAN_ANCHOR if planned else "",
            labelled=q.annotation is not Annotation.NONE,
        )
    )


def _sheets(library: Library, q: Question, page: PageSize, plan: Plan | None) -> Iterator[Sheet | PlanLayout]:
    """The question's worksheets. A sheet that is the book's own plan is not printed twice."""
    for sheet in (library.worksheets[w] for w in q.worksheets):
        if not sheet.plan:
            yield fitted(sheet, page, q.wording)
        elif plan is None or sheet.plan != plan.id:
            yield lay_out_plan(library.plans[sheet.plan], page)


def _date_problems(spec: PackSpec, issued: date) -> Iterator[Problem]:
    if spec.interview_date and spec.interview_date < issued:
        yield warning(
            f"the interview date {spec.interview_date} lies before {issued}",
            "the prep calendar is left out; give a later --interview-date",
            about=("interview_date",),
        )
