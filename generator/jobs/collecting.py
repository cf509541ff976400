"""Returned packs collected: what was typed and said in them becomes answers and comments of the reader's folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .. import assets
from ..collect.merge import Verdict, seal_of, verdict
from ..collect.places import KnownBy, Spot, ids_of, of_starts, spots_of, starts_of
from ..collect.returned import TICKED, Annotation, Field
from ..finish.files import write_all
from ..load.library import load_library
from ..load.sent import read_all_sent
from ..load.text import shown
from ..model.comments import PACK, Comment
from ..model.content import Question
from ..model.problems import Problem, SelectionError, SourceRef, refuse_warnings
from .authoring import CONTENT
from .desk import Desk, UnwritableError, as_kept
from .opening import Opened, oddities, open_returned

_CHANGED_SINCE = "your own text is another since this was sent"
_NO_FIELD = "there is no such field in your answer"
_AS_TYPED = "it cannot stand in your answer as it was typed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectRequest:
    """Which files came back, into which folder they are collected, and who sent them where they do not say.

    With ``dry_run`` nothing is written; with ``strict`` warnings are errors.
    """

    files: tuple[Path, ...]
    folder: Path
    today: date
    who: str = ""
    dry_run: bool = False
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A value that came back and says something: what became of it, and where it is kept.

    ``field`` is its full name; ``was`` what the reader had, ``text`` what came back.
    """

    verdict: Verdict
    file: str
    question: str
    field: str
    was: str
    text: str
    kept: str


@dataclass(frozen=True, slots=True)
class CollectedFile:
    """A returned file, by what it was recognised, and what in it was known already."""

    file: str
    pack: str
    known_by: KnownBy
    who: str
    when: str
    known_comments: int


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of it. ``written`` are the files, or with a dry run those that would be."""

    files: tuple[CollectedFile, ...]
    changes: tuple[Change, ...]
    comments: tuple[Comment, ...]
    written: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of one file."""

    file: CollectedFile
    changes: tuple[Change, ...]
    comments: tuple[Comment, ...]
    problems: tuple[Problem, ...]


def collect(request: CollectRequest) -> Collected:
    """Collect returned packs, all or none.

    Raises:
        PrepPackError: a file cannot be read or is not ours, this is no reader's folder, one of its files is wrong, or
            something cannot be written.
    """
    content = request.folder / CONTENT
    if not content.is_dir():
        what = "there is no content folder here to collect into"
        raise SelectionError(Problem(what, "go to the folder that the pack was made in", SourceRef(shown(content))))
    library, odd = load_library(assets.content_roots(request.folder))
    records, damaged = read_all_sent(content)
    records = tuple(sorted(records, key=lambda sent: sent.made))
    wordings = {question.id: question.wording for sent in records for question in sent.questions}
    wordings |= {question.id: question.wording for question in library.questions.values()}
    opened = open_returned(request.files, records, wordings)
    desk = Desk(content, library, request.today)
    merged = [merge_into(desk, one, request.who) for one in opened]
    problems = tuple(dict.fromkeys((*odd, *damaged, *(problem for one in merged for problem in one.problems))))
    refuse_warnings(problems, request.strict)
    files = desk.to_write()
    written = tuple(map(desk.path, files))
    if files and not request.dry_run:
        write_all(content, files, force=True)
    return Collected(
        tuple(one.file for one in merged),
        tuple(change for one in merged for change in one.changes),
        tuple(comment for one in merged for comment in one.comments),
        written,
        problems,
    )


def merge_into(desk: Desk, opened: Opened, who: str = "") -> Merged:
    """Merge what a file holds into the files on the desk. ``who`` sent it, where it does not say so.

    Raises:
        ContentError: a file of the reader's cannot be read.
    """
    who = who or (opened.book.sent.coach if opened.book.sent else "")
    changes = tuple(_fields(opened, desk, who))
    comments, known = _comments(opened, desk, who)
    file = CollectedFile(opened.file, opened.pack, opened.book.by, who, opened.holds.changed, known)
    return Merged(file, changes, comments, tuple(oddities(opened)))


def _fields(opened: Opened, desk: Desk, who: str) -> Iterator[Change]:
    """The fields of a file, question by question."""
    by_question: dict[str, dict[str, Field]] = {}
    for one in opened.holds.fields:
        first, _, rest = one.name.partition(".")
        owner = _owner_of(rest, opened, desk) if first == PACK else first
        by_question.setdefault(owner, {})[rest] = one
    for name, fields in by_question.items():
        question = desk.library.questions.get(name)
        placed = _Placed(opened, desk, who, name)
        yield from _of_question(question, fields, placed) if question else placed.strangers(fields.values())


def _owner_of(rest: str, opened: Opened, desk: Desk) -> str:
    """The question whose sheet a field of the whole pack is on: a book prints a plan once for all who ask for it."""
    asked = opened.book.sent.questions if opened.book.sent else ()
    known = (desk.library.questions[one.id] for one in asked if one.id in desk.library.questions)
    name = rest.partition(".")[0]
    sheets = {id_ for id_, sheet in desk.library.worksheets.items() if sheet.name == name}
    return next((question.id for question in known if sheets & set(question.worksheets)), PACK)


def _of_question(question: Question, fields: Mapping[str, Field], placed: _Placed) -> Iterator[Change]:
    spots = spots_of(question, placed.desk.library)
    started: dict[str, dict[int, Field]] = {}
    for rest, one in fields.items():
        spot = spots.get(rest)
        if spot is None:
            yield from placed.strangers([one])
        elif spot.start:
            started.setdefault(rest.rpartition(".")[0], {})[spot.start] = one
        else:
            yield from placed.merge(question, spot, one.name, placed.sent(one), one.value)
    for rest, starts in started.items():
        yield from _of_starts(question, rest, spots[f"{rest}.1"], starts, placed)


