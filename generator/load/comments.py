"""The comments that came back, as their files keep them (docs/adr/0024-what-comes-back.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..model.comments import FORMAT, PACK, Block, Comment, CommentKind, CommentStatus, blocks_in, quoted
from ..model.problems import ContentError, Problem, SourceRef, warning
from .frontmatter import split
from .text import read_text, shown

FOLDER = "comments"
_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")
_GUARDED = re.compile(r"\\(\\*)(?=#|>|!\[)")


def load_comments(content: Path) -> tuple[tuple[Comment, ...], tuple[Problem, ...]]:
    """The comments of a content folder by file, in the order of each, and the warnings.

    Raises:
        ContentError: a file cannot be read, or is of a later format. Carries the problems of all files.
    """
    comments: list[Comment] = []
    problems: list[Problem] = []
    for path in sorted((content / FOLDER).glob("*.md")):
        try:
            comments += read_comments(read_text(path, content), shown(path), problems)
        except ContentError as error:
            problems += error.problems
    problems += _twins(comments)
    if any(problem.is_error for problem in problems):
        raise ContentError(*problems)
    return tuple(comments), tuple(problems)


def read_comments(text: str, file: str, problems: list[Problem]) -> list[Comment]:
    """The comments of a file's text. What one lacks is told, and taken as it usually is.

    Raises:
        ContentError: the front matter is wrong, or of a later format.
    """
    matter = split(text, file).matter
    data = matter.data if isinstance(matter.data, dict) else {}
    version = data.get("version", FORMAT)
    if not isinstance(version, int) or version > FORMAT:
        what = f"this file is of format {version}, and this prep-pack reads {FORMAT}"
        raise ContentError(Problem(what, "install a newer prep-pack", matter.at(("version",))))
    question = data.get("question", "")
    if not isinstance(question, str) or not question:
        question = PACK
        what = "the front matter does not say which question these comments are on"
        problems.append(warning(what, 'add "question: ID"', matter.at(("question",))))
    return [_comment(one, question, file, problems) for one in blocks_in(text.split("\n"))]


def _comment(one: Block, question: str, file: str, problems: list[Problem]) -> Comment:
    where = SourceRef(file, one.line + 1)
    status, kind = one.key("status"), one.key("kind")
    if status not in list(CommentStatus):
        what = f'a comment is open or done, not "{status}"' if status else "this comment has no status"
        problems.append(warning(what, 'write "- status: open" below its heading', where))
        status = CommentStatus.OPEN
    words, picture, text = _read(one.lines)
    page = one.key("page")
    return Comment(
        id=one.title,
        question=question,
        kind=CommentKind(kind) if kind in list(CommentKind) else CommentKind.NOTE,
        where=where,
        status=CommentStatus(status),
        who=one.key("who"),
        when=one.key("when"),
        page=int(page) if page.isdecimal() and len(page) < 6 else 0,
        file=one.key("file"),
        words=words,
        text=text,
        reply=one.key("reply"),
        picture=picture,
    )


def _read(lines: Sequence[str]) -> tuple[str, str, str]:
    """The words commented on, a picture, and what is said."""
    left = _without_blanks(lines)
    quote = list(_leading_quote(left))
    left = _without_blanks(left[len(quote) :])
    found = _PICTURE.fullmatch(left[0].strip()) if left else None
    if found:
        left = _without_blanks(left[1:])
    text = "\n".join(_GUARDED.sub(r"\1", line, count=1) if _GUARDED.match(line) else line for line in left)
    return quoted(quote), found[1] if found else "", text


def _leading_quote(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith(">"):
            return
        yield line


def _without_blanks(lines: Sequence[str]) -> Sequence[str]:
    """Without empty lines at either end."""
    start, end = 0, len(lines)
    while start < end and not lines[start].strip():
        start += 1
    while end > start and not lines[end - 1].strip():
        end -= 1
    return lines[start:end]


def _twins(comments: Sequence[Comment]) -> Iterator[Problem]:
    first: dict[str, Comment] = {}
    for comment in comments:
        other = first.setdefault(comment.id, comment)
        if other is not comment:
            yield warning(f'comment "{comment.id}" is also in {other.where}', "remove one of them", comment.where)
