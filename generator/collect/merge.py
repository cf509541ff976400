"""Three ways: what was sent, what the reader has now, and what came back. Nothing is lost, and nothing written over.

Pure: texts in, a verdict out.
"""

from __future__ import annotations

from collections.abc import Container
from enum import StrEnum
from hashlib import sha256

from ..model.markdown.typed import as_typed, settled

DIGITS = 16
"""Hex digits by which what was collected before is known again."""


class Verdict(StrEnum):
    """What becomes of a value that came back."""

    SAME = "same"
    """It says what the reader has, or what was sent."""
    NEW = "new"
    """The reader had nothing there."""
    CHANGED = "changed"
    """The reader's text is still that which was sent: the returned one takes its place."""
    CONFLICT = "conflict"
    """Both have changed: the reader's stays, the returned one is kept aside."""
    EMPTIED = "emptied"
    """It came back empty. The reader's text stays."""
    ASIDE = "kept aside"
    """There is no place for it in an answer."""


def verdict(sent: str | None, now: str, returned: str, seen: Container[str] = (), seal: str = "") -> Verdict:
    """What becomes of a returned text.

    Args:
        sent: what stood there when the book was sent; None where nobody knows.
        now: what the reader's file says.
        returned: what came back.
        seen: the seals of what was collected before: what the reader has decided once is not asked again.
        seal: that of this value.
    """
    now, returned = settled(now), settled(returned)
    before = settled(sent or "")
    if returned in (now, before):
        return Verdict.SAME
    if not returned:
        return Verdict.EMPTIED if now and before else Verdict.SAME
    if not now:
        return Verdict.NEW
    if sent is not None and now in (before, as_typed(before)):
        return Verdict.CHANGED
    return Verdict.SAME if seal in seen else Verdict.CONFLICT


def seal_of(name: str, returned: str) -> str:
    """By what a returned value of a field is known again."""
    return sha256(f"{name}\0{settled(returned)}".encode()).hexdigest()[:DIGITS]
