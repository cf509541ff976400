"""All that is printed, and the one place where errors end.

Results go to stdout, everything else to stderr. Words of the user are printed as they are: never as markup of the
terminal library, and never as control codes of the terminal.
"""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer
from rich.console import Console, RenderableType
from rich.text import Text

from ..model.problems import OutputError, PrepPackError, Problem, Severity
from ..model.progress import Progress

STOPPED = 130
BROKEN_PIPE = 141
NOT_PRINTED = {errno.ENOSPC, errno.EIO, errno.EDQUOT}
"""What the system says where nothing more can be printed: a full disk, or a device that is gone."""
TRACEBACK = "PREP_PACK_TRACEBACK"

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}


class StoppedError(Exception):
    """Ctrl-C, from a command that can say what it had finished."""


class _Console(Console):
    """Tells the boundary below where a result cannot be printed, instead of leaving at once."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError

    def print(self, *objects: Any, **options: Any) -> None:
        with _printing():
            super().print(*objects, **options)


def stdout() -> Console:
    """Where results go."""
    return _Console(highlight=False, markup=False, emoji=False)


def stderr() -> Console:
    """Where everything else goes."""
    return _Console(stderr=True, highlight=False, markup=False, emoji=False)


def harmless(text: str) -> str:
    """The text with control codes made visible, so that no content can command the terminal."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def say(text: str) -> None:
    """A line of result, as it is: never wrapped, cut or coloured."""
    with _printing():
        sys.stdout.write(harmless(text) + "\n")


def pour(data: bytes) -> None:
    """The bytes of a text file as they are; on a terminal its control codes are made visible."""
    if is_terminal():
        say(data.decode("utf-8", "replace").removesuffix("\n"))
        return
    with _printing():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


def show(renderable: RenderableType) -> None:
    """A table or a page of result, laid out for the terminal."""
    stdout().print(renderable)


def is_terminal() -> bool:
    """Whether somebody reads the results, rather than a program or a file."""
    return stdout().is_terminal


def data(value: object) -> None:
    """Print a result for other programs, as JSON."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def fields(row: Iterable[object]) -> None:
    """A line of results for another program: whole, separated by tabs."""
    say("\t".join(str(field).replace("\t", " ") for field in row))


def asker() -> Callable[[str], str] | None:
    """What asks somebody for a secret, and shows none of it; none where nobody sits there."""
    if not (sys.stdin and sys.stdin.isatty()):
        return None
    from getpass import getpass

    return lambda question: getpass(harmless(question))


def note(text: str) -> None:
    """A remark that is no result."""
    stderr().print(Text(harmless(text), "dim"), soft_wrap=True)


def report(problems: Iterable[Problem]) -> None:
    """Each problem on a line of its own."""
    console = stderr()
    for problem in problems:
        text = harmless(" ".join(str(problem).split("\n")))
        console.print(Text.assemble((f"{problem.severity}: ", _STYLES[problem.severity]), text), soft_wrap=True)


@contextmanager
def progress(quiet: bool) -> Iterator[Progress]:
    """A bar on the terminal while pages are set; nothing where nobody watches."""
    console = stderr()
    if quiet or not console.is_terminal:
        yield lambda stage, done, total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    with Bar(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console, transient=True
    ) as bar:
        task = bar.add_task("", total=None)
        yield lambda stage, done, total: bar.update(task, description=stage, completed=done, total=total or None)


def guarded(action: Callable[[], int | None]) -> int:
    """Run ``action``; say in a line what went wrong, and return the exit code."""
    _prepare_streams()
    try:
        code = action() or 0
        with _printing():
            sys.stdout.flush()
        if code == STOPPED:  # how the command parser reports Ctrl-C
            raise KeyboardInterrupt
        return code
    except PrepPackError as error:
        report(error.problems)
        return error.exit_code
    except typer.TyperException as error:
        report([_usage(error)])
        return error.exit_code
    except StoppedError as stopped:
        note(f"stopped; {stopped}")
        return STOPPED
    except (KeyboardInterrupt, typer.Abort):
        note("stopped; nothing was written")
        return STOPPED
    except (BrokenPipeError, SystemExit):
        # The reader has gone (`prep-pack list | head`).
        _forget_output()
        return BROKEN_PIPE
    except OSError as error:
        if error.errno not in NOT_PRINTED or error.filename:
            _confess(error)
            return 1
        _forget_output()
        report([Problem(f"cannot print the result: {(error.strerror or str(error)).lower()}")])
        return OutputError.exit_code
    except Exception as error:
        _confess(error)
        return 1


def _prepare_streams() -> None:
    # A caller may have closed either.
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets a question mark rather than a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@contextmanager
def _printing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        _forget_output()
        raise OutputError(f"cannot print the result: {(error.strerror or str(error)).lower()}") from error


def _forget_output() -> None:
    """Send what is still to be printed nowhere, so that leaving the program does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _usage(error: typer.TyperException) -> Problem:
    """A mistake in the command's words, said in the way of all other problems."""
    what = error.format_message().rstrip(".").replace("Value error, ", "").replace("'", '"')
    possibilities: Sequence[str] = getattr(error, "possibilities", None) or ()
    if possibilities:
        what = f"{error.message}. Did you mean {' or '.join(sorted(possibilities))}?"
    what, _, guess = what.partition(". Did you mean ")
    context = getattr(error, "ctx", None)
    see = f"see {context.command_path if context else 'prep-pack'} --help"
    return Problem(what[:1].lower() + what[1:], f"did you mean {guess}" if guess else see)


def _confess(error: Exception) -> None:
    if os.environ.get(TRACEBACK):
        traceback.print_exception(error)
    what = f"prep-pack failed, and the fault is its own: {type(error).__name__}: {error}"
    report([Problem(what, f"run it again with {TRACEBACK}=1 to see where, and report it")])
