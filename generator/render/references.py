"""Links and page numbers that lead to another place in the book.

In a book set in one piece the engine fills in the numbers. A section that is set alone does not know them: each number
becomes a slot, shown as a code of digits that stands nowhere else, and is filled in when the book is bound.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape

FOLIO_CODE = "0123456789"
"""Shown for the folio of a section set alone. It also brings every digit of the face into the section's fonts."""

LINK_SCHEME = "prep-pack:"
"""Before a target's name in a link of a section set alone."""


NUMBER_OF = "="
"""Before the id of a question in a slot for its number."""


class References:
    """What the templates call for links and page numbers. Not shared between books."""

    def __init__(self, apart: bool) -> None:
        self.apart = apart
        self.slots: list[str] = []

    def functions(self) -> Mapping[str, Callable[..., Any] | str | bool]:
        """The names that templates see."""
        return {
            "apart": self.apart,
            "folio": Markup(f'"{FOLIO_CODE}"' if self.apart else "counter(page)"),
            "to": self.to,
            "page_ref": self.page_ref,
            "page_number": self.page_number,
            "question_number": self.question_number,
            "question_label": self.question_label,
        }

    def clear(self) -> None:
        """Begin a new section."""
        self.slots.clear()

    def to(self, target: str) -> str:
        """The address of a place in the book."""
        return f"{LINK_SCHEME}{target}" if self.apart else f"#{target}"

    def page_ref(self, target: str) -> Markup:
        """The number of a target's page, in running text."""
        return self._slot(target, "page-ref", edge=1)

    def page_number(self, target: str) -> Markup:
        """The number of a target's page, in its place at the right of a list."""
        return self._slot(target, "page-number", edge=2)

    def question_number(self, question: str, number: str) -> Markup:
        """A question's number in this book. The question is the same whatever its number."""
        if not (number.isascii() and number.isdigit()):
            return escape(number)
        self.slots.append(NUMBER_OF + question)
        shown = f"01{len(self.slots):03}" if self.apart else number
        return Markup('<span class="number-slot" data-shown="{}"></span>').format(shown)

    def question_label(self, wording: str, number: str) -> str:
        """A question's bookmark; where sections are set apart, the binder puts its number before it."""
        return wording if self.apart else f"{number} {wording}"

    def _slot(self, target: str, kind: str, edge: int) -> Markup:
        self.slots.append(target)
        code = f"0{edge}{len(self.slots):03}"
        extra = Markup(' data-code="{}"').format(code) if self.apart else ""
        return Markup('<span class="{}" data-target="#{}"{}></span>').format(kind, target, extra)
