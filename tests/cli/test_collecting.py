"""``collect`` and ``comments`` as they are typed, and what they print."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pikepdf import Pdf, String

from generator.cli.app import run
from generator.draft.sent import to_record
from generator.jobs import opening
from generator.load.comments import load_comments
from generator.model.sent import Sent, SentQuestion, record_of
from generator.typeset.pool import Pool
from tests.collect.returning import DIGEST, FUNDING, HEADCOUNT, WORDING, annotate, book, line_box, quads

Terminal = Callable[..., tuple[int, str]]
Command = Callable[..., tuple[int, str, str]]
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
HEADLINE, SITUATION, TASK = (f"{FUNDING}.star.{key}" for key in ("headline", "situation", "task"))
ANSWER, ASIDE, COMMENTS = (f"content/{folder}/{FUNDING}.md" for folder in ("answers", "returned", "comments"))


@pytest.fixture(scope="module", autouse=True)
def fork_server() -> None:
    """Begun here, where the program is: the tests go into folders of their own."""
    with Pool(preload=opening.PRELOAD) as pool:
        pool.warm()


def said(pdf: Pdf) -> None:
    where = quads(line_box(1, 153, 278))
    annotate(
        pdf, 2, "Highlight", line_box(1), QuadPoints=where, Contents=String("How many\nof them?"), T=String("Ben Ito")
    )
    annotate(pdf, 2, "Text", (9, 9, 20, 20), Contents=String("Good"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder from which a pack was sent, an answer that was changed since, and the pack as it came back."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content/sent").mkdir(parents=True)
    (tmp_path / "content/answers").mkdir()
    (tmp_path / ANSWER).write_text(f"---\nquestion: {FUNDING}\n---\n\n## Headline\nOld.\n\n## Situation\nMine.\n")
    questions = (SentQuestion(FUNDING, WORDING), SentQuestion(HEADCOUNT, "Tell me about a headcount cut."))
    sent = Sent("mine", DIGEST, "My pack", date(2026, 11, 28), questions, {HEADLINE: "Old.", SITUATION: "Old."})
    (tmp_path / "content" / record_of(DIGEST)).write_text(to_record(sent))
    fields: dict[str, str | bool] = {
        HEADLINE: "New.",
        SITUATION: "Theirs.\nAll of it.",
        TASK: "To close it.",
        f"{FUNDING}.old.x": "odd",
    }
    (tmp_path / "back.pdf").write_bytes(book(fields, change=said))
    return tmp_path


@pytest.fixture
def prep_pack(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the program in this process: exit code, what it says, and what it remarks."""

    def command(*words: str) -> tuple[int, str, str]:
        code = run(words)
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def test_a_pack_is_collected_and_its_comments_are_worked_through(folder: Path, prep_pack: Command) -> None:
    code, out, err = prep_pack("collect", "back.pdf", "--dry-run", "--from", "Cleo")
    lines = out.splitlines()
    assert code == 0
    assert lines[:4] == [
        f"changed\t{HEADLINE}\t{ANSWER}\tNew.",
        f"conflict\t{SITUATION}\t{ASIDE}\tTheirs. All of it.",
        f"new\t{TASK}\t{ANSWER}\tTo close it.",
        f"kept aside\t{FUNDING}.old.x\t{ASIDE}\todd",
    ]
    assert re.fullmatch(rf"comment [0-9a-f]{{10}}\t{FUNDING}\t{COMMENTS}\tHow many of them\?", lines[4])
    assert err == (
        'back.pdf: pack "mine", known by its mark\n'
        "1 changed, 1 conflict, 1 new, 1 kept aside, 2 comments\n"
        "in a conflict your text stays; join the two where you like, the other is in content/returned\n"
        f"would write {ANSWER}\nwould write {COMMENTS}\nwould write content/returned/seen.json\nwould write {ASIDE}\n"
    )
    assert not (folder / "content/comments").exists()
    assert prep_pack("collect", "back.pdf", "--from", "Cleo") == (0, out, err.replace("would write", "wrote"))
    assert prep_pack("collect", "back.pdf") == (
        0,
        "",
        'back.pdf: pack "mine", known by its mark\n2 comments known before\n',
    )

    first, second = (one.id for one in load_comments(Path("content"))[0])
    code, out, err = prep_pack("comments")
    assert (code, out) == (0, (
        f"{first}\topen\t{FUNDING}\tBen Ito\t\tthat forty people loved,\tHow many of them?\n{second}\topen\t{FUNDING}\tCleo\t\t\tGood\n"
    ))  # fmt: skip
    assert err == "2 comments open, 0 done\n"
    assert prep_pack("comments", "resolve", first) == (0, f"{first}\t{COMMENTS}\n", "1 comment now done\n")
    assert prep_pack("comments", "resolve", first) == (0, "", "0 comments now done\n")
    assert [one["id"] for one in json.loads(prep_pack("comments", "--json")[1])] == [second]
    code, out, err = prep_pack("comments", "--all", "--json")
    assert [(one["id"], one["status"]) for one in json.loads(out)] == [(first, "done"), (second, "open")]
    assert prep_pack("comments", "resolve", "--reopen", first)[2] == "1 comment now open\n"
    code, out, err = prep_pack("comments", "resolve", "zz", second)
    assert (code, out, err) == (4, "", f'error: unknown comment "zz"; known: {", ".join(sorted((first, second)))}\n')


