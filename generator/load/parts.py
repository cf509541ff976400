"""One file (or one item of a file) → one value of the model."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Generic, TypeVar

from ..model.content import Framework, FrameworkStep, Plan, PlanPhase, Question
from ..model.ledger import Ledger
from ..model.markdown.lines import Line
from ..model.problems import KeyPath, Problem, SourceRef, did_you_mean
from ..model.taxonomy import PARTS, Taxonomy
from ..model.worksheet import Worksheet
from .forms import FrameworkForm, PlanForm, QuestionForm
from .frontmatter import split
from .headings import FRAMEWORK_SECTIONS
from .outline import markdown_of, scan
from .sections import QuestionBody, read_passages, read_question_body
from .strictyaml import Located, Plain, parse_yaml
from .targets import check_strings, check_targets
from .taxonomy import check_words
from .validate import check

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Found(Generic[T_co]):
    """What a file holds: the id even where the rest is wrong, the value if it is right, and where its keys stand."""

    id: str
    value: T_co | None
    located: Located
    path: KeyPath = ()
    order: int | None = None

    def at(self, *path: str | int) -> SourceRef:
        """Where a key of this thing stands."""
        return self.located.at((*self.path, *path))


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: its text, where it lies, the content folder it may not leave, and its name in messages."""

    text: str
    path: Path
    root: Path
    shown: str
    taxonomy: Taxonomy = field(default_factory=Taxonomy)
    """What its words are held against; of a worksheet, what its columns may be made of."""


def read_question(source: Source, problems: list[Problem], *, shipped: bool = True) -> Found[Question]:
    """A question file; ``shipped`` where it comes with the program."""
    matter, lines = open_source(source, problems)
    located = _one_or_list(matter)
    form = check(QuestionForm, located, problems)
    check_words(QuestionForm, located, source.taxonomy, problems)
    body = read_question_body(lines, SourceRef(source.shown), problems)
    order = form.order if form else None
    return Found(id_of(located.data), _question(form, body, source.shown, shipped), located, order=order)


def _question(form: QuestionForm | None, body: QuestionBody, file: str, shipped: bool) -> Question | None:
    if form is None:
        return None
    return Question(
        id=form.id,
        wording=body.wording,
        theme=form.theme,
        format=form.format,
        competencies=form.competencies,
        level=form.level,
        frameworks=form.framework,
        worksheets=form.worksheets,
        tags=form.tags,
        where=SourceRef(file, 1),
        why_they_ask=body.passages.get("why_they_ask"),
        strong=body.strong,
        wordings=form.wordings,
        facts=form.facts,
        version=form.version,
        number=form.number,
        ledger=Ledger(**form.ledger.model_dump()) if form.ledger else None,
        seconds=form.seconds,
        annotation=form.annotation,
        structure=body.passages.get("structure"),
        strong_signals=body.bullets.get("strong_signals"),
        weak_signals=body.bullets.get("weak_signals"),
        plan=body.plan,
        competent=body.passages.get("competent"),
        only_competent=body.passages.get("only_competent"),
        headline=body.passages.get("headline"),
        why_it_works=body.passages.get("why_it_works"),
        probes=body.probes,
        pitfalls=body.bullets.get("pitfalls"),
        make_it_yours=body.bullets.get("make_it_yours"),
        numbers=body.bullets.get("numbers"),
        cues=body.bullets.get("cues"),
        context=body.passages.get("context"),
        self_score=body.bullets.get("self_score"),
        others=body.others,
        shipped=shipped,
        unwritten=body.unwritten,
    )


def _one_or_list(matter: Located) -> Located:
    """``framework: star`` and ``number: 1`` as the list and the text that they stand for."""
    data = dict(matter.data)
    if isinstance(data.get("framework"), str):
        data["framework"] = [data["framework"]]
    if isinstance(data.get("number"), int) and not isinstance(data["number"], bool):
        data["number"] = str(data["number"])
    return Located(data, matter.lines, matter.place)


