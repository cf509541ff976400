"""A section to keep, and disks that make trouble."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from generator.model.problems import SourceRef, warning
from generator.model.workbook import FontUse, OutlineEntry, Place, SetSection

Mount = Callable[..., None]


@pytest.fixture
def section() -> SetSection:
    """A section with something in every field."""
    return SetSection(
        id="first-ninety-days",
        data=b"%PDF-1.7\n" + bytes(range(256)) * 20,
        pages=3,
        outline=(OutlineEntry(1, "Plan – für “Ä”", Place(0, 56.7, 700.25)), OutlineEntry(2, "", Place(2, 0, -1.5))),
        targets={"q-first": Place(0, 0.1, 841.89), "w": Place(1, 1 / 3, 2e-7)},
        fonts={"F1": FontUse("Source-Serif", {3: (250.0, " "), 70000: (512.5, "ﬁ")})},
        problems=(warning("it is odd", "mend it", SourceRef("content/x.md", 4)), warning("so it is")),
    )


@pytest.fixture
def mount() -> Iterator[Mount]:
    """Put a small disk of its own upon a folder, with options as ``mount`` takes them."""
    with ExitStack() as mounted:

        def put(folder: Path, options: str) -> None:
            command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
            if subprocess.run(command, capture_output=True).returncode:
                pytest.skip("mounting a small disk needs root")
            mounted.callback(subprocess.run, ["umount", str(folder)], check=True)

        yield put
