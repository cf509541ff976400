"""Which questions are judged, and how much a finding weighs."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.jobs.proof import ProofRequest, proofread
from generator.judge.rule import Finding
from generator.model.problems import SelectionError, Severity

QUESTION = """---
id: {id}
theme: self
format: case
competencies: [learning]
level: manager
framework: []
worksheets: []
tags: []
---

# {id}?

## Why they ask
To leverage it.

## Strong answer
Yes.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reader's folder with two themes of questions."""
    folder = tmp_path_factory.mktemp("own")
    for path in ("self/one", "self/two", "people/three"):
        file = folder / f"content/questions/{path}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(QUESTION.format(id=file.stem), encoding="utf-8")
    return folder


def filler(findings: tuple[Finding, ...]) -> list[tuple[str, Severity]]:
    """The files that a word of filler stands in, and what it counts there."""
    found = [finding.problem for finding in findings if finding.code == "W1"]
    return [(Path(problem.where.file).stem, problem.severity) for problem in found if problem.where]


@pytest.mark.parametrize(
    ("names", "files"),
    [
        ((), ["one", "three", "two"]),
        (("two",), ["two"]),
        (("content/questions/self/one.md",), ["one"]),
        (("content/questions/self",), ["one", "two"]),
        (("content/questions/../questions/people/", "three", "one"), ["one", "three"]),
    ],
)
def test_questions_are_named_by_id_file_or_folder(folder: Path, names: tuple[str, ...], files: list[str]) -> None:
    proofs = proofread(ProofRequest(folder=folder, names=names))
    assert sorted(filler(proofs.findings)) == [(file, Severity.WARNING) for file in files]
    assert proofs.questions == len(files)


def test_the_bank_is_judged_beside_ones_own(folder: Path) -> None:
    proofs = proofread(ProofRequest(folder=folder, bank=True))
    assert len(filler(proofs.findings)) == 3
    assert proofs.questions >= 51


def test_a_file_outside_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(SelectionError, match="holds no question of the bank"):
        proofread(ProofRequest(folder=folder, names=(str(tmp_path),)))
