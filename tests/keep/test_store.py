"""The store: what was put is there, what is damaged is not, and the least recently used go."""

from __future__ import annotations

import os
import pickle
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from generator.keep import disk
from generator.keep.packing import KeptKind
from generator.keep.store import LIMIT, VARIABLE, Store, StoreInfo, open_store
from generator.model.workbook import SetSection

ROOT = Path(__file__).resolve().parents[2]


def key(number: int) -> str:
    return sha256(b"%d" % number).hexdigest()


KEY = key(0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "kept"


@pytest.fixture
def store(folder: Path) -> Store:
    return open_store(folder)


def file_of(store: Store, key: str = KEY) -> Path:
    (file,) = store.folder.glob(f"{key[:2]}/{key}.*")
    return file


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def used(store: Store, key: str, hours_ago: float) -> None:
    """Let an entry have been used so long ago."""
    then = time.time() - hours_ago * 3600
    os.utime(file_of(store, key), (then, then))


def test_what_was_put_is_there_for_the_next_build(store: Store, folder: Path, section: SetSection) -> None:
    assert store.get(KEY) is None
    store.put(KEY, section)
    assert open_store(folder).get(KEY) == section
    assert store.get(key(1)) is None
    assert store.problems == ()


def test_bytes_and_sections_are_kept_apart(store: Store, section: SetSection) -> None:
    store.put_bytes(KEY, b"a font")
    assert store.get(KEY) is None
    store.put(KEY, section)
    assert (store.get_bytes(KEY), store.get(KEY)) == (b"a font", section)
    store.put_bytes(KEY, b"")
    assert store.get_bytes(KEY) == b""
    assert store.info().entries == 2


def test_the_content_is_private_whatever_the_umask(store: Store, section: SetSection) -> None:
    before = os.umask(0)
    try:
        store.put(KEY, section)
    finally:
        os.umask(before)
    file = file_of(store)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (store.folder, file.parent, file)]
    assert modes == [0o700, 0o700, 0o600]


def test_nothing_is_made_before_something_is_put(store: Store, folder: Path) -> None:
    assert (store.get(KEY), store.get_bytes(KEY), store.clear()) == (None, None, 0)
    assert store.info() == StoreInfo(folder, 0, 0, LIMIT)
    assert store.problems == ()
    assert not folder.parent.exists()


@pytest.mark.parametrize("wrong", ["", "abc", "../" * 21 + "x", "A" * 64, "a" * 65, "a" * 64 + "\n"])
def test_a_key_is_a_hash(store: Store, section: SetSection, wrong: str) -> None:
    for use in (store.get, store.get_bytes, lambda key: store.put(key, section), lambda key: store.put_bytes(key, b"")):
        with pytest.raises(ValueError, match="a key is 64 hexadecimal digits"):
            use(wrong)


Damage = Callable[[bytes], bytes]


def flipped(entry: bytes) -> bytes:
    return entry[:-9] + bytes([entry[-9] ^ 4]) + entry[-8:]


@pytest.mark.parametrize(
    "damage",
    [
        flipped,
        lambda entry: entry[:-1],
        lambda entry: entry[:20],
        lambda entry: b"",
        lambda entry: entry + b"\n",
        lambda entry: entry.replace(b"kept\0\1", b"kept\0\2", 1),
        lambda entry: bytes(len(entry)),
    ],
    ids=["flipped byte", "cut by one", "cut short", "empty", "longer", "other version", "never flushed"],
)
def test_a_damaged_entry_is_removed_and_never_used(store: Store, section: SetSection, damage: Damage) -> None:
    puts: list[Callable[[], None]] = [
        lambda: store.put(KEY, section),
        lambda: store.put_bytes(KEY, b"a font, that is long enough"),
    ]
    for put in puts:
        put()
        file = file_of(store)
        whole = file.read_bytes()
        file.write_bytes(damage(whole))
        assert file.read_bytes() != whole
        assert (store.get(KEY), store.get_bytes(KEY)) == (None, None)
        assert not file.exists()
        assert store.problems == ()
    store.put(KEY, section)
    assert store.get(KEY) == section


def test_an_entry_that_was_moved_under_another_key_is_not_used(store: Store, section: SetSection) -> None:
    store.put(KEY, section)
    store.put(key(1), section)
    file_of(store, key(1)).write_bytes(file_of(store).read_bytes())
    assert (store.get(key(1)), store.get(KEY)) == (None, section)


