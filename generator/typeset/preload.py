"""Imported by the fork server alone, before it has children: what it imports here, no worker has to import again.

The fork server takes module names and nothing else, so they come in a variable. In any other process nothing happens.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
from contextlib import suppress

VARIABLE = "PREP_PACK_PRELOAD"


def hush() -> None:
    """Leave the terminal to the parent: C libraries print as they like, and Ctrl-C is the parent's to answer."""
    with suppress(ValueError):  # not the main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    if nowhere > 2:
        os.close(nowhere)


def _preload(names: list[str]) -> None:
    for name in names:
        # Whatever is wrong, such as a library that is missing, the worker's own start meets it again and can say so.
        with suppress(Exception):
            importlib.import_module(name)
    gc.collect()
    gc.freeze()


if VARIABLE in os.environ:
    hush()
    _preload(os.environ.pop(VARIABLE).split())
