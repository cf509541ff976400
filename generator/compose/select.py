"""`Library` + `PackSpec` → `Selection`: which questions, in which order."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

from ..model.content import Library, Question
from ..model.pack import PackSpec
from ..model.problems import Problem, SelectionError, did_you_mean, warning
from ..model.workbook import Selection

Test = Callable[[Question], bool]


def select(library: Library, spec: PackSpec) -> Selection:
    """Choose questions as the pack says.

    Named questions come first and keep their order, then whole themes; with neither, the whole bank. Filters narrow the
    choice one after another. A named question that a filter removes is a warning.

    Raises:
        SelectionError: an unknown name, with a did-you-mean, or a filter that left nothing, by name.
    """
    problems = _unknown_names(library, spec)
    if problems:
        raise SelectionError(*problems)
    chosen = _named(library, spec)
    if not chosen:
        raise SelectionError(Problem("there are no questions to choose from", "add questions to your content folder"))
    for name, test in _filters(spec):
        kept = tuple(q for q in chosen if test(q))
        if not kept:
            raise SelectionError(_emptied(name, chosen))
        chosen = kept
    left_out = [q for q in spec.questions if q not in {c.id for c in chosen} and q not in spec.exclude]
    odd = tuple(
        warning(f'question "{q}" was named, but a filter leaves it out', "drop the filter or the name")
        for q in left_out
    )
    if spec.shuffle is not None:
        chosen = tuple(random.Random(spec.shuffle).sample(chosen, len(chosen)))
    return Selection(chosen[: spec.limit], odd)


def _named(library: Library, spec: PackSpec) -> tuple[Question, ...]:
    if not spec.questions and not spec.themes:
        return tuple(library.questions.values())
    ids = list(spec.questions)
    for theme in spec.themes:
        ids += [q.id for q in library.questions.values() if q.theme == theme]
    return tuple(library.questions[i] for i in dict.fromkeys(ids))


def _filters(spec: PackSpec) -> Iterable[tuple[str, Test]]:
    if spec.exclude:
        yield f"--exclude {' '.join(spec.exclude)}", lambda q: q.id not in spec.exclude
    if spec.tags:
        yield f"--tag {' '.join(spec.tags)}", lambda q: bool(set(spec.tags) & set(q.tags))
    if spec.competencies:
        yield (
            f"--competency {' '.join(spec.competencies)}",
            lambda q: bool(set(spec.competencies) & set(q.competencies)),
        )
    if spec.levels:
        yield f"--level {' '.join(spec.levels)}", lambda q: q.level in spec.levels
    if spec.formats:
        yield f"--format {' '.join(spec.formats)}", lambda q: q.format in spec.formats


def _emptied(name: str, chosen: tuple[Question, ...]) -> Problem:
    count = f"{len(chosen)} question{'s' if len(chosen) > 1 else ''}"
    return Problem(
        f"no question is left after {name}", f"it removed all of the {count} that were chosen before it; loosen it"
    )


def _unknown_names(library: Library, spec: PackSpec) -> list[Problem]:
    tags = {tag for q in library.questions.values() for tag in q.tags}
    wanted: list[tuple[str, Iterable[str], Iterable[str]]] = [
        ("question", spec.questions, library.questions),
        ("question to exclude", spec.exclude, library.questions),
        ("theme", spec.themes, library.themes),
        ("tag", spec.tags, tags),
    ]
    return [
        Problem(f'unknown {what} "{name}"', did_you_mean(name, known))
        for what, names, known in wanted
        for name in names
        if name not in set(known)
    ]
