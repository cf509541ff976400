"""``prep-pack cache``: what is kept between builds, and how to be rid of it."""

from __future__ import annotations

import typer

from ..keep.store import Store, open_store
from ..model.problems import OutputError, Severity
from ..model.words import counted
from . import console

_EXAMPLES = """Examples:

    prep-pack cache info

    PREP_PACK_CACHE=elsewhere prep-pack build"""


def register(app: typer.Typer) -> None:
    """Add the group of commands to the program."""
    cache = typer.Typer(help="See or remove what is kept between builds.", rich_markup_mode="rich", epilog=_EXAMPLES)
    cache.command()(info)
    cache.command()(clear)
    cache.command()(path)
    app.add_typer(cache, name="cache")


def info() -> None:
    """Say where the finished sections are kept, how many there are, and how much room they take."""
    store = open_store()
    kept = store.info()
    _complain(store)
    if console.is_terminal():
        console.say(f"{kept.folder}  {_counted(kept.entries)}, {_size(kept.bytes)} of {_size(kept.limit)}")
        return
    for name, value in (
        ("folder", kept.folder),
        ("entries", kept.entries),
        ("bytes", kept.bytes),
        ("limit", kept.limit),
    ):
        console.fields((name, value))


def clear() -> None:
    """Remove all finished sections that are kept. The next build sets its pages anew."""
    store = open_store()
    removed = store.clear()
    _complain(store)
    console.say(f"{_counted(removed)} removed")


def path() -> None:
    """Print the folder in which finished sections are kept."""
    store = open_store()
    _complain(store)
    console.say(str(store.folder))


def _complain(store: Store) -> None:
    """A build goes on without its store; here the store is what was asked for."""
    if store.problems:
        raise OutputError(*(problem.weighed(Severity.ERROR) for problem in store.problems))


def _counted(entries: int) -> str:
    return counted(entries, "entry")


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
