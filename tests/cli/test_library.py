"""``prep-pack list`` and ``show``: whole in a pipe, readable on a terminal, and never obeying the content."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
Terminal = Callable[..., tuple[int, str]]

COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def own_question(tmp_path: Path) -> str:
    """A question of the user's own whose wording looks like commands to the terminal; its id."""
    folder = tmp_path / "content" / "questions" / "self"
    folder.mkdir(parents=True)
    (folder / "hostile.md").write_text(
        "---\nid: hostile\ntheme: self\nformat: case\ncompetencies: [learning]\nlevel: manager\nframework: []\n"
        "worksheets: []\ntags: []\n---\n\n# [bold red]Is this :smile: read as it is?[/]\n\n"
        "## Why they ask\nTo see.\n\n## Strong answer\nYes.\n"
    )
    return "hostile"


def test_questions_in_a_pipe_are_lines_of_fields_and_never_cut(prep_pack: Run) -> None:
    done = prep_pack("list", COLUMNS="20")
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [
        "first-ninety-days",
        "strategy",
        "situational",
        "director",
        "Suppose you join us next month: walk me through your first ninety days.",
    ] in rows
    assert {len(row) for row in rows} == {5}


def test_json_has_every_field(prep_pack: Run) -> None:
    done = prep_pack("list", "--json", "--question", "first-ninety-days")
    (row,) = json.loads(done.stdout)
    assert set(row) == {
        "id", "theme", "format", "level", "wording", "competencies", "frameworks", "worksheets", "tags", "file",
        "answer", "own",
    }  # fmt: skip
    assert row["worksheets"] == ["W2"]
    assert row["file"].endswith("first-ninety-days.md")


@pytest.mark.parametrize(
    ("flags", "ids"),
    [
        (
            ["--question", "stopped-funding", "--question", "first-ninety-days"],
            ["stopped-funding", "first-ninety-days"],
        ),
        (["--format", "SITUATIONAL", "--theme", "strategy"], ["first-ninety-days"]),
        (["--theme", "strategy", "--level", "director-plus"], ["goals-into-strategy"]),
    ],
)
def test_the_flags_choose_as_for_a_workbook(prep_pack: Run, flags: list[str], ids: list[str]) -> None:
    assert [row["id"] for row in json.loads(prep_pack("list", "--json", *flags).stdout)] == ids


@pytest.mark.parametrize(
    ("what", "row"),
    [
        ("themes", "strategy\t1\tStrategy, vision, execution\t6\n"),
        ("frameworks", "star\tSTAR with learning\t"),
        ("worksheets", "W2\tthirty-sixty-ninety\t"),
        ("plans", "first-90-days\t"),
        ("packs", "sample\tStrategy, vision and execution\t6\t"),
    ],
)
def test_what_else_can_be_listed(prep_pack: Run, what: str, row: str) -> None:
    done = prep_pack("list", what)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"\n{row}" in f"\n{done.stdout}"


