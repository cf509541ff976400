"""A design's folder → `Design`: found by name, its tokens checked, its typefaces known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ..model.design import BUNDLED_FAMILIES, DESIGN_FILE, ROLES, STYLE_FILE, Design, Logo, OwnFace, Tokens
from ..model.problems import ContentError, DesignError, KeyPath, Problem, SourceRef, did_you_mean
from .brought import Unfit, own_file
from .colours import read_accents
from .logo import read_logo
from .strictyaml import Located, parse_yaml
from .text import read_text, shown
from .typefaces import STYLES, read_face
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
            return _design(name, folder)
    raise DesignError(Problem(f'unknown design "{name}"', did_you_mean(name, design_names(roots)), about=("design",)))


def design_names(roots: Sequence[Path]) -> Iterator[str]:
    """The designs there are, each once."""
    yield from sorted({file.parent.name for root in roots for file in root.glob(f"*/{DESIGN_FILE}")})


def _design(name: str, folder: Path) -> Design:
    file = folder / DESIGN_FILE
    try:
        text = read_text(file)
        located = parse_yaml(text, SourceRef(shown(file)))
    except ContentError as error:  # a design is no content: its faults have an exit code of their own
        raise DesignError(*error.problems) from None
    if located.data is None:
        return Design(name, Tokens(), folder)
    if not isinstance(located.data, dict):
        raise DesignError(Problem(f"{DESIGN_FILE} is a set of keys", 'write lines of "key: value"', located.place))
    problems: list[Problem] = []
    tokens = check(Tokens, located, problems)
    wrong = {problem.where for problem in problems}
    problems += _unknown_faces(located, folder, wrong)
    accents = read_accents(located, text.splitlines(), problems, wrong)
    design = _with_files(Design(name, tokens, folder, accents), located, problems) if tokens else None
    if design is None or problems:
        raise DesignError(*sorted(dict.fromkeys(problems), key=lambda problem: problem.where or located.place))
    return design


def _with_files(design: Design, located: Located, problems: list[Problem]) -> Design:
    """The design with its logo and its own typefaces; what is wrong with them goes to ``problems``."""
    families: dict[str, str] = {}
    faces: dict[str, OwnFace] = {}
    for role, face in design.tokens.typeface or ():
        where = located.at(("typeface", role))
        if face is None:
            continue

        def told(style: str, what: str, mend: str, role: str = role) -> None:
            problems.append(Problem(what, mend, located.at(("typeface", role, style))))

        if located.data.get(f"{role}_family") is not None:
            problems.append(Problem(f'both "{role}_family" and "typeface" give it', "keep one of them", where))
        styles = [style for style in STYLES if getattr(face, style)]
        if face.family and styles:
            problems.append(Problem(f'"{role}" has both a family and files', "keep one of them", where))
        elif not face.family and "regular" not in styles:
            problems.append(Problem(f'"{role}" has no "regular"', "name a font file, or a family", where))
        elif face.family:
            families[f"{role}_family"] = face.family
        elif own := read_face(face, design.folder, told):
            families[f"{role}_family"] = own.family
            faces[own.family] = own
    tokens = design.tokens.model_copy(update=families)
    return replace(design, tokens=tokens, faces=tuple(faces.values()), logo=_logo(design, located, problems))


def _logo(design: Design, located: Located, problems: list[Problem]) -> Logo | None:
    name = design.tokens.logo
    try:
        return read_logo(own_file(design.folder, name), design.tokens.logo_alt) if name else None
    except Unfit as error:
        problems.append(Problem(f'the logo "{name}" {error.what}', error.mend, located.at(("logo",))))
        return None


def _families(located: Located) -> Iterator[tuple[KeyPath, object]]:
    """Every family that is named, with where."""
    typeface = located.data.get("typeface")
    for role in ROLES:
        yield (f"{role}_family",), located.data.get(f"{role}_family")
        face = typeface.get(role) if isinstance(typeface, dict) else None
        yield ("typeface", role), face.get("family") if isinstance(face, dict) else face


def _unknown_faces(located: Located, folder: Path, told: set[SourceRef | None]) -> Iterator[Problem]:
    """Families that nobody brings: the engine would set another face and say nothing."""
    for path, family in _families(located):
        where = located.at(path)
        if not isinstance(family, str) or where in told or _folded(family) in map(_folded, BUNDLED_FAMILIES):
            continue
        own = sorted(_own_faces(folder))
        if not any("{" in face or _folded(face) == _folded(family) for face in own):
            known = ", ".join([*BUNDLED_FAMILIES, *own])
            mend = f'known: {known}; bring another under "typeface", or with @font-face in {STYLE_FILE}'
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
