"""The walk of docs/authoring.md from an empty folder to a printed page, step by step on a fresh desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .desk import COLUMNS, Desk, fresh_desk
from .paint import Painted, find_pages, paint_pages, paint_window
from .screen import Line, screen
from .window import editor, terminal

ID = "tell-me-how-you-won-back-a-team"
THEMES = "prep-pack list themes"
NEW = 'prep-pack new question "Tell me how you won back a team." --theme people --competency people'
LIST = f"prep-pack list --question {ID}"
BUILD = f"prep-pack build --question {ID} --plan none --paper a4"
PACK = f"prep-pack new pack my-pack --question {ID} --theme people"
AMONG = "prep-pack list --theme people --format behavioural"
FILLED = Path(__file__).with_name("won-back-a-team.md")
"""What the coach writes below the front matter."""
BEFORE_LINES, AFTER_LINES = (1, 24), (6, 29)
"""What a window shows of the file: begun, most of it; filled in, from the framework to the note for the margin."""
WRONG = 3
"""The exit code for a file that is wrong."""


def begin() -> Painted:
    """Which themes there are, and the question begun."""
    with fresh_desk() as desk:
        return paint_window(terminal([_ran(desk, THEMES), _ran(desk, NEW)]))


def before() -> Painted:
    """The file as it was begun."""
    with fresh_desk() as desk:
        desk.run(NEW)
        return _edited(desk, *BEFORE_LINES)


def after() -> Painted:
    """The file filled in, as far as a window shows it."""
    with _filled() as desk:
        return _edited(desk, *AFTER_LINES)


def slip() -> Painted:
    """A word misspelt and told, then mended and listed."""
    with _filled() as desk:
        file = _question(desk)
        right = file.read_text(encoding="utf-8")
        file.write_text(_changed(right, "theme: people ", "theme: poeple "), encoding="utf-8")
        wrong = _ran(desk, LIST, WRONG)
        file.write_text(right, encoding="utf-8")
        return paint_window(terminal([wrong, _ran(desk, LIST)]))


def printing() -> Painted:
    """The command that sets the pages."""
    with _filled() as desk:
        return paint_window(terminal([_ran(desk, BUILD)]))


def printed() -> Painted:
    """The pages themselves: question, answer, worksheet."""
    with _filled() as desk:
        desk.run(BUILD)
        question, answer, sheet = ("Why they ask", "Question 1"), ("Strong answer", "Leeds"), ("Headline", "because")
        return paint_pages(find_pages(desk.only("output/*.pdf"), question, answer, sheet), 412, 10)


def among() -> Painted:
    """A pack begun, and the question among the others of its theme."""
    with _filled() as desk:
        return paint_window(terminal([_ran(desk, PACK), _ran(desk, AMONG)]))


@contextmanager
def _filled() -> Iterator[Desk]:
    """A desk with the question begun by the program and filled in as a coach would."""
    with fresh_desk() as desk:
        desk.run(NEW)
        file = _question(desk)
        matter, rule, _ = file.read_text(encoding="utf-8").rpartition("---\n")
        matter = _changed(_changed(matter, "framework: []", "framework: [star]"), "worksheets: []", "worksheets: [W1]")
        file.write_text(f"{matter}{rule}\n{FILLED.read_text(encoding='utf-8')}", encoding="utf-8")
        yield desk


def _question(desk: Desk) -> Path:
    return desk.only("content/questions/people/*.md")


def _changed(text: str, old: str, new: str) -> str:
    """One place changed; the picture would lie if the program began its files in another way."""
    if text.count(old) != 1:
        raise ValueError(f"{old!r} stands {text.count(old)} times in the file that was begun")
    return text.replace(old, new)


def _edited(desk: Desk, first: int, last: int) -> Painted:
    file = _question(desk)
    return paint_window(editor(file.name, file.read_text(encoding="utf-8"), first, last))


def _ran(desk: Desk, command: str, code: int = 0) -> tuple[str, list[Line]]:
    return command, screen(desk.run(command, code), COLUMNS)
