"""`Selection` → `Workbook`: the order of the book and the facts each section needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

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
from ..model.pack import NO_PLAN, Edition, Order, PackSpec, PageSize, page_of
from ..model.problems import Problem, SelectionError, did_you_mean, warning
from ..model.taxonomy import Labels
from ..model.workbook import Section, Selection, Workbook
from .back import PLAN_ANCHOR, SPARE_ANCHOR, back_matter, frameworks_of
from .calendar import prep_calendar
from .contents import answers_title, contents
from .fit import fitted
from .holes import check_holes
from .plan import lay_out_plan
from .themes import first_words, paged_themes


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
        sections = (*front, *_body(library, entries, page, plan, spec), *back)
    return Workbook(spec, page, sections, issued, (*selection.problems, *_date_problems(spec, issued)))


def _front(
    library: Library, entries: tuple[NumberedQuestion, ...], spec: PackSpec, issued: date, back: tuple[Section, ...]
) -> Iterator[Section]:
    yield Section("cover", spec.title, CoverFacts(issued, entries))
    frameworks = frameworks_of(library, [entry.question for entry in entries])
    # What fills the last sheet is not listed: a line more could need a page more, and so another filling.
    listed = [section for section in back if section.id != SPARE_ANCHOR]
    apart = spec.edition is Edition.PRACTICE
    groups = contents(entries, frameworks, listed, answers_apart=apart, theme_pages=spec.theme_pages)
    yield Section("contents", "Contents", ContentsFacts(groups))
    calendar = prep_calendar([(e.number, e.question) for e in entries], issued, spec.interview_date)
    models = any(not entry.question.is_lean for entry in entries)
    yield Section("how-to", "How to use this pack", HowToFacts(calendar, models))


def _plan(library: Library, spec: PackSpec) -> Plan | None:
    if spec.plan == NO_PLAN:
        return None
    if spec.plan not in library.plans:
        mend = did_you_mean(spec.plan, [*library.plans, NO_PLAN])
        raise SelectionError(Problem(f'unknown plan "{spec.plan}"', mend, about=("plan",)))
    return library.plans[spec.plan]


def numbered_questions(library: Library, selection: Selection) -> tuple[NumberedQuestion, ...]:
    """Number questions as they come here, unless all bring distinct numbers of their own.

    Themes are counted in the order of the book; but where it goes by themes, and these come as in the bank, each keeps
    its number.
    """
    places: dict[str, int] = {}
    for question in selection.questions:
        places.setdefault(question.theme, len(places) + 1)
    questions = selection.questions
    if selection.order is Order.THEME:
        questions = _grouped(questions, places)
        # A theme keeps the bank's number, so that its tab is the same in all such books.
        bank = {theme: library.themes[theme].number for theme in places}
        if all(one < other for one, other in pairwise(bank.values())):
            places = bank
    own = [q.number for q in questions]
    numbers = own if all(own) and len(set(own)) == len(own) else [str(i) for i in range(1, len(questions) + 1)]
    return tuple(
        NumberedQuestion(number, q, library.themes[q.theme], places[q.theme], _labels(library, q))
        for number, q in zip(numbers, questions, strict=True)
    )


def _labels(library: Library, q: Question) -> Labels:
    return library.taxonomy.labels(q.format, q.level, q.competencies)


def _grouped(questions: tuple[Question, ...], places: Mapping[str, int]) -> tuple[Question, ...]:
    """Keep a theme's questions together, themes in the order they first come."""
    return tuple(sorted(questions, key=lambda q: places[q.theme]))


def _body(
    library: Library, entries: tuple[NumberedQuestion, ...], page: PageSize, plan: Plan | None, spec: PackSpec
) -> Iterator[Section]:
    practice = spec.edition is Edition.PRACTICE
    several, paged, below = paged_themes(entries), set(paged_themes(entries, spec.theme_pages)), ""
    for entry in entries:
        theme = entry.theme
        if theme.id in paged:
            paged.remove(theme.id)  # its page comes once, though its questions may stand apart
            mine = tuple(e for e in entries if e.theme.id == theme.id)
            yield Section(f"theme-{theme.id}", theme.name, ThemeFacts(mine), theme, entry.theme_number)
            below = theme.id
        elif theme.id != below:
            below = ""
        alone = spec.theme_pages and theme.id not in several
        facts = AttemptFacts if practice else QuestionFacts
        yield _question(library, entry, page, plan, facts, first_words(theme) if alone else "", below_theme=bool(below))
    answered = tuple(entry for entry in entries if entry.question.has_answers)
    if practice and answered:
        yield Section("answers", answers_title(entries), AnswersFacts(answered))
        for entry in answered:
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
    lead: str = "",
    below_theme: bool = True,
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
            lead=lead,
            below_theme=below_theme,
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
