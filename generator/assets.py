"""Where content and templates are: the user's come first, then those that prep-pack brings.

In a checkout both stand at the top; in an installed wheel they travel in ``_bundled`` inside the package.
"""

from __future__ import annotations

from pathlib import Path

from .model.problems import Problem, SetupError, SourceRef

_PACKAGE = Path(__file__).resolve().parent


def modules(*names: str) -> tuple[str, ...]:
    """Modules of the program as another process imports them: the package has another name where it is installed."""
    return tuple(f"{__package__}.{name}" for name in names)


def _shipped(name: str) -> Path:
    for folder in (_PACKAGE / "_bundled" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise SetupError(Problem(f"prep-pack's own {name} folder is missing", "install prep-pack again"))


def shipped_content() -> Path:
    """The bank that prep-pack brings."""
    return _shipped("content")


def role_folder(role: str) -> Path:
    """What a folder for another role begins with; no part of the bank."""
    return shipped_content() / "roles" / role


def is_shipped(where: SourceRef) -> bool:
    """Whether a content file is one that prep-pack brings."""
    return Path(where.file).resolve().is_relative_to(shipped_content())


def shipped_templates() -> Path:
    """The templates, designs and fonts that prep-pack brings."""
    return _shipped("templates")


def shipped_designs() -> Path:
    """The designs that prep-pack brings."""
    return shipped_templates() / "designs"


def fonts_folder() -> Path:
    """The bundled fonts; no others are used."""
    return shipped_templates() / "fonts"


def content_roots(folder: Path) -> tuple[Path, ...]:
    """Content folders for work in ``folder``, the user's first."""
    return _with_own(folder / "content", shipped_content())


def design_roots(folder: Path) -> tuple[Path, ...]:
    """Folders that hold designs for work in ``folder``, the user's first."""
    return _with_own(folder / "designs", shipped_designs())


def _with_own(own: Path, shipped: Path) -> tuple[Path, ...]:
    if own.is_dir() and own.resolve() != shipped:
        return own, shipped
    return (shipped,)


def pack_files(folder: Path) -> dict[str, Path]:
    """Ready packs by name; one of the user's hides a shipped one of the same name."""
    found: dict[str, Path] = {}
    for root in content_roots(folder):
        for path in sorted((root / "packs").glob("*.yaml")):
            found.setdefault(path.stem, path)
    return found


def home_of(pack: Path) -> Path:
    """The user's folder that a pack file stands in: its own folder, or the one whose ``content/packs`` holds it."""
    folder = pack.absolute().parent
    if folder.name == "packs" and folder.parent.name == "content":
        return folder.parent.parent
    return folder
