"""Which terms of the glossary a book explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from ..model.content import Fact, Question, Term
from ..model.pack import GlossaryTerms

NOT_PRINTED = {"id", "theme", "frameworks", "worksheets", "tags", "facts", "ledger", "where"}
"""Fields that hold names for the program, or are printed nowhere."""

_SHORT_FORM = re.compile(r"(.+?)\s*\(([^()]+)\)")
"""A term with its short form in brackets: either may be used."""


def explained(
    glossary: Mapping[str, Term], wanted: GlossaryTerms, printed: Iterable[Question | Fact]
) -> tuple[Term, ...]:
    """The terms to print, in the glossary's order. ``printed`` is where those that are used are looked for."""
    if wanted is GlossaryTerms.NONE:
        return ()
    if wanted is GlossaryTerms.ALL:
        return tuple(glossary.values())
    text = "\n".join(_texts(printed))
    return tuple(term for term in glossary.values() if _is_used(term, text))


def _is_used(term: Term, text: str) -> bool:
    """Whether a text has the term, in the singular or the plural, whatever its capitals and hyphens."""
    long_and_short = _SHORT_FORM.fullmatch(term.term)
    forms = long_and_short.groups() if long_and_short else (term.term,)
    return any(_form(word).search(text) for word in forms)


def _form(word: str) -> re.Pattern[str]:
    words = r"[\s-]+".join(re.escape(part) for part in re.split(r"[\s-]+", word) if part)
    # A short form is known by its capitals: SLO is not slo.
    flags = re.NOFLAG if word.isupper() else re.IGNORECASE
    return re.compile(rf"(?<!\w){words}(?:e?s)?(?!\w)", flags)


def _texts(value: object) -> Iterator[str]:
    """All texts in a value of the model."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in NOT_PRINTED:
                yield from _texts(getattr(value, field.name))
    elif isinstance(value, Iterable):
        for item in value:
            yield from _texts(item)
