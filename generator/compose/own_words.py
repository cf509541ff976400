"""What of a reader's own words goes into a book, as the pack asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model.content import Library, Plan, Question
from ..model.layout import PlanFilling
from ..model.own import MyAnswer
from ..model.pack import Fields, OwnAnswers, PackSpec
from ..model.worksheet import Worksheet
from .filling import Fillings, fillings_of
from .my_answer import as_mine, in_my_words, my_answer
from .plan import written_plan
from .values import not_in_fields, plan_not_in_fields, values_of, without_starts


@dataclass(frozen=True, slots=True)
class FilledPlan:
    """What is typed in the book's own plan, and the question whose answer says it."""

    question: str
    written: PlanFilling | None


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The reader's answers and what is typed in worksheets, or nothing of them where the pack wants none."""

    library: Library
    spec: PackSpec

    @property
    def instead(self) -> bool:
        """Whether an answer stands in the place of the model's."""
        return self.spec.answers is OwnAnswers.INSTEAD

    @property
    def fills(self) -> bool:
        """Whether sheets are printed filled."""
        return self.spec.worksheets is Fields.FILLED

    def answer(self, question: Question) -> MyAnswer | None:
        """The answer that is printed for a question; none where all that is written stands in its worksheets."""
        mine = None if self.spec.answers is OwnAnswers.NONE else my_answer(question, self.library)
        return mine if mine and mine.is_told else None

    def question(self, question: Question) -> Question:
        """The question as the book has it: with the reader's answer for its own, if that is asked for."""
        return as_mine(question, self.answer(question)) if self.instead else question

    def on_a_card(self, question: Question) -> Question:
        """The question with headline, cues and numbers of the reader's, each where it is there."""
        return in_my_words(question, self.answer(question))

    def in_sheet(self, sheet: Worksheet, question: Question) -> tuple[Worksheet, Fillings]:
        """A worksheet as the question has it, and what is typed in it on the page."""
        filled = fillings_of(sheet, question, self.library) if self.fills else {}
        if not self.spec.fillable:
            return sheet, filled
        return without_starts(sheet, filled), not_in_fields(sheet, filled)

    def values(self, questions: Iterable[Question]) -> Mapping[str, str]:
        """What is put into the fields of a book that is filled in on a screen."""
        return values_of(self.library, questions) if self.spec.fillable and self.fills else {}

    def printed(self, written: PlanFilling | None) -> PlanFilling | None:
        """What of a plan is printed, and not put into fields."""
        return plan_not_in_fields(written) if self.spec.fillable else written

    def in_plan(self, sheet: Worksheet, question: Question) -> PlanFilling | None:
        """What is typed in a worksheet that is a plan."""
        answer = self.library.answers.get(question.id) if self.fills else None
        return written_plan(sheet, self.library.plans[sheet.plan], answer)

    def in_the_plan(self, plan: Plan | None, questions: Iterable[Question]) -> FilledPlan | None:
        """What is typed in the book's own plan, whose sheet questions may share: the first answer has it."""
        for question in questions if plan else ():
            for sheet in (self.library.worksheets[id_] for id_ in question.worksheets):
                if plan and sheet.plan == plan.id and (written := self.in_plan(sheet, question)):
                    return FilledPlan(question.id, self.printed(written))
        return None
