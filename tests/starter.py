"""Runs of the program without its start: a process that has it loaded, and is forked for each.

A run is a process of its own, with the folder, the outputs and the exit code of one that is started by name; what it saves
is over a second of imports. Tests that look at the start itself start the program by name.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

LOADED = (
    *("generator.cli.app", "generator.jobs.workbook", "generator.jobs.importing", "generator.jobs.deck"),
    *("generator.judge.variety", "generator.render.html", "generator.press.setting", "generator.finish.bind"),
)
"""What is imported before the first run: nothing that starts a thread, and not the typesetting engine."""
PATIENCE = 120


class Starter:
    """Starts runs, one after the other."""

    def __init__(self, root: Path, environment: Mapping[str, str]) -> None:
        command = [sys.executable, "-m", "tests.starter"]
        self._process = subprocess.Popen(
            command, cwd=root, env=dict(environment), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, arguments: tuple[str, ...], cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run the program in a folder, with its outputs caught."""
        with tempfile.TemporaryDirectory() as folder:
            out, err = Path(folder) / "out", Path(folder) / "err"
            order = {"arguments": arguments, "cwd": str(cwd), "out": str(out), "err": str(err)}
            print(json.dumps(order), file=_open(self._process.stdin), flush=True)
            answer = _open(self._process.stdout).readline()
            if not answer:
                raise ChildProcessError(f"the starter ended while it ran {' '.join(arguments)}")
            texts = [path.read_text(encoding="utf-8", errors="strict") for path in (out, err)]
        return subprocess.CompletedProcess(list(arguments), json.loads(answer), *texts)

    def close(self) -> None:
        """Let the process end."""
        _open(self._process.stdin).close()
        self._process.wait(PATIENCE)
        _open(self._process.stdout).close()


def _open(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream


def serve() -> None:
    """Fork a run for each order. Returns in each run's process as well, which then is the program."""
    for name in LOADED:
        __import__(name)
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            become(order)
            return
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{json.dumps(os.waitstatus_to_exitcode(status))}\n")
        sys.stdout.flush()
    sys.exit(0)


def become(order: Mapping[str, Any]) -> None:
    """Take the place of a process that was started so."""
    for number, path, mode in ((0, os.devnull, os.O_RDONLY), (1, order["out"], None), (2, order["err"], None)):
        opened = os.open(path, os.O_WRONLY | os.O_CREAT if mode is None else mode, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8")  # noqa: SIM115 - the process's own, until it ends
    os.chdir(order["cwd"])
    sys.argv = ["prep-pack", *order["arguments"]]


if __name__ == "__main__":
    serve()
    from generator.__main__ import main

    main()
