"""A pack file, and the flags or the row of a roster over it → `PackSpec`, and where each of its values was said."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import to_jsonable_python

from ..model.keys import flag_of, folds
from ..model.pack import PackSpec
from ..model.problems import ContentError, PrepPackError, Problem, SourceRef, UnknownWordError, UsageError
from .strictyaml import Located, parse_yaml
from .text import read_text, shown
from .validate import check, describe


@dataclass(frozen=True, slots=True)
class Source:
    """Where keys come from that override a pack file: what each is called there, and the place, if they have one."""

    name_of: Callable[[str], str]
    where: SourceRef | None = None


FLAGS = Source(flag_of)


@dataclass(frozen=True, slots=True)
class SourcedPack:
    """A pack, the keys and lines of its file, and the keys that were said elsewhere."""

    spec: PackSpec
    file: Located
    overridden: frozenset[str]
    source: Source

    def placed(self, problem: Problem) -> Problem:
        """A problem with a value of the pack, with the line on which the value was said.

        One with a flag stays as it is: there is no line. One with a row of a roster names the column as well.
        """
        key = str(problem.about[0]) if problem.about else ""
        if problem.where or not key:
            return problem
        if key in self.overridden:
            there = self.source.where
            named = f"{self.source.name_of(key)}: {problem.what}"
            return replace(problem, what=named, where=there) if there else problem
        return replace(problem, where=self.file.at(problem.about)) if key in self.file.data else problem

    @contextmanager
    def placing(self) -> Iterator[None]:
        """Place the problems of an error that is raised within.

        Raises:
            PrepPackError: the same, its problems placed.
        """
        try:
            yield
        except UnknownWordError as error:
            named = tuple(map(self._named, error.problems))
            kind = ContentError if any(problem.where for problem in named) else UsageError
            raise kind(*named) from error
        except PrepPackError as error:
            placed = tuple(map(self.placed, error.problems))
            if placed == error.problems:
                raise
            raise type(error)(*placed) from error

    def _named(self, problem: Problem) -> Problem:
        """As `placed`, and one with a flag begins with it."""
        placed, key = self.placed(problem), str(problem.about[0]) if problem.about else ""
        if placed.where or key not in self.overridden:
            return placed
        return replace(placed, what=f"{self.source.name_of(key)}: {placed.what}")


def load_pack(path: Path | None, overrides: Mapping[str, object]) -> PackSpec:
    """The pack that `read_pack` reads, for those whom its lines do not concern."""
    return read_pack(path, overrides).spec


def read_pack(path: Path | None, overrides: Mapping[str, object], source: Source = FLAGS) -> SourcedPack:
    """The pack that a file describes, each key replaced by the one that was given over it.

    ``path`` may be None: then every key has its default. ``overrides`` go by the keys of `PackSpec`; None and empty
    lists were not given.

    Raises:
        ContentError: the file is missing or wrong (the overrides' problems follow the file's).
        UsageError: only overrides are wrong; each problem begins with its flag, or what its source calls it.
    """
    problems: list[Problem] = []
    located = _read(path, problems) if path else Located({}, {}, SourceRef(""))
    from_file = _folded(located.data) if isinstance(located.data, dict) else {}
    check(PackSpec, replace(located, data=from_file), problems)
    over = {key: value for key, value in overrides.items() if value is not None and value not in ((), [])}
    wrong = _check_overrides(over, source)
    if problems:
        raise ContentError(*sorted(problems, key=lambda p: p.where or SourceRef("")), *wrong)
    if wrong:
        raise UsageError(*wrong)
    given = {key: value for key, value in from_file.items() if value is not None}
    spec = PackSpec.model_validate_json(_json({**given, **over}), strict=True)
    return SourcedPack(spec, replace(located, data=given), frozenset(over), source)


def _folded(data: Mapping[str, Any]) -> dict[str, Any]:
    """The keys whose words are fixed, or of the taxonomy, in lower case: "A4" is as good as "a4"."""

    def fold(value: Any) -> Any:
        return (
            [fold(v) for v in value] if isinstance(value, list) else value.lower() if isinstance(value, str) else value
        )

    return {key: fold(value) if key in PackSpec.model_fields and folds(key) else value for key, value in data.items()}


def _read(path: Path, problems: list[Problem]) -> Located:
    place = SourceRef(shown(path), 1)
    try:
        located = parse_yaml(read_text(path), SourceRef(place.file))
    except ContentError as error:
        problems.extend(error.problems)
        return Located({}, {}, place)
    if located.data is not None and not isinstance(located.data, dict):
        problems.append(Problem("a pack file is a set of keys", 'write lines of "key: value"', place))
    return Located(located.data or {}, located.lines, place)


def _check_overrides(over: Mapping[str, object], source: Source) -> list[Problem]:
    try:
        PackSpec.model_validate_json(_json(over), strict=True)
    except ValidationError as error:
        return [_of_override(details, source) for details in error.errors(include_url=False)]
    return []


def _of_override(details: Any, source: Source) -> Problem:
    path = tuple(details["loc"])
    what, mend = describe(details, PackSpec, source.name_of(str(path[0])))
    return Problem(what, mend, source.where, about=path)


def _json(values: Mapping[str, object]) -> str:
    return json.dumps(to_jsonable_python(dict(values), fallback=str))
