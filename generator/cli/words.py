"""The words of a command, before any command sees them: what the shell did to them that nobody meant."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

import typer

from ..jobs.packs import UnknownPackError
from ..model.keys import flag_of, has_flag, is_list, kind_of
from ..model.pack import PackSpec
from ..model.problems import Problem, UsageError
from ..model.yaml import SURROGATE

_EXTRA = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((?P<words>.+)\)")
_TEXTS = {flag_of(key): is_list(key) for key in PackSpec.model_fields if has_flag(key) and kind_of(key) is str}
"""The flags that take text, and whether they may be given again."""


def check_encoding(words: Sequence[str]) -> None:
    """Refuse words that are not UTF-8: nothing could be written or printed of them.

    Raises:
        UsageError: there are such words.
    """
    wrong = [word for word in words if SURROGATE.search(word)]
    if wrong:
        said = (os.fsencode(word).decode("utf-8", "backslashreplace") for word in wrong)
        raise UsageError(*(Problem(f'"{word}" is not UTF-8', "set the terminal to UTF-8") for word in said))


def parted(error: Exception, words: Sequence[str]) -> UsageError | None:
    """What to say of an error that comes of a value in several words without quotes; None where it does not."""
    if isinstance(error, UnknownPackError):
        extra = error.pack
    elif isinstance(error, typer.TyperException) and (found := _EXTRA.match(error.format_message())):
        extra = found["words"].split()[0]
    else:
        return None
    for end in (index for index, word in enumerate(words) if word == extra):
        start = next((index for index in range(end, -1, -1) if words[index].startswith("-")), -1)
        flag, equals, value = words[start].partition("=") if start >= 0 else ("", "", "")
        run = [*([value] if equals else []), *_until_flag(words[start + 1 :])]
        if flag in _TEXTS and len(run) > 1 and extra in run[1:]:
            return UsageError(Problem(f'unexpected word "{run[1]}"', _mend(flag, run)))
    return None


def _until_flag(words: Sequence[str]) -> Sequence[str]:
    end = next((index for index, word in enumerate(words) if word.startswith("-")), len(words))
    return words[:end]


def _mend(flag: str, run: Sequence[str]) -> str:
    if _TEXTS[flag]:
        return f"repeat the flag: {' '.join(f'{flag} {word}' for word in run)}"
    return f'put words that belong together in quotes: {flag} "{" ".join(run)}"'
