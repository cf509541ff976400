"""A design's folder → `Design`: found by name, its tokens checked, its typefaces known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..model.design import BUNDLED_FAMILIES, DESIGN_FILE, FAMILY_KEYS, STYLE_FILE, Design, Tokens
from ..model.problems import ContentError, DesignError, Problem, SourceRef, did_you_mean
from .strictyaml import Located, parse_yaml
from .text import read_text, shown
from .validate import check

_COMMENT = re.compile(r"/\*.*?\*/|\{#.*?#\}", re.DOTALL)
_OWN_FACE = re.compile(r"@font-face\b.*?font-family\s*:\s*(\{\{|[^;}\n]+)", re.DOTALL | re.IGNORECASE)


def load_design(name: str, roots: Sequence[Path]) -> Design:
    """Find a design by name.

    Args:
        name: the folder's name.
        roots: folders that hold designs, the user's first.

    Raises:
        DesignError: no such design, or its ``design.yaml`` is wrong.
    """
    for root in roots:
        folder = root / name
        # A name, not a path that leads elsewhere.
        if folder.name == name != ".." and (folder / DESIGN_FILE).is_file():
            return Design(name, _tokens(folder / DESIGN_FILE), folder)
    raise DesignError(Problem(f'unknown design "{name}"', did_you_mean(name, design_names(roots)), about=("design",)))


def design_names(roots: Sequence[Path]) -> Iterator[str]:
    """The designs there are, each once."""
    yield from sorted({file.parent.name for root in roots for file in root.glob(f"*/{DESIGN_FILE}")})


def _tokens(file: Path) -> Tokens:
    try:
        located = parse_yaml(read_text(file), SourceRef(shown(file)))
    except ContentError as error:  # a design is no content: its faults have an exit code of their own
        raise DesignError(*error.problems) from None
    if located.data is None:
        return Tokens()
    if not isinstance(located.data, dict):
        raise DesignError(Problem(f"{DESIGN_FILE} is a set of keys", 'write lines of "key: value"', located.place))
    problems: list[Problem] = []
    tokens = check(Tokens, located, problems)
    problems += _unknown_faces(located, file.parent, {problem.where for problem in problems})
    if tokens is None or problems:
        raise DesignError(*sorted(problems, key=lambda problem: problem.where or located.place))
    return tokens


def _unknown_faces(located: Located, folder: Path, told: set[SourceRef | None]) -> Iterator[Problem]:
    """Families that nobody brings: the engine would set another face and say nothing."""
    for key in FAMILY_KEYS:
        family, where = located.data.get(key), located.at((key,))
        if not isinstance(family, str) or where in told or _folded(family) in map(_folded, BUNDLED_FAMILIES):
            continue
        own = sorted(_own_faces(folder))
        if not any("{" in face or _folded(face) == _folded(family) for face in own):
            known = ", ".join([*BUNDLED_FAMILIES, *own])
            mend = f"known: {known}; bring another with @font-face in {STYLE_FILE}"
            yield Problem(f'unknown typeface "{family}"', mend, where)


def _own_faces(folder: Path) -> set[str]:
    """The families that the design's rules bring. A name that a template puts together has braces: it may be any."""
    faces: set[str] = set()
    for path in (*folder.rglob("*.j2"), *folder.rglob("*.css")):
        try:
            rules = _COMMENT.sub("", read_text(path))
        except ContentError:  # told where it is dressed, if it is used
            continue
        faces |= {face.strip().strip("\"'") for face in _OWN_FACE.findall(rules)}
    return faces


def _folded(family: str) -> str:
    return " ".join(family.casefold().split())
