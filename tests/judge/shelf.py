"""A question that passes every rule, and ways to spoil it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from generator.judge.manuscript import Manuscript, manuscript
from generator.judge.rule import Bank
from generator.judge.verdict import judge
from generator.load.parts import Source, read_question
from generator.model.content import Fact
from generator.model.problems import Problem

SOUND = Path(__file__).with_name("sound.md").read_text(encoding="utf-8")
FILE = "sound.md"

Edit = Callable[[str], str]


def as_is(text: str) -> str:
    """No edit."""
    return text


def swap(old: str, new: str) -> Edit:
    """Put other words in place of some that stand there once."""

    def edit(text: str) -> str:
        assert text.count(old) == 1, old
        return text.replace(old, new)

    return edit


def section(heading: str, new: str) -> Edit:
    """Write a section anew, ``##`` or ``###``."""

    def edit(text: str) -> str:
        pattern = re.compile(rf"^(##+ {re.escape(heading)}\n).*?(?=^##|\Z)", re.M | re.S)
        assert len(pattern.findall(text)) == 1, heading
        return pattern.sub(lambda found: f"{found[1]}{new}\n\n", text)

    return edit


def answer(new: str) -> Edit:
    """Write the strong answer anew, without parts."""
    return lambda text: re.sub(
        r"(?s)(## Strong answer\n).*(?=## Why it works)", lambda found: f"{found[1]}{new}\n\n", text
    )


def without(heading: str) -> Edit:
    """Leave a section out, heading and all."""
    return lambda text: (
        section(heading, "CUT")(text).replace(f"### {heading}\nCUT", "").replace(f"## {heading}\nCUT", "")
    )


def both(*edits: Edit) -> Edit:
    """One edit after the other."""

    def edit(text: str) -> str:
        for each in edits:
            text = each(text)
        return text

    return edit


def said(count: int, word: str = "plain") -> str:
    """So many words, in sentences of ten."""
    words = [word] * count
    lines = [" ".join(words[start : start + 10]) for start in range(0, count, 10)]
    return " ".join(f"{line[:1].upper()}{line[1:]}." for line in lines)


def listed(count: int, each: str = "A short item") -> str:
    """A list of so many items."""
    return "\n".join(f"- {each}" for _ in range(count))


def read(text: str, file: str = FILE, facts: tuple[Fact, ...] = ()) -> Manuscript:
    """A question's text, as the rules see it."""
    problems: list[Problem] = []
    question = read_question(Source(text, Path(file), Path(), file), problems).value
    assert question, problems
    return manuscript(question, text, {fact.id: fact for fact in facts})


def found(text: str, code: str = "", facts: tuple[Fact, ...] = (), *, shipped: bool = True) -> list[str]:
    """What the rules, or the one with this code, find in a question's text."""
    copy = read(text, facts=facts)
    ids = frozenset({copy.question.id} if shipped else ())
    return [str(finding) for finding in judge(Bank((copy,)), ids) if code in ("", finding.code)]
