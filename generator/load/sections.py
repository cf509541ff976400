"""The body of a content file: its headings, and what stands under them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..model.answer import AnswerPlan, Bullets, Passage, Probes, StrongAnswer
from ..model.markdown.lines import Heading, Line
from ..model.placeholder import is_placeholder
from ..model.problems import Problem, SourceRef, did_you_mean, warning
from .answer import read_strong
from .headings import QUESTION_SECTIONS, KnownSection, SectionForm, kind_of, near_miss
from .lists import read_bullets, read_plan, read_probes
from .outline import Division, markdown_of, split_at, trimmed
from .unwritten import Gaps, has_comment, says_nothing


@dataclass(frozen=True, slots=True)
class QuestionBody:
    """What a question's body holds. The mappings go by the fields of `Question`."""

    wording: str
    passages: Mapping[str, Passage] = field(default_factory=dict)
    bullets: Mapping[str, Bullets] = field(default_factory=dict)
    plan: AnswerPlan | None = None
    probes: Probes | None = None
    strong: StrongAnswer | None = None
    others: tuple[Passage, ...] = ()
    unwritten: tuple[Problem, ...] = ()
    """A warning for each place that is still to be written."""


def read_question_body(lines: tuple[Line, ...], place: SourceRef, problems: list[Problem]) -> QuestionBody:
    """The sections of a question. ``place`` is the file; whatever is wrong is added to ``problems``.

    Known sections may come in any order and once each; unknown ones are kept in theirs.
    """
    gaps = Gaps()
    before, *blocks = split_at(gaps.held(lines), (1, 2))
    _refuse_text(before, place, "text before the question", 'put the question first, behind "# "', problems)
    wording = _wording(blocks, place, problems, gaps)
    known, unknown = _sorted(blocks, QUESTION_SECTIONS, place, problems)
    for heading, body in (*known.values(), *unknown):
        gaps.look(heading.text, body, place.at(heading.line))
    passages, bullets = {}, {}
    plan = probes = strong = None
    for kind in QUESTION_SECTIONS:
        if kind.field not in known:
            continue
        heading, body = known[kind.field]
        where = place.at(heading.line)
        match kind.form:
            case SectionForm.PASSAGE:
                passages[kind.field] = Passage(heading.text, markdown_of(body), where)
            case SectionForm.BULLETS:
                bullets[kind.field] = read_bullets(heading.text, body, where, problems)
            case SectionForm.PLAN:
                plan = read_plan(heading.text, body, where, problems)
            case SectionForm.PROBES:
                probes = read_probes(heading.text, body, where, problems)
            case SectionForm.STRONG:
                strong = read_strong(heading.text, body, where, problems, gaps)
    others = tuple(Passage(heading.text, markdown_of(body), place.at(heading.line)) for heading, body in unknown)
    unwritten = tuple(sorted(gaps.problems, key=lambda problem: problem.where or place))
    return QuestionBody(wording, passages, bullets, plan, probes, strong, others, unwritten)


def read_passages(
    lines: tuple[Line, ...], kinds: tuple[KnownSection, ...], place: SourceRef, problems: list[Problem]
) -> Mapping[str, Passage]:
    """A body that holds these sections, each of them once, and no other."""
    before, *blocks = split_at(lines, (1, 2))
    _refuse_text(before, place, "text before the first heading", 'put it under a "##" heading', problems)
    known, unknown = _sorted(blocks, kinds, place, problems, warn=False)
    for heading, _ in unknown:
        what = f'unknown section "{heading.text}"'
        problems.append(Problem(what, did_you_mean(heading.text, [k.heading for k in kinds]), place.at(heading.line)))
    _refuse_missing(kinds, known, place, problems)
    return {
        name: Passage(heading.text, markdown_of(body), place.at(heading.line))
        for name, (heading, body) in known.items()
    }


Section = tuple[Heading, tuple[Line, ...]]


def _wording(blocks: list[Division], place: SourceRef, problems: list[Problem], gaps: Gaps) -> str:
    """The text of the one ``#`` heading."""
    titles = [block for block in blocks if block.heading and block.heading.level == 1]
    if not titles:
        problems.append(Problem("the question is missing", 'write it behind "# "', place))
        return ""
    first, *more = titles
    assert first.heading is not None
    if not first.heading.text:
        problems.append(Problem("the question is empty", 'write it behind "# "', place.at(first.heading.line)))
    elif is_placeholder(first.heading.text):
        what, mend = "the question is not written yet", 'write it behind "# ", as it is asked'
        gaps.problems.append(warning(what, mend, place.at(first.heading.line)))
    for block in more:
        if block.heading:
            where = place.at(block.heading.line)
            problems.append(
                Problem('a second "#" heading', 'use "##" for a section; one file holds one question', where)
            )
    _refuse_text(first, place, 'text between the question and the first "##"', "put it under a heading", problems)
    return first.heading.text


def _refuse_text(block: Division, place: SourceRef, what: str, mend: str, problems: list[Problem]) -> None:
    for line in trimmed(block.lines)[:1]:
        problems.append(Problem(what, mend, place.at(line.number)))


def _refuse_missing(
    kinds: Iterable[KnownSection], known: Mapping[str, Section], place: SourceRef, problems: list[Problem]
) -> None:
    for kind in kinds:
        if kind.field not in known:
            what, mend = f'the section "{kind.heading}" is missing', f'add "## {kind.heading}"'
            problems.append(Problem(what, mend, place))


def _sorted(
    blocks: list[Division],
    kinds: tuple[KnownSection, ...],
    place: SourceRef,
    problems: list[Problem],
    warn: bool = True,
) -> tuple[dict[str, Section], list[Section]]:
    """Sections by field, and those that are not known. Empty and repeated ones are problems.

    With ``warn`` a section with nothing but a comment may stay empty for now.
    """
    known: dict[str, Section] = {}
    unknown: list[Section] = []
    for block in blocks:
        heading = block.heading
        if heading is None or heading.level == 1:
            continue
        where = place.at(heading.line)
        if not heading.text:
            problems.append(Problem("this heading is empty", "name the section", where))
        elif says_nothing(block.lines) and not (warn and has_comment(block.lines)):
            problems.append(Problem(f'the section "{heading.text}" is empty', "write it, or remove the heading", where))
        kind = kind_of(heading.text, kinds)
        if kind is None:
            near = near_miss(heading.text, kinds) if warn else ""
            if near:
                what = f'the section "{heading.text}" is not known and is kept as it stands'
                problems.append(warning(what, f'did you mean "{near}"?', where))
            unknown.append((heading, block.lines))
        elif kind.field in known:
            first = known[kind.field][0]
            what = f'the section "{heading.text}" is here twice (first on line {first.line}, "{first.text}")'
            problems.append(Problem(what, "keep one", where))
        else:
            known[kind.field] = (heading, block.lines)
    return known, unknown
