"""A pack file, and the flags or the row of a roster over it → `PackSpec`, and where each of its values was said."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import to_jsonable_python

from ..model.keys import flag_of, folds
from ..model.pack import PackSpec
from ..model.packfile import EXTENDS, PackFile
from ..model.problems import ContentError, PrepPackError, Problem, SourceRef, UnknownWordError, UsageError
from .bases import DEEPEST, FindBase, find_base
from .layers import FLAGS, Layer, OverrideSource, laid_over, of_file, of_overrides
from .strictyaml import Located, parse_yaml
from .text import read_text, shown
from .validate import check, describe


@dataclass(frozen=True, slots=True)
class SourcedPack:
    """A pack, and where each of its keys was said: its own file, one it builds on, or elsewhere."""

    spec: PackSpec
    said: Layer

    def placed(self, problem: Problem) -> Problem:
        """A problem with a value of the pack, with the file and the line where the value was said.

        One with a flag stays as it is: there is no line. One with a row of a roster names the column as well.
        """
        key = str(problem.about[0]) if problem.about else ""
        if problem.where or key not in self.said:
            return problem
        origin = self.said[key].at(problem.about[1:])
        named = f"{origin.name}: {problem.what}" if origin.name else problem.what
        return replace(problem, what=named, where=origin.where)

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
        if placed.where or key not in self.said:
            return placed
        return replace(placed, what=f"{flag_of(key)}: {placed.what}")


def load_pack(path: Path | None, overrides: Mapping[str, object]) -> PackSpec:
    """The pack that `read_pack` reads, for those whom its lines do not concern."""
    return read_pack(path, overrides).spec


def read_pack(
    path: Path | None, overrides: Mapping[str, object], source: OverrideSource = FLAGS, find: FindBase = find_base
) -> SourcedPack:
    """The pack that a file describes, laid over the packs it builds on; the overrides lie over all (`laid_over`).

    ``path`` may be None: then every key has its default. ``overrides`` go by the keys of `PackSpec`; None and empty
    lists were not given. ``find`` knows the packs that a file may build on.

    Raises:
        ContentError: a file is missing or wrong (the overrides' problems follow the files').
        UsageError: only overrides are wrong; each problem begins with its flag, or what its source calls it.
    """
    problems: list[Problem] = []
    files = _chain(path, find, problems) if path else []
    over = {key: value for key, value in overrides.items() if value is not None and value not in ((), [])}
    wrong = _check_overrides(over, source)
    if problems:
        raise ContentError(*sorted(problems, key=lambda p: p.where or SourceRef("")), *wrong)
    if wrong:
        raise UsageError(*wrong)
    layers: list[Layer] = [{}, *map(of_file, reversed(files)), of_overrides(over, source)]
    said = reduce(laid_over, layers)
    spec = PackSpec.model_validate_json(_json({key: value.plain() for key, value in said.items()}), strict=True)
    return SourcedPack(spec, said)


def looks_like_a_pack(path: Path) -> bool:
    """Whether most of a file's keys are those of a pack. There may be YAML of other programs beside it."""
    try:
        data = parse_yaml(read_text(path), SourceRef(shown(path))).data
    except ContentError:
        return False
    return isinstance(data, dict) and 2 * sum(key in PackFile.model_fields for key in data) > len(data)


def _chain(path: Path, find: FindBase, problems: list[Problem]) -> list[Located]:
    """A pack file and those it builds on, each checked; the last builds on none."""
    chain: list[tuple[Path, Located]] = []
    while True:
        located = _read(path, problems)
        located = replace(located, data=_folded(located.data) if isinstance(located.data, dict) else {})
        check(PackFile, located, problems)
        chain.append((path, located))
        base = located.data.get(EXTENDS)
        if not isinstance(base, str) or not base:
            return [file for _, file in chain]
        try:
            path = find(base, path)
        except ContentError as error:
            problems += [replace(problem, where=located.at((EXTENDS,))) for problem in error.problems]
            return []
        if wrong := _endless(chain, path):
            problems.append(wrong)
            return []


def _endless(chain: list[tuple[Path, Located]], path: Path) -> Problem | None:
    told = " → ".join([*(str(file.at((EXTENDS,))) for _, file in chain), shown(path)])
    where = chain[-1][1].at((EXTENDS,))
    if path.resolve() in [earlier.resolve() for earlier, _ in chain]:
        return Problem(f"packs build on each other in a circle: {told}", 'remove one "extends"', where)
    if len(chain) >= DEEPEST:
        what = f"packs build on each other more than {DEEPEST} deep: {told}"
        return Problem(what, 'remove one "extends"', where)
    return None


def _folded(data: Mapping[str, Any]) -> dict[str, Any]:
    """The keys whose words are fixed, or of the taxonomy, in lower case: "A4" is as good as "a4"."""

    def fold(value: Any) -> Any:
        return (
            [fold(v) for v in value] if isinstance(value, list) else value.lower() if isinstance(value, str) else value
        )

    return {key: fold(value) if key in PackFile.model_fields and folds(key) else value for key, value in data.items()}


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


def _check_overrides(over: Mapping[str, object], source: OverrideSource) -> list[Problem]:
    try:
        PackFile.model_validate_json(_json(over), strict=True)
    except ValidationError as error:
        return [_of_override(details, source) for details in error.errors(include_url=False)]
    return []


def _of_override(details: Any, source: OverrideSource) -> Problem:
    path = tuple(details["loc"])
    what, mend = describe(details, PackFile, source.name_of(str(path[0])))
    return Problem(what, mend, source.where, about=path)


def _json(values: Mapping[str, object]) -> str:
    return json.dumps(to_jsonable_python(dict(values), fallback=str))
