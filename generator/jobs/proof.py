"""Load, then judge: what the rules find in the reader's own questions, or in the bank that prep-pack brings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from .. import assets
from ..judge.ledger_page import ledger_page
from ..judge.manuscript import Manuscript, manuscript
from ..judge.rule import Bank, Finding
from ..judge.verdict import judge
from ..load.library import load_library
from ..load.text import read_text, shown
from ..model.content import Library, Question
from ..model.problems import Problem, SelectionError, Severity, SourceRef, did_you_mean


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofRequest:
    """What is to be judged, seen from ``folder``: the questions with these ids or in these files or folders.

    Without ``names`` it is the reader's own questions; with ``bank``, the shipped ones as well.
    """

    folder: Path
    names: tuple[str, ...] = ()
    bank: bool = False


@dataclass(frozen=True, slots=True)
class Proofs:
    """What was found in so many questions: errors in the shipped bank, warnings in the reader's own.

    ``problems`` are the warnings of the files themselves, and what is not written yet in these questions.
    """

    findings: tuple[Finding, ...]
    questions: int
    problems: tuple[Problem, ...] = ()


def proofread(request: ProofRequest) -> Proofs:
    """Judge questions.

    Raises:
        ContentError: a content file cannot be read, or is wrong.
        SelectionError: there is nothing to judge, or a name is not known.
    """
    library, problems = load_library(assets.content_roots(request.folder))
    chosen = _chosen(library, request)
    shipped = frozenset(question.id for question in library.questions.values() if assets.is_shipped(question.where))
    judged = tuple(_read(question, library) for question in chosen)
    # What is copied from a question that is not judged is a copy too.
    beside = tuple(_read(question, library) for question in library.questions.values() if question not in chosen)
    whole = shipped <= {question.id for question in chosen} and bool(shipped) and not request.names
    folder = SourceRef(shown(assets.shipped_content() / "questions"))
    findings = judge(Bank(judged, beside, folder if whole else None), shipped)
    unwritten = (problem for question in chosen for problem in question.unwritten)
    return Proofs(tuple(_weighed(finding) for finding in findings), len(judged), (*problems, *unwritten))


def ledger(request: ProofRequest) -> str:
    """The ledger of the questions that `proofread` would judge, in Markdown.

    Raises:
        ContentError: a content file cannot be read, or is wrong.
        SelectionError: there is no question of the reader's own.
    """
    library, _ = load_library(assets.content_roots(request.folder))
    return ledger_page(library.themes.values(), _chosen(library, request))


def _read(question: Question, library: Library) -> Manuscript:
    return manuscript(question, read_text(Path(question.where.file)), library.facts)


def _weighed(finding: Finding) -> Finding:
    """A warning where the question is the reader's own."""
    where = finding.problem.where
    if where is not None and assets.is_shipped(where):
        return finding
    return replace(finding, problem=finding.problem.weighed(Severity.WARNING))


def _chosen(library: Library, request: ProofRequest) -> tuple[Question, ...]:
    if request.names:
        ids = dict.fromkeys(id_ for name in request.names for id_ in _named(library, name, request.folder))
        return tuple(library.questions[id_] for id_ in ids)
    own = request.folder / "content"
    # In a checkout of prep-pack, the content folder is the bank.
    bank = request.bank or own.resolve() == assets.shipped_content()
    chosen = tuple(question for question in library.questions.values() if bank or not assets.is_shipped(question.where))
    if not chosen:
        what = "there are no questions of your own here"
        mend = "prep-pack new question begins one; --bank takes those that prep-pack brings"
        raise SelectionError(Problem(what, mend, SourceRef(shown(own / "questions"))))
    return chosen


def _named(library: Library, name: str, folder: Path) -> tuple[str, ...]:
    """The ids that a word on the command line means: a question's, or those in a file or below a folder."""
    if name in library.questions:
        return (name,)
    path = (folder / name).resolve()
    found = tuple(q.id for q in library.questions.values() if Path(q.where.file).resolve().is_relative_to(path))
    if found:
        return found
    if path.exists():
        mend = "give a file below content/questions of this folder"
        raise SelectionError(Problem(f'"{name}" holds no question of the bank', mend))
    raise SelectionError(Problem(f'unknown question "{name}"', did_you_mean(name, library.questions)))
