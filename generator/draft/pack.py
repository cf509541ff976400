"""A pack file: a choice of questions, or every key with what it means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pydantic import BaseModel

from ..model.keys import explained
from ..model.packfile import PackFile
from .yaml import comment, scalar, value

LONGEST = 200
"""Characters of a title, a role or a company."""
_WIDEST = 40


def choice(title: str, questions: Sequence[tuple[str, str]], role: str = "", company: str = "") -> str:
    """A pack of these questions: the id of each, and what it is called in a comment beside it (may be empty)."""
    known = {"title": title, "role": role, "company": company}
    lines = [comment(title), *(f"{key}: {scalar(text[:LONGEST])}" for key, text in known.items() if text), "questions:"]
    lines += [f"  - {scalar(id_)}" + (f"  {comment(label)}" if label else "") for id_, label in questions]
    return "\n".join(lines) + "\n"


def to_change(name: str, given: Mapping[str, object], command: str) -> str:
    """A pack file to change: the given keys as keys, all others as comments with their defaults."""
    return (
        f"{comment(name)}: what goes into the workbook, and how it looks. Build it with: {command}\n"
        "# Delete the # before a key to set it. A flag of the same name wins over the key.\n"
        f"\n{keys(PackFile, given, explained)}"
    )


def keys(model: type[BaseModel], given: Mapping[str, object], meaning: Callable[[str], str]) -> str:
    """A line for every key of a model, with its meaning beside it."""
    lines = {key: _line(key, field.default, given) for key, field in model.model_fields.items()}
    width = min(_WIDEST, max(map(len, lines.values())))
    return "".join(f"{line:<{width}}  # {meaning(key)}\n" for key, line in lines.items())


def _line(key: str, default: object, given: Mapping[str, object]) -> str:
    return f"{key}: {value(given[key])}" if key in given else f"# {key}: {value(default)}".rstrip()
