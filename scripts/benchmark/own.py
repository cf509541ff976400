"""What answers and stories of a reader's own add to ``prep-pack list``."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from .book import ROOT, make_book
from .measure import Run, run

ANSWERS = 200
STORIES = 60
TEXT = "In the second year forty people used it, and I asked each of them what they would miss. " * 6
PARTS = ("Situation", "Task", "Action", "Result", "Learning")


def measure_own(folder: Path, runs: int) -> str:
    """List a folder of questions without and with answers and stories, in turn; a section of the report."""
    plain = make_book(folder / "plain", ANSWERS).folder
    book = make_book(folder / "full", ANSWERS)
    _write(book.folder / "content", [question.stem for question in book.questions])
    figures: dict[Path, list[Run]] = {plain: [], book.folder: []}
    for _ in range(runs):
        for home, found in figures.items():
            found.append(run([sys.executable, "-m", "generator", "list"], home, {"PYTHONPATH": str(ROOT)}))
    without, with_own = (statistics.median(each.cpu for each in found) for found in figures.values())
    return (
        "## Answers and stories\n\n"
        f"`prep-pack list`, {ANSWERS} answers and {STORIES} stories beside {ANSWERS} questions: "
        f"{with_own:.2f} processor seconds, {with_own - without:.2f} more than without them "
        f"({with_own / without:.2f} ×).\n"
    )


def _write(content: Path, questions: list[str]) -> None:
    story = "\n".join(f"## {part}\n{TEXT}\n" for part in PARTS)
    answer = f"## Headline\n{TEXT}\n\n## My answer\n" + "\n".join(f"### {part}\n{TEXT}\n" for part in PARTS)
    for name in ("answers", "stories"):
        (content / name).mkdir(parents=True, exist_ok=True)
    for number, question in enumerate(questions):
        head = f"---\nquestion: {question}\nstories: [story-{number % STORIES}]\n---\n\n# A question\n\n"
        (content / "answers" / f"{question}.md").write_text(head + answer, encoding="utf-8")
    for number in range(STORIES):
        head = f"---\nid: story-{number}\ncompetencies: [strategy]\n---\n\n# A story\n\n"
        (content / "stories" / f"story-{number}.md").write_text(head + story, encoding="utf-8")
