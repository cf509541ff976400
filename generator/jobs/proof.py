"""Load, then judge: what the rules find in the reader's own questions and answers, or in the shipped bank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .. import assets
from ..compose.my_answer import my_answer
from ..judge.ledger_page import ledger_page
from ..judge.manuscript import Manuscript, manuscript
from ..judge.rule import Bank, Finding, OwnCopy
from ..judge.verdict import in_order, judge, judge_own
from ..load.library import load_library
from ..load.taxonomy import load_taxonomy
from ..load.text import read_text, shown
from ..model.content import Library, Question
from ..model.own import OwnAnswer
from ..model.problems import Problem, SelectionError, Severity, SourceRef, did_you_mean


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofRequest:
    """What is to be judged, seen from ``folder``: the questions and answers of these ids or in these files or folders.

    Without ``names`` it is the reader's own questions and answers; with ``bank``, the shipped questions as well.
    """

    folder: Path
    names: tuple[str, ...] = ()
    bank: bool = False


@dataclass(frozen=True, slots=True)
class Proofs:
    """What was found in so many questions and answers: errors in the shipped bank, warnings in the reader's own.

    ``problems`` are the warnings of the files themselves, and what is not written yet in these questions.
    """

    findings: tuple[Finding, ...]
    questions: int
    problems: tuple[Problem, ...] = ()
    answers: int = 0


def proofread(request: ProofRequest) -> Proofs:
    """Judge questions, and answers of the reader's own.

    Raises:
        ContentError: a content file cannot be read, or is wrong.
        SelectionError: there is nothing to judge, or a name is not known.
    """
    library, problems = load_library(assets.content_roots(request.folder))
    answers = _answers(library, request)
    chosen = _chosen(library, request, beside=bool(answers))
    shipped = frozenset(question.id for question in library.questions.values() if question.shipped)
    judged = tuple(_read(question, library) for question in chosen)
    # What is copied from a question that is not judged is a copy too.
    beside = tuple(_read(question, library) for question in library.questions.values() if question not in chosen)
    whole = shipped <= {question.id for question in chosen} and bool(shipped) and not request.names
    folder = SourceRef(shown(assets.shipped_content() / "questions"))
    # A reader's own taxonomy says nothing about the shipped bank.
    tested = load_taxonomy([assets.shipped_content()]).competencies.ids if whole else ()
    findings = judge(Bank(judged, beside, folder if whole else None, tested), shipped)
    own = judge_own(_own(answer, library) for answer in answers)
    weighed = in_order(_weighed(finding) for finding in (*findings, *own))
    unwritten = (problem for question in chosen for problem in question.unwritten)
    return Proofs(weighed, len(judged), (*problems, *unwritten), len(answers))


def ledger(request: ProofRequest) -> str:
    """The ledger of the questions that `proofread` would judge, in Markdown.

    Raises:
        ContentError: a content file cannot be read, or is wrong.
        SelectionError: there is no question of the reader's own.
    """
    library, _ = load_library(assets.content_roots(request.folder))
    return ledger_page(library.themes.values(), _chosen(library, request, beside=False))


def _own(answer: OwnAnswer, library: Library) -> OwnCopy:
    question = library.questions[answer.question]
    mine = my_answer(question, library)
    return OwnCopy(question, answer, mine.headline if mine else "", mine.strong if mine else None)


def _answers(library: Library, request: ProofRequest) -> tuple[OwnAnswer, ...]:
    """The answers to judge: all, or those to the questions and in the files and folders that are named."""
    if not request.names:
        return tuple(library.answers.values())
    paths = [(request.folder / name).resolve() for name in request.names]
    return tuple(
        answer
        for answer in library.answers.values()
        if answer.question in request.names or _is_below(answer.where, paths)
    )


def _is_below(where: SourceRef, paths: Sequence[Path]) -> bool:
    file = Path(where.file).resolve()
    return any(file.is_relative_to(path) for path in paths)


def _read(question: Question, library: Library) -> Manuscript:
    return manuscript(question, read_text(Path(question.where.file)), library.facts)


def _weighed(finding: Finding) -> Finding:
    """A warning where the question is the reader's own."""
    where = finding.problem.where
    if where is not None and assets.is_shipped(where):
        return finding
    return replace(finding, problem=finding.problem.weighed(Severity.WARNING))


def _chosen(library: Library, request: ProofRequest, *, beside: bool) -> tuple[Question, ...]:
    """The questions to judge. There may be none where something else is judged ``beside`` them."""
    if request.names:
        ids = dict.fromkeys(id_ for name in request.names for id_ in _named(library, name, request.folder))
        return tuple(library.questions[id_] for id_ in ids)
    own = request.folder / "content"
    # In a checkout of prep-pack, the content folder is the bank.
    bank = request.bank or own.resolve() == assets.shipped_content()
    chosen = tuple(question for question in library.questions.values() if bank or not question.shipped)
    if not chosen and not beside:
        what = "there are no questions of your own here"
        mend = "prep-pack new question begins one; --bank takes those that prep-pack brings"
        raise SelectionError(Problem(what, mend, SourceRef(shown(own / "questions"))))
    return chosen


def _named(library: Library, name: str, folder: Path) -> tuple[str, ...]:
    """The ids that a word on the command line means: a question's, or those in a file or below a folder."""
    if name in library.questions:
        return (name,)
    path = (folder / name).resolve()
    found = tuple(q.id for q in library.questions.values() if _is_below(q.where, [path]))
    if found or any(_is_below(answer.where, [path]) for answer in library.answers.values()):
        return found
    if path.exists():
        mend = "give a file below content/questions of this folder"
        raise SelectionError(Problem(f'"{name}" holds no question of the bank', mend))
    raise SelectionError(Problem(f'unknown question "{name}"', did_you_mean(name, library.questions)))
