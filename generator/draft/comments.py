"""Comments, and texts that are kept aside, as blocks of the files that hold them (docs/adr/0024)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from ..model.comments import FORMAT, Block, Comment, CommentStatus, blocks_in
from ..model.markdown.typed import settled
from .question import heading
from .yaml import scalar

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_BEGINS = re.compile(r"(\\*)(?=#|>|!\[)")
"""How a line of a comment begins that our own reader would take for something else."""
_PICTURE = "![The place on the page]({})"


def with_comments(text: str, question: str, title: str, comments: Sequence[Comment]) -> str:
    """The text of a file of comments with more of them at its end; every byte that is there stays.

    Args:
        text: the whole file, with its line ends as they are in it; empty for a new one.
        question: the id of the question they are on.
        title: its wording, for people.
        comments: none of which is in the file.
    """
    return with_blocks(text, question, f"Comments: {title}", [_block(comment) for comment in comments])


def with_blocks(text: str, question: str, title: str, blocks: Sequence[Sequence[str]]) -> str:
    """The text of a file with more blocks at its end, each as its lines; of a new file where there is no text."""
    if not text.strip("\ufeff\r\n \t"):
        text = "\n".join(
            ["---", f"question: {scalar(question)}", f"version: {FORMAT}", "---", "", f"# {heading(title)}", ""]
        )
    end = "\r\n" if "\r\n" in text else "\n"
    if not text.endswith(("\n", "\r")):
        text += end
    return text + "".join(f"{line}{end}" for block in blocks for line in ("", *block))


def block(title: str, keys: Sequence[tuple[str, str]], lines: Sequence[str]) -> list[str]:
    """A block of a file: its heading, its keys that say anything, and what follows."""
    said = [f"- {key}: {one_line(value)}" for key, value in keys if value]
    return [f"## {one_line(title)}", *said, *(["", *lines] if lines else [])]


def resolved(text: str, ids: Collection[str], status: CommentStatus = CommentStatus.DONE) -> str:
    """The text of a file of comments with the status of some of them set; every other byte stays."""
    lines = _LINE.findall(text)
    for one in reversed([one for one in blocks_in(lines) if one.title in ids]):
        _set_status(lines, one, status)
    return "".join(lines)


def quotation(text: str) -> list[str]:
    """A text as lines that begin with ``>``: it is read again to the letter."""
    return [f"> {line}".rstrip() for line in settled(text).split("\n")]


def one_line(text: str) -> str:
    """A text on one line, without what no file may hold."""
    return " ".join(settled(text).split())


def _set_status(lines: list[str], one: Block, status: CommentStatus) -> None:
    if "status" in one.keys:
        index = one.keys["status"][1]
        end = lines[index][len(lines[index].rstrip("\r\n")) :]
        lines[index] = f"- status: {status}{end}"
    else:
        end = lines[one.line][len(lines[one.line].rstrip("\r\n")) :] or "\n"
        lines[one.line] = f"{lines[one.line].rstrip(chr(13) + chr(10))}{end}"
        lines.insert(one.line + 1, f"- status: {status}{end}")


def _block(comment: Comment) -> list[str]:
    keys = [
        ("status", str(comment.status)),
        ("kind", str(comment.kind)),
        ("who", comment.who),
        ("when", comment.when),
        ("page", str(comment.page) if comment.page else ""),
        ("file", comment.file),
        ("reply", comment.reply),
    ]
    pieces = list(_pieces(comment))
    lines = [line for piece in pieces for line in ("", *piece)][1:]
    return block(comment.id, keys, lines)


def _pieces(comment: Comment) -> Iterator[list[str]]:
    if comment.words:
        yield quotation(comment.words)
    if comment.picture:
        yield [_PICTURE.format(comment.picture)]
    if text := settled(comment.text):
        yield [_BEGINS.sub(r"\1\\", line, count=1) if _BEGINS.match(line) else line for line in text.split("\n")]