def read_framework(source: Source, problems: list[Problem]) -> Found[Framework]:
    """A framework file."""
    matter, lines = open_source(source, problems)
    form = check(FrameworkForm, matter, problems)
    passages = read_passages(lines, FRAMEWORK_SECTIONS, SourceRef(source.shown), problems)
    value = None
    if form and len(passages) == len(FRAMEWORK_SECTIONS):
        steps = tuple(FrameworkStep(step.label, step.note, step.seconds) for step in form.steps)
        where = SourceRef(source.shown, 1)
        how, when, when_not = (passages[kind.field] for kind in FRAMEWORK_SECTIONS)
        value = Framework(form.id, form.name, form.caption, form.figure.value, steps, how, when, when_not, where)
    return Found(id_of(matter.data), value, matter)


def read_plan_file(source: Source, problems: list[Problem]) -> Found[Plan]:
    """A plan file."""
    matter, lines = open_source(source, problems)
    form = check(PlanForm, matter, problems)
    if form is None:
        return Found(id_of(matter.data), None, matter)
    for index, phase in enumerate(form.phases):
        for aspect in phase.cues.keys() - set(form.aspects):
            what = f'unknown aspect "{aspect}"'
            where = matter.at(("phases", index, "cues", aspect))
            problems.append(Problem(what, did_you_mean(aspect, form.aspects), where))
    phases = tuple(PlanPhase(phase.label, phase.days, phase.goal, dict(phase.cues)) for phase in form.phases)
    milestones = dict(sorted(form.milestones.items()))
    where = SourceRef(source.shown, 1)
    plan = Plan(form.id, form.name, markdown_of(lines), phases, form.aspects, milestones, where)
    return Found(form.id, plan, matter)


def read_worksheet(source: Source, problems: list[Problem]) -> Found[Worksheet]:
    """A worksheet file."""
    located = _columns_made(open_yaml(source, problems), source.taxonomy)
    return Found(id_of(located.data), check(Worksheet, located, problems), located)


def _columns_made(located: Located, taxonomy: Taxonomy) -> Located:
    """A sheet whose ``columns: competencies`` (or levels, or formats) are the words that are in force."""

    def made(block: Plain) -> Plain:
        part = block.get("columns") if isinstance(block, dict) else None
        if part not in PARTS:
            return block
        words = taxonomy.part(part)
        return {**block, "columns": [word.narrow for word in words], "keys": list(words.ids)}

    blocks = located.data.get("blocks") if isinstance(located.data, dict) else None
    if not isinstance(blocks, list):
        return located
    return replace(located, data={**located.data, "blocks": [made(block) for block in blocks]})


def open_source(source: Source, problems: list[Problem]) -> tuple[Located, tuple[Line, ...]]:
    """Front matter and the lines of the body, pictures and links looked at in both."""
    parts = split(source.text, source.shown)
    place = SourceRef(source.shown)
    lines = scan(parts.body, parts.body_line, place, problems)
    problems += check_targets(lines, source.path, source.root, place)
    problems += _check_strings(parts.matter, source)
    return parts.matter, lines


def open_yaml(source: Source, problems: list[Problem]) -> Located:
    """A file that is YAML and nothing else, pictures and links looked at."""
    located = parse_yaml(source.text, SourceRef(source.shown))
    problems += _check_strings(located, source)
    return located


def _check_strings(located: Located, source: Source) -> list[Problem]:
    strings = [(located.at(path), text) for path, text in located.strings() if "](" in text or "]:" in text]
    return check_strings(strings, source.path, source.root)


def id_of(data: Plain, key: str = "id") -> str:
    """What a thing is known by, even where the rest of it is wrong; empty where it says nothing."""
    found = data.get(key) if isinstance(data, dict) else None
    return unicodedata.normalize("NFC", found) if isinstance(found, str) else ""
