"""A design on one page, as a type founder shows a face: `Workbook` of one section."""

from __future__ import annotations

from datetime import date

from ..model.content import Library, Question
from ..model.facts import SpecimenFacts
from ..model.pack import PackSpec, Paper, page_of
from ..model.problems import Problem, UsageError
from ..model.workbook import Section, Selection, Workbook
from .numbering import numbered_questions

FIGURE = "star"
PAPERS = (Paper.A4, Paper.LETTER)


def specimen(library: Library, spec: PackSpec, name: str, today: date) -> Workbook:
    """The page that shows the design ``name``, with words and a figure of the bank.

    Raises:
        UsageError: the paper is too small for it.
    """
    if spec.paper not in PAPERS:
        raise UsageError(Problem(f"a specimen does not fit {spec.paper}", f"give --paper {' or '.join(PAPERS)}"))
    entries = numbered_questions(library, Selection(tuple(library.questions.values())))
    shown = next(entry for entry in entries if _shows_all(entry.question))
    first = [next(e for e in entries if e.theme.id == theme) for theme in dict.fromkeys(e.theme.id for e in entries)]
    facts = SpecimenFacts(name, shown, tuple(first[:4]), library.frameworks[FIGURE])
    section = Section("specimen", f"Specimen of the design {name}", facts)
    titled = spec.model_copy(update={"title": f"Specimen of the design {name}", "design": name})
    return Workbook(titled, page_of(spec), (section,), spec.date or today)


def _shows_all(question: Question) -> bool:
    return bool(question.headline and question.plan and question.strong_signals)
