"""The accents of a design: colours as people write them → ``#rrggbb``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from ..model.design import Accent
from ..model.problems import KeyPath, Problem, SourceRef, did_you_mean
from .strictyaml import Located

_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})")
_NAME = re.compile(r"[a-z]+")
_REMARK = re.compile(r"[:-]\s*(#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?)\s*(#.*)?$")
"""What was meant for a colour, and is a remark to YAML."""


def read_accents(
    located: Located, lines: Sequence[str], problems: list[Problem], told: Set[SourceRef | None]
) -> tuple[Accent, ...]:
    """The colours under ``accent`` and ``accents``.

    Args:
        located: the design's keys.
        lines: of its file.
        problems: receives what is wrong.
        told: places of which nothing more is said.
    """
    lost = [p for p in _paths(located) if _value(located, p) is None and _REMARK.search(_line(located, lines, p))]
    # Where a list has such a remark, that its item is no text is no news.
    problems[:] = [problem for problem in problems if problem.where not in {located.at(path) for path in lost}]
    for path in lost:
        colour = _REMARK.findall(_line(located, lines, path))[0][0]
        problems.append(Problem(f'"{path[0]}": {colour} is a remark here', f'write "{colour}"', located.at(path)))
    if located.data.get("accent") and located.data.get("accents"):
        where = max(located.at(("accent",)), located.at(("accents",)))
        problems.append(Problem('both "accent" and "accents" are given', "keep one of them", where))
    found = [_accent(located, path, problems) for path in _paths(located) if located.at(path) not in told]
    return tuple(accent for accent in found if accent)


def _paths(located: Located) -> Iterator[KeyPath]:
    if "accent" in located.data:
        yield ("accent",)
    several = located.data.get("accents")
    yield from (("accents", place) for place in range(len(several) if isinstance(several, list) else 0))


def _value(located: Located, path: KeyPath) -> object:
    value = located.data
    for key in path:
        value = value[key]
    return value


def _line(located: Located, lines: Sequence[str], path: KeyPath) -> str:
    number = located.at(path).line
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _accent(located: Located, path: KeyPath, problems: list[Problem]) -> Accent | None:
    value, where = _value(located, path), located.at(path)
    if not isinstance(value, str) or not value.strip():
        return None
    written = value.strip()
    colour = hex_of(written)
    if colour is None:
        near = did_you_mean(written.casefold()[:40], _names()) if _NAME.fullmatch(written.casefold()) else ""
        mend = near if near.startswith("did") else 'write "#7a1f3d", "#73d", or a CSS name such as teal'
        problems.append(Problem(f'"{path[0]}": "{written[:40]}" is no colour', mend, where))
        return None
    return Accent(colour, written, where)


def hex_of(written: str) -> str | None:
    """``#rrggbb`` of ``#rgb``, ``#rrggbb`` or a CSS colour's name, or None."""
    word = written.casefold()
    if _HEX.fullmatch(word):
        return word if len(word) == 7 else "#" + "".join(2 * digit for digit in word[1:])
    return _names().get(word)


def _names() -> dict[str, str]:
    from PIL.ImageColor import colormap

    return {name: value for name, value in colormap.items() if isinstance(value, str)}
