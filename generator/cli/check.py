"""``prep-pack check`` and ``prep-pack ledger``: what can be judged of questions and one's own answers, and a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..finish.files import check_target, write_atomically
from ..jobs.proof import ProofRequest, Proofs, proofread
from ..jobs.proof import ledger as told_ledger
from ..judge.rule import Finding
from ..model.problems import ContentError, Problem, StrictError
from ..model.words import counted
from . import completion, console
from .options import JsonFlag

CHECK_EXAMPLES = """Examples:

    prep-pack check

    prep-pack check my-first-question --strict

    prep-pack check content/questions/strategy --json

    prep-pack check content/answers/stopped-funding.md

    prep-pack check --bank"""

LEDGER_EXAMPLES = """Examples:

    prep-pack ledger

    prep-pack ledger --bank -o bank-ledger.md"""

WHY = "docs/authoring.md says why, by the code in brackets"

OfTheBank = Annotated[bool, typer.Option("--bank", metavar="", help="Take the questions that prep-pack brings as well")]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(epilog=CHECK_EXAMPLES)(check)
    app.command(epilog=LEDGER_EXAMPLES)(ledger)


def check(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE|ID]...",
            help="Files, folders or ids; all questions and answers of your own when not given",
            autocompletion=completion.questions,
            show_default=False,
        ),
    ] = None,
    bank: OfTheBank = False,
    strict: Annotated[bool, typer.Option("--strict", metavar="", help="Treat every finding as an error")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Judge what can be judged of questions and answers: fields, lengths, the story, the prose, the sources.

    Advice on what is your own, law for those that prep-pack brings.
    """
    proofs = proofread(ProofRequest(folder=Path.cwd(), names=tuple(names or ()), bank=bank))
    console.report(proofs.problems)
    if as_json:
        console.data([_row(finding) for finding in proofs.findings])
    else:
        for finding in proofs.findings:
            console.say(" ".join(str(finding).split("\n")))
    _conclude(proofs, strict=strict)


def _conclude(proofs: Proofs, *, strict: bool) -> None:
    """A line on how it stands; an error where that is not good enough."""
    told = _told(proofs)
    if any(finding.problem.is_error for finding in proofs.findings):
        raise ContentError(Problem(told, WHY))
    if strict and proofs.findings:
        raise StrictError(Problem(told, WHY))
    if strict and proofs.problems:
        raise StrictError(Problem(f"{told}, but there were warnings", "mend what is told above"))
    console.note(f"{told}; {WHY}" if proofs.findings else told)


def _told(proofs: Proofs) -> str:
    counts = {"question": proofs.questions, "answer": proofs.answers}
    looked_at = " and ".join(counted(count, noun) for noun, count in counts.items() if count) or "0 questions"
    count = len(proofs.findings)
    if not count:
        return f"nothing to mend in {looked_at}"
    return f"{counted(count, 'finding')} in {looked_at}"


def _row(finding: Finding) -> dict[str, object]:
    problem = finding.problem
    return {
        "code": finding.code,
        "severity": problem.severity,
        "file": problem.where.file if problem.where else "",
        "line": problem.where.line if problem.where else 0,
        "what": problem.what,
        "mend": problem.mend,
    }


def ledger(
    bank: OfTheBank = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write this file instead of printing it")
    ] = None,
) -> None:
    """Print what each model answer rests on, from the ledgers in front matter: a table for each theme."""
    if output is not None:
        check_target(output)
    text = told_ledger(ProofRequest(folder=Path.cwd(), bank=bank))
    if output is None:
        console.say(text.rstrip("\n"))
        return
    write_atomically(output, text.encode())
    console.say(str(output))
