"""`select`, without questions that are not written yet, but for those that were asked for by name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from ..model.content import Library, Question
from ..model.pack import PackSpec
from ..model.problems import Problem, SelectionError, warning
from ..model.workbook import Selection
from .headings import headed, strangers
from .select import select

MOST_NAMED = 5
"""Questions named in a message."""


def choose(library: Library, spec: PackSpec, named: Collection[str] = ()) -> Selection:
    """The questions of a pack, under the headings it gives them.

    What is still to be written in them, and which are left out for that, is told.

    Args:
        library: what there is.
        spec: the pack.
        named: ids of questions that are printed as they are, with lines to write on.

    Raises:
        SelectionError: as `select`; or none of the chosen questions is written.
    """
    waiting = {q.id for q in library.questions.values() if not q.is_filled and q.id not in named}
    chosen = select(library, spec, waiting)
    if not chosen.questions:
        raise SelectionError(*_left_out(chosen.left_out))
    told = (problem for q in chosen.questions for problem in q.unwritten)
    problems = (*chosen.problems, *_left_out(chosen.left_out), *strangers(chosen.questions, spec.headings), *told)
    return replace(chosen, questions=headed(chosen.questions, spec.headings), problems=problems)


def _left_out(questions: Sequence[Question]) -> Iterator[Problem]:
    mend = "write what is missing: prep-pack check tells where"
    if len(questions) == 1:
        what = f'question "{questions[0].id}" is not written yet and is left out'
        yield warning(what, mend, questions[0].where.at(0))
    elif questions:
        more = ", …" if len(questions) > MOST_NAMED else ""
        names = ", ".join(q.id for q in questions[:MOST_NAMED]) + more
        yield warning(f"{len(questions)} questions are not written yet and are left out ({names})", mend)
