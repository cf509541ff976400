"""`Selection` → `Workbook`: the order of the book and the facts each section needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
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
from ..model.listing import ContentsGroup, NumberedQuestion
from ..model.pack import NO_PLAN, Edition, PackSpec, PageSize, page_of
from ..model.problems import Problem, SelectionError, did_you_mean, warning
from ..model.workbook import Section, Selection, Workbook
from .back import PLAN_ANCHOR, SPARE_ANCHOR, back_matter, frameworks_of
from .calendar import prep_calendar
from .contents import answers_group, contents
from .fit import fitted
from .holes import check_holes
from .numbering import numbered_questions
from .own_words import OwnWords
from .plan import lay_out_plan, plan_parts
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
    own = OwnWords(library, spec)
    entries = numbered_questions(library, replace(selection, questions=tuple(map(own.question, selection.questions))))
    issued = spec.date or today
    filled = own.in_the_plan(plan, [entry.question for entry in entries])
    back = tuple(back_matter(library, entries, page, plan, spec, filling, filled))
    body = _Body(library, entries, page, plan, own, filled.question if filled else "")
    if spec.edition is Edition.WORKSHEETS:
        sections = (*body.worksheets(), *back)
        if not sections:
            raise SelectionError(
                Problem("the chosen questions have no worksheets", "choose others, or add --sheet all")
            )
    else:
        front = _front(body, spec, issued, back)
        sections = (*front, *body.questions(spec), *back)
    values = own.values(entry.question for entry in entries)
    return Workbook(spec, page, sections, issued, (*selection.problems, *_date_problems(spec, issued)), values)


def _front(body: _Body, spec: PackSpec, issued: date, back: tuple[Section, ...]) -> Iterator[Section]:
    library, entries = body.library, body.entries
    yield Section("cover", spec.title, CoverFacts(issued, entries))
    frameworks = frameworks_of(library, [entry.question for entry in entries])
    # What fills the last sheet is not listed: a line more could need a page more, and so another filling.
    listed = [section for section in back if section.id != SPARE_ANCHOR]
    apart = body.answers() if spec.edition is Edition.PRACTICE else None
    groups = contents(entries, frameworks, listed, answers=apart, theme_pages=spec.theme_pages)
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


def _of(facts: OfOneQuestion) -> Section:
    """A section on one question. Its name, which links lead to, begins with ``a`` where it has the answers alone."""
    entry, letter = facts.entry, "a" if isinstance(facts, AnswerFacts) else "q"
    return Section(f"{letter}-{entry.question.id}", entry.question.wording, facts, entry.theme, entry.theme_number)


@dataclass(frozen=True, slots=True)
class _Body:
    """The sections on the questions of a book. ``filler`` is the question whose answer fills the book's own plan."""

    library: Library
    entries: tuple[NumberedQuestion, ...]
    page: PageSize
    plan: Plan | None
    own: OwnWords
    filler: str

    def questions(self, spec: PackSpec) -> Iterator[Section]:
        """Themes with their questions; in the practice edition all answers follow."""
        practice = spec.edition is Edition.PRACTICE
        several, below = paged_themes(self.entries), ""
        paged = set(paged_themes(self.entries, spec.theme_pages))
        for entry in self.entries:
            theme = entry.theme
            if theme.id in paged:
                paged.remove(theme.id)  # its page comes once, though its questions may stand apart
                mine = tuple(e for e in self.entries if e.theme.id == theme.id)
                yield Section(f"theme-{theme.id}", theme.name, ThemeFacts(mine), theme, entry.theme_number)
                below = theme.id
            elif theme.id != below:
                below = ""
            lead = first_words(theme) if spec.theme_pages and theme.id not in several else ""
            facts = AttemptFacts if practice else QuestionFacts
            yield self._question(entry, facts, lead, below_theme=bool(below))
        if practice and (answered := self._answered()):
            yield Section("answers", self.answers().title, AnswersFacts(answered))
            for entry in answered:
                yield self._question(entry, AnswerFacts)

    def answers(self) -> ContentsGroup:
        """The part of a practice edition that is turned to when one has tried."""
        told = any(not e.question.is_lean or self.own.answer(e.question) for e in self.entries)
        return answers_group(self._answered(), told=told)

    def _answered(self) -> tuple[NumberedQuestion, ...]:
        return tuple(e for e in self.entries if e.question.has_answers or self.own.answer(e.question))

    def worksheets(self) -> Iterator[Section]:
        """The worksheets alone."""
        for entry in self.entries:
            if sheets := tuple(self._sheets(entry.question)):
                yield _of(WorksheetsFacts(entry, sheets, mine=self.own.answer(entry.question)))

    def _question(
        self,
        entry: NumberedQuestion,
        facts: type[QuestionFacts | AttemptFacts | AnswerFacts],
        lead: str = "",
        below_theme: bool = True,
    ) -> Section:
        """A question, or its front or its answers alone."""
        q, library, plan = entry.question, self.library, self.plan
        planned = plan is not None and any(library.worksheets[w].plan == plan.id for w in q.worksheets)
        return _of(
            facts(
                entry,
                sheets=() if facts is AnswerFacts else tuple(self._sheets(q)),
                frameworks=tuple(library.frameworks[f] for f in q.frameworks),
                dated=tuple(library.facts[f] for f in q.facts),
                score_rows=(*library.score_rows, *(q.self_score.items if q.self_score else ())),
                plan_anchor=PLAN_ANCHOR if planned else "",
                labelled=q.annotation is not Annotation.NONE,
                mine=self.own.answer(q),
                instead=self.own.instead,
                lead=lead,
                below_theme=below_theme,
            )
        )

    def _sheets(self, q: Question) -> Iterator[Sheet | PlanLayout]:
        """The question's worksheets.

        A sheet that is the book's own plan is not printed twice; what another answer says in it is printed here.
        """
        for sheet in (self.library.worksheets[w] for w in q.worksheets):
            if not sheet.plan:
                its, typed = self.own.in_sheet(sheet, q)
                yield fitted(its, self.page, q.wording, typed)
                continue
            written = self.own.in_plan(sheet, q)
            is_the_books = self.plan is not None and sheet.plan == self.plan.id
            if not is_the_books or (written and q.id != self.filler):
                plan = self.library.plans[sheet.plan]
                yield lay_out_plan(plan, self.page, self.own.printed(written), plan_parts(sheet, plan, q.id))


def _date_problems(spec: PackSpec, issued: date) -> Iterator[Problem]:
    if spec.interview_date and spec.interview_date < issued:
        yield warning(
            f"the interview date {spec.interview_date} lies before {issued}",
            "the prep calendar is left out; give a later --interview-date",
            about=("interview_date",),
        )
