"""``prep-pack search``: questions by their words, for people and for programs."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
Terminal = Callable[..., tuple[int, str]]

COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def test_a_hit_in_a_pipe_is_a_line_with_its_place(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("search", "first", "ninety", "suppose")
    assert (done.returncode, done.stderr) == (0, "")
    id_, place, heading, text = done.stdout.splitlines()[0].split("\t")
    assert (id_, heading) == ("first-ninety-days", "Question")
    file, _, line = place.rpartition(":")
    written = (tmp_path / file).read_text().splitlines()[int(line) - 1]
    assert written == f"# {text}"
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["thirty-year-old"], "replace-core-system"),
        (["suppliers", "negotiate"], "negotiation-begun-badly"),
        (["Audit", "finding"], "audit-finding"),
        (["layoffs", "headcount"], "headcount-cut"),
        (["generative model"], "model-answering-customers"),
        (["layoffs"], "headcount-cut"),
        (["why this company"], "why-this-bank"),
        (["tell me about a time you failed"], "own-failure"),
    ],
)
def test_the_best_comes_first(prep_pack: Run, words: list[str], first: str) -> None:
    assert prep_pack("search", *words, "--limit", "1").stdout.split("\t")[0] == first


def test_json_has_the_marks(prep_pack: Run) -> None:
    found = json.loads(prep_pack("search", "vulnerability", "--json", "--limit", "2").stdout)
    assert len(found) == 2
    assert set(found[0]) == {"id", "theme", "wording", "score", "file", "line", "section", "text", "marks"}
    assert found[0]["score"] >= found[1]["score"]
    (start, end), *_ = found[0]["marks"]
    assert found[0]["text"][start:end].casefold() == "vulnerability"


def test_words_are_marked_on_a_terminal_and_no_line_is_long(terminal: Terminal) -> None:
    code, screen = terminal("search", "outage", columns=72)
    assert code == 0
    assert re.search(r"\x1b\[[0-9;]*33m[oO]utage", screen)
    plain = COLOURS.sub("", screen).splitlines()
    assert max(map(len, plain)) <= 72
    assert plain[0].startswith("cloud-outage")
    assert "cloud-outage.md:33Question" in "".join("".join(plain).split())


@pytest.mark.parametrize(
    ("arguments", "code", "stderr"),
    [
        (["vulnerabilty"], 4, 'error: no question holds "vulnerabilty"; did you mean "vulnerability"?\n'),
        (["xqzzyw"], 4, 'error: no question holds "xqzzyw"; try another word\n'),
        (["…"], 2, "error: there is no word to search for; give one or more\n"),
        (["debt", "--limit", "0"], 2, "error: --limit is 0; it must be 1 to 1000\n"),
        ([], 2, 'error: missing argument "WORDS…"; see prep-pack search --help\n'),
    ],
)
def test_mistakes(prep_pack: Run, arguments: list[str], code: int, stderr: str) -> None:
    done = prep_pack("search", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", stderr)


def test_a_word_that_is_missing_is_told_beside_what_was_found(prep_pack: Run) -> None:
    done = prep_pack("search", "debt", "xqzzyw")
    assert done.returncode == 0
    assert done.stdout
    assert done.stderr == 'no question holds "xqzzyw"; try another word\n'


def test_synonyms_of_ones_own_are_searched_for(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    synonyms = tmp_path / "content/synonyms.yaml"
    synonyms.write_text("- id: zeppelin\n  words: [zeppelin, vulnerability]\n")
    assert prep_pack("search", "zeppelins", "--limit", "1").stdout.startswith("friday-vulnerability\t")
    synonyms.write_text("- id: zeppelin\n  words: [zeppelin]\n")
    done = prep_pack("search", "zeppelins")
    assert (done.returncode, done.stdout) == (3, "")
    assert 'content/synonyms.yaml:2: "words" has 1 item; it needs at least 2' in done.stderr


def test_questions_of_ones_own_are_found_and_never_obeyed(prep_pack: Run, terminal: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "content/questions/self"
    folder.mkdir(parents=True)
    (folder / "own.md").write_text(
        "---\nid: own\ntheme: self\nformat: case\ncompetencies: [learning]\nlevel: manager\nframework: []\n"
        "worksheets: []\ntags: [zeppelins]\n---\n\n# [bold red]Zeppelins?[/]\n\n## Why they ask\nTo see.\n\n## Strong answer\nYes.\n"
    )
    assert (
        prep_pack("search", "zeppelin").stdout
        == "own\tcontent/questions/self/own.md:12\tQuestion\t[bold red]Zeppelins?[/]\n"
    )
    assert "[bold red]Zeppelins?[/]" in COLOURS.sub("", terminal("search", "zeppelin")[1])


def test_nothing_heavy_is_imported(prep_pack: Run) -> None:
    done = prep_pack("search", "outage", PYTHONPROFILEIMPORTTIME="1")
    assert done.returncode == 0
    heavy = ("weasyprint", "pikepdf", "jinja2", "markdown", "fontTools", "ftfy")
    assert not [name for name in heavy if re.search(rf"\| +{name}\n", done.stderr)]
