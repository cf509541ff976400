"""Returned files opened: read in a process of their own with limits, and each recognised as a book of this folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .. import assets
from ..collect.places import KnownBy, Recognised, questions_of_pages, recognise
from ..collect.returned import Oddity, Returned, from_json
from ..load.text import read_bytes, shown
from ..model.comments import PACK
from ..model.problems import ContentError, PrepPackError, Problem, SourceRef, as_one, warning
from ..model.sent import Sent, record_of
from ..model.words import counted
from ..typeset.pool import Limits, Pool, Trade

MOST_BYTES = 200_000_000
"""A pack of the whole bank has three megabytes; programs save it six times as large."""
LIMITS = Limits(seconds=60, memory_bytes=1 << 30)
_TOO_MUCH = "no pack needs that: ask for the file that was sent"
TRADE = Trade("reading", "{what}", ContentError, _TOO_MUCH, "ask for the file again", alone=True)
PRELOAD = ("pikepdf", "pypdfium2", *assets.modules("collect.reading"))
NOT_OURS = "this is not one of ours: no pack made here has its mark, its fields, its pages or its text"
MOST_NAMED = 3
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd]")
"""What stands where a program cut a sign in half, or knew none."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A returned file: what it holds, the book that it is, and the question of each of its pages."""

    file: str
    holds: Returned
    book: Recognised
    questions: tuple[str, ...]

    @property
    def pack(self) -> str:
        """The pack it was made of, if that is known."""
        return self.book.sent.pack if self.book.sent else self.holds.pack

    def sent(self, field: str) -> str | None:
        """What stood in a field when it was sent; None where nobody knows."""
        return self.book.sent.values.get(field, "") if self.book.sent else None


def open_returned(files: Sequence[Path], records: Sequence[Sent], wordings: Mapping[str, str]) -> list[Opened]:
    """Read and recognise all files; one that cannot be is told with the others, and then none counts.

    Args:
        files: as the user named them.
        records: of what was sent, the latest last.
        wordings: of the questions there are, and of those that were sent.

    Raises:
        PrepPackError: a file cannot be read, is none of ours, or holds too much.
    """
    opened: list[Opened] = []
    errors: list[PrepPackError] = []
    with Pool(processes=1, preload=PRELOAD, limits=LIMITS, trade=TRADE) as pool:
        for file in files:
            try:
                holds = _read(file, pool)
                book = recognise(holds, records, wordings)
                if book is None:
                    raise ContentError(Problem(NOT_OURS, "name a PDF that came back to you"))
                opened.append(Opened(shown(file), holds, book, tuple(questions_of_pages(holds, wordings))))
            except PrepPackError as error:
                errors.append(_placed(error, file))
    if errors:
        raise as_one(errors)
    return opened


def _read(file: Path, pool: Pool) -> Returned:
    from ..collect.reading import read_returned

    data = read_bytes(file, most=MOST_BYTES, noun="PDF", smaller=_TOO_MUCH)
    (text,) = pool.run(read_returned, [data], names=[shown(file)])
    return from_json(text)


def _placed(error: PrepPackError, file: Path) -> PrepPackError:
    where = SourceRef(shown(file))
    return type(error)(*(replace(problem, where=problem.where or where) for problem in error.problems))


def oddities(opened: Opened) -> Iterator[Problem]:
    """What is to be told of a file: parts that are gone, signs that were lost, and what no pack of ours has."""
    where = SourceRef(opened.file)
    holds, sent = opened.holds, opened.book.sent
    if sent is None and opened.book.by is not KnownBy.PAGES:
        record = f"content/{record_of(holds.digest)}" if holds.digest else "content/sent"
        mend = "collect in the folder it was sent from; here, what differs from your own text is kept aside"
        yield warning(f"there is no record of this pack in {record}", mend, where)
    if sent and not holds.fields:
        what = "the fields are gone, as when a pack is printed to a PDF: what was typed into it cannot be collected"
        yield warning(what, "ask for the file itself, saved and not printed", where)
    elif sent and (missing := _missing(opened, sent)):
        named = ", ".join(missing[:MOST_NAMED]) + (", …" if len(missing) > MOST_NAMED else "")
        what = f"{counted(len(missing), 'question')} did not come back ({named})"
        yield warning(what, "pages were taken out; your answers to them stay as they are", where)
    yield from _lost(opened, where)
    for oddity in holds.oddities:
        yield warning(*_ODD[oddity], where)


_ODD = {
    Oddity.DAMAGED: ("the file is damaged, and something may be missing", "ask for it again if anything is"),
    Oddity.SCRIPTS: ("the file holds scripts, which no pack of ours has", "none was run"),
    Oddity.XFA: ("the file holds a form of another kind (XFA), which is not read", "only its ordinary fields are"),
    Oddity.WORDLESS: ("pages could not be looked at for what a comment marks", "see the comments without words"),
}


def _missing(opened: Opened, sent: Sent) -> list[str]:
    there = {field.name.partition(".")[0] for field in opened.holds.fields} | set(opened.questions) | {PACK}
    return [question.id for question in sent.questions if question.id not in there]


def _lost(opened: Opened, where: SourceRef) -> Iterator[Problem]:
    """Texts with signs that stand for others; those that were sent so are left out."""
    fields = [f.name for f in opened.holds.fields if _PRIVATE.search(f.value) and f.value != opened.sent(f.name)]
    pages = [f"page {a.page}" for a in opened.holds.annotations if _PRIVATE.search(a.text)]
    if places := list(dict.fromkeys([*fields, *pages])):
        named = ", ".join(places[:MOST_NAMED]) + (", …" if len(places) > MOST_NAMED else "")
        what = f"signs beyond the basic plane (emoji, rare letters) were lost by the program it was saved with: {named}"
        yield warning(what, "see what stands there, or have it saved by another program", where)
