"""The rules are law for the bank that prep-pack brings."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.jobs.proof import ProofRequest, Proofs, ledger, proofread

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def proofs(tmp_path_factory: pytest.TempPathFactory) -> Proofs:
    return proofread(ProofRequest(folder=tmp_path_factory.mktemp("nowhere"), bank=True))


def test_the_shipped_bank_keeps_every_rule(proofs: Proofs) -> None:
    assert "\n".join(str(finding) for finding in proofs.findings) == ""
    assert proofs.questions >= 63


def test_the_ledger_in_the_docs_is_up_to_date() -> None:
    committed = (ROOT / "docs" / "bank-ledger.md").read_text(encoding="utf-8")
    assert committed == ledger(ProofRequest(folder=ROOT, bank=True)), "run: prep-pack ledger -o docs/bank-ledger.md"
