"""Books to measure: a reader's folder with as many questions as wanted, made from the bank's, no two the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Book:
    """A folder with packs: ``all`` questions, and the ``half`` of them in the opposite order."""

    folder: Path
    questions: tuple[Path, ...]


def make_book(folder: Path, count: int) -> Book:
    """Write a folder with ``count`` questions. Each differs from its original in id, title and a word of the answer."""
    sources = sorted((ROOT / "content" / "questions").glob("*/*.md"))
    home = folder / "content" / "questions" / "bench"
    home.mkdir(parents=True)
    made = []
    for number in range(count):
        source = sources[number % len(sources)]
        path = home / f"{source.stem}-{number}.md"
        path.write_text(_changed(source.read_text(encoding="utf-8"), path.stem, number), encoding="utf-8")
        made.append(path)
    names = [path.stem for path in made]
    _write_pack(folder / "all.yaml", names)
    _write_pack(folder / "half.yaml", names[::-2])
    return Book(folder, tuple(made))


def edit(question: Path, turn: int) -> None:
    """Change one word of a question, as its author would."""
    text = question.read_text(encoding="utf-8")
    question.write_text(
        re.sub(r"(## Why it works\n+)(?:Edit \d+\. )?", rf"\1Edit {turn}. ", text, count=1), encoding="utf-8"
    )


def _changed(text: str, name: str, number: int) -> str:
    text = re.sub(r"^id: .*$", f"id: {name}", text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^order: .*$", f"order: {number}", text, count=1, flags=re.MULTILINE)
    return re.sub(r"^# (.*)$", rf"# {number + 1}: \1", text, count=1, flags=re.MULTILINE)


def _write_pack(path: Path, names: list[str]) -> None:
    head = "title: Benchmark\ncandidate: Alex Example\npaper: a4\ndate: 2026-01-01\n"
    path.write_text(head + "questions:\n" + "".join(f"  - {name}\n" for name in names), encoding="utf-8")
