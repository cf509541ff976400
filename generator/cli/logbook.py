"""What the program tells of its own work: ``-v`` on the terminal, ``--log`` in a file."""

from __future__ import annotations

import logging
from pathlib import Path

from ..model.problems import OutputError, Problem
from . import console

PROGRAM = __package__.partition(".")[0]
"""The logger above those of all modules, by whatever name the package is installed."""


class _Told(logging.Handler):
    """Lines on stderr, with the milliseconds since the start."""

    def emit(self, record: logging.LogRecord) -> None:
        console.note(f"{record.relativeCreated:6.0f} ms  {record.getMessage()}")


def keep(verbose: bool, file: Path | None) -> None:
    """Begin to tell: on the terminal what matters, in a file all there is.

    Raises:
        OutputError: the file cannot be written.
    """
    logger = logging.getLogger(PROGRAM)
    logger.handlers.clear()
    logger.propagate = False
    logger.setLevel(logging.DEBUG if file else logging.INFO if verbose else logging.CRITICAL)
    if verbose:
        logger.addHandler(_handler(_Told(), logging.INFO))
    if file:
        try:
            written = logging.FileHandler(file, mode="w", encoding="utf-8", errors="backslashreplace")
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise OutputError(Problem(f"cannot write the log {file}: {why}", "choose another place")) from error
        written.setFormatter(logging.Formatter("%(asctime)s %(levelname)-5s %(name)s: %(message)s"))
        logger.addHandler(_handler(written, logging.DEBUG))


def _handler(handler: logging.Handler, level: int) -> logging.Handler:
    handler.setLevel(level)
    return handler
