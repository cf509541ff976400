"""How a long piece of work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, what is done and what is to do (0 = not known)."""


def unheard(*_: object) -> None:
    """A `Progress` that nobody follows."""
