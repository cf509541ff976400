"""``--bleed`` and ``--marks``: what they say when they make no sense."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.flags import given
from generator.load.packfile import load_pack

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    ("arguments", "stderr"),
    [
        (
            ("--bleed", "30mm"),
            'error: --bleed: no such bleed: "30mm"; write 0 to 10 (mm); most print shops ask for 3\n',
        ),
        (
            ("--bleed", "three"),
            'error: --bleed: no such bleed: "three"; write 0 to 10 (mm); most print shops ask for 3\n',
        ),
        (("--bleed=-3",), 'error: --bleed: no such bleed: "-3"; write 0 to 10 (mm); most print shops ask for 3\n'),
        (
            ("--bleed", "3mm", "--booklet"),
            "error: --booklet puts pages on sheets for your own printer, and bleed is for a print shop; "
            "leave out --booklet: the shop puts the pages on its sheets itself\n",
        ),
        (
            ("--bleed", "3", "--marks", "--nup", "2"),
            "error: --nup 2 puts pages on sheets for your own printer, and bleed and marks are for a print shop; "
            "leave out --nup 2: the shop puts the pages on its sheets itself\n",
        ),
    ],
)
def test_mistakes(prep_pack: Run, tmp_path: Path, arguments: tuple[str, ...], stderr: str) -> None:
    done = prep_pack("build", "sample", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", stderr)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("said", "length"), [("3", 3), ("3mm", 3), ("3 MM", 3), ("0.125in", 3.175), (".125 in", 3.175), ("0", 0)]
)
def test_a_bleed_has_a_unit_or_is_in_mm(said: str, length: float) -> None:
    assert load_pack(None, given({"bleed": said})).bleed == pytest.approx(length)


def test_a_pack_may_hold_both_and_a_flag_wins(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("bleed: 3\nmarks: true\n")
    spec = load_pack(tmp_path / "pack.yaml", {})
    assert (spec.bleed, spec.marks) == (3, True)
    spec = load_pack(tmp_path / "pack.yaml", given({"bleed": "0", "marks": False}))
    assert (spec.bleed, spec.marks) == (0, False)
    assert load_pack(None, given({"marks": None})).marks is False


def test_a_wrong_key_is_told_with_its_line(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("title: Mine\nbleed: [3]\nmarks: perhaps\n")
    done = prep_pack("build")
    assert done.returncode == 3
    assert "pack.yaml:2: " in done.stderr
    assert 'pack.yaml:3: "marks" must be true or false, not "perhaps"' in done.stderr