@pytest.mark.parametrize(
    ("arguments", "code", "stderr"),
    [
        (["framework"], 2, 'error: cannot list "framework"; did you mean "frameworks"?\n'),
        (
            ["themes", "--level", "director"],
            2,
            "error: --level: only questions can be chosen; list themes without flags\n",
        ),
        (["--tag", "zzz"], 4, None),
    ],
)
def test_mistakes(prep_pack: Run, arguments: list[str], code: int, stderr: str | None) -> None:
    done = prep_pack("list", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert stderr is None or done.stderr == stderr


@pytest.mark.parametrize("columns", [60, 80, 160])
def test_on_a_terminal_every_word_is_there_and_no_line_too_long(terminal: Terminal, columns: int) -> None:
    code, screen = terminal("list", "--question", "programme-off-course", columns=columns)
    lines = COLOURS.sub("", screen).splitlines()
    assert code == 0
    assert max(map(len, lines)) <= columns
    words = " ".join(" ".join(lines).split())
    assert "…" not in words
    for word in ("programme-off-course", "behavioural", "director", "recover", "it?"):
        assert word in words


def test_words_of_the_user_are_no_markup(prep_pack: Run, terminal: Terminal, own_question: str) -> None:
    wording = "[bold red]Is this :smile: read as it is?[/]"
    assert wording in prep_pack("list").stdout
    assert wording in COLOURS.sub("", terminal("list", "--theme", "self", columns=160)[1])
    assert wording in COLOURS.sub("", terminal("show", own_question)[1])


def test_no_colour_when_asked(terminal: Terminal) -> None:
    assert "\x1b[3" in terminal("list")[1]
    assert not re.search(r"\x1b\[[0-9;]*3\dm", terminal("list", NO_COLOR="1")[1])


def test_show_in_a_pipe_is_the_text_as_written(prep_pack: Run) -> None:
    done = prep_pack("show", "first-ninety-days")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# Suppose you join us next month")
    assert "## Strong answer" in done.stdout


def test_show_knows_frameworks_too(prep_pack: Run) -> None:
    assert prep_pack("show", "star").stdout.startswith("# STAR with learning\n")


def test_show_suggests(prep_pack: Run) -> None:
    done = prep_pack("show", "first-90-days")
    assert (done.returncode, done.stdout) == (4, "")
    stderr = 'error: unknown question, framework or story "first-90-days"; did you mean "first-ninety-days"?\n'
    assert done.stderr == stderr


def test_a_broken_question_of_the_user_is_told_with_its_line(prep_pack: Run, tmp_path: Path, own_question: str) -> None:
    file = tmp_path / "content" / "questions" / "self" / f"{own_question}.md"
    file.write_text(file.read_text().replace("learning", "lerning"))
    done = prep_pack("list")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("error: content/questions/self/hostile.md:5: ")
    assert 'did you mean "learning"?' in done.stderr


def test_on_a_terminal_the_themes_come_first_with_their_counts(terminal: Terminal) -> None:
    lines = COLOURS.sub("", terminal("list", columns=120)[1]).splitlines()
    theme = next(n for n, line in enumerate(lines) if line.startswith("resilience"))
    assert lines[theme].split()[-1] == "7"
    assert theme < next(n for n, line in enumerate(lines) if line.startswith("first-ninety-days"))


def test_of_a_choice_only_its_themes_are_listed(terminal: Terminal) -> None:
    lines = COLOURS.sub("", terminal("list", "--competency", "organisation")[1]).splitlines()
    themes = [line.split() for line in lines[1 : lines.index("")]]
    assert [(words[0], words[-1]) for words in themes] == [("people", "1"), ("organisation", "4")]


def test_packs_tell_for_whom_they_are_and_what_they_take(prep_pack: Run) -> None:
    rows = {row["id"]: row for row in json.loads(prep_pack("list", "packs", "--json").stdout)}
    assert {"first-week", "strategy", "people", "delivery-and-risk", "technology", "final-round", "everything"} < {
        *rows
    }
    assert [rows[name]["questions"] for name in ("first-week", "final-round", "everything")] == [6, 12, 63]
    for row in rows.values():
        assert row["audience"]
        assert row["description"]
        assert 15 * row["questions"] < row["minutes"] < 45 * row["questions"]
        assert row["questions"] < row["a4"] < row["a5"]


def test_packs_fit_a_narrow_terminal(terminal: Terminal) -> None:
    lines = COLOURS.sub("", terminal("list", "packs", columns=80)[1]).splitlines()
    assert max(map(len, lines)) <= 80
    assert any(re.match(r"first-week +First week +6 +\d+ +\d+ +\d h \d\d", line) for line in lines)


def test_pages_that_nobody_counted_are_not_told(prep_pack: Run, tmp_path: Path, own_question: str) -> None:
    (tmp_path / "content/packs").mkdir()
    (tmp_path / "content/packs/mine.yaml").write_text("title: Mine\nthemes: [strategy]\n")
    (tmp_path / "content/packs/gone.yaml").write_text("title: Gone\nquestions: [first-ninty-days]\n")
    done = prep_pack("list", "packs", "--json")
    rows = {row["id"]: row for row in json.loads(done.stdout)}
    assert (rows["mine"]["questions"], rows["mine"]["a4"]) == (6, None)
    # A question of one's own has joined the whole bank.
    assert (rows["everything"]["questions"], rows["everything"]["a4"]) == (64, None)
    assert rows["strategy"]["a4"] > 6
    assert (rows["gone"]["questions"], rows["gone"]["minutes"]) == (None, None)
    assert done.stderr == (
        'warning: content/packs/gone.yaml:2: unknown question "first-ninty-days"; did you mean "first-ninety-days"?\n'
    )


def test_the_coverage_of_the_bank(prep_pack: Run) -> None:
    done = prep_pack("list", "--coverage")
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in done.stdout.splitlines()}
    assert len(rows) == 12
    assert rows["strategy"] == ["1", "2", "2", "0", "5"]
    assert done.stderr == "every competency has 3 or more questions\n"


