"""YAML for people: plain values only, and the line of every key.

Built on PyYAML's events, not on its constructors: there are no tags, anchors, octal or sexagesimal numbers, and ``yes``
and dates stay the words that were written. Every refusal says what to do instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from ..model.problems import ContentError, KeyPath, Problem, SourceRef
from ..model.yaml import INT, SURROGATE, UNPRINTABLE, WORDS, is_number
from .dashes import mend_of
from .text import name_of

Plain = Any
"""None, bool, int, float, str, a list of these, or a dict from str to these."""

MAX_DEPTH = 12
MAX_DIGITS = 15

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NO_SPACE = 'there is no space behind the "-" of this item'
_EXPLAINED = (
    ("scanning an alias", 'a value may not begin with "*"', "put it in quotes"),
    ("scanning an anchor", 'a value may not begin with "&"', "put it in quotes"),
    (
        "mapping values are not allowed",
        'a second ":" in one line, or a line too far to the right',
        "put the value in quotes",
    ),
    ("sequence entries are not allowed", 'a list may not begin behind ":"', "begin it on a line of its own"),
    ("end of stream", "a quotation mark is not closed", "close it"),
    ("document separator", "a quotation mark is not closed", "close it"),
    ("flow sequence", 'a list opened with "[" is not closed', 'close it with "]"'),
    ("flow mapping", 'a group opened with "{" is not closed', 'close it with "}"'),
    ("cannot start any token", "a value may not begin with this character", "put the value in quotes"),
    ("escape c", 'a backslash inside "…" stands before a character it cannot go with', "write it twice, or use '…'"),
    ("could not find expected ':'", 'a line without "key: value"', 'write "key: value"'),
    ("parsing a block mapping", "this line does not fit the lines above", "line it up with them, or quote the value"),
    ("parsing a block collection", "this line does not fit the list above", 'begin each item with "- "'),
    ("node content", "a value is missing, or a bracket is not closed", "write the value, or put it in quotes"),
    ("document start", "there is more text after the end of the document", "remove it"),
)


@dataclass(frozen=True, slots=True)
class Located:
    """Plain data, the file it came from, and the line (counted from 1) of every key and list item."""

    data: Plain
    lines: Mapping[KeyPath, int]
    place: SourceRef

    def at(self, path: KeyPath) -> SourceRef:
        """Where a key stands, or the nearest thing around it that has a place."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.place.at(self.lines[path[:length]])
        return self.place

    def strings(self) -> Iterator[tuple[KeyPath, str]]:
        """Every text in the data with its path."""
        stack: list[tuple[KeyPath, Plain]] = [((), self.data)]
        while stack:
            path, value = stack.pop()
            if isinstance(value, str):
                yield path, value
            elif isinstance(value, dict):
                stack.extend(((*path, key), item) for key, item in value.items())
            elif isinstance(value, list):
                stack.extend(((*path, index), item) for index, item in enumerate(value))


def parse_yaml(text: str, place: SourceRef, first_line: int = 1) -> Located:
    """One YAML document as plain data. ``first_line`` is the line of the file on which ``text`` begins.

    An empty document is ``None``.

    Raises:
        ContentError: it is no YAML, or uses what is refused: tabs as indentation, duplicate keys, anchors, aliases,
            tags, keys that are not words, numbers of more than 15 digits, nesting deeper than 12.
    """
    unprintable = UNPRINTABLE.search(text)
    if unprintable:
        line = first_line + text.count("\n", 0, unprintable.start())
        raise ContentError(
            Problem(f"character {name_of(unprintable[0])} may not stand here", "remove it", place.at(line))
        )
    builder = _Builder(place, first_line, text.split("\n"))
    try:
        data = builder.document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_explain(error, text, place, first_line))
    except (yaml.YAMLError, ValueError) as error:
        builder.problems.append(Problem("this is not YAML", str(error).splitlines()[0], place.at(first_line)))
    if builder.problems:
        raise ContentError(*builder.problems)
    return Located(data, builder.lines, place.at(first_line))


