"""The reader's files as they would be with what came back: texts in memory, until all is known to be right."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..collect.merge import DIGITS
from ..draft import answer as drafts
from ..draft.comments import block, one_line, quotation, with_blocks, with_comments
from ..draft.written import written
from ..load.comments import FOLDER as COMMENTS
from ..load.comments import read_comments
from ..load.own import read_answer, resolve
from ..load.parts import Source
from ..load.text import MAX_BYTES, read_text, shown
from ..model.comments import PACK, Comment, blocks_in, quoted
from ..model.content import Library, Question
from ..model.fields import Part, PartForm, parts_of, typed_fields
from ..model.markdown.typed import settled
from ..model.own import Written
from ..model.problems import ContentError, Problem, SourceRef

ANSWERS, RETURNED = "answers", "returned"
SEEN = f"{RETURNED}/seen.json"
FORMAT = 1


class UnwritableError(Exception):
    """A text cannot stand in the form of its part so that it is read again as it is."""


@dataclass(slots=True)
class _Aside:
    """What a file of texts kept aside has, by title and text, and what is to be added to it."""

    question: str
    kept: set[tuple[str, str]]
    new: list[list[str]] = field(default_factory=list)


class Desk:
    """What is read, and what is to be written, of a reader's ``content``: by names of files in it.

    Raises:
        ContentError: a file that is there cannot be read.
    """

    def __init__(self, content: Path, library: Library, today: date) -> None:
        self.content, self.library, self.today = content, library, today
        self.files: dict[str, str | bytes] = {}
        self._typed: dict[str, str] = {}
        self._read: dict[str, tuple[str, Mapping[str, Written]]] = {}
        self._aside: dict[str, _Aside] = {}
        self.seen = _read_seen(content)
        self._seen_before = frozenset(self.seen)

    def path(self, name: str) -> str:
        """A file of ``content`` as the user would open it."""
        return shown(self.content / name)

    def to_write(self) -> dict[str, str | bytes]:
        """The files that are new or changed, by their names below ``content``.

        Raises:
            ContentError: one would be larger than can be read again.
        """
        files = dict(self.files)
        for name, aside in self._aside.items():
            if aside.new:
                title = f"Came back, and stands in no answer: {self.wording(aside.question)}"
                files[name] = with_blocks(self._text(name), aside.question, title, aside.new)
        if self.seen != self._seen_before:
            files[SEEN] = json.dumps({"format": FORMAT, "seen": sorted(self.seen)}, indent=1) + "\n"
        for name, text in files.items():
            if isinstance(text, str) and len(text.encode()) > MAX_BYTES:
                what = f"with what came back, the file would be larger than {MAX_BYTES / 1e6:g} MB"
                raise ContentError(Problem(what, "take out of it what is done", SourceRef(self.path(name))))
        return dict(sorted(files.items()))

    # Answers

    def answer_file(self, question: str) -> str:
        """The name of the file that answers a question, or would."""
        there = self.library.answers.get(question)
        if there is None:
            return f"{ANSWERS}/{question}.md"
        return Path(there.where.file).resolve().relative_to(self.content.resolve()).as_posix()

    def fields_now(self, question: Question, part: Part) -> dict[str, str]:
        """What the reader's answer says in the fields of a part, as it would be typed; one text by the empty name.

        Raises:
            UnwritableError: there is text in it that is not of the part's form.
        """
        there = self._written(question, self._text(self.answer_file(question.id))).get(part.name)
        return _typed_fields(part, there) if there else {}

    def write(self, question: Question, part: Part, fields: Mapping[str, str]) -> None:
        """Have the part say this. What is written is read again before it counts.

        Raises:
            UnwritableError: it cannot be written so that it is read again to the letter.
        """
        name, known = self.answer_file(question.id), parts_of(question, self.library)
        before = self._text(name) or drafts.to_fill(question.id, question.wording, known, (), self.today)
        wanted = _as_kept(part, fields)
        for wary in (False, True):
            text = drafts.with_part(before, part, written(part, wanted, wary=wary), known)
            if self._says(question, part, text) == wanted:
                self._put(name, text)
                return
        raise UnwritableError

    def _says(self, question: Question, part: Part, text: str) -> Mapping[str, str] | None:
        """What a file of this text says in a part; None where that is not of the part's form."""
        try:
            there = self._written(question, text).get(part.name)
            return _as_kept(part, _typed_fields(part, there)) if there else {}
        except UnwritableError:
            return None

    def _written(self, question: Question, text: str) -> Mapping[str, Written]:
        if not text:
            return {}
        name = self.answer_file(question.id)
        if name in self._read and self._read[name][0] == text:
            return self._read[name][1]
        problems: list[Problem] = []
        plain = _plain(text)
        try:
            found = read_answer(Source(plain, self.content / name, self.content, self.path(name)), problems)
        except ContentError:
            raise UnwritableError from None
        answer = resolve([found], self.library, problems).get(question.id)
        if answer is None or any(problem.is_error for problem in problems):
            raise UnwritableError
        self._read[name] = text, answer.parts
        return answer.parts

    # What is kept aside, and comments

    def set_aside(self, question: str, title: str, text: str, keys: Sequence[tuple[str, str]]) -> str:
        """Keep a text that has no place in an answer, once; the name of its file."""
        name = f"{RETURNED}/{question}.md"
        if name not in self._aside:
            self._aside[name] = _Aside(question, _kept_in(_plain(self._text(name))))
        aside, kept = self._aside[name], (one_line(title), settled(text))
        if kept not in aside.kept:
            aside.kept.add(kept)
            aside.new.append(block(title, keys, quotation(text)))
        return name

    def comments(self) -> set[str]:
        """The ids of all comments that are kept."""
        names = {path.name for path in (self.content / COMMENTS).glob("*.md")}
        names |= {Path(name).name for name in self.files if name.startswith(f"{COMMENTS}/") and name.endswith(".md")}
        ids: set[str] = set()
        for name in sorted(names):
            if text := _plain(self._text(f"{COMMENTS}/{name}")):
                ids |= {comment.id for comment in read_comments(text, self.path(f"{COMMENTS}/{name}"), [])}
        return ids

    def add_comments(self, question: str, comments: Sequence[Comment], pictures: Mapping[str, bytes]) -> None:
        """Add comments to the file of their question; ``pictures`` by their names beside it."""
        name = f"{COMMENTS}/{question}.md"
        self._put(name, with_comments(self._text(name), question, self.wording(question), comments))
        self.files.update({f"{COMMENTS}/{picture}": data for picture, data in pictures.items()})

    def wording(self, question: str) -> str:
        """A question as it is asked."""
        known = self.library.questions.get(question)
        return known.wording if known else "the whole pack" if question == PACK else question

    def _text(self, name: str) -> str:
        """A file as it was typed; empty where it is not there."""
        if name not in self._typed:
            path = self.content / name
            self._typed[name] = read_text(path, self.content, as_typed=True) if os.path.lexists(path) else ""
        return self._typed[name]

    def _put(self, name: str, text: str) -> None:
        if text != self._text(name):
            self._typed[name] = self.files[name] = text


