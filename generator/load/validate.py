"""Plain data against a pydantic model; what does not fit, in plain words."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..model.problems import KeyPath, Problem, did_you_mean
from ..model.spelling import Noun, Spelling
from ..model.words import singular
from .strictyaml import Located, Plain

M = TypeVar("M", bound=BaseModel)

_WANTED = {
    "string_type": ("text", "put it in quotes"),
    "int_type": ("a whole number", ""),
    "int_parsing": ("a whole number", ""),
    "int_from_float": ("a whole number", ""),
    "float_type": ("a number", ""),
    "bool_type": ("true or false", ""),
    "tuple_type": ("a list", 'write [one, two], or a line with "- " for each'),
    "list_type": ("a list", 'write [one, two], or a line with "- " for each'),
    "dict_type": ("a set of keys", 'write lines of "key: value"'),
    "model_type": ("a set of keys", 'write lines of "key: value"'),
    "model_attributes_type": ("a set of keys", 'write lines of "key: value"'),
}
_BOUNDS = {
    "greater_than_equal": ("ge", "at least"),
    "less_than_equal": ("le", "at most"),
    "greater_than": ("gt", "more than"),
    "less_than": ("lt", "less than"),
}


def check(model: type[M], located: Located, problems: list[Problem], path: KeyPath = ()) -> M | None:
    """The part of the data at ``path`` as a model, or None and the reasons in ``problems``.

    Keys without a value count as not given.
    """
    data = located.data
    for key in path:
        data = data[key]
    if isinstance(data, dict):
        data = {key: value for key, value in data.items() if value is not None}
    try:
        return model.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        for details in _telling(error):
            inner = _real_path(details["loc"], data)
            if details["type"] == "missing" and (*path, *inner) in located.lines:
                what, mend = f'"{inner[-1]}" has no value', "write one"
            else:
                what, mend = describe(details, model)
            problems.append(Problem(what, mend, located.at((*path, *inner))))
        return None


def _telling(error: ValidationError) -> list[ErrorDetails]:
    """The errors, without "too short" for a list whose items were refused: only the good ones were counted."""
    found = error.errors(include_url=False)
    around = {details["loc"][:depth] for details in found for depth in range(len(details["loc"]))}
    return [details for details in found if not (details["type"] == "too_short" and details["loc"] in around)]


def describe(details: ErrorDetails, model: type[BaseModel], flag: str = "") -> tuple[str, str]:
    """What is wrong and what to do, for one of pydantic's errors. ``flag`` is said in place of the key."""
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    loc = [part for part in details["loc"] if part != "[key]"]
    key = next((str(part) for part in reversed(loc) if isinstance(part, str)), "")
    name = flag or (f'"{key}"' if key else "this")
    before = f"{flag}: " if flag else ""
    if kind == "missing":
        return f"{before}{name} is missing", "add it"
    if kind == "extra_forbidden":
        return f'{before}unknown key "{_short(key)}"', did_you_mean(key[:80], known_keys(model, loc[:-1]))
    if kind in ("enum", "literal_error", "union_tag_invalid"):
        expected = str(context.get("expected") or context.get("expected_tags"))
        word = context.get("tag", value) if kind == "union_tag_invalid" else value
        noun = "kind" if kind == "union_tag_invalid" else _noun(model, loc, key)
        known = [choice for choice in re.findall(r"'([^']*)'", expected) if choice]
        return f'{before}unknown {noun} "{_short(word)}"', did_you_mean(str(word)[:80], known)
    if kind == "union_tag_not_found":
        return f'{before}"kind" is missing', "add it"
    if kind in _WANTED:
        wanted, mend = _WANTED[kind]
        return f"{name} must be {wanted}, not {_said(value)}", mend
    if kind.startswith("date"):
        return f"{name} is no date: {_said(value)}", "write YYYY-MM-DD"
    return _size(kind, name, value, context) or (f"{name}: {details['msg']}", "")


def known_keys(model: type[BaseModel], loc: Sequence[str | int]) -> list[str]:
    """The keys that may stand at a place of a model."""
    return sorted({key for m in _models_at(model, loc) for key in m.model_fields})


def _noun(model: type[BaseModel], loc: Sequence[str | int], key: str) -> str:
    """What a value of a key is called: its field's own noun, or one of the things that the key lists, or the key."""
    if isinstance(loc[-1], int):
        return singular(key)
    fields = [m.model_fields[key] for m in _models_at(model, loc[:-1]) if key in m.model_fields]
    nouns = (mark.noun for field in fields for mark in field.metadata if isinstance(mark, Noun))
    return next(nouns, key.replace("_", " "))


def _models_at(model: type[BaseModel], loc: Sequence[str | int]) -> list[type[BaseModel]]:
    models = [model]
    for part in loc:
        if isinstance(part, int):
            continue
        tagged = [m for m in models if _is_tagged(m, part)]
        if tagged and len(models) > 1:  # the tag that chose one of several models
            models = tagged
        else:
            annotations = [m.model_fields[part].annotation for m in models if part in m.model_fields]
            models = [inner for annotation in annotations for inner in _models_in(annotation)]
    return models


def _size(kind: str, name: str, value: Plain, context: dict[str, Any]) -> tuple[str, str] | None:
    """Too short, too long, too small, too large, or of the wrong pattern."""
    if kind in _BOUNDS:
        key, words = _BOUNDS[kind]
        limit = context[key]
        shown = f"{limit:g}" if isinstance(limit, float) else limit  # 3, not 3.0
        return f"{name} is {_said(value)}", f"it must be {words} {shown}"
    if kind == "string_pattern_mismatch":
        mend = next(spelling.mend for spelling in Spelling if spelling == context["pattern"])
        return f"{name} cannot be {_said(value)}", mend
    if kind == "string_too_short":
        return f"{name} is empty", "write it, or remove the key"
    if kind == "string_too_long":
        return f"{name} is too long ({len(value)} characters)", f"at most {context['max_length']} fit"
    if kind == "too_short":
        items = "1 item" if context["actual_length"] == 1 else f"{context['actual_length']} items"
        return f"{name} has {items}", f"it needs at least {context['min_length']}"
    if kind == "too_long":
        return f"{name} has too many items", f"at most {context['max_length']} fit"
    return None


def _said(value: Plain) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list | tuple):
        return "a set of keys" if isinstance(value, dict) else "a list"
    return f'"{_short(value)}"' if isinstance(value, str) else str(value)


def _short(value: Plain) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:59] + "…"


def _real_path(loc: Sequence[str | int], data: Plain) -> KeyPath:
    """The path without steps that are not in the data (tags of a union, ``[key]``). A missing last key stays."""
    path: list[str | int] = []
    for index, part in enumerate(loc):
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            if index == len(loc) - 1 and part != "[key]":
                path.append(part)
        else:
            path.append(part)
    return tuple(path)


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return [annotation] if issubclass(annotation, BaseModel) else []
    return [model for part in get_args(annotation) for model in _models_in(part)]


def _is_tagged(model: type[BaseModel], tag: str) -> bool:
    kind = model.model_fields.get("kind")
    return kind is not None and get_origin(kind.annotation) is Literal and tag in get_args(kind.annotation)
