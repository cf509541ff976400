"""From an empty folder to stories that serve questions, with the commands alone."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from generator.cli.app import PANELS, app
from generator.draft.answer import with_part
from generator.model.fields import OF_A_STORY, OF_EVERY_ANSWER, PRIVATE, RESULT, SITUATION, Part

Run = Callable[..., subprocess.CompletedProcess[str]]
Terminal = Callable[..., tuple[int, str]]

STORY = "content/stories/the-portal-nobody-paid-for.md"
ANSWER = "content/answers/stopped-funding.md"
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def folder(prep_pack: Run, tmp_path: Path) -> Path:
    """A folder with a story told, and an answer that tells it."""
    title = "The portal nobody paid for"
    told = prep_pack("new", "story", title, "--competency", "strategy", "--question", "headcount-cut")
    assert (told.returncode, told.stdout) == (0, f"{STORY}\n")
    assert told.stderr == "tell it, then: prep-pack new answer QUESTION --story the-portal-nobody-paid-for\n"
    done = prep_pack("new", "answer", "stopped-funding", "--story", "the-portal-nobody-paid-for")
    assert (done.returncode, done.stdout) == (0, f"{ANSWER}\n")
    assert done.stderr == "write what you like of it, then: prep-pack show stopped-funding\n"
    write(tmp_path / STORY, SITUATION, "Forty people loved it.")
    write(tmp_path / STORY, RESULT, "We saved much.")
    return tmp_path


def write(path: Path, part: Part, words: str) -> None:
    known = OF_A_STORY if "stories" in path.parts else OF_EVERY_ANSWER
    path.write_text(with_part(path.read_text(), part, words, known))


def test_what_is_begun_loads_without_a_word_and_is_marked_once_it_is_written(prep_pack: Run, tmp_path: Path) -> None:
    prep_pack("new", "answer", "first-ninety-days")
    listed = prep_pack("list", "--json", "--question", "first-ninety-days")
    assert (listed.stderr, json.loads(listed.stdout)[0]["answer"]) == ("", "")
    write(tmp_path / "content/answers/first-ninety-days.md", OF_EVERY_ANSWER[1], "I listen first.")
    assert json.loads(prep_pack("list", "--json", "--question", "first-ninety-days").stdout)[0]["answer"] == "draft"
    path = tmp_path / "content/answers/first-ninety-days.md"
    path.write_text(path.read_text().replace("status: draft", "status: ready"))
    assert json.loads(prep_pack("list", "--json", "--question", "first-ninety-days").stdout)[0]["answer"] == "ready"


@pytest.mark.parametrize("columns", [80, 160])
def test_a_terminal_says_what_is_answered(folder: Path, terminal: Terminal, columns: int) -> None:
    screen = COLOURS.sub("", terminal("list", "--question", "stopped-funding", columns=columns)[1])
    assert "draft" in screen


def test_nothing_is_written_over(folder: Path, prep_pack: Run) -> None:
    before = (folder / ANSWER).read_text(), (folder / STORY).read_text()
    again = prep_pack("new", "answer", "stopped-funding")
    assert (again.returncode, again.stderr) == (7, f"error: {ANSWER} is already there; use --force to write over it\n")
    again = prep_pack("new", "story", "the-portal-nobody-paid-for")
    assert (again.returncode, again.stderr) == (7, f"error: {STORY} is already there; use --force to write over it\n")
    assert ((folder / ANSWER).read_text(), (folder / STORY).read_text()) == before
    (folder / ANSWER).rename(folder / "content/answers/other.md")
    again = prep_pack("new", "answer", "stopped-funding")
    what = 'error: "stopped-funding" is answered already, in content/answers/other.md; go on there\n'
    assert (again.returncode, again.stderr) == (2, what)


@pytest.mark.parametrize(
    ("words", "code", "stderr"),
    [
        (["answer", "stoped-funding"], 4, 'error: unknown question "stoped-funding"; did you mean "stopped-funding"?\n'),
        (["answer", "stopped-funding", "--story", "x"], 4, 'error: unknown story "x"; prep-pack new story begins one\n'),
        (["story", "x", "--question", "headcount-cuts"], 4,
         'error: unknown question "headcount-cuts"; did you mean "headcount-cut"?\n'),
        (["story", "?!"], 2, "error: no id can be made from this title; give an id: lower-case words with hyphens\n"),
    ],
)  # fmt: skip
def test_mistakes(prep_pack: Run, tmp_path: Path, words: list[str], code: int, stderr: str) -> None:
    done = prep_pack("new", *words)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", stderr)
    assert not (tmp_path / "content").exists()


def test_show_tells_the_answer_below_the_question_and_nothing_private(folder: Path, prep_pack: Run) -> None:
    write(folder / ANSWER, PRIVATE, "A secret.")
    shown = prep_pack("show", "stopped-funding").stdout
    told = "## My answer\n\n### Situation\n\nForty people loved it.\n\n### Result\n\nWe saved much.\n"
    assert shown.endswith(f"\n\n{told}")
    assert shown.startswith("# Tell me about valued work you stopped funding.")
    assert "secret" not in shown
    assert prep_pack("show", "the-portal-nobody-paid-for").stdout.startswith("# The portal nobody paid for\n")


def test_the_table_of_stories(folder: Path, prep_pack: Run, terminal: Terminal) -> None:
    done = prep_pack("stories", "--theme", "strategy", "--theme", "organisation")
    assert done.stdout == "the-portal-nobody-paid-for\tstopped-funding\theadcount-cut\tstrategy\n"
    assert done.stderr.startswith("no story proves: ")
    assert "no story is told yet for: programme-off-course, " in done.stderr
    data = json.loads(prep_pack("stories", "strategy", "--json").stdout)
    (row,) = data["stories"]
    assert (row["told"], row["could"], row["twice"]) == (["stopped-funding"], [], False)
    assert "strategy" in data["competencies"]
    assert "strategy" not in data["lacking"]
    (folder / "mine.yaml").write_text("extends: strategy\n")
    assert json.loads(prep_pack("stories", "mine", "--json").stdout) == data
    screen = COLOURS.sub("", terminal("stories", "--theme", "strategy", "--theme", "organisation")[1])
    assert "● stopped-funding" in screen
    assert "○ headcount-cut" in screen
    assert max(map(len, screen.partition("no story")[0].splitlines())) <= 80


def test_a_story_that_one_panel_would_hear_twice_is_told(folder: Path, prep_pack: Run) -> None:
    prep_pack("new", "answer", "headcount-cut", "--story", "the-portal-nobody-paid-for")
    said = prep_pack("stories").stderr
    assert said.startswith(
        '"the-portal-nobody-paid-for" would be told 2 times to one panel: stopped-funding, headcount-cut\n'
    )


def test_without_stories_there_is_a_word_on_how_to_begin(prep_pack: Run) -> None:
    done = prep_pack("stories")
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == 'error: there are no stories of your own here; prep-pack new story "…" begins one\n'


def test_answers_are_judged_and_never_stop_anybody(folder: Path, prep_pack: Run) -> None:
    done = prep_pack("check", ANSWER)
    assert done.returncode == 0
    assert [line.rpartition("[")[2] for line in done.stdout.splitlines()] == ["O1]", "O3]", "O5]", "O2]", "O4]"]
    assert done.stderr == "5 findings in 1 answer; docs/authoring.md says why, by the code in brackets\n"
    assert prep_pack("check").stdout == done.stdout
    assert prep_pack("check", ANSWER, "--strict").returncode == 9
    write(folder / STORY, RESULT, "I saved 2 million within six months.")
    codes = {found["code"] for found in json.loads(prep_pack("check", ANSWER, "--json").stdout)}
    assert codes == {"O1", "O5"}
    (folder / ANSWER).write_text((folder / ANSWER).read_text().replace("status: draft", "status: ready"))
    assert (
        f"{ANSWER}:1: this answer is called ready, and Headline, Task, Action and Learning are empty; "
        "write it, or set the status to draft [O6]"
    ) in prep_pack("check", "content/answers").stdout


def test_help_has_no_command_outside_a_panel_and_no_panel_over_seven() -> None:
    command = typer.main.get_command(app)
    names = set(getattr(command, "commands", {}))
    arranged = [name for panel in PANELS.values() for name in panel]
    assert sorted(arranged) == sorted(names)
    assert all(len(panel) <= 7 for panel in PANELS.values())
    shown = {name: getattr(child, "rich_help_panel", "") for name, child in getattr(command, "commands", {}).items()}
    assert {name: panel for panel, panel_names in PANELS.items() for name in panel_names} == shown


def test_completion_offers_stories(folder: Path, cli_environment: dict[str, str]) -> None:
    asked = {"_PREP_PACK_COMPLETE": "complete_bash", "COMP_WORDS": "prep-pack show the-p", "COMP_CWORD": "2"}
    command = [sys.executable, "-m", "generator"]
    done = subprocess.run(command, cwd=folder, env=cli_environment | asked, capture_output=True, text=True)
    assert done.stdout.split() == ["the-portal-nobody-paid-for"]
