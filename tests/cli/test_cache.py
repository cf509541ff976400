"""``prep-pack cache``: where it is, what is in it, and that it can be emptied."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.keep.store import open_store

Run = Callable[..., subprocess.CompletedProcess[str]]
Terminal = Callable[..., tuple[int, str]]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A store with two entries."""
    store = open_store(tmp_path / "kept")
    store.put_bytes("a" * 64, b"x" * 100_000)
    store.put_bytes("b" * 64, b"x" * 200_000)
    return store.folder


def test_info_in_a_pipe_is_lines_of_fields(prep_pack: Run, kept: Path) -> None:
    done = prep_pack("cache", "info", PREP_PACK_CACHE="kept")
    assert (done.returncode, done.stderr) == (0, "")
    rows = dict(line.split("\t") for line in done.stdout.splitlines())
    assert 300_000 < int(rows.pop("bytes")) < 301_000
    assert rows == {"folder": str(kept), "entries": "2", "limit": "512000000"}


def test_info_on_a_terminal_is_a_line_for_people(terminal: Terminal, kept: Path) -> None:
    code, screen = terminal("cache", "info", PREP_PACK_CACHE=str(kept))
    assert (code, screen) == (0, f"{kept}  2 entries, 0.3 MB of 512.0 MB\n")


def test_path_makes_nothing(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("cache", "path", PREP_PACK_CACHE="none")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{tmp_path / 'none'}\n", "")
    done = prep_pack("cache", "path", PREP_PACK_CACHE="", HOME=str(tmp_path), XDG_CACHE_HOME="")
    assert done.returncode == 0
    assert re.fullmatch(rf"{re.escape(str(tmp_path))}/.+/prep-pack\n", done.stdout)
    assert list(tmp_path.iterdir()) == []


def test_clear_empties_it(prep_pack: Run, kept: Path) -> None:
    assert prep_pack("cache", "clear", PREP_PACK_CACHE=str(kept)).stdout == "2 entries removed\n"
    assert prep_pack("cache", "clear", PREP_PACK_CACHE=str(kept)).stdout == "0 entries removed\n"
    assert "\nentries\t0\n" in prep_pack("cache", "info", PREP_PACK_CACHE=str(kept)).stdout


@pytest.mark.parametrize("command", ["info", "clear"])
def test_a_folder_that_cannot_be_trusted_is_left_alone(prep_pack: Run, kept: Path, command: str) -> None:
    kept.chmod(0o777)
    done = prep_pack("cache", command, PREP_PACK_CACHE=str(kept))
    mend = "mend that, or name another folder in PREP_PACK_CACHE"
    stderr = f"error: cannot use the cache folder {kept}: others may write into it; {mend}\n"
    assert (done.returncode, done.stdout, done.stderr) == (7, "", stderr)
    assert len(list(kept.rglob("*.bytes"))) == 2


def test_alone_it_asks_which(prep_pack: Run) -> None:
    done = prep_pack("cache")
    assert (done.returncode, done.stderr) == (2, "error: missing command; see prep-pack cache --help\n")
