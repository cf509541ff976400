"""A disk that makes trouble: one warning, and nothing is kept; the build goes on."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.keep.store import Store, open_store
from generator.model.problems import Severity
from generator.model.workbook import SetSection

Mount = Callable[..., None]

ROOT = Path(__file__).resolve().parents[2]
KEYS = [f"{number:064x}" for number in range(40)]
NOBODY = 65534
MEND = "; mend that, or name another folder in PREP_PACK_CACHE"

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file away")
not_as_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may do everything; another test tries it as nobody")


def assert_off(store: Store, section: SetSection, reason: str) -> None:
    """Whatever is asked of the store now, it does nothing and has said so once."""
    for key in KEYS[:3]:
        store.put(key, section)
        store.put_bytes(key, b"a font")
        assert (store.get(key), store.get_bytes(key)) == (None, None)
    assert (store.info().entries, store.clear()) == (0, 0)
    (problem,) = store.problems
    assert str(problem) == f"cannot use the cache folder {store.folder}: {reason}{MEND}"
    assert problem.severity is Severity.WARNING


def test_a_file_in_place_of_the_folder(tmp_path: Path, section: SetSection) -> None:
    (tmp_path / "file").write_text("mine")
    assert_off(open_store(tmp_path / "file"), section, "it is not a folder")
    assert_off(open_store(tmp_path / "file" / "below"), section, "not a directory")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_in_place_of_an_entry(tmp_path: Path, section: SetSection) -> None:
    (tmp_path / "00" / f"{KEYS[0]}.section").mkdir(parents=True)
    store = open_store(tmp_path)
    assert store.get(KEYS[0]) is None
    assert store.problems == ()
    assert_off(store, section, "is a directory")


def test_a_link_that_leads_nowhere(tmp_path: Path, section: SetSection) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    assert_off(open_store(tmp_path / "link"), section, "file exists")


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_that_others_may_write_into(tmp_path: Path, section: SetSection, mode: int) -> None:
    open_store(tmp_path).put(KEYS[0], section)
    tmp_path.chmod(mode)
    assert_off(open_store(tmp_path), section, "others may write into it")
    tmp_path.chmod(0o755)
    assert open_store(tmp_path).get(KEYS[0]) == section


@needs_root
def test_a_folder_of_another_user(tmp_path: Path, section: SetSection) -> None:
    open_store(tmp_path).put(KEYS[0], section)
    os.chown(tmp_path, NOBODY, NOBODY)
    assert_off(open_store(tmp_path), section, "it belongs to another user")


@needs_root
def test_an_entry_of_another_user_is_not_used(tmp_path: Path, section: SetSection) -> None:
    store = open_store(tmp_path)
    store.put(KEYS[0], section)
    file = tmp_path / "00" / f"{KEYS[0]}.section"
    os.chown(file, NOBODY, NOBODY)
    assert store.get(KEYS[0]) is None
    assert not file.exists()
    assert store.problems == ()


@needs_root
def test_as_another_user_a_closed_folder_is_not_used(tmp_path: Path) -> None:
    """Nobody may write below a folder of root; run as nobody, in a process of its own."""
    program = (
        f"import os, sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from generator.keep.store import open_store\n"
        "from pathlib import Path\n"
        f"os.setgid({NOBODY}); os.setuid({NOBODY})\n"
        "store = open_store(Path('/nonexistent/kept') if not sys.argv[1:] else Path(sys.argv[1]))\n"
        f"store.put_bytes({KEYS[0]!r}, b''); store.put_bytes({KEYS[1]!r}, b'')\n"
        "print(*store.problems, sep='\\n')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == f"cannot use the cache folder /nonexistent/kept: permission denied{MEND}\n", done.stderr


@not_as_root
def test_a_folder_that_may_not_be_written(tmp_path: Path, section: SetSection) -> None:
    open_store(tmp_path / "kept").put(KEYS[30], section)
    (tmp_path / "kept" / "00").chmod(0o500)
    store = open_store(tmp_path / "kept")
    assert store.get(KEYS[30]) == section
    try:
        assert_off(store, section, "permission denied")
    finally:
        (tmp_path / "kept" / "00").chmod(0o700)


def test_a_read_only_disk_still_gives_what_it_has(tmp_path: Path, section: SetSection, mount: Mount) -> None:
    mount(tmp_path, "mode=700")
    open_store(tmp_path).put(KEYS[30], section)
    (tmp_path / "00" / f"{KEYS[31]}.section").write_bytes(b"damaged")
    mount_again = ["mount", "-o", "remount,ro", str(tmp_path)]
    subprocess.run(mount_again, check=True, capture_output=True)
    store = open_store(tmp_path)
    assert store.get(KEYS[30]) == section
    assert store.get(KEYS[31]) is None
    assert store.problems == ()
    assert_off(store, section, "read-only file system")


def test_clearing_a_read_only_disk_is_told(tmp_path: Path, section: SetSection, mount: Mount) -> None:
    mount(tmp_path, "mode=700")
    open_store(tmp_path).put(KEYS[0], section)
    subprocess.run(["mount", "-o", "remount,ro", str(tmp_path)], check=True, capture_output=True)
    store = open_store(tmp_path)
    assert store.clear() == 0
    assert "read-only file system" in str(store.problems[0])


def test_a_full_disk(tmp_path: Path, section: SetSection, mount: Mount) -> None:
    mount(tmp_path, "size=64k,mode=700")
    store = open_store(tmp_path)
    for key in KEYS:
        store.put(key, section)
    assert [problem.what for problem in store.problems] == [
        f"cannot use the cache folder {tmp_path}: no space left on device"
    ]
    again = open_store(tmp_path)
    kept = [again.get(key) for key in KEYS]
    assert set(map(bool, kept)) == {True, False}
    assert all(found in (None, section) for found in kept)
    assert not list(tmp_path.rglob("*.part"))


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """A real limit of the system, as a full disk is: writing past it fails in the middle."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_write_that_fails_in_the_middle_leaves_nothing(tmp_path: Path, section: SetSection) -> None:
    store = open_store(tmp_path)
    with largest_file(1000):
        store.put(KEYS[0], section)
    assert_off(store, section, "file too large")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_without_a_home_nothing_appears_in_the_current_folder(tmp_path: Path, section: SetSection) -> None:
    assert_off(Store(Path("~/.cache/prep-pack")), section, "you have no home folder")
    assert not Path("~").exists()


def test_a_folder_that_is_deleted_while_it_is_used_is_made_again(tmp_path: Path, section: SetSection) -> None:
    store = open_store(tmp_path / "kept")
    store.put(KEYS[0], section)
    subprocess.run(["rm", "-r", str(tmp_path / "kept")], check=True)
    assert store.get(KEYS[0]) is None
    store.put(KEYS[0], section)
    assert store.get(KEYS[0]) == section
    assert (tmp_path / "kept").stat().st_mode & 0o777 == 0o700
    assert store.problems == ()
