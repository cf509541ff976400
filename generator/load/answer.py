"""A strong answer: opening, named parts with notes for the margin, closing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..model.answer import AnswerPart, AnswerShape, StrongAnswer
from ..model.markdown.blocks import blocks_of, quotation_in
from ..model.markdown.lines import Line, LineKind
from ..model.problems import Problem, SourceRef, warning
from .outline import Division, markdown_of, split_at
from .unwritten import Gaps, has_comment, says_nothing

# Letters of the common ways to tell a story: STAR, CARL, SOAR, PAR.
_STORY = {
    "S": "situation",
    "T": "task",
    "A": "action actions",
    "R": "result results",
    "L": "learning learnings lesson lessons",
    "C": "context",
    "P": "problem",
    "O": "obstacle objective",
}
_LETTERS = {word: letter for letter, words in _STORY.items() for word in words.split()}
_STAR = frozenset("STARL")
_PRINCIPLES = {"principle", "principles", "mechanism", "mechanisms", "measure", "measures"}
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_PERCENTAGE = re.compile(r"\d{1,3}(?:[.,]\d+)?\s?%")


def read_strong(
    heading: str, lines: Sequence[Line], place: SourceRef, problems: list[Problem], gaps: Gaps | None = None
) -> StrongAnswer:
    """The parts of an answer are its ``###`` headings; after a rule in the last part stands the closing.

    A part with nothing but a comment is empty, and told in ``gaps`` where other parts are written.
    """
    gaps = None if says_nothing(lines) else gaps
    opening, *blocks = split_at(lines, (3,))
    closing = ""
    if blocks:
        body, closing = _at_rule(blocks[-1].lines)
        blocks[-1] = Division(blocks[-1].heading, body)
    labels = [block.heading.text.rstrip(" :") if block.heading else "" for block in blocks]
    shape, markers = shape_of(labels)
    parts = tuple(
        _part(block, label, marker, place, problems, gaps)
        for block, label, marker in zip(blocks, labels, markers, strict=True)
    )
    return StrongAnswer(heading, shape, markdown_of(opening.lines), parts, closing, place)


def shape_of(labels: Sequence[str]) -> tuple[AnswerShape, tuple[str, ...]]:
    """The shape that the names of the parts give an answer, and a marker for each part.

    Stories get letters, the rest numbers; a part that does not belong to a story gets none.
    """
    words = [_first_word(label) for label in labels]
    letters = [_LETTERS.get(word, "") for word in words]
    numbers = tuple(str(number) for number in range(1, len(labels) + 1))
    if not labels:
        return AnswerShape.PLAIN, ()
    star = [letter for letter in letters if letter in _STAR]
    if "S" in star and "O" not in letters and len(star) > len(labels) / 2:
        return AnswerShape.STAR, tuple(letter if letter in _STAR else "" for letter in letters)
    if all(letters):
        return AnswerShape.PARTS, tuple(letters)
    if sum(word in ("phase", "phases") for word in words) > len(labels) / 2:
        return AnswerShape.PHASES, numbers
    if sum(_PERCENTAGE.match(label) is not None for label in labels) > len(labels) / 2:
        return AnswerShape.PORTFOLIO, numbers
    if all(word in _PRINCIPLES for word in words):
        return AnswerShape.PRINCIPLES, numbers
    return AnswerShape.PARTS, numbers


def _first_word(label: str) -> str:
    found = _FIRST_WORD.match(label.replace("*", "").strip())
    return found[0].casefold() if found else ""


def _part(
    block: Division, label: str, marker: str, place: SourceRef, problems: list[Problem], gaps: Gaps | None
) -> AnswerPart:
    assert block.heading is not None
    where = place.at(block.heading.line)
    text, notes = without_notes(block.lines)
    if not label:
        problems.append(Problem("a part of the answer has no name", 'write it behind "###"', where))
    elif not text and not has_comment(block.lines):
        problems.append(Problem(f'part "{label}" is empty', "write it, or remove the heading", where))
    elif gaps and not text:
        gaps.problems.append(warning(f'"{label}" is not written yet', "write it below its heading", where))
    return AnswerPart(label, marker, text, notes, where)


def _at_rule(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], str]:
    """What stands before and after the first rule."""
    for index, line in enumerate(lines):
        if line.is_rule:
            return lines[:index], markdown_of(lines[index + 1 :])
    return lines, ""


def without_notes(lines: Sequence[Line]) -> tuple[str, tuple[str, ...]]:
    """The text without its quotation blocks, and these as notes."""
    quotations = [block for block in blocks_of(lines) if block.kind is LineKind.QUOTE]
    notes = ("\n".join(line.rstrip() for line in quotation_in(block).split("\n")).strip() for block in quotations)
    kept: list[Line] = []
    for above, line in zip([None, *lines], lines, strict=False):
        if line.kind is LineKind.QUOTE:
            continue
        if above and above.kind is LineKind.QUOTE and not line.blank and kept and not kept[-1].blank:
            kept.append(replace(above, text="", kind=LineKind.BLANK))  # what it kept apart does not run together
        kept.append(line)
    return markdown_of(kept), tuple(note for note in notes if note)
