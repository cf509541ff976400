"""``prep-pack list`` and ``prep-pack show``: what there is to choose from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from .. import assets
from ..model.content import Framework, Library, Question
from ..model.keys import chooses, flag_of
from ..model.problems import Problem, SelectionError, UsageError, did_you_mean
from . import completion, console, packs
from .bank import open_library
from .coverage import show_coverage
from .flags import given, with_pack_flags

YOURS = "yours"
"""The mark of what stands in the reader's folder."""
WIDE = 110
"""Columns a terminal needs for a question's five fields side by side."""


class What(StrEnum):
    """What can be listed."""

    QUESTIONS = "questions"
    THEMES = "themes"
    FRAMEWORKS = "frameworks"
    WORKSHEETS = "worksheets"
    PLANS = "plans"
    PACKS = "packs"


LIST_EXAMPLES = """Examples:

    prep-pack list

    prep-pack list --theme strategy --format situational

    prep-pack list packs

    prep-pack list --coverage final-round

    prep-pack list --json"""

SHOW_EXAMPLES = """Examples:

    prep-pack show first-ninety-days

    prep-pack show star

    prep-pack show --source first-ninety-days"""


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(name="list", epilog=LIST_EXAMPLES)(list_)
    app.command(epilog=SHOW_EXAMPLES)(show)


@with_pack_flags(chooses)
def list_(
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help=f"What to list: {', '.join(What)}; with --coverage, a pack",
            autocompletion=lambda: list(What),
        ),
    ] = What.QUESTIONS,
    coverage: Annotated[
        bool, typer.Option("--coverage", metavar="", help="Show which competencies are tested, in which formats")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", metavar="", help="Print JSON, for other programs")] = False,
    **keys: object,
) -> None:
    """List the themes and questions, or what else the bank holds.

    The flags choose questions as they do for a workbook.
    """
    filters = given(keys)
    if coverage:
        show_coverage("" if what == What.QUESTIONS else what, filters, as_json=as_json)
        return
    what = _what(what)
    if filters and what is not What.QUESTIONS:
        flags = ", ".join(flag_of(key) for key in filters)
        raise UsageError(Problem(f"{flags}: only questions can be chosen", f"list {what} without flags"))
    library = open_library()
    rows = _rows(library, what, filters)
    if as_json:
        console.say(json.dumps(rows, ensure_ascii=False, indent=2))
    elif not console.is_terminal():
        for row in rows:
            console.fields(packs.line(row) if what is What.PACKS else _line(row))
    elif what is What.PACKS:
        console.show(packs.tables(rows))
    elif what is What.QUESTIONS:
        console.show(_table(_theme_rows(library, [row["theme"] for row in rows])))
        console.show("")
        console.show(_question_table(rows))
    else:
        console.show(_table(rows))


def _what(word: str) -> What:
    try:
        return What(word.lower())
    except ValueError as error:
        raise UsageError(Problem(f'cannot list "{word}"', did_you_mean(word, What))) from error


def _rows(library: Library, what: What, filters: dict[str, object]) -> list[dict[str, Any]]:
    match what:
        case What.THEMES:
            return _theme_rows(library, [question.theme for question in library.questions.values()])
        case What.PACKS:
            return packs.rows(library)
        case What.FRAMEWORKS:
            return [{"id": f.id, "name": f.name, "caption": f.caption} for f in library.frameworks.values()]
        case What.WORKSHEETS:
            return [{"id": w.id, "name": w.name, "title": w.title} for w in library.worksheets.values()]
        case What.PLANS:
            return [{"id": p.id, "name": p.name} for p in library.plans.values()]
        case _:
            return [_facts(question) for question in _chosen(library, filters)]


def _chosen(library: Library, filters: dict[str, object]) -> Iterable[Question]:
    from ..compose.select import select
    from ..load.packfile import load_pack

    selection = select(library, load_pack(None, filters))
    console.report(selection.problems)
    return selection.questions


def _theme_rows(library: Library, asked: list[str]) -> list[dict[str, Any]]:
    """The themes with the number of their questions; of a choice, those that it touches."""
    whole = len(asked) == len(library.questions)
    themes = (t for t in library.themes.values() if whole or t.id in asked)
    return [{"id": t.id, "number": t.number, "name": t.name, "questions": asked.count(t.id)} for t in themes]


def _line(row: dict[str, Any]) -> list[Any]:
    return [value for key, value in row.items() if key in _COLUMNS]


_COLUMNS = ("id", "number", "name", "caption", "theme", "format", "level", "wording", "title", "questions")
"""The fields of a row that are printed; ``--json`` has more."""


def _facts(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "theme": question.theme,
        "format": question.format,
        "level": question.level,
        "wording": question.wording,
        "competencies": question.competencies,
        "frameworks": question.frameworks,
        "worksheets": question.worksheets,
        "tags": question.tags,
        "file": question.where.file,
        "own": not assets.is_shipped(question.where),
    }


def _question_table(rows: list[dict[str, Any]]) -> Table:
    if console.stdout().width >= WIDE:
        return _table([row | {"level": f"{row['level']}, {YOURS}"} if row["own"] else row for row in rows])
    # A narrow terminal: the short fields go under the wording.
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Id", overflow="fold", ratio=2)
    table.add_column("Question", overflow="fold", ratio=3)
    for row in rows:
        wording = Text(console.harmless(row["wording"]))
        facts = Text(f"\n{row['theme']}, {row['format']}, {row['level']}{f', {YOURS}' if row['own'] else ''}", "dim")
        table.add_row(Text(row["id"], "cyan"), wording + facts)
    return table


def _table(rows: list[dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    shown = [key for key in (rows[0] if rows else {}) if key in _COLUMNS]
    for key in shown:
        table.add_column(key.capitalize(), overflow="fold", style="cyan" if key == "id" else "")
    for row in rows:
        table.add_row(*(Text(console.harmless(str(row[key]))) for key in shown))
    return table


def show(
    entry: Annotated[
        str, typer.Argument(metavar="ID", help="A question or a framework", autocompletion=completion.entries)
    ],
    source: Annotated[
        bool, typer.Option("--source", metavar="", help="Print the file as it is, front matter and all")
    ] = False,
) -> None:
    """Read one question or framework, as its author wrote it."""
    from ..load.frontmatter import split
    from ..load.text import read_text

    found = _find(open_library(), entry)
    file = found.where.file
    if source:
        console.pour(Path(file).read_bytes())
        return
    body = split(read_text(Path(file)), file).body.strip()
    if isinstance(found, Framework):
        body = f"# {found.name}\n\n{found.caption}\n\n{body}"
    if not console.is_terminal():
        console.say(body)
        return
    from rich.markdown import Markdown

    console.show(Markdown(console.harmless(body)))
    console.note(_facts_in_a_line(found))


def _find(library: Library, entry: str) -> Question | Framework:
    found = library.questions.get(entry) or library.frameworks.get(entry)
    if found is None:
        known = [*library.questions, *library.frameworks]
        raise SelectionError(Problem(f'unknown question or framework "{entry}"', did_you_mean(entry, known)))
    return found


def _facts_in_a_line(found: Question | Framework) -> str:
    if isinstance(found, Framework):
        return found.where.file
    words = [found.theme, found.format, found.level, *found.frameworks, *found.worksheets]
    return f"{', '.join(words)} — {found.where.file}"