def _kept_in(text: str) -> set[tuple[str, str]]:
    """The texts that a file has, each with its title."""
    blocks = blocks_in(text.split("\n"))
    return {(one.title, quoted([line for line in one.lines if line.startswith(">")])) for one in blocks}


def _plain(text: str) -> str:
    """A file as it was typed as our readers have it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")


def _typed_fields(part: Part, there: Written) -> dict[str, str]:
    fields = typed_fields(part, there)
    if fields is None:
        raise UnwritableError
    return fields


def _as_kept(part: Part, fields: Mapping[str, str]) -> dict[str, str]:
    """Typed texts as a part of this form keeps them: no blank round the lines of a list or a cell, nothing empty."""
    kept = {name: settled(text) for name, text in fields.items()}
    if part.form is PartForm.LIST:
        lines = (" ".join(line.split()) for line in kept.get("", "").split("\n"))
        kept = {"": "\n".join(filter(None, lines))}
    elif part.form not in (PartForm.TEXT, PartForm.COLUMNS):
        kept = {name: "\n".join(map(str.strip, text.split("\n"))).strip() for name, text in kept.items()}
    return {name: text for name, text in kept.items() if text}


def as_kept(part: Part, text: str) -> str:
    """A typed text as a field of a part of this form keeps it."""
    return _as_kept(part, {"": text}).get("", "")


def _read_seen(content: Path) -> set[str]:
    """The seals of what was collected before; none where the list is not there or damaged: then more is asked again."""
    path = content / SEEN
    try:
        data = json.loads(read_text(path, content)) if os.path.lexists(path) else {}
    except (ContentError, ValueError, RecursionError):
        return set()
    seen = data.get("seen", []) if isinstance(data, dict) else []
    return {one for one in seen if isinstance(one, str) and len(one) == DIGITS} if isinstance(seen, list) else set()
