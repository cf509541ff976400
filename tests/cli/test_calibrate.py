"""``prep-pack calibrate``: what it makes, what it says, and how it fails. tests/pages measures the page."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_page_for_the_paper_of_the_country(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("calibrate", LANG="en_US.UTF-8")
    assert done.returncode == 0
    assert re.fullmatch(r"output/calibration-letter\.pdf  2 pages, \d+ kB, \d+\.\d s\n", done.stdout)
    assert done.stderr == "print it at actual size (100 %), on both sides; the page says how to go on\n"
    with pikepdf.open(tmp_path / "output" / "calibration-letter.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "Calibration page"


def test_a_name_of_one_s_own_and_silence(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("calibrate", "--paper", "a5", "-o", "mine.pdf", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.pdf"]
    with pikepdf.open(tmp_path / "mine.pdf") as pdf:
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(148 / 25.4 * 72, abs=0.1)


@pytest.mark.parametrize(
    ("arguments", "stderr"),
    [
        (["--paper", "a55"], 'error: --paper: unknown paper "a55"; did you mean "a5"?\n'),
        (["-o", "x.doc"], "error: the output x.doc does not end in .pdf; give the name of a PDF file\n"),
        (["--ink", "low"], "error: no such option: --ink; see prep-pack calibrate --help\n"),
    ],
)
def test_mistakes(prep_pack: Run, tmp_path: Path, arguments: list[str], stderr: str) -> None:
    done = prep_pack("calibrate", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", stderr)
    assert list(tmp_path.iterdir()) == []
