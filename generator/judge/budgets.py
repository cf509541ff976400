"""How long may it be? Words of every section, seconds of speech, and the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.answer import Bullets, Passage
from ..model.problems import Problem
from ..model.words import counted
from . import limits
from .limits import Span
from .manuscript import Manuscript
from .prose import words
from .rule import Rule


def wordings(copy: Manuscript) -> Iterator[Problem]:
    """The question, and each other wording of it, can be asked in a breath."""
    titles = (block for block in copy.blocks if block.is_heading and block.text)
    title = next(titles).line
    for text, where in (
        (copy.question.wording, copy.at(title)),
        *((text, copy.place(text, copy.question.where)) for text in copy.question.wordings),
    ):
        if words(text) not in limits.WORDING:
            yield Problem(f"this wording has {_words(text)}", _write(limits.WORDING), where)


def passages(copy: Manuscript) -> Iterator[Problem]:
    """Each passage keeps its budget."""
    for field, span in limits.PASSAGES.items():
        passage: Passage | None = getattr(copy.question, field)
        if passage and words(passage.markdown) not in span:
            yield Problem(f'"{passage.heading}" has {_words(passage.markdown)}', _write(span), passage.where)


def lists(copy: Manuscript) -> Iterator[Problem]:
    """A list keeps its budget, and so does each item of it."""
    for field, budget in limits.LISTS.items():
        section: Bullets | None = getattr(copy.question, field)
        if section is None:
            continue
        if budget.words and _total(section.items) > budget.words:
            what = f'"{section.heading}" has {_total(section.items)} words'
            yield Problem(what, _write(Span(most=budget.words)), section.where)
        for item in section.items:
            if budget.each and words(item) > budget.each:
                where = copy.place(item, section.where)
                yield Problem(f"this item has {_words(item)}", _write(Span(most=budget.each)), where)
    probes = copy.question.probes
    count = _total(f"{probe.question} {probe.tests}" for probe in probes.items) if probes else 0
    if probes and count not in limits.PROBE_WORDS:
        yield Problem(f'"{probes.heading}" has {count} words', _write(limits.PROBE_WORDS), probes.where)


def plan_words(copy: Manuscript) -> Iterator[Problem]:
    """The plan is notes, not the answer."""
    plan = copy.question.plan
    count = _total(f"{step.label} {step.text}" for step in plan.steps) if plan else 0
    if plan and count not in limits.PLAN_WORDS:
        yield Problem(f'"{plan.heading}" has {count} words', _write(limits.PLAN_WORDS), plan.where)


def plan_seconds(copy: Manuscript) -> Iterator[Problem]:
    """The steps of the plan make the time that the question gives."""
    plan = copy.question.plan
    wanted = _aim(copy) or limits.PLAN_SECONDS
    if plan and plan.seconds not in wanted:
        yield Problem(f"the steps of the plan make {plan.seconds} seconds", f"make it {wanted}", plan.where)


def answer_words(copy: Manuscript) -> Iterator[Problem]:
    """The strong answer is neither thin nor long."""
    strong = copy.question.strong
    # Where it takes too long to say as well, that is told instead.
    if strong and strong.words not in limits.ANSWER_WORDS and strong.seconds in limits.ANSWER_SECONDS:
        what = f"the strong answer has {strong.words} words, as it is said"
        yield Problem(what, _write(limits.ANSWER_WORDS), strong.where)


def answer_seconds(copy: Manuscript) -> Iterator[Problem]:
    """Nobody listens for longer than three minutes."""
    strong = copy.question.strong
    if strong and strong.seconds not in limits.ANSWER_SECONDS:
        what = f"the strong answer takes {strong.seconds} seconds to say ({strong.words} words)"
        mend = f"{limits.ANSWER_SECONDS} seconds, which is {limits.ANSWER_WORDS} words"
        yield Problem(what, mend, strong.where)


def answer_aim(copy: Manuscript) -> Iterator[Problem]:
    """The strong answer takes the time that the question asks for, or else that of its plan."""
    strong, plan, aim = copy.question.strong, copy.question.plan, _aim(copy)
    if strong is None:
        return
    if aim and strong.seconds not in aim:
        asked = copy.question.seconds
        what = f"the strong answer takes {strong.seconds} seconds to say, and the question asks for {asked}"
        yield Problem(what, f"make it {aim}", strong.where)
    elif plan and not aim and abs(strong.seconds - plan.seconds) > limits.SECONDS_BESIDE_THE_PLAN:
        what = f"the strong answer takes {strong.seconds} seconds to say, and its plan {plan.seconds}"
        yield Problem(what, f"bring them within {limits.SECONDS_BESIDE_THE_PLAN} seconds of each other", strong.where)


def whole(copy: Manuscript) -> Iterator[Problem]:
    """A question fits its pages."""
    count = sum(words(block.text) for block in copy.blocks if not block.is_heading)
    if count not in limits.QUESTION_WORDS:
        yield Problem(f"the whole question has {count} words", _write(limits.QUESTION_WORDS), copy.question.where)


def _aim(copy: Manuscript) -> Span | None:
    """About as many seconds as the question asks for; None where it does not say."""
    asked, beside = copy.question.seconds, limits.SECONDS_BESIDE_THE_AIM
    return Span(asked - beside, asked + beside) if asked else None


def _total(texts: Iterable[str]) -> int:
    return sum(map(words, texts))


def _words(text: str) -> str:
    return counted(words(text), "word")


def _write(span: Span) -> str:
    return f"write {span}"


RULES = (
    Rule("B1", "Wordings can be asked in a breath", wordings),
    Rule("B2", "Passages keep their budgets", passages),
    Rule("B3", "Lists and their items are short", lists),
    Rule("B4", "The plan is notes", plan_words),
    Rule("B5", "The plan makes the time that is given", plan_seconds),
    Rule("B6", "The strong answer has its length", answer_words),
    Rule("B7", "The strong answer stops at three minutes", answer_seconds),
    Rule("B8", "The whole question fits its pages", whole),
    Rule("B9", "The answer takes the time that is given", answer_aim),
)