def test_a_sealed_entry_that_is_no_section_is_removed(store: Store) -> None:
    store._write(KeptKind.SECTION, KEY, b"no section")
    assert store.info().entries == 1
    assert store.get(KEY) is None
    assert store.info().entries == 0


def test_links_and_pipes_in_the_folder_are_not_followed(store: Store, section: SetSection, tmp_path: Path) -> None:
    store.put(KEY, section)
    file = file_of(store)
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    assert store.get(KEY) is None
    assert not file.is_symlink()
    os.mkfifo(file)
    assert store.get(KEY) is None
    assert names(store.folder) == [".put-since-trimmed"]
    assert (tmp_path / "elsewhere").exists()


def test_info_and_clear_count_entries_and_leave_other_files(store: Store, section: SetSection, folder: Path) -> None:
    for number in range(300):
        store.put_bytes(key(number), b"x" * number)
    left = file_of(store).with_name(".0123456789abcdef.part")
    left.write_bytes(b"left by a killed build")
    mine = ["00/letter.txt", "letter.txt", "notes/x"]
    for name in mine:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("mine")
    size = sum(file.stat().st_size for file in folder.glob("??/*.bytes"))
    assert store.info() == StoreInfo(folder, 300, size, LIMIT)
    assert store.clear() == 300
    assert store.info() == StoreInfo(folder, 0, 0, LIMIT)
    assert names(folder) == sorted([".put-since-trimmed", *mine])


def test_the_least_recently_used_go_when_the_limit_is_passed(folder: Path) -> None:
    store = open_store(folder, 100_000)
    for number in range(9):
        store.put_bytes(key(number), b"x" * 9_900)
        used(store, key(number), hours_ago=20 - number)
    assert store.info().entries == 9
    assert store.get_bytes(key(0))  # used now, so another is the oldest
    store.put_bytes(key(9), b"x" * 9_900)
    assert [n for n in range(10) if open_store(folder).get_bytes(key(n)) is None] == [1]
    store.put_bytes(key(10), b"x" * 50_000)
    assert store.get_bytes(key(10))
    assert store.info().bytes <= 90_000
    assert store.problems == ()


def test_what_is_larger_than_the_whole_store_does_not_push_out_the_others(folder: Path) -> None:
    store = open_store(folder, 100_000)
    store.put_bytes(key(1), b"small")
    store.put_bytes(key(2), b"x" * 95_000)
    assert (store.get_bytes(key(1)), store.get_bytes(key(2))) == (b"small", None)
    nothing = open_store(folder, 0)
    nothing.put_bytes(key(3), b"")
    assert nothing.get_bytes(key(3)) is None
    assert nothing.problems == ()


def test_the_limit_holds_over_many_short_runs_and_the_folder_is_seldom_listed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit, listed = 1_000_000, 0
    listing = disk.entries

    def counting(folder: Path) -> Iterator[disk.KeptFile]:
        nonlocal listed
        listed += 1
        return listing(folder)

    monkeypatch.setattr(disk, "entries", counting)
    for number in range(400):
        open_store(folder, limit).put_bytes(key(number), b"x" * 8_000)
        if number % 20 == 0:
            assert sum(entry.size for entry in listing(folder)) <= limit
    assert listed <= 40
    assert open_store(folder).info().entries > 100


def test_trimming_sweeps_what_killed_builds_left_but_not_what_is_being_written(folder: Path) -> None:
    store = open_store(folder, 10_000)
    store.put_bytes(KEY, b"")
    old, new = (file_of(store).with_name(f".{digit * 16}.part") for digit in "ab")
    old.write_bytes(b"")
    new.write_bytes(b"")
    os.utime(old, (0, 0))
    store.put_bytes(key(1), b"")
    assert (old.exists(), new.exists()) == (False, True)


def test_where_the_store_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(VARIABLE, "mine")
    assert open_store().folder == tmp_path / "mine"
    assert open_store(tmp_path / "told").folder == tmp_path / "told"
    monkeypatch.setenv(VARIABLE, "")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert open_store().folder.parts[-1] == "prep-pack"
    assert tmp_path in open_store().folder.parents


def test_a_store_can_be_sent_to_another_process(store: Store, section: SetSection) -> None:
    store.put(KEY, section)
    assert pickle.loads(pickle.dumps(store)).get(KEY) == section


def test_keeping_is_light() -> None:
    program = "import sys, generator.keep.store; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"weasyprint", "pikepdf", "jinja2", "typer", "platformdirs"} & set(done.stdout.split())
