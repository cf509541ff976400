"""How work grows with its size. Seconds tell how busy a machine is; this tells what the program does."""

from __future__ import annotations

import time
from collections.abc import Callable

PART = 4
STEADY = 10
"""What grows in step takes four times as long for four times as much, and what grows with the square sixteen times."""
RUNS = 2


def growth(prepare: Callable[[int], Callable[[], object]], size: int) -> float:
    """How many times the processor time of a quarter of the work all of it takes; ``prepare`` is not counted."""
    whole, part = (_least(prepare(n)) for n in (size, size // PART))
    return whole / part


def _least(work: Callable[[], object]) -> float:
    """The least processor time of a few runs, in seconds."""
    spent = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)
