"""Pictures and links in a text: pictures lie in the content folder, links lead to the web, a mailbox or an anchor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from ..model.markdown.lines import Line
from ..model.problems import Problem, SourceRef

LINK_SCHEMES = ("http", "https", "mailto")

_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)[^`\n]+\1(?!`)")
# The address of [text](address "title"); brackets in the text are of no matter here.
_INLINE = re.compile(r"(?<!\\)\]\(\s*(<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)")
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:\s*<?([^\s>]+)")
_AUTOMATIC = re.compile(r"<((?:ftp|http)s?://[^\s<>]*)>", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def check_targets(lines: Iterable[Line], file: Path, root: Path, place: SourceRef) -> list[Problem]:
    """What is wrong with the targets on these lines. Pictures are looked for beside ``file``, inside ``root``."""
    problems: list[Problem] = []
    for line in lines:
        if line.is_code or not any(sign in line.text for sign in ("](", "]:", "<")):
            continue
        where = place.at(line.number)
        text = _CODE.sub(lambda found: " " * len(found[0]), line.text)
        for is_picture, address in _addresses(text):
            problem = _picture(address, file, root, where) if is_picture else _link(address, where)
            if problem:
                problems.append(problem)
    return problems


def _addresses(text: str) -> list[tuple[bool, str]]:
    """Whether it is a picture, and the address, for each target on a line."""
    pictures = _picture_ends(text)
    found = [(match.start() in pictures, match[1].strip("<>")) for match in _INLINE.finditer(text)]
    found += [(False, match[1]) for match in _DEFINITION.finditer(text)]
    return found + [(False, match[1]) for match in _AUTOMATIC.finditer(text)]


def _picture_ends(text: str) -> set[int]:
    """Where the brackets end that ``![`` opened."""
    ends: set[int] = set()
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text):
        if bracket[0] == "[":
            opened.append(bracket.start())
        elif opened:
            start = opened.pop()
            if text[max(0, start - 1) : start] == "!" and text[max(0, start - 2) : start - 1] != "\\":
                ends.add(bracket.start())
    return ends


def _link(address: str, where: SourceRef) -> Problem | None:
    plain = re.sub(r"[\s\x00-\x1f]", "", unescape(address))
    scheme = _SCHEME.match(plain)
    if (scheme and scheme[1].lower() in LINK_SCHEMES) or (plain.startswith("#") and len(plain) > 1):
        return None
    if not plain:
        return Problem("a link leads nowhere", "give its address", where)
    if scheme:
        return Problem(f'a link may not lead to "{scheme[1]}:"', "use https:, http: or mailto:", where)
    return Problem(f'the link "{plain[:80]}" leads nowhere on paper', 'write a full address, "https://…"', where)


def _picture(address: str, file: Path, root: Path, where: SourceRef) -> Problem | None:
    name = unquote(unescape(address))
    if _SCHEME.match(name) or name.startswith("//"):
        return Problem(
            f'the picture "{name[:80]}" is not in the content folder', "save it there and name that file", where
        )
    try:
        target = (file.parent / name).resolve()
        inside = target.is_relative_to(root.resolve())
        exists = inside and target.is_file()
    except (OSError, RuntimeError, ValueError):  # a name too long, a loop of links
        inside, exists = True, False
    if not inside:
        return Problem(f'the picture "{name[:80]}" lies outside the content folder', "move it inside", where)
    if not exists or not name:
        return Problem(f'there is no picture "{name[:80]}"', "its path counts from this file's folder", where)
    return None


def check_strings(strings: Sequence[tuple[SourceRef, str]], file: Path, root: Path) -> list[Problem]:
    """The same for texts that stand in YAML: ``strings`` are texts with their places."""
    problems: list[Problem] = []
    for where, text in strings:
        lines = [Line(where.line, line) for line in text.split("\n")]
        problems += check_targets(lines, file, root, where)
    return problems
