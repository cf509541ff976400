"""``prep-pack check`` and ``ledger``: advice on the reader's own questions, law for the bank."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MINE = "content/questions/self/mine.md"
LEDGER = "ledger: {setting: a | firm, scale: s, situation: i, trade_off: t, result: r, lesson: l}\n"
TEXT = f"""---
id: mine
theme: self
format: case
competencies: [learning]
level: manager
framework: []
worksheets: [W1]
tags: [one]
{LEDGER}---

# Tell me about a failure that was yours alone.

## Why they ask
They want to hear whether you leverage [bold]others[/].

## Strong answer
I gave up 12 days, 3 nights, £40 and 2 friends. I learned little.
"""
FINDINGS = [
    f"{MINE}:1: 14 of 15 sections are missing: Strong signals, Weak signals, Answer plan, Competent answer, "
    "Why it is only competent, Headline, Why it works, Follow-up probes, Pitfalls, Make it yours, "
    "Numbers to have ready, Recall cues, Context note, Self-score; add each behind ## [F1]",
    f'{MINE}:1: "wordings" has no items; name at least 2 [F4]',
    f'{MINE}:1: "framework" has no items; name at least 1 [F4]',
    f'{MINE}:15: "Why they ask" has 8 words; write 45 to 65 [B2]',
    f'{MINE}:16: "leverage" is filler; say what was done [W1]',
    f"{MINE}:18: the strong answer has 15 words, as it is said; write 250 to 400 [B6]",
    f"{MINE}:18: the strong answer reads at Flesch–Kincaid grade -0.2; join some sentences: 7 to 11 [R3]",
    f"{MINE}:19: a sentence has 4 numbers (12, 3, £40, 2); keep at most 3, or cut it in two [A5]",
]
WHY = "docs/authoring.md says why, by the code in brackets"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with one question of the reader's own, begun rather than finished."""
    (tmp_path / MINE).parent.mkdir(parents=True)
    (tmp_path / MINE).write_text(TEXT, encoding="utf-8")
    return tmp_path


