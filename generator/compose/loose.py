"""A worksheet by itself, without a question: `Workbook` of one section."""

from __future__ import annotations

from datetime import date

from ..model.content import Library
from ..model.facts import SheetFacts
from ..model.pack import PackSpec, page_of
from ..model.problems import KeyPath, Problem, SelectionError, did_you_mean
from ..model.workbook import Section, Workbook
from ..model.worksheet import Worksheet
from .fit import fitted
from .holes import check_holes
from .plan import lay_out_plan, plan_parts


def find_sheet(library: Library, wanted: str, about: KeyPath = ()) -> Worksheet:
    """The worksheet with this id or name; capitals do not matter. ``about`` is where the pack names it, if it does.

    Raises:
        SelectionError: there is none.
    """
    known = {word.lower(): sheet for sheet in library.worksheets.values() for word in (sheet.name, sheet.id)}
    if wanted.lower() not in known:
        names = [word for sheet in library.worksheets.values() for word in (sheet.id, sheet.name)]
        raise SelectionError(Problem(f'unknown sheet "{wanted}"', did_you_mean(wanted, names), about=about))
    return known[wanted.lower()]


def loose_sheet(library: Library, worksheet: Worksheet, copies: int, spec: PackSpec, today: date) -> Workbook:
    """``copies`` of a worksheet with a blank line for the question.

    Raises:
        UsageError: the worksheet does not fit its page with lines of this pitch, or the paper does not take the holes.
    """
    check_holes(spec)
    page = page_of(spec)
    plan = library.plans[worksheet.plan] if worksheet.plan else None
    layout = lay_out_plan(plan, page, parts=plan_parts(worksheet, plan)) if plan else fitted(worksheet, page, None)
    section = Section("sheet", worksheet.title, SheetFacts(layout, copies, bound=False))
    return Workbook(spec.model_copy(update={"title": worksheet.title}), page, (section,), spec.date or today)
