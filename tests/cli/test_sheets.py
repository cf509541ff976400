"""``prep-pack sheet`` and ``prep-pack sheets``: what they make, what they say, and how they fail."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_a_sheet_by_its_name(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("sheet", "star")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"output/star-a4\.pdf  1 page, \d+ kB, \d+\.\d s\n", done.stdout)
    with pikepdf.open(tmp_path / "output" / "star-a4.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "STAR and learning"


def test_copies_of_a_sheet_by_its_id(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("sheet", "w1", "--copies", "3", "--paper", "a5", "--ink", "low", "-o", "mine.pdf", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.pdf"]
    with pikepdf.open(tmp_path / "mine.pdf") as pdf:
        assert len(pdf.pages) == 3 * 2
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(148 / 25.4 * 72, abs=0.1)
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["STAR and learning"]


def test_a_sheet_that_is_a_plan(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("sheet", "W2")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "output" / "thirty-sixty-ninety-a4.pdf").exists()


def test_a_sheet_of_the_reader_s_own(prep_pack: Run, tmp_path: Path) -> None:
    own = tmp_path / "content" / "worksheets"
    own.mkdir(parents=True)
    text = "id: W50\nname: mine\ntitle: Mine\npurpose: For me.\nblocks:\n  - {kind: canvas, label: Draw, height: %s}\n"
    (own / "W50.yaml").write_text(text % 100)
    assert prep_pack("sheet", "mine").returncode == 0
    (own / "W50.yaml").write_text((text % 100) + "  - {kind: table, label: T, columns: [a, b], rows: 30}\n")
    done = prep_pack("sheet", "mine", "--paper", "letter")
    assert done.returncode == 2
    assert done.stderr == (
        "error: worksheet W50 does not fit a page of 215.9 × 279.4 mm with lines 8 mm apart; "
        'take larger paper, or put "- {kind: break}" between its blocks\n'
    )


@pytest.mark.parametrize(
    ("arguments", "code", "stderr"),
    [
        (["sttar"], 4, 'error: unknown sheet "sttar"; did you mean "star"?\n'),
        (["star", "--copies", "0"], 2, "error: --copies is 0; it must be 1 to 200\n"),
        (["star", "-o", "x.doc"], 2, "error: the output x.doc does not end in .pdf; give the name of a PDF file\n"),
        (["star", "--paper", "a44"], 2, 'error: --paper: unknown paper "a44"; did you mean "a4"?\n'),
        (
            ["star", "--lines", "wid"],
            2,
            'error: --lines: no such line pitch: "wid"; write narrow, medium, wide, or 5 to 12 (mm)\n',
        ),
        (
            ["star", "--lines", "12.5"],
            2,
            'error: --lines: no such line pitch: "12.5"; write narrow, medium, wide, or 5 to 12 (mm)\n',
        ),
        (
            ["star", "--line-style", "doted"],
            2,
            'error: --line-style: unknown line style "doted"; did you mean "dotted"?\n',
        ),
        (["star", "--hand", "both"], 2, 'error: --hand: unknown hand "both"; known: left, right\n'),
        (["star", "--holes", "5"], 2, 'error: --holes: unknown number of holes "5"; known: 2, 3, 4, none\n'),
        (
            ["star", "--holes", "2", "--hole-marks", "x"],
            2,
            'error: --hole-marks: unknown hole marks "x"; known: centres, none\n',
        ),
        (
            ["star", "--holes", "4", "--paper", "a5"],
            2,
            "error: 4 holes 80 mm apart need a page 260 mm high, and a5 has 210 mm; "
            "holes 2 would fit, or take a4 or letter\n",
        ),
        (
            ["star", "--hole-marks", "centres"],
            2,
            "error: hole_marks is centres, and there are no holes to mark; say how many: holes 2, 3 or 4\n",
        ),
        (
            ["star", "--line-style", "grid", "--lines", "12", "--paper", "a5"],
            2,
            "error: worksheet W1 does not fit a page of 148 × 210 mm with lines 12 mm apart; "
            "lines 11.4 mm apart would fit, or take larger paper\n",
        ),
        (
            ["star", "--lines", "12", "--paper", "a5"],
            2,
            "error: worksheet W1 does not fit a page of 148 × 210 mm with lines 12 mm apart; "
            "lines 11.4 mm apart would fit, or take larger paper\n",
        ),
    ],
)
def test_mistakes(prep_pack: Run, tmp_path: Path, arguments: list[str], code: int, stderr: str) -> None:
    done = prep_pack("sheet", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", stderr)
    assert list(tmp_path.iterdir()) == []


def test_sheets_are_listed_for_programs(prep_pack: Run) -> None:
    rows = json.loads(prep_pack("sheets", "--json").stdout)
    assert [row["id"] for row in rows] == [*(f"W{n}" for n in range(1, 20)), *(f"P{n}" for n in range(1, 8))]
    assert all(row.keys() == {"id", "name", "title", "purpose"} and row["purpose"] for row in rows)
    lines = prep_pack("sheets").stdout.splitlines()
    assert lines[0].split("\t")[:3] == ["W1", "star", "STAR and learning"]
    assert len(lines) == 26


def test_sheets_are_listed_for_people(terminal: Callable[..., tuple[int, str]]) -> None:
    code, text = terminal("sheets", columns=80)
    assert code == 0
    assert "star" in text
    assert max(map(len, re.sub(r"\x1b\[[\d;]*m", "", text).splitlines())) <= 80
