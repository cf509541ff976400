"""Bringing up the engine: bundled fonts only, its log made into problems, a line of help where Pango is missing."""

from __future__ import annotations

import io
import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

from ..model.problems import Problem, SetupError, warning

FONTS_FILE = "fonts.conf"
LOGGERS = ("weasyprint", "fontTools")
PROGRESS_LOGGER = "weasyprint.progress"

INSTALL = {
    "darwin": "brew install pango",
    "win32": "install MSYS2, then: pacman -S mingw-w64-x86_64-pango",
    "linux": "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "
    "(Fedora: sudo dnf install pango; Arch: sudo pacman -S pango)",
}


def load_engine(fonts: Path) -> Any:
    """Import WeasyPrint, seeing only the fonts in ``fonts``.

    Fontconfig reads its file once in a process, so the variable is set before the first import.

    Raises:
        SetupError: Pango is not installed; the mend is the command to run.
    """
    os.environ["FONTCONFIG_FILE"] = str(fonts / FONTS_FILE)
    try:
        # Where Pango is missing the engine prints a banner of its own, and then raises.
        with redirect_stdout(io.StringIO()):
            import weasyprint
    except OSError as error:
        mend = INSTALL.get(sys.platform, INSTALL["linux"])
        raise SetupError(Problem("the Pango library is not installed", f"run: {mend}")) from error
    return weasyprint


class Collector(logging.Handler):
    """Keeps what the engine says, each thing once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Called by the engine's loggers."""
        self.said.setdefault(record.getMessage())

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was said, as warnings."""
        return tuple(_problem(message) for message in self.said)


class _PageCounter(logging.Handler):
    def __init__(self, turned: Callable[[int], None]) -> None:
        super().__init__(logging.INFO)
        self.turned = turned

    def emit(self, record: logging.LogRecord) -> None:
        page = re.search(r"Page (\d+)", record.getMessage())
        if page:
            self.turned(int(page[1]))


@contextmanager
def listening(turned: Callable[[int], None]) -> Iterator[Collector]:
    """Collect the engine's warnings instead of letting it print them, and count the pages it lays out."""
    collector, counter = Collector(), _PageCounter(turned)
    progress = logging.getLogger(PROGRESS_LOGGER)
    before = [(logger, logger.propagate) for logger in map(logging.getLogger, LOGGERS)]
    for logger, _ in before:
        logger.addHandler(collector)
        logger.propagate = False
    level = progress.level
    progress.addHandler(counter)
    progress.setLevel(logging.INFO)
    try:
        yield collector
    finally:
        progress.removeHandler(counter)
        progress.setLevel(level)
        for logger, propagated in before:
            logger.removeHandler(collector)
            logger.propagate = propagated


def _problem(message: str) -> Problem:
    if message.startswith(".notdef glyph"):
        quoted = '"' + message.partition('"')[2].rstrip()
        return warning(
            f"no bundled font has the character {quoted}",
            "write it otherwise, or bring a font with a design; it prints as an empty box",
        )
    # The engine tells whole addresses; the last part is enough to find a file, and says nothing of this machine.
    message = re.sub(r"file://\S*/", "", message)
    return warning(f"typesetting: {message}", "mend the content or the design")
