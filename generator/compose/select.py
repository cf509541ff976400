"""`Library` + `PackSpec` → `Selection`: which questions, in which order."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from ..model.content import Library, Question
from ..model.keys import flag_of
from ..model.pack import Order, PackSpec
from ..model.problems import Problem, SelectionError, UnknownWordError, did_you_mean, warning
from ..model.taxonomy import PARTS, Taxonomy, unknown_word
from ..model.words import counted
from ..model.workbook import Selection
from .naming import Names, tag_names, theme_names

Test = Callable[[Question], bool]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The themes and tags of a pack by their ids, whatever the pack calls them."""

    themes: tuple[str, ...]
    add_themes: tuple[str, ...]
    tags: tuple[str, ...]


def select(library: Library, spec: PackSpec, without: Collection[str] = ()) -> Selection:
    """Choose questions as the pack says.

    Named questions come first and keep their order, then whole themes; with neither, the whole bank. Filters narrow the
    choice one after another; then it is shuffled, and cut. What is added follows: no filter and no limit counts for it,
    but ``exclude``. A named question that a filter removes is a warning. Questions of ``without`` are left out before
    any is counted; these the selection tells, and it may be empty then.

    Raises:
        UnknownWordError: a competency, level or format that the taxonomy does not have.
        SelectionError: an unknown name, with a did-you-mean, or a filter that left nothing, by name.
    """
    check_words(library.taxonomy, spec)
    problems = list(_unknown_questions(library, spec))
    wanted = _wanted(library, spec, problems)
    if problems:
        raise SelectionError(*problems)
    chosen = tuple(library.questions.values())
    if spec.questions or spec.themes:
        chosen = _named(library, spec.questions, wanted.themes)
    if not chosen:
        raise SelectionError(_nothing(spec))
    for key, test in _filters(spec, wanted):
        kept = tuple(q for q in chosen if test(q))
        if not kept:
            raise SelectionError(_emptied(key, spec, len(chosen)))
        chosen = kept
    odd = tuple(_left_out(spec, {q.id for q in chosen}))
    if spec.shuffle is not None:
        chosen = tuple(random.Random(spec.shuffle).sample(chosen, len(chosen)))
    added = tuple(q for q in _named(library, spec.add_questions, wanted.add_themes) if q.id not in spec.exclude)
    left = tuple({q.id: q for q in (*chosen, *added) if q.id in without}.values())
    kept = tuple(q for q in chosen if q.id not in without)[: spec.limit]
    chosen = tuple({q.id: q for q in (*kept, *added) if q.id not in without}.values())
    order = spec.order or (Order.GIVEN if spec.questions else Order.THEME)
    return Selection(chosen, odd, order, left)


def check_words(taxonomy: Taxonomy, spec: PackSpec) -> None:
    """Whether the taxonomy has every word that a pack chooses by.

    Raises:
        UnknownWordError: it lacks some.
    """
    problems = [
        unknown_word(part, word, words, about=(part, place))
        for part, words in ((part, taxonomy.part(part)) for part in PARTS)
        for place, word in enumerate(getattr(spec, part))
        if not words.allows(word)
    ]
    if problems:
        raise UnknownWordError(*problems)


def _named(library: Library, questions: Iterable[str], themes: Iterable[str]) -> tuple[Question, ...]:
    ids = list(questions)
    for theme in themes:
        ids += [q.id for q in library.questions.values() if q.theme == theme]
    return tuple(library.questions[i] for i in dict.fromkeys(ids))


def _nothing(spec: PackSpec) -> Problem:
    if spec.themes:
        what = f'the theme "{spec.themes[0]}" has no question yet'
        return Problem(what, f'prep-pack new question "…" --theme {spec.themes[0]} begins one', about=("themes", 0))
    return Problem("there are no questions to choose from", "add questions to your content folder")


def _filters(spec: PackSpec, wanted: _Wanted) -> Iterator[tuple[str, Test]]:
    """The keys that narrow the choice, in the order in which they do."""
    if spec.exclude:
        yield "exclude", lambda q: q.id not in spec.exclude
    if wanted.tags:
        yield "tags", lambda q: bool(set(wanted.tags) & set(q.tags))
    if spec.competencies:
        yield "competencies", lambda q: bool(set(spec.competencies) & set(q.competencies))
    if spec.levels:
        yield "levels", lambda q: q.level in spec.levels
    if spec.formats:
        yield "formats", lambda q: q.format in spec.formats


def _emptied(key: str, spec: PackSpec, before: int) -> Problem:
    what = f"no question is left after {flag_of(key)} {' '.join(getattr(spec, key))}"
    mend = f"it removed all of the {counted(before, 'question')} that were chosen before it; loosen it"
    return Problem(what, mend, about=(key,))


def _left_out(spec: PackSpec, chosen: Collection[str]) -> Iterator[Problem]:
    for place, name in enumerate(spec.questions):
        if name not in chosen and name not in spec.exclude and name not in spec.add_questions:
            what = f'question "{name}" was named, but a filter leaves it out'
            yield warning(what, "drop the filter or the name", about=("questions", place))


def _unknown_questions(library: Library, spec: PackSpec) -> Iterator[Problem]:
    nouns = {"questions": "question", "add_questions": "question", "exclude": "question to exclude"}
    for key, noun in nouns.items():
        for place, name in enumerate(getattr(spec, key)):
            if name not in library.questions:
                yield Problem(f'unknown {noun} "{name}"', did_you_mean(name, library.questions), about=(key, place))


def _wanted(library: Library, spec: PackSpec, problems: list[Problem]) -> _Wanted:
    """The ids of the themes and tags; what is unknown goes to the problems."""

    def ids(key: str, noun: str, names: Names) -> tuple[str, ...]:
        found: list[str] = []
        for place, word in enumerate(getattr(spec, key)):
            try:
                found += names.in_word(word)
            except KeyError as unknown:
                about = (key, place)
                problems.extend(Problem(f'unknown {noun} "{w}"', names.mend(w), about=about) for w in unknown.args)
        return tuple(dict.fromkeys(found))

    themes, tags = theme_names(library), tag_names(library)
    return _Wanted(ids("themes", "theme", themes), ids("add_themes", "theme", themes), ids("tags", "tag", tags))
