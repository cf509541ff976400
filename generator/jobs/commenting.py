"""The comments that came back: which are open, and that one is dealt with."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ..draft.comments import resolved
from ..finish.files import write_all
from ..load.comments import FOLDER, load_comments
from ..load.text import read_text
from ..model.comments import Comment, CommentStatus
from ..model.problems import Problem, SelectionError, did_you_mean
from .authoring import CONTENT


def comments_of(folder: Path) -> tuple[tuple[Comment, ...], tuple[Problem, ...]]:
    """All comments of a reader's folder, open and done, and the warnings.

    Raises:
        ContentError: a file of comments cannot be read.
    """
    return load_comments(folder / CONTENT)


def resolve(folder: Path, ids: Collection[str], status: CommentStatus = CommentStatus.DONE) -> tuple[Comment, ...]:
    """Set the status of comments, and nothing else in their files. Those that change.

    Raises:
        SelectionError: there is no comment of a name.
        PrepPackError: a file cannot be read or written.
    """
    content = folder / CONTENT
    comments, _ = load_comments(content)
    known = {comment.id for comment in comments}
    unknown = [id_ for id_ in dict.fromkeys(ids) if id_ not in known]
    if unknown:
        raise SelectionError(*(Problem(f'unknown comment "{id_}"', _mend(id_, known)) for id_ in unknown))
    changed = tuple(one for one in comments if one.id in ids and one.status is not status)
    files: dict[str, str | bytes] = {}
    for name in {Path(one.where.file).name for one in changed}:
        text = read_text(content / FOLDER / name, content, as_typed=True)
        files[f"{FOLDER}/{name}"] = resolved(text, {one.id for one in changed}, status)
    if files:
        write_all(content, files, force=True)
    return changed


def _mend(id_: str, known: Collection[str]) -> str:
    return did_you_mean(id_, known) or "prep-pack collect brings comments"
