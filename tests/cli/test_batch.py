"""``prep-pack batch`` as a user meets it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cohorts import PDF, write_cohort

Run = Callable[..., subprocess.CompletedProcess[str]]
Terminal = Callable[..., tuple[int, str]]


def test_in_a_pipe_it_prints_fields_and_a_closing_line(prep_pack: Run, tmp_path: Path) -> None:
    write_cohort(tmp_path, "name\nAnn\nBo\n")
    done = prep_pack("batch", "roster.csv", "pack.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    *rows, closing = done.stdout.splitlines()
    assert [row.split("\t")[:4] for row in rows] == [
        ["2", "made", "Ann", f"ann{PDF}"],
        ["3", "made", "Bo", f"bo{PDF}"],
    ]
    assert re.fullmatch(r"output/roster  2 packs made, 0 unchanged, 0 failed, \d+\.\d s", closing)
    assert (tmp_path / "output" / "roster" / f"ann{PDF}").read_bytes().startswith(b"%PDF-")
    assert prep_pack("batch", "roster.csv", "pack.yaml", "-q").stdout == ""


def test_a_bad_row_is_told_and_its_code_returned(prep_pack: Run, tmp_path: Path) -> None:
    write_cohort(tmp_path, "name,limit\nAnn,0\nBo,\nBo,\n")
    done = prep_pack("batch", "roster.csv", "pack.yaml", "-o", "here", "--quiet")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        f'warning: roster.csv:4: "Bo" would have the file of line 3, so its own is bo-2{PDF}; '
        "see that it is not the same person twice\n"
        'error: roster.csv:2: "limit" is 0; it must be at least 1\n'
    )
    assert {path.name for path in (tmp_path / "here").glob("*.pdf")} == {f"bo{PDF}", f"bo-2{PDF}"}


def test_on_a_terminal_it_shows_a_bar_and_a_table(terminal: Terminal, tmp_path: Path) -> None:
    write_cohort(tmp_path, "name,limit\nAnn [red],\nBo,\nCy,0\n")
    code, screen = terminal("batch", "roster.csv", "pack.yaml", columns=100)
    assert code == 3
    assert "packs" in screen
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen)
    assert re.search(r"Line +Name +File +Pages +Size", plain)
    assert re.search(rf"2 +Ann \[red\] +ann-red{PDF} +\d+ +\d+ kB", plain)
    assert plain.count('"limit" is 0') == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["none.csv", "pack.yaml"], 3, "error: none.csv: there is no such file; check the path\n"),
        (["roster.csv", "none.yaml"], 3, "error: none.yaml: there is no such file; check the path\n"),
        (["roster.csv", "smaple"], 3, 'there is no pack file or ready pack "smaple"; did you mean "sample"?\n'),
        (["roster.csv"], 2, 'error: missing argument "PACK"; see prep-pack batch --help\n'),
        (["roster.csv", "pack.yaml", "-o", "roster.csv"], 7, "a file stands where a folder is needed; "),
        (["roster.csv", "pack.yaml", "--dask", "x"], 2, '--dask: "x" is no address; write tcp://HOST:PORT\n'),
    ],
)
def test_what_is_wrong_for_all(prep_pack: Run, tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    write_cohort(tmp_path, "name\nAnn\n")
    done = prep_pack("batch", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert not list(tmp_path.rglob("*.pdf"))


def test_without_the_extra_dask_says_what_to_install(tmp_path: Path, cli_environment: dict[str, str]) -> None:
    write_cohort(tmp_path, "name\nAnn\n")
    arguments = ["batch", "roster.csv", "pack.yaml", "--dask", "tcp://127.0.0.1:9"]
    program = (
        "import sys\nsys.modules['distributed'] = None\nfrom generator.cli.app import run\n"
        f"sys.exit(run({arguments!r}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=cli_environment, capture_output=True, text=True
    )
    said = 'error: --dask needs the library distributed; run: pip install "prep-pack[dask]"\n'
    assert (done.returncode, done.stderr) == (8, said)
