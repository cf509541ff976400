"""Content folders → one `Library`: every file read, every problem told at once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from ..model.content import Fact, Framework, Library, Plan, Question, Synonyms, Term, Theme
from ..model.own import Story
from ..model.problems import ContentError, Problem, SourceRef, did_you_mean
from ..model.taxonomy import Taxonomy
from ..model.worksheet import Worksheet
from . import items, parts
from .folders import FILES, read, walk, warn_of_strays
from .own import AnswerFile, read_answer, read_story, resolve
from .parts import Found
from .taxonomy import read_taxonomies
from .text import shown

T = TypeVar("T")

_log = logging.getLogger(__name__)

MOST_IN_A_FILE = 40
"""Problems told of one file. A file of another kind has thousands, and none of them helps."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What was found so far, right or wrong."""

    questions: list[Found[Question]] = field(default_factory=list)
    themes: list[Found[Theme]] = field(default_factory=list)
    frameworks: list[Found[Framework]] = field(default_factory=list)
    plans: list[Found[Plan]] = field(default_factory=list)
    facts: list[Found[Fact]] = field(default_factory=list)
    worksheets: list[Found[Worksheet]] = field(default_factory=list)
    terms: list[Found[Term]] = field(default_factory=list)
    synonyms: list[Found[Synonyms]] = field(default_factory=list)
    answers: list[Found[AnswerFile]] = field(default_factory=list)
    stories: list[Found[Story]] = field(default_factory=list)
    score_rows: list[tuple[str, ...]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def load_library(roots: Sequence[Path]) -> tuple[Library, tuple[Problem, ...]]:
    """The bank that these content folders make together, and the warnings.

    ``roots`` are folders as docs/authoring.md describes them, the reader's own first, what is shipped last; each may
    lack any part.
    A question, framework, plan or worksheet of a reader's own stands for the one of the same id in a later folder.
    Questions come by the number of their theme, then by their ``order``, then by id. The score rows are those of the
    first folder that has any.

    Raises:
        ContentError: a folder is missing, a file is wrong, an id is used twice in a folder, or a name is not known.
            Carries every problem of every file, in the order of files and lines.
    """
    shelf = _Shelf()
    taxonomies = read_taxonomies(roots, shelf.problems)
    for root, taxonomy in zip(roots, taxonomies, strict=True):
        _gather(root, shelf, taxonomy, taxonomies[0], shipped=root == roots[-1])
    for noun, group in _groups(shelf):
        _refuse_twins(noun, group, shelf.problems)
    _check_names(shelf)
    library = None if any(problem.is_error for problem in shelf.problems) else _library(shelf, taxonomies[0])
    if library:
        # Which part a heading names depends on the worksheets of the question.
        library = replace(library, answers=resolve(shelf.answers, library, shelf.problems))
    problems = _in_order(shelf.problems)
    if library is None or any(problem.is_error for problem in problems):
        raise ContentError(*problems)
    _log.info("read %d questions from %s", len(library.questions), ", ".join(map(shown, roots)))
    return library, problems


def _library(shelf: _Shelf, taxonomy: Taxonomy) -> Library:
    themes = sorted(_values(shelf.themes), key=lambda theme: (theme.number, theme.id))
    rank = {theme.id: index for index, theme in enumerate(themes)}
    found = sorted(
        ((f.value, f.order) for f in shelf.questions if f.value),
        key=lambda pair: (rank[pair[0].theme], pair[1] is None, pair[1] or 0, pair[0].id),
    )
    worksheets = sorted(_values(shelf.worksheets), key=lambda sheet: (sheet.id[0] != "W", int(sheet.id[1:])))
    return Library(
        questions={question.id: question for question, _ in found},
        themes={theme.id: theme for theme in themes},
        frameworks={framework.id: framework for framework in _values(shelf.frameworks)},
        plans={plan.id: plan for plan in _values(shelf.plans)},
        facts={fact.id: fact for fact in _values(shelf.facts)},
        worksheets={sheet.id: sheet for sheet in worksheets},
        glossary={term.id: term for term in sorted(_values(shelf.terms), key=lambda term: term.id)},
        synonyms={group.id: group for group in _values(shelf.synonyms)},
        stories={story.id: story for story in sorted(_values(shelf.stories), key=lambda story: story.id)},
        score_rows=next((rows for rows in shelf.score_rows if rows), ()),
        taxonomy=taxonomy,
    )


def _values(group: Iterable[Found[T]]) -> Iterator[T]:
    return (found.value for found in group if found.value is not None)


def _gather(root: Path, shelf: _Shelf, taxonomy: Taxonomy, in_force: Taxonomy, *, shipped: bool) -> None:
    """Read every file of a content folder. Its words are of its own ``taxonomy``, its sheets of that in force.

    ``shipped`` where it comes with the program.
    """
    if not root.is_dir():
        what = "this is no folder" if root.exists() else "there is no such folder"
        shelf.problems.append(Problem(what, "name a content folder", SourceRef(shown(root))))
        return
    # What a reader's own folder has, which comes first, stands for what a later one has of the same id.
    questions, frameworks = _keep_new(shelf.questions), _keep_new(shelf.frameworks)
    plans, worksheets = _keep_new(shelf.plans), _keep_new(shelf.worksheets)
    for path in walk(root, "questions", shelf.problems):
        reader = partial(parts.read_question, shipped=shipped)
        read(path, root, reader, lambda found: questions([found]), shelf.problems, taxonomy)
    for path in walk(root, "frameworks", shelf.problems):
        read(path, root, parts.read_framework, lambda found: frameworks([found]), shelf.problems)
    for path in walk(root, "plans", shelf.problems):
        read(path, root, parts.read_plan_file, lambda found: plans([found]), shelf.problems)
    for path in walk(root, "answers", shelf.problems):
        read(path, root, read_answer, shelf.answers.append, shelf.problems)
    for path in walk(root, "stories", shelf.problems):
        read(path, root, read_story, shelf.stories.append, shelf.problems, taxonomy)
    for path in walk(root, "worksheets", shelf.problems):
        read(path, root, parts.read_worksheet, lambda found: worksheets([found]), shelf.problems, in_force)
    themes, facts, rows, glossary, synonyms = (root / name for name in FILES)
    # So does a theme, a term or a group of synonyms.
    read(themes, root, items.read_themes, _keep_new(shelf.themes), shelf.problems, optional=True)
    read(glossary, root, items.read_glossary, _keep_new(shelf.terms), shelf.problems, optional=True)
    read(synonyms, root, items.read_synonyms, _keep_new(shelf.synonyms), shelf.problems, optional=True)
    read(facts, root, items.read_facts, shelf.facts.extend, shelf.problems, optional=True)
    read(rows, root, items.read_score_rows, shelf.score_rows.append, shelf.problems, optional=True)
    warn_of_strays(root, shelf.problems)


def _keep_new(kept: list[Found[T]]) -> Callable[[Iterable[Found[T]]], None]:
    """Keeps what an earlier folder does not have."""
    taken = {found.id for found in kept if found.id}
    return lambda read: kept.extend(found for found in read if found.id not in taken)


def _groups(shelf: _Shelf) -> Iterator[tuple[str, Sequence[Found[object]]]]:
    yield "question", shelf.questions
    yield "theme", shelf.themes
    yield "framework", shelf.frameworks
    yield "plan", shelf.plans
    yield "fact", shelf.facts
    yield "worksheet", shelf.worksheets
    yield "term", shelf.terms
    yield "synonyms", shelf.synonyms
    yield "story", shelf.stories
    yield "answer", shelf.answers


def _refuse_twins(noun: str, group: Sequence[Found[object]], problems: list[Problem]) -> None:
    first: dict[str, Found[object]] = {}
    # The shipped folder is the last: of two, the reader's own file is named, which can be changed.
    for found in group if noun == "term" else reversed(group):
        other = first.setdefault(found.id, found)
        if not found.id or other is found:
            continue
        if noun == "answer":
            what = f'"{found.id}" is also answered in {other.at("question")}'
            problems.append(Problem(what, "join the two, or give one to another question", found.at("question")))
        elif noun == "term":
            what, mend = f'term "{found.id}" is also explained in {other.at(noun)}', "leave one of them out"
            problems.append(Problem(what, mend, found.at(noun)))
        else:
            what = f'{noun} id "{found.id}" is also used in {other.at("id")}'
            problems.append(Problem(what, "give one of them another id", found.at("id")))


def _check_names(shelf: _Shelf) -> None:
    """Every theme, framework, worksheet, fact and plan that is named must be there."""
    known = {noun: {found.id for found in group if found.id} for noun, group in _groups(shelf)}
    for found in shelf.questions:
        question = found.value
        if question is None:
            continue
        named: Mapping[str, tuple[str, tuple[str, ...]]] = {
            "theme": ("theme", (question.theme,)),
            "framework": ("framework", question.frameworks),
            "worksheets": ("worksheet", question.worksheets),
            "facts": ("fact", question.facts),
        }
        for key, (noun, ids) in named.items():
            for index, name in enumerate(ids):
                if name not in known[noun]:
                    shelf.problems.append(_unknown(noun, name, known[noun], found.at(key, index)))
    for sheet in shelf.worksheets:
        plan = sheet.value.plan if sheet.value else ""
        if plan and plan not in known["plan"]:
            shelf.problems.append(_unknown("plan", plan, known["plan"], sheet.at("plan")))


def _unknown(noun: str, name: str, known: set[str], where: SourceRef) -> Problem:
    return Problem(f'unknown {noun} "{name}"', did_you_mean(name, known) or f"there is no {noun} yet", where)


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file and line, each once, and not too many of one file."""
    unique = dict.fromkeys(problems)
    kept: list[Problem] = []
    counts: dict[str, int] = {}
    for problem in sorted(unique, key=lambda problem: problem.where or SourceRef("")):
        file = problem.where.file if problem.where else ""
        counts[file] = counts.get(file, 0) + 1
        if counts[file] <= MOST_IN_A_FILE:
            kept.append(problem)
    for file, count in counts.items():
        if count > MOST_IN_A_FILE:
            kept.append(Problem(f"{count - MOST_IN_A_FILE} more problems", "mend those above first", SourceRef(file)))
    return tuple(kept)
