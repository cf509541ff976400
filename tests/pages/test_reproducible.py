"""Same input, same bytes; and a build's date is the pack's, or the one it is given."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from .books import ROOT

PACK = "title: Twice\ncandidate: Robin\ninterview_date: 2026-12-14\nquestions: [experiments-on-a-stable-platform]\npaper: a5\n"
EPOCH = "1795392000"  # 2026-11-23


def run(pack: Path, out: Path, here: Path, **variables: str) -> bytes:
    """Build in a process of its own, in another folder, with other surroundings."""
    here.mkdir(parents=True)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "LC_"))}
    environment = kept | {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"} | variables
    command = [sys.executable, "-m", "generator", "build", str(pack), "-o", str(out)]
    done = subprocess.run(command, cwd=here, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return out.read_bytes()


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes, bytes]:
    folder = tmp_path_factory.mktemp("twice")
    pack = folder / "pack.yaml"
    pack.write_text(PACK, encoding="utf-8")
    one = run(
        pack,
        folder / "one.pdf",
        folder / "here",
        TZ="Pacific/Kiritimati",
        PYTHONHASHSEED="1",
        SOURCE_DATE_EPOCH=EPOCH,
        PREP_PACK_CACHE=str(folder / "kept"),
    )
    other = run(
        pack,
        folder / "sub/other.pdf",
        folder / "quite/elsewhere",
        TZ="Pacific/Pago_Pago",
        PYTHONHASHSEED="2",
        SOURCE_DATE_EPOCH=EPOCH,
        HOME=str(folder),
        PREP_PACK_CACHE=str(folder / "kept-elsewhere"),
    )
    kept = run(
        pack,
        folder / "kept.pdf",
        folder / "a third place",
        TZ="UTC",
        PYTHONHASHSEED="3",
        SOURCE_DATE_EPOCH=EPOCH,
        PREP_PACK_CACHE=str(folder / "kept"),
    )
    return one, other, kept


def test_two_builds_in_two_places_are_the_same_bytes(builds: tuple[bytes, bytes, bytes]) -> None:
    one, other, _ = builds
    assert len(one) > 50_000
    assert one == other


def test_so_is_a_build_from_kept_pages(builds: tuple[bytes, bytes, bytes]) -> None:
    one, _, kept = builds
    assert one == kept


def test_source_date_epoch_dates_a_pack_without_a_date(builds: tuple[bytes, bytes, bytes], tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(builds[0])
    with pikepdf.open(tmp_path / "book.pdf") as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261123")
        assert str(pdf.docinfo["/ModDate"]).startswith("D:20261123")
