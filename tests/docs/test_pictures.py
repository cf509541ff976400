"""The pictures of the documentation are all there and all used, and what they show can still be typed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from generator.cli.app import run
from scripts.picturing import walk
from scripts.picturing.album import ALBUM, FOLDER
from scripts.picturing.desk import COLUMNS, PROGRAM
from scripts.picturing.paint import Painted, keep
from scripts.picturing.screen import Run, Style, screen
from scripts.picturing.window import editor, terminal

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
AUTHORING = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
SHOWN = sorted({command for picture in ALBUM.values() for command in picture.commands})
TYPED = sorted(
    {re.split(r" {2,}", line.strip())[0] for line in README.splitlines() if line.startswith(f"    {PROGRAM} ")}
)


def used() -> dict[Path, str]:
    """Every picture that a document shows, with what it says instead."""
    return {
        (page.parent / target).resolve(): alternative
        for page in PAGES
        for alternative, target in PICTURE.findall(page.read_text(encoding="utf-8"))
    }


def test_every_picture_is_made_and_shown_and_no_other_is() -> None:
    made = {(FOLDER / f"{name}.png").resolve() for name in ALBUM}
    assert made == {path.resolve() for path in FOLDER.iterdir()} == set(used())


@pytest.mark.parametrize("path", used(), ids=lambda path: path.name)
def test_a_picture_says_what_is_to_be_seen(path: Path) -> None:
    assert len(used()[path].split()) >= 5


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_a_picture_is_small(path: Path) -> None:
    most = 41_000 if path.name.startswith("authoring") else 80_000
    assert path.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert path.stat().st_size < most


@pytest.mark.parametrize("command", [*SHOWN, *TYPED])
def test_a_command_that_is_shown_can_be_typed(capsys: pytest.CaptureFixture[str], command: str) -> None:
    program, *words = shlex.split(command)
    assert program == PROGRAM
    assert run([*words, "--help"]) == 0
    assert "Usage: prep-pack" in capsys.readouterr().out


def test_a_flag_that_is_not_there_would_be_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--colour", "--help"]) == 2
    assert "no such option: --colour" in capsys.readouterr().err


def test_there_are_commands_to_look_at() -> None:
    assert len(SHOWN) >= 10
    assert len(TYPED) >= 15


@pytest.mark.parametrize("name", [name for name in ALBUM if name.startswith("authoring")])
def test_what_a_step_shows_stands_there_as_text_too(name: str) -> None:
    for command in ALBUM[name].commands:
        assert f"\n{command}\n" in AUTHORING


def test_the_steps_stand_in_their_order() -> None:
    names = [name for name in ALBUM if name.startswith("authoring")]
    places = [AUTHORING.index(f"(pictures/{name}.png)") for name in names]
    assert places == sorted(places)


def test_what_is_filled_in_is_what_the_page_quotes() -> None:
    (quoted,) = re.findall(r"```markdown\n(> .*)\n```", AUTHORING)
    assert quoted in walk.FILLED.read_text(encoding="utf-8").splitlines()


def test_the_readme_counts_the_bank() -> None:
    questions = [path.parent.name for path in (ROOT / "content" / "questions").glob("*/*.md")]
    assert (len(questions), len(set(questions))) == (63, 9)
    assert "sixty-three questions in nine themes" in README


def test_a_screen_shows_what_is_left_in_the_end() -> None:
    printed = b"\x1b[?25lreading\r\x1b[2K\x1b[1;31merror: \x1b[0mno\r\n\x1b[2mdim\x1b[0m  \r\n1\r\n\x1b[1A\x1b[2K\r\n"
    red = Style("red", bold=True)
    assert screen(printed, 20) == [(Run("error: ", red), Run("no")), (Run("dim", Style(dim=True)),)]


def test_a_screen_wraps_at_its_edge() -> None:
    assert screen(b"abcdef\r\n", 4) == [(Run("abcd"),), (Run("ef"),)]


@pytest.mark.parametrize("printed", [b"\x1b[4mx", b"\x1b[5Cx", b"\x1b]0;title\x07"])
def test_a_code_that_is_not_known_is_never_passed_over(printed: bytes) -> None:
    with pytest.raises(ValueError, match="known here"):
        screen(printed, 20)


def test_an_editor_numbers_lines_and_marks_what_is_to_do() -> None:
    window = editor("a.md", f"---\nid: a  # b\n---\n# A\n<!-- x -->\n{'word ' * 30}\nlast", 2, 6)
    text = [re.sub(r"<[^>]+>", "", line) for line in window.lines]
    assert text[:3] == ["  2  id: a  # b", "  3  ---", "  4  # A"]
    assert '<span class="todo">&lt;!-- x --&gt;</span>' in window.lines[3]
    assert (len(text), text[5][:9], window.aside) == (6, "     word", "lines 2 to 6 of 7")


def test_a_command_that_is_too_long_for_its_line_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than a line"):
        terminal([("x" * COLUMNS, [])])


def test_a_picture_of_the_same_text_is_kept(tmp_path: Path) -> None:
    from PIL import Image

    image = Image.new("RGB", (4, 4), "white")
    path = tmp_path / "a.png"
    written = [keep(Painted(image, source), path) for source in ("a", "a", "b", "", "")]
    assert written == [True, False, True, True, True]
