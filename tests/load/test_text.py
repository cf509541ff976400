from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.load.text import MAX_BYTES, read_text
from generator.model.problems import ContentError


def problem_of(path: Path, root: Path | None = None) -> str:
    with pytest.raises(ContentError) as caught:
        read_text(path, root)
    return str(caught.value)


@pytest.mark.parametrize(
    "data",
    [b"one\ntwo\n", b"one\r\ntwo\r\n", b"one\rtwo\r", b"\xef\xbb\xbfone\ntwo\n", b"\xef\xbb\xbfone\n\xef\xbb\xbftwo\n"],
    ids=["unix", "windows", "old mac", "mark", "mark inside"],
)
def test_line_ends_and_marks_do_not_matter(here: Path, data: bytes) -> None:
    Path("a.md").write_bytes(data)
    assert read_text(Path("a.md")) == "one\ntwo\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"one\ntwo\x00", "a.md:2: control character NUL; remove it"),
        (b"one\x1b[0m", "a.md:1: control character U+001B; remove it"),
        ("é à la carte, un café très fort\n".encode("utf-16"), "a.md:1: this is not UTF-8; it looks like utf-16"),
        pytest.param(b"x" * (MAX_BYTES + 1), "a.md: the file is larger than 2 MB; split it", id="large"),
    ],
)
def test_what_is_no_text_is_refused(here: Path, data: bytes, said: str) -> None:
    Path("a.md").write_bytes(data)
    assert problem_of(Path("a.md")).startswith(said)


def test_the_encoding_it_looks_like_is_named_with_its_line(here: Path) -> None:
    Path("a.md").write_bytes(b"plain\n" + "Überraschend schöne Größe für die Bücher.\n".encode("latin-1") * 5)
    said = problem_of(Path("a.md"))
    assert said.startswith("a.md:2: this is not UTF-8; it looks like ")
    assert said.endswith("; save it as UTF-8")


def test_missing_folder_and_pipe(here: Path) -> None:
    Path("folder").mkdir()
    os.mkfifo("pipe")
    assert problem_of(Path("none.md")) == "none.md: there is no such file; check the path"
    assert problem_of(Path("folder")) == "folder: this is a folder, not a file; name a file"
    assert problem_of(Path("pipe")) == "pipe: this is not an ordinary file; name a text file"
    assert problem_of(Path("x" * 5000)).endswith("; check the path")
    assert "cannot be read" in problem_of(Path("nul\0"))


def test_links_out_of_the_root_and_in_a_loop(here: Path) -> None:
    Path("root").mkdir()
    Path("secret").write_text("x")
    Path("root/a.md").symlink_to("../secret")
    Path("root/b.md").symlink_to("b.md")
    assert problem_of(Path("root/a.md"), Path("root")).startswith("root/a.md: this leads out of its content folder")
    assert "cannot be read" in problem_of(Path("root/b.md"), Path("root"))


def test_paths_are_told_as_from_here(here: Path) -> None:
    assert problem_of(here / "sub" / "none.md").startswith("sub/none.md: ")
