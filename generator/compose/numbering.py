"""The questions of a book, theme by theme, with the numbers that are printed."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.content import Library, Question
from ..model.listing import NumberedQuestion
from ..model.workbook import Selection


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
        NumberedQuestion(number, question, library.themes[question.theme], places[question.theme])
        for number, question in zip(numbers, questions, strict=True)
    )


def _grouped(questions: tuple[Question, ...], places: Mapping[str, int]) -> list[Question]:
    """Keep a theme's questions together, themes in the order they first come."""
    return sorted(questions, key=lambda q: places[q.theme])