def stderr(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What was said beside the findings, without warnings on the files of the bank itself."""
    return [line for line in done.stderr.splitlines() if not line.startswith("warning: ../")]


def test_findings_are_advice_on_questions_of_ones_own(prep_pack: Run, own: Path) -> None:
    done = prep_pack("check")
    assert done.stdout.splitlines() == FINDINGS
    assert done.stderr.splitlines()[-1] == f"8 findings in 1 question; {WHY}"
    assert done.returncode == 0


def test_strict_makes_advice_an_error(prep_pack: Run, own: Path) -> None:
    done = prep_pack("check", "--strict")
    assert done.stdout.splitlines() == FINDINGS
    assert done.stderr.splitlines()[-1] == f"error: 8 findings in 1 question; {WHY}"
    assert done.returncode == 9


def test_json_is_for_other_programs(prep_pack: Run, own: Path) -> None:
    done = prep_pack("check", "--json")
    found = json.loads(done.stdout)
    assert len(found) == len(FINDINGS)
    assert found[4] == {
        "code": "W1",
        "severity": "warning",
        "file": MINE,
        "line": 16,
        "what": '"leverage" is filler',
        "mend": "say what was done",
    }


def test_a_sound_question_has_nothing_to_mend(prep_pack: Run) -> None:
    done = prep_pack("check", "friday-vulnerability", "hardest-feedback")
    assert (done.stdout, done.returncode) == ("", 0)
    assert done.stderr.splitlines()[-1] == "nothing to mend in 2 questions"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            [],
            "content/questions: there are no questions of your own here; "
            "prep-pack new question begins one; --bank takes those that prep-pack brings",
        ),
        (["first-ninety-day"], 'unknown question "first-ninety-day"; did you mean "first-ninety-days"?'),
        (["notes.md"], '"notes.md" holds no question of the bank; give a file below content/questions of this folder'),
    ],
)
def test_there_must_be_something_to_judge(prep_pack: Run, tmp_path: Path, arguments: list[str], message: str) -> None:
    (tmp_path / "notes.md").write_text("# Notes\n")
    done = prep_pack("check", *arguments)
    assert (done.stdout, done.returncode) == ("", 4)
    assert done.stderr.splitlines()[-1] == f"error: {message}"


def test_a_file_that_is_wrong_is_an_error_as_everywhere(prep_pack: Run, own: Path) -> None:
    (own / MINE).write_text(TEXT.replace("level: manager", "level: boss"), encoding="utf-8")
    done = prep_pack("check")
    assert (done.stdout, done.returncode) == ("", 3)
    assert f'error: {MINE}:6: unknown level "boss"; known: director, director-plus, manager' in stderr(done)


def test_the_shipped_bank_is_held_to_every_rule(prep_pack: Run, tmp_path: Path) -> None:
    """In a checkout of prep-pack whose bank was spoiled, where `--bank` need not be said."""
    for name in ("generator", "content"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    path = "content/questions/organisation/headcount-cut.md"
    lines = (tmp_path / path).read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(i for i in range(lines.index("### Action\n"), len(lines)) if "’" in lines[i] and " the " in lines[i])
    lines[at] = lines[at].replace("’", "'", 1).replace(" the ", " seamless ", 1)
    (tmp_path / path).write_text("".join(lines), encoding="utf-8")
    for theme in ("strategy", "self", "stakeholders"):
        shutil.rmtree(tmp_path / "content/questions" / theme)
    done = prep_pack("check", PYTHONPATH=str(tmp_path))
    # What is left of the bank has other shares.
    told = [line for line in done.stdout.splitlines() if line[-3] != "V"]
    rare, *found = [line for line in told if not line.endswith("[K3]") or "strategy" in line]
    assert rare.startswith('content/questions: the competency "strategy" is tested by ')
    assert found == [
        f'{path}:{at + 1}: "seamless" is filler; say what was done [W1]',
        f"{path}:{at + 1}: 1 straight quotation mark; write “ ” and ’ [W3]",
    ]
    assert done.stderr.splitlines()[-1].startswith("error: ")
    assert done.returncode == 3


def test_what_is_copied_from_the_bank_is_found_by_name_of_its_file(prep_pack: Run, own: Path) -> None:
    file = ROOT / "content/questions/strategy/first-ninety-days.md"
    lines = file.read_text(encoding="utf-8").splitlines()
    at = next(i for i in range(lines.index("## Why they ask") + 1, len(lines)) if lines[i])
    copied = " ".join(lines[at].split()[:12])
    (own / MINE).write_text(f"{TEXT}\n## Why it works\n{copied}.\n", encoding="utf-8")
    (told,) = [line for line in prep_pack("check").stdout.splitlines() if line.endswith("[K1]")]
    assert told.startswith(f"{MINE}:22: 12 words in a row also stand in ")
    assert f"content/questions/strategy/first-ninety-days.md:{at + 1}: " in told


def test_the_ledger_of_ones_own_questions(prep_pack: Run, own: Path) -> None:
    printed = prep_pack("ledger")
    assert printed.returncode == 0
    assert printed.stdout.splitlines()[-5:] == [
        "## Self, integrity, fit",
        "",
        "| question | setting | scale | situation | trade-off | result | lesson |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        "| `mine` | a \\| firm | s | i | t | r | l |",
    ]
    written = prep_pack("ledger", "-o", "ledger.md")
    assert (written.stdout, written.returncode) == ("ledger.md\n", 0)
    assert (own / "ledger.md").read_text(encoding="utf-8") == printed.stdout


def test_the_ledger_says_how_answers_are_told(prep_pack: Run, own: Path) -> None:
    more = "lesson: l, turns: [own-error, apology], opposed: none, ending: failure, speaker: rueful}"
    (own / MINE).write_text(TEXT.replace("lesson: l}", more), encoding="utf-8")
    assert prep_pack("ledger").stdout.splitlines()[-15:] == [
        "| `mine` | a \\| firm | s | i | t | r | l |",
        "",
        "| question | turns | price | opposed | ending | opening | headline | speaker | words |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        "| `mine` | own-error, apology |  | none | failure |  |  | rueful | 15 |",
        "",
        "## How often",
        "",
        "Turns: apology 1, own-error 1.",
        "",
        "Endings: failure 1.",
        "",
        "Openings: none.",
        "",
        "Headlines: none.",
    ]


def test_a_word_that_the_ledger_does_not_know_is_told(prep_pack: Run, own: Path) -> None:
    (own / MINE).write_text(TEXT.replace("lesson: l}", "lesson: l, ending: partal}"), encoding="utf-8")
    assert f'error: {MINE}:10: unknown ending "partal"; did you mean "partial"?' in stderr(prep_pack("check"))


def test_a_ledger_that_cannot_be_written_leaves_nothing(prep_pack: Run, own: Path) -> None:
    (own / "there").mkdir()
    done = prep_pack("ledger", "--bank", "-o", "there")
    assert (done.stdout, done.returncode) == ("", 7)
    assert done.stderr.splitlines()[-1] == "error: cannot write there: it is a folder; give the name of a file"
