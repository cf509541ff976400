"""Every key of a pack as a flag, made from `PackSpec`: no name, type, default or description is spelled twice."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Annotated, TypeVar

import typer

from ..model.keys import choices, chooses, explained, flag_of, has_flag, in_a_file, is_list, kind_of
from ..model.pack import PackSpec
from .completion import COMPLETERS, Completer

Command = TypeVar("Command", bound=Callable[..., None])


def with_pack_flags(wanted: Callable[[str], bool] = lambda key: True) -> Callable[[Command], Command]:
    """Give a command a flag for every wanted key of a pack that can have one; it receives them as ``**keys``."""

    def decorate(command: Command) -> Command:
        signature = inspect.signature(command, eval_str=True)
        own = [p for p in signature.parameters.values() if p.kind is not inspect.Parameter.VAR_KEYWORD]
        keys = sorted(
            (key for key in PackSpec.model_fields if has_flag(key) and wanted(key)), key=lambda key: not chooses(key)
        )
        parameters = [*own, *map(_parameter, keys)]
        command.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        return command

    return decorate


def given(keys: Mapping[str, object]) -> dict[str, object]:
    """The flags that were given, as the values a pack file would hold. Their check is the pack's."""
    return {key: _as_in_a_file(key, value) for key, value in keys.items() if value is not None}


def _parameter(key: str) -> inspect.Parameter:
    # All are words here, so that a wrong one is told by the check that tells it of a pack file.
    # A yes or no alone is a flag without a value.
    is_switch = kind_of(key) is bool
    value = bool if is_switch else list[str] if is_list(key) else str
    flag = flag_of(key)
    option = typer.Option(
        f"{flag}/--no-{flag.removeprefix('--')}" if is_switch else flag,
        help=_help(key),
        metavar={int: "N", date: "YYYY-MM-DD", bool: ""}.get(kind_of(key), flag.strip("-").upper()),
        autocompletion=COMPLETERS.get(key) or _completer(choices(key)),
        rich_help_panel="Choose questions" if chooses(key) else "Make the workbook",
    )
    annotation = Annotated[value | None, option]  # type: ignore[valid-type]
    return inspect.Parameter(key, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


def _help(key: str) -> str:
    default = PackSpec.model_fields[key].default
    # Square brackets would be read as markup.
    return explained(key) if default is False or default in (None, "", ()) else f"{explained(key)} (default {default})"


def _completer(words: Sequence[str]) -> Completer | None:
    return (lambda incomplete: [word for word in words if word.startswith(incomplete)]) if words else None


def _as_in_a_file(key: str, value: object) -> object:
    if isinstance(value, list):
        return [_as_in_a_file(key, item) for item in value]
    return value if isinstance(value, bool) else in_a_file(key, str(value))
