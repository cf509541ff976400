"""Several processes at one store: nothing torn, nothing raised, nothing left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

from generator.keep.store import open_store

ROOT = Path(__file__).resolve().parents[2]
KEYS = [f"{number:064x}" for number in range(8)]

SHARED = """
import sys, time
from pathlib import Path
from generator.keep.store import open_store

store = open_store(Path(sys.argv[1]))
keys = [f"{number:064x}" for number in range(8)]
until = time.monotonic() + float(sys.argv[2])

def content(key):
    return key.encode() * 2000
"""

WRITE_AND_READ = """
found = 0
while time.monotonic() < until:
    for key in keys:
        store.put_bytes(key, content(key))
        data = store.get_bytes(key)
        assert data in (None, content(key)), "torn"
        found += data is not None
assert not store.problems, store.problems
print(found)
"""

CLEAR = """
cleared = 0
while time.monotonic() < until:
    cleared += store.clear()
    time.sleep(0.002)
assert not store.problems, store.problems
print(cleared)
"""

READ = """
found = 0
while time.monotonic() < until:
    for key in keys:
        data = store.get_bytes(key)
        assert data in (None, content(key)), "torn"
        found += data is not None
assert not store.problems, store.problems
print(found)
"""


def start(folder: Path, program: str, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(SHARED) + program, str(folder), str(seconds)]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def result(process: subprocess.Popen[str]) -> int:
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    return int(out)


def test_two_processes_writing_the_same_keys_at_once(tmp_path: Path) -> None:
    writers = [start(tmp_path / "kept", WRITE_AND_READ, 0.6) for _ in range(2)]
    assert min(map(result, writers)) > len(KEYS)
    store = open_store(tmp_path / "kept")
    assert [store.get_bytes(key) for key in KEYS] == [key.encode() * 2000 for key in KEYS]
    assert not list(tmp_path.rglob("*.part"))


def test_clearing_while_others_read_and_write(tmp_path: Path) -> None:
    running = [start(tmp_path / "kept", program, 0.8) for program in (WRITE_AND_READ, READ, CLEAR)]
    results = [result(process) for process in running]
    assert all(results), "each had something to do"


def test_a_process_killed_while_it_writes_leaves_no_torn_entry(tmp_path: Path) -> None:
    for _ in range(3):
        process = start(tmp_path / "kept", WRITE_AND_READ, 30)
        while process.poll() is None and not list(tmp_path.rglob("*.bytes")):
            time.sleep(0.01)
        time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        store = open_store(tmp_path / "kept")
        assert all(store.get_bytes(key) in (None, key.encode() * 2000) for key in KEYS)
        store.clear()
        assert not list(tmp_path.rglob("*.part"))
