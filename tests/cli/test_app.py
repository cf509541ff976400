"""The program as a whole: help, start-up, the boundary where errors end, and what it stands on."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import __version__
from generator.cli import console, flags
from generator.cli.app import run
from generator.load.packfile import load_pack
from generator.model import problems
from generator.model.keys import flag_of
from generator.model.pack import PackSpec

Run = Callable[..., subprocess.CompletedProcess[str]]
Terminal = Callable[..., tuple[int, str]]

HEAVY = (
    "weasyprint",
    "jinja2",
    "markdown",
    "pikepdf",
    "pypdfium2",
    "ftfy",
    "charset_normalizer",
    "lxml",
    "PIL",
    "fontTools",
    "cffi",
    "dask",
    "distributed",
)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["build", "--help"], ["batch", "--help"], ["list"], ["list", "packs"], ["--version"]]
)
def test_what_sets_no_page_starts_without_the_engine(
    tmp_path: Path, cli_environment: dict[str, str], arguments: list[str]
) -> None:
    program = f"import sys\nfrom generator.cli.app import run\nrun({arguments!r})\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=cli_environment, capture_output=True, text=True
    )
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert {"typer", "pydantic"} <= loaded
    assert not loaded & set(HEAVY)


def test_version(prep_pack: Run) -> None:
    done = prep_pack("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"prep-pack {__version__}\n", "")


def test_alone_it_prints_its_help(prep_pack: Run) -> None:
    assert prep_pack().stdout == prep_pack("--help").stdout
    assert prep_pack().returncode == 0


@pytest.mark.parametrize("columns", ["60", "80", "200"])
def test_help_shows_examples_and_is_never_cut(prep_pack: Run, columns: str) -> None:
    for command in ("build", "batch", "list", "show", "init", "import", "schema"):
        text = prep_pack(command, "--help", COLUMNS=columns).stdout
        assert "Examples:" in text
        assert f"prep-pack {command}" in text
        assert "..." not in text.replace("[ARGS]...", "")
        assert max(map(len, text.splitlines())) <= int(columns)


@pytest.mark.parametrize(
    ("arguments", "stderr"),
    [
        (["biuld"], 'error: no such command "biuld"; did you mean "build"?\n'),
        (["xyz"], 'error: no such command "xyz"; see prep-pack --help\n'),
        (["new"], "error: missing command; see prep-pack new --help\n"),
        (["show"], 'error: missing argument "ID"; see prep-pack show --help\n'),
        (["list", "a", "b"], "error: got unexpected extra argument(s) (b); see prep-pack list --help\n"),
        (["--nope"], "error: no such option: --nope; see prep-pack --help\n"),
    ],
)
def test_mistyped(prep_pack: Run, arguments: list[str], stderr: str) -> None:
    done = prep_pack(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", stderr)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["build", "sample", "--candidate", "Ann", "Lee"],
            'unexpected word "Lee"; put words that belong together in quotes: --candidate "Ann Lee"',
        ),
        (
            ["build", "--candidate", "Ann", "Lee"],
            'unexpected word "Lee"; put words that belong together in quotes: --candidate "Ann Lee"',
        ),
        (
            ["build", "--candidate=Ann", "Mary", "Lee", "--paper", "a5"],
            'unexpected word "Mary"; put words that belong together in quotes: --candidate "Ann Mary Lee"',
        ),
        (
            ["list", "questions", "--theme", "people", "strategy"],
            'unexpected word "strategy"; repeat the flag: --theme people --theme strategy',
        ),
        (
            ["build", "--paper", "a5", "lee"],
            'there is no pack file or ready pack "lee"; known: delivery-and-risk, everything, final-round, first-week,'
            " people, sample, strategy, technology",
        ),
    ],
)
def test_a_value_of_several_words_wants_quotes(prep_pack: Run, arguments: list[str], said: str) -> None:
    done = prep_pack(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (3 if "no pack" in said else 2, "", f"error: {said}\n")


def test_words_that_are_not_utf_8_are_refused_at_the_edge(tmp_path: Path, cli_environment: dict[str, str]) -> None:
    command: list[str | bytes] = [sys.executable, "-m", "generator", "build", "--candidate", b"Zo\xeb Caf\xe9"]
    done = subprocess.run(command, cwd=tmp_path, env=cli_environment, capture_output=True)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b'error: "Zo\\xeb Caf\\xe9" is not UTF-8; set the terminal to UTF-8\n'
    assert list(tmp_path.iterdir()) == []


def test_completion_offers_names_from_the_bank(tmp_path: Path, cli_environment: dict[str, str]) -> None:
    line = "prep-pack build --question first-"
    asked = {"_PREP_PACK_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": "3"}
    command = [sys.executable, "-m", "generator"]
    done = subprocess.run(command, cwd=tmp_path, env=cli_environment | asked, capture_output=True, text=True)
    assert done.stdout.split() == ["first-ninety-days"]


def test_every_key_of_a_pack_has_a_flag_of_its_own() -> None:
    names = {key: flag_of(key) for key in PackSpec.model_fields}
    assert len(set(names.values())) == len(names)
    assert (names["competencies"], names["questions"]) == ("--competency", "--question")
    assert (names["notes_pages"], names["exclude"]) == ("--notes-pages", "--exclude")


def test_a_flag_means_what_the_key_means(tmp_path: Path) -> None:
    words = {"limit": "3", "interview_date": "2026-12-14", "paper": "A5", "levels": ["Manager"], "title": "A Title"}
    overrides = flags.given(words | {"coach": None})
    (tmp_path / "x.yaml").write_text(
        "limit: 3\ninterview_date: 2026-12-14\npaper: a5\nlevels: [manager]\ntitle: A Title\n"
    )
    assert load_pack(None, overrides) == load_pack(tmp_path / "x.yaml", {})


ERRORS = [
    kind for kind in vars(problems).values() if isinstance(kind, type) and issubclass(kind, problems.PrepPackError)
]


@pytest.mark.parametrize("kind", ERRORS)
def test_every_error_of_the_tree_leaves_with_its_code(
    kind: type[problems.PrepPackError], capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> int:
        where = problems.SourceRef("x.md", 4)
        raise kind(problems.Problem("two\nlines [red]", "mend it", where), problems.warning("odd \x1b[31m"))

    assert console.guarded(fail) == kind.exit_code
    caught = capsys.readouterr()
    assert caught.err == "error: x.md:4: two lines [red]; mend it\nwarning: odd \\x1b[31m\n"
    assert caught.out == ""


def test_a_fault_of_our_own_is_confessed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise ZeroDivisionError("oh")

    assert console.guarded(fail) == 1
    assert capsys.readouterr().err == (
        "error: prep-pack failed, and the fault is its own: ZeroDivisionError: oh; "
        "run it again with PREP_PACK_TRACEBACK=1 to see where, and report it\n"
    )
    monkeypatch.setenv("PREP_PACK_TRACEBACK", "1")
    assert console.guarded(fail) == 1
    assert "Traceback (most recent call last)" in capsys.readouterr().err


def test_a_reader_that_has_gone_is_no_error(tmp_path: Path, cli_environment: dict[str, str]) -> None:
    command = f"{sys.executable} -m generator list --json | true"
    done = subprocess.run(
        command, shell=True, executable="/bin/bash", cwd=tmp_path, env=cli_environment, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full device is tried where the system has one")
@pytest.mark.parametrize("arguments", [["list"], ["--help"], ["build", "--help"]])
def test_a_result_that_cannot_be_printed(arguments: list[str], tmp_path: Path, cli_environment: dict[str, str]) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "generator", *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=cli_environment, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 7
    assert done.stderr == "error: cannot print the result: no space left on device\n"


def test_a_poor_terminal_gets_question_marks_rather_than_a_failure(prep_pack: Run) -> None:
    done = prep_pack("doctor", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("?\tPython\t")


def test_progress_is_for_terminals(terminal: Terminal) -> None:
    one = ("build", "--question", "stopped-funding", "--notes-pages", "0", "--plan", "none", "-o", "x.pdf")
    code, screen = terminal(*one)
    assert code == 0
    assert "typesetting" in screen
    code, screen = terminal(*one, "--quiet")
    assert (code, screen) == (0, "")


def test_doctor_finds_everything_here(prep_pack: Run, terminal: Terminal) -> None:
    done = prep_pack("doctor")
    assert (done.returncode, done.stderr) == (0, "")
    rows = {name: (mark, found) for mark, name, found, _ in (line.split("\t") for line in done.stdout.splitlines())}
    for name in ("Python", "Pango", "Pango for FreeType", "weasyprint", "Bundled fonts", "Designs", "Question bank"):
        assert rows[name][0] == "✓"
    assert rows["Bundled fonts"][1] == "atkinson-hyperlegible, inter, source-serif-4"
    assert terminal("doctor")[0] == 0


def test_doctor_says_what_to_do_and_fails_where_something_needed_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", _no_library)
    assert run(["doctor"]) == 8
    caught = capsys.readouterr()
    assert caught.err == "error: missing or wrong: Pango, Pango for FreeType\n"
    (pango,) = [line for line in caught.out.splitlines() if line.startswith("✗\tPango\t")]
    assert pango.startswith("✗\tPango\tnot found\trun: ")
    assert "✗\tHarfBuzz subset\tnot found\trun: " in caught.out


def _no_library(name: str) -> None:
    raise OSError(os.strerror(2))


def test_doctor_looks_at_the_users_own_questions(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "content" / "questions").mkdir(parents=True)
    (tmp_path / "content" / "questions" / "x.md").write_text("no front matter\n")
    done = prep_pack("doctor")
    assert done.returncode == 3, "nothing is missing of the program"
    assert done.stderr.startswith("error: content/questions/x.md:1: ")
    assert "✗\tQuestion bank\tproblems: 1\tsee below\n" in done.stdout


def test_what_is_done_is_told_on_the_way(prep_pack: Run, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    done = prep_pack("-v", "build", "--question", "first-ninety-days", "-q", PREP_PACK_CACHE=store)
    assert done.returncode == 0
    assert re.search(r"\d+ ms  read \d+ questions from ", done.stderr)
    assert re.search(r"\d+ ms  \d+ sections: 0 known, \d+ to set", done.stderr)
    again = prep_pack("-v", "build", "--question", "first-ninety-days", "-q", PREP_PACK_CACHE=store)
    assert re.search(r"\d+ ms  \d+ sections: \d+ known, 0 to set", again.stderr)
    assert prep_pack("build", "--question", "first-ninety-days", "-q").stderr == ""


def test_a_log_holds_what_a_fault_is_found_by(prep_pack: Run, tmp_path: Path) -> None:
    command = ("--log", "what.log", "build", "--question", "first-ninety-days", "-q")
    done = prep_pack(*command, PREP_PACK_CACHE=str(tmp_path / "store"))
    assert (done.returncode, done.stderr) == (0, "")
    log = (tmp_path / "what.log").read_text(encoding="utf-8")
    assert re.search(r"DEBUG \S*press\.provenance: provenance: weasyprint \d", log)
    assert re.search(r"DEBUG \S*press\.press: to set: q-first-ninety-days \(recto", log)


def test_a_log_that_cannot_be_written_is_told_before_anything_is_done(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("--log", "no/where.log", "list")
    assert (done.returncode, done.stdout) == (7, "")
    assert done.stderr == "error: cannot write the log no/where.log: no such file or directory; choose another place\n"
