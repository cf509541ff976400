"""``prep-pack build`` as a user meets it: what it makes, what it says, and how it fails."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

SAMPLE_NOTE = "there is no pack.yaml here; making the sample workbook\n"
ONE = ("--question", "first-ninety-days", "--notes-pages", "0", "--plan", "none")
ONE_CHOSEN = "1 question, chosen by --question first-ninety-days\n"
"""The flags of a small workbook."""


@pytest.fixture
def closed_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that even root may not write to, where root runs the tests."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)
    if os.geteuid():
        yield folder
        return
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(folder)], capture_output=True).returncode:
        pytest.skip("root may write to every folder, and cannot mount one here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_with_nothing_it_makes_the_sample(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("build")
    assert (done.returncode, done.stderr) == (0, SAMPLE_NOTE + "6 questions, chosen by sample.yaml\n")
    assert re.fullmatch(r"output/sample-study-a4\.pdf  \d+ pages, \d+ kB, \d+\.\d s\n", done.stdout)
    assert (tmp_path / "output" / "sample-study-a4.pdf").read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_pack_file_of_this_folder_is_used(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("questions: [star-less]\n")
    done = prep_pack("build")
    assert done.returncode == 4
    assert done.stderr.startswith(
        'using pack.yaml of this folder\nerror: pack.yaml:1: unknown question "star-less"; known: '
    )


@pytest.mark.parametrize(
    ("text", "flags", "told"),
    [
        ("# nope\ntitle: T\nquestions: [nope]\n", (), 'pack.yaml:3: unknown question "nope"; known: '),
        ("themes: [stratgy]\n", (), 'pack.yaml:1: unknown theme "stratgy"; did you mean "strategy"?\n'),
        ("title: T\nsheets: [W77]\n", ONE, 'pack.yaml:2: unknown sheet "W77"; did you mean "W7"?\n'),
        ("title: T\ndesign: clasic\n", ONE, 'pack.yaml:2: unknown design "clasic"; did you mean "classic"?\n'),
        ("title: T\n", ("--question", "nope"), 'unknown question "nope"; known: '),
    ],
)
def test_a_wrong_value_is_told_with_its_line_where_the_pack_file_has_it(
    text: str, flags: tuple[str, ...], told: str, prep_pack: Run, tmp_path: Path
) -> None:
    (tmp_path / "pack.yaml").write_text(text)
    done = prep_pack("build", "pack.yaml", *flags)
    assert done.returncode in (4, 5)
    assert done.stderr.startswith(f"error: {told}")


def test_flags_alone_choose_from_the_whole_bank_and_quiet_is_quiet(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("build", *ONE, "--paper", "A5", "-o", "mine.pdf", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.pdf"]


def test_the_name_is_made_of_pack_edition_and_paper(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "bank.yaml").write_text("edition: screen\nquestions: [stopped-funding]\n")
    done = prep_pack("build", "packs/bank.yaml", "--paper", "letter", "--notes-pages", "0", "--plan", "none")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "output" / "bank-screen-letter.pdf").exists()


def test_content_beside_a_pack_file_counts_from_anywhere(prep_pack: Run, tmp_path: Path) -> None:
    assert prep_pack("init", "own").returncode == 0
    done = prep_pack(
        "build", "own/pack.yaml", "--theme", "people", "--notes-pages", "0", "--plan", "none", "-o", "x.pdf"
    )
    assert (done.returncode, done.stderr) == (0, "8 questions, chosen by --theme people\n")


def test_strict_refuses_what_is_only_a_warning_and_writes_nothing(prep_pack: Run, tmp_path: Path) -> None:
    odd = (*ONE, "--question", "goals-into-strategy", "--format", "situational")
    said = ': question "goals-into-strategy" was named, but a filter leaves it out; drop the filter or the name\n'
    refused = prep_pack("build", *odd, "--strict")
    assert (refused.returncode, refused.stdout, refused.stderr) == (9, "", "error" + said)
    assert list(tmp_path.iterdir()) == []
    done = prep_pack("build", *odd)
    chosen = "1 question, chosen by --question first-ninety-days --question goals-into-strategy --format situational\n"
    assert (done.returncode, done.stderr) == (0, "warning" + said + chosen)


@pytest.mark.parametrize(
    ("arguments", "code", "stderr"),
    [
        (["nope.yaml"], 3, "error: nope.yaml: there is no such file; check the path\n"),
        (["smaple"], 3, 'error: there is no pack file or ready pack "smaple"; did you mean "sample"?\n'),
        (["."], 3, "error: .: this is a folder, not a file; name a file\n"),
        (["sample", "-o", "x.doc"], 2, "error: the output x.doc does not end in .pdf; give the name of a PDF file\n"),
        (["--theme", "strategi"], 4, 'error: unknown theme "strategi"; did you mean "strategy"?\n'),
        (["sample", "--paper", "a44"], 2, 'error: --paper: unknown paper "a44"; did you mean "a4"?\n'),
        (["sample", "--limit", "0"], 2, "error: --limit is 0; it must be at least 1\n"),
        (
            ["--themee", "x"],
            2,
            "error: no such option: --themee; did you mean --add-theme or --theme or --theme-pages?\n",
        ),
        (
            ["sample", "--format", "case"],
            4,
            "error: no question is left after --format case; "
            "it removed all of the 6 questions that were chosen before it; loosen it\n",
        ),
        (
            ["sample", "--limit", "few", "--interview-date", "soon"],
            2,
            'error: --interview-date is no date: "soon"; write YYYY-MM-DD\n'
            'error: --limit must be a whole number, not "few"\n',
        ),
    ],
)
def test_mistakes(prep_pack: Run, tmp_path: Path, arguments: list[str], code: int, stderr: str) -> None:
    done = prep_pack("build", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", stderr)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written(prep_pack: Run, closed_folder: Path) -> None:
    done = prep_pack("build", *ONE, "-o", "closed/x.pdf")
    mend = "choose another place or change its permissions"
    assert (done.returncode, done.stdout) == (7, "")
    assert done.stderr == f"error: cannot write closed/x.pdf: you may not write there; {mend}\n"


@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_stopped_while_it_works(tmp_path: Path, cli_environment: dict[str, str], stop: signal.Signals) -> None:
    earlier = tmp_path / "output" / "sample-study-a4.pdf"
    earlier.parent.mkdir()
    earlier.write_bytes(b"earlier")
    command = [sys.executable, "-m", "generator", "build", "--no-cache"]  # else it may be done by then
    with subprocess.Popen(command, cwd=tmp_path, env=cli_environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == SAMPLE_NOTE
        time.sleep(1)
        process.send_signal(stop)
        assert process.stderr.read() == "stopped; nothing was written\n"
        assert process.wait(timeout=30) == 130
    assert [path.name for path in earlier.parent.iterdir()] == [earlier.name]
    assert earlier.read_bytes() == b"earlier"


def test_open_hands_the_workbook_to_the_viewer(prep_pack: Run, tmp_path: Path) -> None:
    viewer = tmp_path / "bin" / ("open" if sys.platform == "darwin" else "xdg-open")
    viewer.parent.mkdir()
    viewer.write_text('#!/bin/sh\necho "$1" > opened\n')
    viewer.chmod(0o755)
    done = prep_pack("build", *ONE, "-o", "x.pdf", "--open", PATH=f"{viewer.parent}:{os.environ['PATH']}")
    assert (done.returncode, done.stderr) == (0, ONE_CHOSEN)
    deadline = time.monotonic() + 10
    while not (tmp_path / "opened").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert (tmp_path / "opened").read_text() == "x.pdf\n"


def test_without_a_viewer_open_says_so_and_the_workbook_is_there(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("build", *ONE, "-o", "x.pdf", "--open", PATH=str(tmp_path))
    assert done.returncode == 0
    assert re.fullmatch(
        ONE_CHOSEN + r"warning: cannot open the workbook: there is no (xdg-)?open; open x\.pdf yourself\n", done.stderr
    )
    assert (tmp_path / "x.pdf").exists()


def test_the_same_input_gives_the_same_bytes(prep_pack: Run, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        assert prep_pack("build", *ONE, "-o", name, "-q").returncode == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_the_ink_report_names_the_heaviest_page(prep_pack: Run) -> None:
    done = prep_pack("build", *ONE, "--ink", "low", "--ink-report")
    assert done.returncode == 0, done.stderr
    told = re.fullmatch(
        r"ink covers (\d\.\d) % of a page on average, and (\d\.\d) % of the heaviest, page (\d+)",
        done.stdout.splitlines()[1],
    )
    assert told
    assert 1 < float(told[1]) < float(told[2]) <= 4
    assert "ink covers" not in prep_pack("build", *ONE).stdout


def test_an_ink_report_without_its_library_is_refused_before_pages_are_set(prep_pack: Run, tmp_path: Path) -> None:
    missing, folder = tmp_path / "missing", tmp_path / "here"
    missing.mkdir()
    folder.mkdir()
    (missing / "pypdfium2.py").write_text("raise ImportError\n")
    path = os.pathsep.join([str(missing), str(Path(__file__).resolve().parents[2])])
    done = prep_pack("build", *ONE, "--ink-report", cwd=folder, PYTHONPATH=path)
    assert (done.returncode, done.stdout) == (8, "")
    assert done.stderr.endswith("error: --ink-report needs the library pypdfium2; run: pip install pypdfium2\n")
    assert list(folder.iterdir()) == []