def test_json_tells_all_there_is(folder: Path, prep_pack: Command) -> None:
    code, out, err = prep_pack("collect", "--json", "back.pdf")
    data = json.loads(out)
    assert (code, err) == (0, "")
    assert data["files"] == [
        {"file": "back.pdf", "pack": "mine", "known_by": "mark", "who": "", "when": "", "known_comments": 0}
    ]
    assert data["changes"][1] == {
        "what": "conflict", "question": FUNDING, "field": SITUATION, "was": "Mine.", "text": "Theirs.\nAll of it.", "kept": ASIDE,
        "returned": "back.pdf",
    }  # fmt: skip
    assert data["comments"][0]["words"] == "that forty people loved,"
    assert set(data["written"]) == {ANSWER, COMMENTS, ASIDE, "content/returned/seen.json"}
    assert data["problems"] == []


def test_mistakes(folder: Path, prep_pack: Command) -> None:
    (folder / "other.pdf").write_bytes(book(mark=False, pages={"intro": ["Hello"]}))
    code, out, err = prep_pack("collect", "back.pdf", "other.pdf", "gone.pdf")
    assert (code, out) == (3, "")
    assert err == (
        "error: other.pdf: this is not one of ours: no pack made here has its mark, its fields, its pages or its text; "
        "name a PDF that came back to you\n"
        "error: gone.pdf: there is no such file; check the path\n"
    )
    (folder / "content" / record_of(DIGEST)).unlink()
    code, out, err = prep_pack("collect", "back.pdf", "--strict")
    assert (code, out) == (9, "")
    assert err.startswith("error: back.pdf: there is no record of this pack in content/sent/0123456789abcdef.json; ")
    assert not (folder / "content/returned").exists()
    assert prep_pack("comments") == (0, "", "0 comments open, 0 done\n")


def test_a_terminal_has_tables(folder: Path, terminal: Terminal) -> None:
    columns = 60
    code, sent = terminal("collect", "back.pdf", columns=columns)
    screen = COLOURS.sub("", sent)
    assert code == 0
    assert "conflict" in screen
    assert "Theirs. All of it." in screen
    assert max(map(len, screen.partition("back.pdf:")[0].splitlines())) <= columns
    screen = COLOURS.sub("", terminal("comments", columns=columns)[1])
    assert "that forty people loved," in " ".join(screen.split())
    assert "How many" in screen
