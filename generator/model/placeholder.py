"""Words that hold a place in a file until somebody writes there. They are never printed."""

from __future__ import annotations

TO_DO = "To do:"
"""What stood before everything that was to be filled in; it still stands in for the wording of a question."""
NOT_IN_THE_DOCUMENT = "Not in the document; write it here."
"""What imports wrote below a heading that is needed."""


def is_placeholder(text: str) -> bool:
    """Whether a line, without the mark of an item, only holds a place."""
    said = text.strip()
    return said.startswith(TO_DO) or said == NOT_IN_THE_DOCUMENT
