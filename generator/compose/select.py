"""`Library` + `PackSpec` → `Selection`: which questions, in which order."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator

from ..model.content import Library, Question
from ..model.keys import flag_of
from ..model.pack import PackSpec
from ..model.problems import Problem, SelectionError, UnknownWordError, did_you_mean, warning
from ..model.taxonomy import PARTS, Taxonomy, unknown_word
from ..model.words import counted
from ..model.workbook import Selection

Test = Callable[[Question], bool]


def select(library: Library, spec: PackSpec) -> Selection:
    """Choose questions as the pack says.

    Named questions come first and keep their order, then whole themes; with neither, the whole bank. Filters narrow the
    choice one after another. A named question that a filter removes is a warning.

    Raises:
        UnknownWordError: a competency, level or format that the taxonomy does not have.
        SelectionError: an unknown name, with a did-you-mean, or a filter that left nothing, by name.
    """
    check_words(library.taxonomy, spec)
    if problems := tuple(_unknown_names(library, spec)):
        raise SelectionError(*problems)
    chosen = _named(library, spec)
    if not chosen:
        raise SelectionError(_nothing(spec))
    for key, test in _filters(spec):
        kept = tuple(q for q in chosen if test(q))
        if not kept:
            raise SelectionError(_emptied(key, spec, len(chosen)))
        chosen = kept
    odd = tuple(_left_out(spec, {q.id for q in chosen}))
    if spec.shuffle is not None:
        chosen = tuple(random.Random(spec.shuffle).sample(chosen, len(chosen)))
    return Selection(chosen[: spec.limit], odd)


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


def _named(library: Library, spec: PackSpec) -> tuple[Question, ...]:
    if not spec.questions and not spec.themes:
        return tuple(library.questions.values())
    ids = list(spec.questions)
    for theme in spec.themes:
        ids += [q.id for q in library.questions.values() if q.theme == theme]
    return tuple(library.questions[i] for i in dict.fromkeys(ids))


def _nothing(spec: PackSpec) -> Problem:
    if spec.themes:
        what = f'the theme "{spec.themes[0]}" has no question yet'
        return Problem(what, f'prep-pack new question "…" --theme {spec.themes[0]} begins one', about=("themes", 0))
    return Problem("there are no questions to choose from", "add questions to your content folder")


def _filters(spec: PackSpec) -> Iterator[tuple[str, Test]]:
    """The keys that narrow the choice, in the order in which they do."""
    if spec.exclude:
        yield "exclude", lambda q: q.id not in spec.exclude
    if spec.tags:
        yield "tags", lambda q: bool(set(spec.tags) & set(q.tags))
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
        if name not in chosen and name not in spec.exclude:
            what = f'question "{name}" was named, but a filter leaves it out'
            yield warning(what, "drop the filter or the name", about=("questions", place))


def _unknown_names(library: Library, spec: PackSpec) -> Iterator[Problem]:
    tags = {tag for q in library.questions.values() for tag in q.tags}
    wanted: list[tuple[str, str, Collection[str]]] = [
        ("questions", "question", library.questions),
        ("exclude", "question to exclude", library.questions),
        ("themes", "theme", library.themes),
        ("tags", "tag", tags),
    ]
    for key, noun, known in wanted:
        for place, name in enumerate(getattr(spec, key)):
            if name not in known:
                yield Problem(f'unknown {noun} "{name}"', did_you_mean(name, known), about=(key, place))