def test_the_coverage_of_a_pack_names_what_is_not_tested(prep_pack: Run) -> None:
    assert prep_pack("list", "--coverage", "final-round").stderr == "every competency is tested\n"
    done = prep_pack("list", "--coverage", "--question", "stopped-funding", "--json")
    found = json.loads(done.stdout)
    table = {row["competency"]: row for row in found["coverage"]}
    assert table["decisions"]["behavioural"] == ["stopped-funding"]
    assert table["decisions"]["case"] == []
    assert len(found["lacking"]) == 10
    said = prep_pack("list", "--coverage", "--question", "stopped-funding").stderr
    assert said.startswith("no question tests: business, execution, people, ")


def test_empty_cells_are_marked_on_a_terminal(terminal: Terminal) -> None:
    screen = COLOURS.sub("", terminal("list", "--coverage", "strategy")[1])
    assert re.search(r"\nstrategy +1 +1 +2 +– +4\n", screen)
    assert re.search(r"\npeople +– +– +– +– +none\n", screen)
    assert "6 questions" in screen


def test_the_coverage_of_a_pack_that_is_not(prep_pack: Run) -> None:
    done = prep_pack("list", "--coverage", "final-rond")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == 'error: there is no pack file or ready pack "final-rond"; did you mean "final-round"?\n'


SHIPPED = Path(__file__).parents[2] / "content"


def test_a_question_that_is_ejected_stands_for_the_shipped_one(prep_pack: Run, tmp_path: Path) -> None:
    file = "content/questions/strategy/first-ninety-days.md"
    done = prep_pack("eject", "question", "first-ninety-days", "mine")
    assert (done.returncode, done.stdout) == (0, f"mine/{file}\n")
    assert done.stderr == "change what you like, then: cd mine && prep-pack build --question first-ninety-days\n"
    mine, own = tmp_path / "mine", tmp_path / "mine" / file
    shipped = SHIPPED / "questions/strategy/first-ninety-days.md"
    assert own.read_bytes() == shipped.read_bytes()
    checked = prep_pack("check", cwd=mine)
    assert (checked.returncode, checked.stdout) == (0, ""), "the copy is not held against what it stands for"
    own.write_text(own.read_text().replace("# Suppose you join us next month", "# Say you join us in May", 1))
    rows = {row["id"]: row for row in json.loads(prep_pack("list", "--json", cwd=mine).stdout)}
    assert rows["first-ninety-days"]["wording"].startswith("Say you join us in May")
    assert [id_ for id_, row in rows.items() if row["own"]] == ["first-ninety-days"]
    again = prep_pack("eject", "question", "first-ninety-days", "mine")
    told = f"error: mine/{file} is already there; change what is in it, or give another folder\n"
    assert (again.returncode, again.stdout, again.stderr) == (7, "", told)
    own.rename(own.with_name("other.md"))
    elsewhere = prep_pack("eject", "question", "first-ninety-days", "mine")
    assert (elsewhere.returncode, elsewhere.stderr) == (7, told.replace("first-ninety-days", "other"))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["question"], 2, "no question is named; give its id: prep-pack list"),
        (["design"], 2, "no design is named; give its name: prep-pack designs"),
        (["question", "first-ninety"], 4, 'unknown question "first-ninety"; did you mean "first-ninety-days"?'),
        (["question", "a", "b", "c"], 2, 'unexpected word "c"; see prep-pack eject --help'),
    ],
)
def test_what_cannot_be_ejected(prep_pack: Run, tmp_path: Path, words: list[str], code: int, said: str) -> None:
    done = prep_pack("eject", *words)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", f"error: {said}\n")
    assert list(tmp_path.iterdir()) == []


def test_own_questions_are_marked_on_a_terminal(terminal: Terminal, prep_pack: Run) -> None:
    before = {columns: terminal("list", "--theme", "strategy", columns=columns)[1] for columns in (80, 140)}
    assert prep_pack("eject", "question", "first-ninety-days").returncode == 0
    for columns, text in before.items():
        _, marked = terminal("list", "--theme", "strategy", columns=columns)
        assert marked.count("yours") == text.count("yours") + 1


@pytest.mark.parametrize("entry", ["questions/strategy/first-ninety-days.md", "frameworks/star.md"])
def test_the_source_is_the_file_byte_for_byte(tmp_path: Path, cli_environment: dict[str, str], entry: str) -> None:
    command = [sys.executable, "-m", "generator", "show", "--source", Path(entry).stem]
    done = subprocess.run(command, cwd=tmp_path, env=cli_environment, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == (SHIPPED / entry).read_bytes()
