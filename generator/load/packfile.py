"""A pack file and a build's flags → `PackSpec`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import to_jsonable_python

from ..model.pack import PackSpec
from ..model.problems import ContentError, DesignError, Problem, SelectionError, SourceRef, UsageError
from .strictyaml import Located, parse_yaml
from .text import read_text, shown
from .validate import check, describe

_FIXED_WORDS = (
    *("paper", "edition", "ink", "glossary", "line_style", "hand", "holes", "hole_marks"),
    *("competencies", "levels", "formats"),
)

_FLAGS = {
    "questions": "--question",
    "themes": "--theme",
    "tags": "--tag",
    "competencies": "--competency",
    "levels": "--level",
    "formats": "--format",
    "sheets": "--sheet",
}


def load_pack(path: Path | None, overrides: Mapping[str, object]) -> PackSpec:
    """The pack that a file describes, each key replaced by the flag that was given for it.

    ``path`` may be None: then every key has its default. ``overrides`` go by the keys of `PackSpec`; None and empty
    lists are flags that were not given.

    Raises:
        ContentError: the file is missing or wrong (the flags' problems follow the file's).
        UsageError: only flags are wrong; each problem begins with its flag.
    """
    problems: list[Problem] = []
    located = _read(path, problems) if path else Located({}, {}, SourceRef(""))
    from_file = _folded(located.data) if isinstance(located.data, dict) else {}
    check(PackSpec, Located(from_file, located.lines, located.place), problems)
    flags = {key: value for key, value in overrides.items() if value is not None and value not in ((), [])}
    wrong_flags = _check_flags(flags)
    if problems:
        raise ContentError(*sorted(problems, key=lambda p: p.where or SourceRef("")), *wrong_flags)
    if wrong_flags:
        raise UsageError(*wrong_flags)
    given = {key: value for key, value in from_file.items() if value is not None}
    return PackSpec.model_validate_json(_json({**given, **flags}), strict=True)


@contextmanager
def told_in(path: Path | None) -> Iterator[None]:
    """Tell what is wrong with a value that stands in the pack file at ``path`` with its line.

    Raises:
        SelectionError, DesignError: those that are raised within.
    """
    try:
        yield
    except (SelectionError, DesignError) as error:
        if path is None:
            raise
        lines = read_text(path).splitlines()
        raise type(error)(*(_placed(problem, lines, SourceRef(shown(path))) for problem in error.problems)) from error


def _placed(problem: Problem, lines: Sequence[str], file: SourceRef) -> Problem:
    quoted = re.search(r'"([^"]+)"', problem.what)
    if problem.where or quoted is None:
        return problem
    value = re.compile(rf"(?<![\w-]){re.escape(quoted[1])}(?![\w-])")
    line = next((n for n, text in enumerate(lines, 1) if value.search(text.partition("#")[0])), 0)
    return replace(problem, where=file.at(line)) if line else problem


def _folded(data: Mapping[str, Any]) -> dict[str, Any]:
    """The keys with a fixed choice of words in lower case: "A4" is as good as "a4"."""

    def fold(value: Any) -> Any:
        return (
            [fold(v) for v in value] if isinstance(value, list) else value.lower() if isinstance(value, str) else value
        )

    return {key: fold(value) if key in _FIXED_WORDS else value for key, value in data.items()}


def flag_of(key: str) -> str:
    """The flag that overrides a key of a pack file."""
    return _FLAGS.get(key, "--" + key.replace("_", "-"))


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


def _check_flags(flags: Mapping[str, object]) -> list[Problem]:
    try:
        PackSpec.model_validate_json(_json(flags), strict=True)
    except ValidationError as error:
        found = error.errors(include_url=False)
        return [Problem(*describe(details, PackSpec, flag_of(str(details["loc"][0])))) for details in found]
    return []


def _json(values: Mapping[str, object]) -> str:
    return json.dumps(to_jsonable_python(dict(values), fallback=str))
