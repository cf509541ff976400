"""``prep-pack designs`` and ``prep-pack eject``: what they make, what they say, and how they fail."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pikepdf
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


def faces(path: Path) -> set[str]:
    """The typefaces in a PDF."""
    with pikepdf.open(path) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        return {str(font.BaseFont).partition("+")[2].split("-")[0] for font in fonts}


def test_designs_are_listed_with_a_sentence_and_their_typefaces(prep_pack: Run) -> None:
    done = prep_pack("designs")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split("\t")[::2] for line in done.stdout.splitlines()] == [
        ["accessible", "Atkinson Hyperlegible"],
        ["classic", "Source Serif 4, Inter"],
        ["modern", "Inter"],
    ]
    assert all(len(line.split("\t")[1]) > 20 for line in done.stdout.splitlines())


def test_a_design_of_the_reader_s_own_is_listed_and_a_wrong_one_told(prep_pack: Run, tmp_path: Path) -> None:
    for name, text in (("mine", "title: Mine\ntext_family: Inter\n"), ("odd", "scal: 1\n")):
        (tmp_path / "designs" / name).mkdir(parents=True)
        (tmp_path / "designs" / name / "design.yaml").write_text(text)
    done = prep_pack("designs", "--json")
    assert done.returncode == 0
    assert done.stderr == 'error: designs/odd/design.yaml:1: unknown key "scal"; did you mean "scale"?\n'
    rows = json.loads(done.stdout)
    assert [(row["name"], row["own"]) for row in rows] == [
        ("accessible", False),
        ("classic", False),
        ("mine", True),
        ("modern", False),
    ]
    assert rows[2] == {"name": "mine", "title": "Mine", "typefaces": ["Inter"], "own": True}


def test_designs_are_listed_for_people(terminal: Callable[..., tuple[int, str]]) -> None:
    code, text = terminal("designs", columns=60)
    assert code == 0
    assert "modern" in text
    assert max(map(len, re.sub(r"\x1b\[[\d;]*m", "", text).splitlines())) <= 60


def test_an_ejected_design_is_changed_and_seen_on_paper(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("eject", "classic", "my folder")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "my folder/designs/classic/design.css.j2\nmy folder/designs/classic/design.yaml\n"
    assert done.stderr == (
        "design.yaml: typefaces, sizes, contrast\n"
        "design.css.j2: rules that come after all others\n"
        "change what you like, then: cd 'my folder' && prep-pack build --design classic\n"
    )
    here = tmp_path / "my folder"
    assert prep_pack("sheet", "day-before", "-o", "before.pdf", cwd=here).returncode == 0
    tokens = here / "designs/classic/design.yaml"
    tokens.write_text(tokens.read_text().replace("label_family: Inter ", "label_family: Atkinson Hyperlegible "))
    assert prep_pack("sheet", "day-before", "-o", "after.pdf", cwd=here).returncode == 0
    assert "Inter" in faces(here / "before.pdf")
    assert "Atkinson" in faces(here / "after.pdf")
    assert "Inter" not in faces(here / "after.pdf")


@pytest.mark.parametrize("name", ["classic", "modern", "accessible"])
def test_every_design_can_be_ejected_and_is_valid_as_it_is(prep_pack: Run, tmp_path: Path, name: str) -> None:
    assert prep_pack("eject", name).returncode == 0
    listed = {row["name"]: row["own"] for row in json.loads(prep_pack("designs", "--json").stdout)}
    assert listed[name]


def test_a_design_that_is_there_is_never_written_over(prep_pack: Run, tmp_path: Path) -> None:
    own = tmp_path / "designs" / "modern"
    own.mkdir(parents=True)
    done = prep_pack("eject", "modern")
    assert (done.returncode, done.stdout) == (7, "")
    assert done.stderr == ("error: designs/modern is already there; change what is in it, or give another folder\n")
    assert list(own.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "code", "stderr"),
    [
        (("eject", "modren"), 5, 'error: unknown design "modren"; did you mean "modern"?\n'),
        (
            ("eject", "../designs/modern"),
            5,
            'error: unknown design "../designs/modern"; known: accessible, classic, modern\n',
        ),
        (("build", "--design", "acessible"), 5, 'error: unknown design "acessible"; did you mean "accessible"?\n'),
    ],
)
def test_mistakes(prep_pack: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, stderr: str) -> None:
    done = prep_pack(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.endswith(stderr)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("eject", "modern"), ("new", "question", "How?", "--theme", "strategy")])
def test_what_finds_the_disk_full_can_be_tried_again(
    tmp_path: Path, cli_environment: dict[str, str], prep_pack: Run, words: tuple[str, ...]
) -> None:
    resource = pytest.importorskip("resource", reason="limits of the system stand for a full disk")

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    command = [sys.executable, "-m", "generator", *words]
    done = subprocess.run(
        command, cwd=tmp_path, env=cli_environment, preexec_fn=full, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout) == (7, "")
    assert list(tmp_path.iterdir()) == []
    assert prep_pack(*words).returncode == 0


@pytest.mark.parametrize("broken", ["{{ nope }}", "{% if %}"])
def test_a_wrong_style_sheet_is_a_fault_of_the_design(prep_pack: Run, tmp_path: Path, broken: str) -> None:
    own = tmp_path / "designs" / "mine"
    own.mkdir(parents=True)
    (own / "design.yaml").touch()
    (own / "design.css.j2").write_text(f"\n{broken}\n")
    done = prep_pack("build", "--design", "mine", "--question", "first-ninety-days", "-o", "x.pdf")
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr.splitlines()[-1].startswith("error: design.css.j2:2: template error: ")
    assert not (tmp_path / "x.pdf").exists()


def test_no_other_face_takes_the_place_of_one_that_is_not_there(prep_pack: Run, tmp_path: Path) -> None:
    own = tmp_path / "designs" / "mine"
    own.mkdir(parents=True)
    (own / "design.yaml").write_text("text_family: Nosuchface\n")
    done = prep_pack("build", "--design", "mine", "--question", "first-ninety-days", "-o", "x.pdf")
    told = 'error: designs/mine/design.yaml:1: unknown typeface "Nosuchface"; known: Atkinson Hyperlegible, Inter, '
    assert (done.returncode, done.stdout) == (5, "")
    assert told in done.stderr
    assert told in prep_pack("designs").stderr


def test_a_file_where_the_folder_should_be(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    done = prep_pack("eject", "modern", "taken")
    assert (done.returncode, done.stdout) == (7, "")
    assert "a file stands where a folder is needed" in done.stderr


def test_show_makes_one_page_that_holds_the_whole_design(prep_pack: Run, tmp_path: Path) -> None:
    home = tmp_path / "designs/mine"
    home.mkdir(parents=True)
    (home / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10"/></svg>', "utf-8"
    )
    keys = (
        'title: Of my own\naccents: ["#7a1f3d", "#ffcc00"]\nlogo: logo.svg\nfoot: Prepared by me\nlabel_family: Inter\n'
    )
    (home / "design.yaml").write_text(keys, encoding="utf-8")
    result = prep_pack("designs", "--show", "mine", "--paper", "letter")
    assert result.returncode == 0, result.stderr
    assert re.match(r"output/design-mine-letter\.pdf  1 page, ", result.stdout)
    assert 'designs/mine/design.yaml:2: accent "#ffcc00" is too light' in result.stderr
    with pdfplumber.open(tmp_path / "output/design-mine-letter.pdf") as pdf:
        words = " ".join((pdf.pages[0].extract_text() or "").split())
    for said in ("Of my own", "#7a1f3d", "asked #ffcc00", "Source Serif 4", "Inter", "Prepared by me", "Situation"):
        assert said in words
    # Its contrast with white, by WCAG’s formula: 10.04.
    assert "on white 10.0" in words


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--show", "clasic"), 'error: unknown design "clasic"; did you mean "classic"?'),
        (("--show", "classic", "--paper", "a5"), "error: a specimen does not fit a5; give --paper a4 or letter"),
        (("--paper", "a4"), "error: a list of designs needs no file, paper or ink; add --show DESIGN to see one"),
    ],
)
def test_what_cannot_be_shown(flags: tuple[str, ...], message: str, prep_pack: Run, tmp_path: Path) -> None:
    result = prep_pack("designs", *flags)
    assert result.stderr == message + "\n"
    assert result.returncode in (2, 5)
    assert not (tmp_path / "output").exists()