class _Builder:
    """Turns events into data. Problems are gathered, so that one look shows them all."""

    def __init__(self, place: SourceRef, first_line: int, text: list[str]) -> None:
        self.place = place
        self.first_line = first_line
        self.text = text
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []

    def document(self, events: Iterator[Any]) -> Plain:
        data: Plain = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, 'a second document after "---"', "keep one document in a file")
                    break
            elif isinstance(event, yaml.NodeEvent):
                data = self._value(event, events, ())
        return data

    def _value(self, event: yaml.NodeEvent, events: Iterator[Any], path: KeyPath) -> Plain:
        self.lines.setdefault(path, self._line(event))
        if len(path) > MAX_DEPTH:
            where = self.place.at(self._line(event))
            raise ContentError(*self.problems, Problem("nested too deeply", f"use at most {MAX_DEPTH} levels", where))
        if isinstance(event, yaml.AliasEvent):
            self._refuse(
                event, f'aliases such as "*{event.anchor}" are not read', "repeat the value, or put it in quotes"
            )
            return None
        self._check_plain(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        assert isinstance(event, yaml.ScalarEvent)
        return self._scalar(event)

    def _mapping(self, events: Iterator[Any], path: KeyPath) -> dict[str, Plain]:
        result: dict[str, Plain] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            line = self._line(event)
            key = event.value if isinstance(event, yaml.ScalarEvent) else None
            if key is None:
                self._refuse(event, "a key must be a word", 'write "key: value"')
                self._value(event, events, (*path, ""))
                key = ""
            else:
                self._check_plain(event)
                if event.implicit[0]:
                    self._refuse_dash(event)
                if key in result:
                    first = self.lines[(*path, key)]
                    self._refuse(event, f'key "{key}" is here twice (first on line {first})', "keep one")
            self.lines.setdefault((*path, key), line)
            result[key] = self._value(next(events), events, (*path, key))
        return result

    def _sequence(self, events: Iterator[Any], path: KeyPath) -> list[Plain]:
        result: list[Plain] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            result.append(self._value(event, events, (*path, len(result))))
        return result

    def _scalar(self, event: yaml.ScalarEvent) -> Plain:
        word: str = event.value
        if SURROGATE.search(word) or "\0" in word:
            self._refuse(event, "an escape stands for no character", "remove it")
            return ""
        if not event.implicit[0]:  # quoted, or a block of text
            return word
        if word:  # nothing stands nowhere, and may be told behind the last line
            self._refuse_dash(event)
        if word in WORDS:
            return WORDS[word]
        if not is_number(word):
            return word
        if sum(c.isdigit() for c in word) > MAX_DIGITS or abs(float(word)) >= 10**MAX_DIGITS:
            self._refuse(event, "this number is too large", "put it in quotes if it is text")
            return 0
        return int(word) if INT.fullmatch(word) else float(word)

    def _refuse_dash(self, event: yaml.ScalarEvent) -> None:
        """Plain text that begins a line, or goes on in one, with the dash of an item."""
        begin: Any = event.start_mark
        end: Any = event.end_mark
        first = begin.line if not self.text[begin.line][: begin.column].strip() else begin.line + 1
        for index, line in enumerate(self.text[first : end.line + 1], first):
            if mend := mend_of(line):
                self.problems.append(Problem(_NO_SPACE, mend, self.place.at(self.first_line + index)))

    def _check_plain(self, event: yaml.NodeEvent) -> None:
        if event.anchor:
            self._refuse(
                event, f'anchors such as "&{event.anchor}" are not read', "remove it, or put the value in quotes"
            )
        tag = getattr(event, "tag", None)
        if tag:
            self._refuse(
                event, f'tags such as "{_short_tag(tag)}" are not read', "remove it, or put the value in quotes"
            )

    def _refuse(self, event: yaml.Event, what: str, mend: str) -> None:
        self.problems.append(Problem(what, mend, self.place.at(self._line(event))))

    def _line(self, event: yaml.Event) -> int:
        mark: Any = event.start_mark
        return self.first_line + int(mark.line)


def _short_tag(tag: str) -> str:
    return "!!" + tag.removeprefix("tag:yaml.org,2002:") if tag.startswith("tag:yaml.org,2002:") else tag


def _explain(error: yaml.MarkedYAMLError, text: str, place: SourceRef, first_line: int) -> Problem:
    """The parser's words in ours. Open brackets and quotes are told by the line on which they open."""
    said = f"{error.context or ''} {error.problem or ''}"
    mark: Any = error.problem_mark or error.context_mark
    lines = text.split("\n")
    index = min(mark.line if mark else 0, len(lines) - 1)
    indent = re.match(r"[ \t]*", lines[index])
    if "\t" in (indent[0] if indent else ""):
        return Problem("a tab stands before the text", "indent with spaces", place.at(first_line + index))
    for near in (error.context_mark, error.problem_mark):
        if near and near.line < len(lines) and (mend := mend_of(lines[near.line])):
            return Problem(_NO_SPACE, mend, place.at(first_line + near.line))
    for sign, what, mend in _EXPLAINED:
        if sign in said:
            opens = error.context_mark if sign in ("end of stream", "flow sequence", "flow mapping") else None
            return Problem(what, mend, place.at(first_line + (opens.line if opens else index)))
    return Problem(f"this is not YAML ({(error.problem or 'unreadable').strip()})", "", place.at(first_line + index))
