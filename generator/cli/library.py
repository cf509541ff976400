"""``prep-pack list`` and ``prep-pack show``: what there is to choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from ..model.content import Framework, Library, Question
from ..model.keys import chooses, flag_of
from ..model.own import Story
from ..model.problems import Problem, SelectionError, UsageError, did_you_mean
from ..model.words import singular
from . import completion, console, packs
from .bank import open_library
from .coverage import show_coverage
from .flags import given, with_pack_flags
from .options import JsonFlag
from .told import answer_status, answer_told

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
    COMPETENCIES = "competencies"
    LEVELS = "levels"
    FORMATS = "formats"


LIST_EXAMPLES = """Examples:

    prep-pack list

    prep-pack list --theme strategy --format situational

    prep-pack list packs

    prep-pack list --coverage final-round

    prep-pack list --json"""

SHOW_EXAMPLES = """Examples:

    prep-pack show first-ninety-days

    prep-pack show star

    prep-pack show closed-the-portal

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
    as_json: JsonFlag = False,
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
        console.data(rows)
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
        case What.COMPETENCIES | What.LEVELS | What.FORMATS:
            return _words(library, what)
        case _:
            return [_facts(question, library) for question in _chosen(library, filters)]


def _chosen(library: Library, filters: dict[str, object]) -> Iterable[Question]:
    from ..compose.select import select
    from ..load.packfile import read_pack

    asked = read_pack(None, filters)
    with asked.placing():
        selection = select(library, asked.spec)
    console.report(selection.problems)
    return selection.questions


def _theme_rows(library: Library, asked: list[str]) -> list[dict[str, Any]]:
    """The themes with the number of their questions; of a choice, those that it touches."""
    whole = len(asked) == len(library.questions)
    themes = (t for t in library.themes.values() if whole or t.id in asked)
    return [{"id": t.id, "number": t.number, "name": t.name, "questions": asked.count(t.id)} for t in themes]


def _words(library: Library, part: str) -> list[dict[str, Any]]:
    """The words of a part of the taxonomy with the number of their questions."""
    asked = Counter(word for question in library.questions.values() for word in _words_of(question, part))
    return [{"id": w.id, "name": w.name, "questions": asked[w.id]} for w in library.taxonomy.part(part)]


def _words_of(question: Question, part: str) -> tuple[str, ...]:
    return question.competencies if part == What.COMPETENCIES else (getattr(question, singular(part)),)


def _line(row: dict[str, Any]) -> list[Any]:
    return [value for key, value in row.items() if key in _COLUMNS]


_COLUMNS = ("id", "number", "name", "caption", "theme", "format", "level", "wording", "title", "questions")
"""The fields of a row that are printed; ``--json`` has more."""


def _facts(question: Question, library: Library) -> dict[str, Any]:
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
        "answer": answer_status(question, library),
        "own": not question.shipped,
    }


def _question_table(rows: list[dict[str, Any]]) -> Table:
    answered = any(row["answer"] for row in rows)
    if console.stdout().width >= WIDE:
        rows = [row | {"level": f"{row['level']}, {YOURS}"} if row["own"] else row for row in rows]
        return _table(rows, (*_COLUMNS, "answer") if answered else _COLUMNS)
    # A narrow terminal: the short fields go under the wording.
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Id", overflow="fold", ratio=2)
    table.add_column("Question", overflow="fold", ratio=3)
    for row in rows:
        wording = Text(console.harmless(row["wording"]))
        facts = Text(f"\n{row['theme']}, {row['format']}, {row['level']}{f', {YOURS}' if row['own'] else ''}", "dim")
        mine = Text(f", my answer: {row['answer']}" if row["answer"] else "", "green")
        table.add_row(Text(row["id"], "cyan"), wording + facts + mine)
    return table


def _table(rows: list[dict[str, Any]], columns: tuple[str, ...] = _COLUMNS) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    shown = [key for key in (rows[0] if rows else {}) if key in columns]
    for key in shown:
        table.add_column(key.capitalize(), overflow="fold", style="cyan" if key == "id" else "")
    for row in rows:
        table.add_row(*(Text(console.harmless(str(row[key]))) for key in shown))
    return table


def show(
    entry: Annotated[
        str, typer.Argument(metavar="ID", help="A question, a framework or a story", autocompletion=completion.entries)
    ],
    source: Annotated[
        bool, typer.Option("--source", metavar="", help="Print the file as it is, front matter and all")
    ] = False,
) -> None:
    """Read one question, framework or story, as its author wrote it; below a question your own answer."""
    from ..load.frontmatter import split
    from ..load.text import read_text

    library = open_library()
    found = _find(library, entry)
    file = found.where.file
    if source:
        console.pour(Path(file).read_bytes())
        return
    body = split(read_text(Path(file)), file).body.strip()
    if isinstance(found, Framework):
        body = f"# {found.name}\n\n{found.caption}\n\n{body}"
    mine = answer_told(found, library) if isinstance(found, Question) else ""
    body = f"{body}\n\n{mine}" if mine else body
    if not console.is_terminal():
        console.say(body)
        return
    from rich.markdown import Markdown

    console.show(Markdown(console.harmless(body)))
    console.note(_facts_in_a_line(found))
    if mine:
        answer = library.answers[entry]
        console.note(f"my answer: {answer.status} — {answer.where.file}")


def _find(library: Library, entry: str) -> Question | Framework | Story:
    found = library.questions.get(entry) or library.frameworks.get(entry) or library.stories.get(entry)
    if found is None:
        known = [*library.questions, *library.frameworks, *library.stories]
        raise SelectionError(Problem(f'unknown question, framework or story "{entry}"', did_you_mean(entry, known)))
    return found


def _facts_in_a_line(found: Question | Framework | Story) -> str:
    if not isinstance(found, Question):
        return found.where.file
    words = [found.theme, found.format, found.level, *found.frameworks, *found.worksheets]
    return f"{', '.join(words)} — {found.where.file}"
