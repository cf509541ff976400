"""``prep-pack search``: questions by the words in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.text import Text

from ..model.content import Library
from ..model.problems import Problem, SelectionError, UsageError
from ..model.search import Hit
from . import console
from .bank import open_library
from .options import JsonFlag

LIMIT = 10
MOST = 1000
MARK = "bold yellow"

EXAMPLES = """Examples:

    prep-pack search outage

    prep-pack search tell me about a time you failed

    prep-pack search supplier contract --limit 3

    prep-pack search budget --json"""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(search)


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="What the questions should speak of")],
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="At most so many questions")] = LIMIT,
    as_json: JsonFlag = False,
) -> None:
    """Find questions by their text, best first, with the line that fits.

    Say it as a panel would: synonyms are found too. Capitals, accents and endings do not matter.
    """
    if not 1 <= limit <= MOST:
        raise UsageError(Problem(f"--limit is {limit}", f"it must be 1 to {MOST}"))
    if not any(character.isalnum() for word in words for character in word):
        raise UsageError(Problem("there is no word to search for", "give one or more"))
    from ..compose.search import search as find
    from ..load.passages import text_lines

    library = open_library()
    found = find({q.id: text_lines(q) for q in library.questions.values()}, words, limit, library.synonyms.values())
    if not found.hits:
        told = [_missing(word, near) for word, near in found.missing]
        raise SelectionError(*told or [Problem("there are no questions to search", "add some to your content folder")])
    for word, near in found.missing:
        console.note(str(_missing(word, near)))
    if as_json:
        console.data([_data(hit, library) for hit in found.hits])
    elif console.is_terminal():
        _show(found.hits, library)
    else:
        for hit in found.hits:
            console.fields([hit.question, hit.line.where, hit.line.heading, hit.line.text])


def _missing(word: str, near: str) -> Problem:
    return Problem(f'no question holds "{word}"', f'did you mean "{near}"?' if near else "try another word")


def _data(hit: Hit, library: Library) -> dict[str, object]:
    question, line = library.questions[hit.question], hit.line
    return {
        "id": hit.question,
        "theme": question.theme,
        "wording": question.wording,
        "score": hit.score,
        "file": line.where.file,
        "line": line.where.line,
        "section": line.heading,
        "text": line.text,
        "marks": [list(mark) for mark in hit.marks],
    }


def _show(hits: Sequence[Hit], library: Library) -> None:
    console_ = console.stdout()
    for place, hit in enumerate(hits):
        if place:
            console_.print()
        wording = console.harmless(library.questions[hit.question].wording)
        console_.print(Text.assemble((hit.question, "cyan"), "  ", wording))
        console_.print(Text(f"{hit.line.where}  {console.harmless(hit.line.heading)}", "dim"))
        console_.print(_marked(hit, max(40, 2 * console_.width - 4)))


def _marked(hit: Hit, room: int) -> Text:
    """The line with its words marked; of a long one what stands around the first of them."""
    start, end = _window(hit.line.text, hit.marks, room)
    before, after = "…" if start else "", "…" if end < len(hit.line.text) else ""
    text = Text(before)
    place = start
    for first, last in hit.marks:
        if start <= first and last <= end:
            text.append(console.harmless(hit.line.text[place:first]))
            text.append(console.harmless(hit.line.text[first:last]), MARK)
            place = last
    return text.append(console.harmless(hit.line.text[place:end])).append(after)


def _window(text: str, marks: Sequence[tuple[int, int]], room: int) -> tuple[int, int]:
    """The part of a text to show: where most of the marks are close together, cut at spaces."""
    if len(text) <= room:
        return 0, len(text)
    room -= 2

    def held(start: int) -> int:
        return sum(start <= first and last <= start + room for first, last in marks)

    starts = [max(0, min(first - room // 4, len(text) - room)) for first, _ in marks] or [0]
    start = max(starts, key=held)
    end = min(len(text), start + room)
    if start and " " in text[start:end]:
        start = text.index(" ", start) + 1
    if end < len(text) and " " in text[start:end]:
        end = text.rindex(" ", start, end)
    return start, end
