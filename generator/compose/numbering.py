"""The questions of a book in their order, with the numbers that are printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from ..model.content import Library, Question
from ..model.listing import NumberedQuestion
from ..model.pack import Order
from ..model.placeholder import is_placeholder
from ..model.taxonomy import Labels
from ..model.workbook import Selection


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
        NumberedQuestion(number, _titled(q), library.themes[q.theme], places[q.theme], _labels(library, q))
        for number, q in zip(numbers, questions, strict=True)
    )


def _titled(question: Question) -> Question:
    """The question, by the words of its id where it is not worded yet."""
    if not is_placeholder(question.wording):
        return question
    return replace(question, wording=question.id.replace("-", " ").capitalize())


def _labels(library: Library, q: Question) -> Labels:
    return library.taxonomy.labels(q.format, q.level, q.competencies)


def _grouped(questions: tuple[Question, ...], places: Mapping[str, int]) -> tuple[Question, ...]:
    """Keep a theme's questions together, themes in the order they first come."""
    return tuple(sorted(questions, key=lambda q: places[q.theme]))
