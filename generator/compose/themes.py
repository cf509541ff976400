"""Which themes of a book have a page of their own, and what is said of one that has none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..model.content import Theme
from ..model.listing import NumberedQuestion

LEAD = 120
"""Characters of an introduction that stand on a question's page: so many whole sentences as fit, one at least."""
LONGEST_LEAD = 180
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def paged_themes(entries: Sequence[NumberedQuestion], wanted: bool = True) -> frozenset[str]:
    """The themes with a page before their first question: those with several questions, if pages are wanted."""
    counts = Counter(entry.theme.id for entry in entries)
    return frozenset(theme for theme, count in counts.items() if wanted and count > 1)


def first_words(theme: Theme) -> str:
    """The first sentences of a theme's introduction, in Markdown."""
    first, *more = _SENTENCE_END.split(" ".join(theme.introduction.split()))
    for sentence in more:
        if len(first) + len(sentence) >= LEAD:
            break
        first = f"{first} {sentence}"
    return first if len(first) <= LONGEST_LEAD else first[:LONGEST_LEAD].rsplit(" ", 1)[0].rstrip(",;:") + "…"
