"""A file that is a list → its items: themes, facts, terms, synonyms, the rows of a score."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from ..model.content import Fact, Synonyms, Term, Theme
from ..model.problems import Problem, Severity, SourceRef
from .forms import FactForm, SynonymsForm, TermForm, ThemeForm
from .parts import Found, Source, id_of, open_yaml
from .strictyaml import Located, Plain
from .validate import check

T = TypeVar("T")


def read_themes(source: Source, problems: list[Problem]) -> list[Found[Theme]]:
    """The items of themes.yaml."""

    def theme(form: ThemeForm, where: SourceRef) -> Theme:
        return Theme(form.id, form.number, form.name, form.introduction.strip(), form.hue, where)

    return _items(source, ThemeForm, theme, problems)


def read_facts(source: Source, problems: list[Problem]) -> list[Found[Fact]]:
    """The items of facts.yaml."""

    def fact(form: FactForm, where: SourceRef) -> Fact:
        return Fact(form.id, form.text.strip(), form.source, form.true_as_of, where, form.checked_on)

    return _items(source, FactForm, fact, problems, renamed=_AS_OF)


def read_glossary(source: Source, problems: list[Problem]) -> list[Found[Term]]:
    """The items of glossary.yaml."""

    def term(form: TermForm, where: SourceRef) -> Term:
        return Term(form.term.strip(), form.meaning.strip(), where)

    found = _items(source, TermForm, term, problems, first="term")
    return [replace(item, id=item.id.casefold()) for item in found]


def read_synonyms(source: Source, problems: list[Problem]) -> list[Found[Synonyms]]:
    """The items of synonyms.yaml. A word may stand once in the file: it can mean one thing only."""

    def group(form: SynonymsForm, where: SourceRef) -> Synonyms:
        return Synonyms(form.id, tuple(word.strip() for word in form.words), where)

    found = _items(source, SynonymsForm, group, problems)
    first: dict[str, SourceRef] = {}
    for item in found:
        for index, word in enumerate(item.value.words if item.value else ()):
            where = item.at("words", index)
            plain = " ".join(word.casefold().replace("-", " ").split())
            if not any(character.isalnum() for character in plain):
                problems.append(Problem(f'there is no word in "{word}"', "remove it", where))
            elif plain in first:
                what = f'the word "{word}" is also in {first[plain]}'
                problems.append(Problem(what, "leave it in one group", where))
            else:
                first[plain] = where
    return found


def read_score_rows(source: Source, problems: list[Problem]) -> tuple[str, ...]:
    """The rows of self-score.yaml."""
    located = open_yaml(source, problems)
    rows: list[str] = []
    for index, row in enumerate(_list_of(located, "- a sentence", problems)):
        if isinstance(row, str) and row.strip():
            rows.append(row.strip())
        else:
            problems.append(Problem("a score row must be text", "put it in quotes", located.at((index,))))
    return tuple(rows)


F = TypeVar("F", ThemeForm, FactForm, TermForm, SynonymsForm)
_AS_OF = ("as_of", "true_as_of")
"""What a fact's date was called until it was told apart from the day on which the source was looked at."""


def _items(
    source: Source,
    form: type[F],
    make: Callable[[F, SourceRef], T],
    problems: list[Problem],
    *,
    first: str = "id",
    renamed: tuple[str, str] | None = None,
) -> list[Found[T]]:
    """The items of a list; ``first`` is the key that an item is known by, ``renamed`` a key's old and its new name."""
    located = open_yaml(source, problems)
    if renamed:
        located = _with_new_names(located, *renamed, problems)
    found: list[Found[T]] = []
    for index, item in enumerate(_list_of(located, f"- {first}: …", problems)):
        made = check(form, located, problems, (index,))
        value = make(made, located.at((index,))) if made else None
        found.append(Found(id_of(item, first), value, located, (index,)))
    return found


def _with_new_names(located: Located, old: str, new: str, problems: list[Problem]) -> Located:
    """A list whose items have a key under its new name, with a warning for each that had the old one."""
    items, lines = list(located.data or ()) if isinstance(located.data, list) else [], dict(located.lines)
    for index, item in enumerate(items):
        if isinstance(item, dict) and old in item and new not in item:
            items[index] = {new if key == old else key: value for key, value in item.items()}
            where = located.at((index, old))
            lines[(index, new)] = where.line
            mend = f'write "{new}", and "checked_on" for the day on which you looked at the source'
            problems.append(Problem(f'"{old}" is an old name', mend, where, Severity.WARNING))
    return replace(located, data=items, lines=lines) if items else located


def _list_of(located: Located, example: str, problems: list[Problem]) -> list[Plain]:
    if isinstance(located.data, list):
        return located.data
    if located.data is not None:
        problems.append(Problem("this file is a list", f'begin every item with "{example}"', located.at(())))
    return []
