"""What all tests share: the real command, run as a user runs it."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings

from tests.starter import Starter

# The same examples every time: a search for new ones belongs to a longer run, not to a push.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

ROOT = Path(__file__).resolve().parent.parent

# Sections set by one test serve the others, and none is left in the user's own store. Worker processes inherit this.
if "PYTEST_XDIST_WORKER" not in os.environ:
    _STORE = tempfile.TemporaryDirectory(prefix="prep-pack-tests-", ignore_cleanup_errors=True)
    atexit.register(_STORE.cleanup)
    os.environ["PREP_PACK_CACHE"] = _STORE.name

Run = Callable[..., subprocess.CompletedProcess[str]]

QUICK = {"architecture", "compose", "deliver", "docs", "draft", "intake", "judge", "load", "model", "render"}
"""Folders whose tests set no page; the others are marked slow, and `scripts/test --quick` leaves them out."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.relative_to(ROOT / "tests").parts[0] not in QUICK:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


def environment(**changes: str) -> dict[str, str]:
    """The variables a command runs with: this checkout's package, English, A4, no colour."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "PYTEST_", "COV_")) and k != "FORCE_COLOR"}
    return (
        kept
        | {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "COLUMNS": "100", "SOURCE_DATE_EPOCH": "1795392000"}
        | changes
    )


@pytest.fixture(scope="session")
def starter() -> Iterator[Starter]:
    """What runs the program without its start."""
    started = Starter(ROOT, environment())
    yield started
    started.close()


@pytest.fixture
def prep_pack(tmp_path: Path, starter: Starter) -> Run:
    """Run ``prep-pack`` in an empty folder (or in ``cwd``), with the outputs caught.

    With other variables it is started by name, since some are looked at when it starts.
    """

    def run(*arguments: str, cwd: Path = tmp_path, **changes: str) -> subprocess.CompletedProcess[str]:
        if not changes:
            return starter.run(arguments, cwd)
        command = [sys.executable, "-m", "generator", *arguments]
        return subprocess.run(
            command, cwd=cwd, env=environment(**changes), capture_output=True, text=True, timeout=120, check=False
        )

    return run


@pytest.fixture
def cli_environment() -> dict[str, str]:
    """The variables of a command that a test starts by itself."""
    return environment()


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Let programs that a test starts hear Ctrl-C, also where this one was told not to (`nohup`, a job behind `&`)."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def terminal(tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Run ``prep-pack`` on a terminal of so many columns; its exit code, and all that the terminal was sent."""
    pty = pytest.importorskip("pty", reason="terminals are tried where the system has them")

    def run(*arguments: str, columns: int = 80, **changes: str) -> tuple[int, str]:
        try:
            above, below = pty.openpty()
        except OSError:
            pytest.skip("this system has no terminals to lend")
        env = environment(COLUMNS=str(columns), TERM="xterm-256color", **changes)
        command = [sys.executable, "-m", "generator", *arguments]
        with subprocess.Popen(command, cwd=tmp_path, env=env, stdin=below, stdout=below, stderr=below) as process:
            os.close(below)
            sent = bytearray()
            with suppress(OSError):  # the system's way to say that the other end is closed
                while piece := os.read(above, 65536):
                    sent += piece
            os.close(above)
        return process.returncode, sent.decode().replace("\r\n", "\n")

    return run