def _of_starts(
    question: Question, rest: str, spot: Spot, fields: Mapping[int, Field], placed: _Placed
) -> Iterator[Change]:
    """A part with a field for each start of its lines: they are one text."""
    sent = {number: placed.sent(one) for number, one in fields.items()}
    if all(one.value == (sent[number] or "") for number, one in fields.items()):
        return
    sheet = next(s for s in placed.desk.library.worksheets.values() if rest.startswith(f"{s.name}."))
    words = starts_of(spot.part, sheet)
    before = None if None in sent.values() else of_starts(words, {number: text or "" for number, text in sent.items()})
    now = of_starts(words, {number: one.value for number, one in fields.items()})
    yield from placed.merge(question, Spot(spot.part), f"{question.id}.{rest}", before, now)


@dataclass(frozen=True, slots=True)
class _Placed:
    """Merges the fields of one question of one file into the reader's files."""

    opened: Opened
    desk: Desk
    who: str
    question: str

    def sent(self, one: Field) -> str | None:
        """What was sent in a field; None where nobody knows. A tick may be told as the state of its box."""
        sent = self.opened.sent(one.name)
        if one.tick and sent not in (None, "", one.value):
            return "" if sent == "Off" else TICKED
        return sent

    def merge(self, question: Question, spot: Spot, name: str, sent: str | None, returned: str) -> Iterator[Change]:
        """What becomes of a value that has its place in an answer."""
        desk, part = self.desk, spot.part
        text, before = as_kept(part, returned), None if sent is None else as_kept(part, sent)
        if text == (before or ""):
            return
        seal = seal_of(name, text)
        try:
            fields = desk.fields_now(question, part)
            now, told = fields.get(spot.field, ""), verdict(before, fields.get(spot.field, ""), text, desk.seen, seal)
        except UnwritableError:  # words of another form stand there, and stay
            fields, now = {}, ""
            told = Verdict.SAME if text in ("", before) or seal in desk.seen else Verdict.CONFLICT
        if told in (Verdict.NEW, Verdict.CHANGED):
            try:
                desk.write(question, part, {**fields, spot.field: text})
            except UnwritableError:
                told = Verdict.SAME if seal in desk.seen else Verdict.ASIDE
        if told is not Verdict.SAME:
            why = {Verdict.CONFLICT: _CHANGED_SINCE, Verdict.ASIDE: _AS_TYPED}.get(told, "")
            yield self._change(told, name, now, returned, why)

    def strangers(self, fields: Iterable[Field]) -> Iterator[Change]:
        """Values of fields that no answer has: those that say something else than what was sent are kept aside."""
        for one in fields:
            told = verdict(self.sent(one), "", one.value, self.desk.seen)
            if told is not Verdict.SAME and seal_of(one.name, one.value) not in self.desk.seen:
                yield self._change(Verdict.ASIDE, one.name, "", one.value, _NO_FIELD)

    def _change(self, told: Verdict, name: str, was: str, text: str, why: str) -> Change:
        """What became of a value. One that is to be kept aside, and ``why``, is."""
        kept = self._set_aside(name, text, why) if why else self.desk.answer_file(self.question)
        if told is not Verdict.EMPTIED:
            self.desk.seen.add(seal_of(name, text))
        return Change(told, self.opened.file, self.question, name, was, text, self.desk.path(kept))

    def _set_aside(self, name: str, text: str, why: str) -> str:
        keys = [
            ("why", why),
            ("who", self.who),
            ("when", self.opened.holds.changed),
            ("file", Path(self.opened.file).name),
        ]
        sent = self.opened.book.sent
        is_known = self.question in self.desk.library.questions or (sent and self.question in sent.ids)
        question = self.question if is_known else PACK  # a stranger names no files
        return self.desk.set_aside(question, name, text, keys)


def _comments(opened: Opened, desk: Desk, who: str) -> tuple[tuple[Comment, ...], int]:
    """The comments of a file that were not kept yet, and how many were."""
    annotations = opened.holds.annotations
    questions = [opened.questions[one.page - 1] for one in annotations]
    ids = ids_of(annotations, questions)
    names = {one.name: id_ for one, id_ in zip(annotations, ids, strict=True) if one.name}
    known = desk.comments()
    new: dict[str, list[tuple[Comment, bytes]]] = {}
    for one, question, id_ in zip(annotations, questions, ids, strict=True):
        if id_ not in known:
            comment = _comment(one, id_, question, opened, who, names.get(one.answers, ""), desk)
            new.setdefault(question, []).append((comment, one.picture))
    for question, found in new.items():
        pictures = {comment.picture: data for comment, data in found if comment.picture}
        desk.add_comments(question, [comment for comment, _ in found], pictures)
    return tuple(comment for found in new.values() for comment, _ in found), sum(id_ in known for id_ in ids)


def _comment(one: Annotation, id_: str, question: str, opened: Opened, who: str, reply: str, desk: Desk) -> Comment:
    return Comment(
        id=id_,
        question=question,
        kind=one.kind,
        where=SourceRef(desk.path(f"comments/{question}.md")),
        who=one.who or who,
        when=one.when,
        page=one.page,
        file=Path(opened.file).name,
        words=one.words,
        text=one.text,
        reply=reply,
        picture=f"pictures/{id_}.png" if one.picture else "",
    )
