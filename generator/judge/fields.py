"""Is everything there? Sections, items of lists, what each probe tests, and the words of the front matter."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.answer import Bullets
from ..model.ledger import TOLD_BY, Turn
from ..model.problems import Problem
from ..model.words import counted
from . import limits
from .manuscript import Manuscript
from .rule import Rule


def sections(copy: Manuscript) -> Iterator[Problem]:
    """Every section is written: of a whole question, or of one without a model answer."""
    wanted = limits.LEAN_SECTIONS if copy.question.is_lean else tuple(limits.SECTIONS)
    missing = [limits.SECTIONS[field] for field in wanted if getattr(copy.question, field) is None]
    if missing:
        what = f"{len(missing)} of {len(wanted)} sections {_is(len(missing))} missing: {', '.join(missing)}"
        yield Problem(what, "add each behind ##", copy.question.where)


def items(copy: Manuscript) -> Iterator[Problem]:
    """Lists, plan and probes have as many items as the page has room for."""
    question = copy.question
    for field, budget in limits.LISTS.items():
        section: Bullets | None = getattr(question, field)
        if section and len(section.items) != budget.items:
            what = f'"{section.heading}" has {_items(len(section.items))}'
            yield Problem(what, f"write {budget.items}", section.where)
    if question.plan and len(question.plan.steps) not in limits.PLAN_STEPS:
        what = f'"{question.plan.heading}" has {_items(len(question.plan.steps), "step")}'
        yield Problem(what, f"write {limits.PLAN_STEPS}", question.plan.where)
    if question.probes and len(question.probes.items) != limits.PROBES:
        what = f'"{question.probes.heading}" has {_items(len(question.probes.items))}'
        yield Problem(what, f"write {limits.PROBES}", question.probes.where)


def tested(copy: Manuscript) -> Iterator[Problem]:
    """Each probe says what it tests."""
    probes = copy.question.probes
    for probe in probes.items if probes else ():
        if probes and not probe.tests:
            mend = "add it in emphasis: *Tests whether you rank.*"
            yield Problem("this probe does not say what it tests", mend, copy.place(probe.question, probes.where))


def matter(copy: Manuscript) -> Iterator[Problem]:
    """Two other wordings, a framework, a worksheet and a tag are named."""
    question = copy.question
    wanted = {"wordings": limits.OTHER_WORDINGS, "framework": 1, "worksheets": 1, "tags": 1}
    there = {
        "wordings": question.wordings,
        "framework": question.frameworks,
        "worksheets": question.worksheets,
        "tags": question.tags,
    }
    for key, least in wanted.items():
        if len(there[key]) < least and not question.is_lean:
            yield Problem(f'"{key}" has {_items(len(there[key]))}', f"name at least {least}", question.where)


def ledger(copy: Manuscript) -> Iterator[Problem]:
    """The front matter says what the model answer rests on."""
    if copy.question.ledger is None:
        mend = "add it with its six keys, as docs/authoring.md shows"
        yield Problem('"ledger" is missing', mend, copy.question.where)


def telling(copy: Manuscript) -> Iterator[Problem]:
    """The ledger says what turns the story, what it cost, who was against it, and how it is told."""
    told = copy.question.ledger
    if told is None:
        return
    missing = [key for key in TOLD_BY if not getattr(told, key)]
    if missing:
        mend = "add them: docs/authoring.md has the words to choose from"
        yield Problem(f'"ledger" does not say: {", ".join(missing)}', mend, copy.question.where)
    if Turn.NONE in told.turns and len(told.turns) > 1:
        yield Problem('"turns" names none beside others', "name none alone, or leave it out", copy.question.where)


def model_answer(copy: Manuscript) -> Iterator[Problem]:
    """What is shipped has a model answer; a reader's own question may do without."""
    if copy.question.is_lean:
        yield Problem("there is no strong answer", 'add it behind "## Strong answer"', copy.question.where)


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _items(count: int, noun: str = "item") -> str:
    return counted(count, noun, "no")


RULES = (
    Rule("F1", "Every section is there", sections),
    Rule("F2", "Lists have their number of items", items),
    Rule("F3", "A probe says what it tests", tested),
    Rule("F4", "Front matter is complete", matter),
    Rule("F5", "The ledger is filled in", ledger, for_the_bank=True),
    Rule("F6", "The ledger says how it is told", telling, for_the_bank=True),
    Rule("F7", "There is a model answer", model_answer, for_the_bank=True),
)
