"""The books that the page tests measure: each is set once in a test run, whichever worker comes first."""

from __future__ import annotations

import fcntl
import pickle
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator import assets
from generator.intake.document import import_document
from generator.jobs.workbook import BuildRequest, build, read_request
from generator.load.library import load_library
from generator.model.content import Library

from .measure import Book, measure

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "content/packs/sample.yaml"
DOCUMENT = ROOT / "tests/data/director.md"
TODAY = date(2026, 11, 23)
FOLDER_NAME = "folder-of-quetzalcoatl"
"""The books' folder has a name that no page may tell."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to set: a pack and what is laid over it. ``kind`` is ``sample``, ``one`` (of its questions),
    ``imported`` or ``own``."""

    kind: str
    paper: str
    overrides: Mapping[str, object] = field(default_factory=dict)


COMBINATIONS = {
    f"{paper}-{ink}-{edition}": Order("one", paper, {"ink": ink, "edition": edition})
    for paper, ink, edition in (
        ("a4", "grey", "screen"),
        ("a4", "low", "study"),
        ("letter", "colour", "screen"),
        ("letter", "grey", "study"),
        ("letter", "low", "screen"),
        ("a5", "grey", "screen"),
        ("a5", "low", "study"),
        ("half-letter", "grey", "study"),
        ("half-letter", "low", "screen"),
    )
}
"""With the whole sample, which is in colour for study: every pair of paper, ink and edition."""

PRACTICE = {
    "edition": "practice",
    "questions": ["first-ninety-days", "programme-off-course", "choice-before-the-facts"],
}
"""A question whose worksheet is the book's plan, one with a sheet of one page (on A4), one more."""
SHEETS = {
    "edition": "worksheets",
    "questions": ["programme-off-course", "first-ninety-days", "right-thing-cost"],
    "notes_pages": 1,
}

ORDERS: dict[str, Order] = {
    **{f"sample-{paper}": Order("sample", paper) for paper in ("a4", "letter", "a5", "half-letter")},
    **{f"low-{paper}": Order("sample", paper, {"ink": "low"}) for paper in ("a4", "a5")},
    **{f"imported-{paper}": Order("imported", paper) for paper in ("a4", "a5")},
    **{f"own-{paper}": Order("own", paper) for paper in ("a4", "a5")},
    **COMBINATIONS,
    **{f"practice-{paper}": Order("one", paper, PRACTICE) for paper in ("a4", "a5")},
    **{f"worksheets-{paper}": Order("one", paper, SHEETS) for paper in ("a4", "a5")},
}

ONE_PACK = "title: One question\ninterview_date: 2026-12-01\ndate: 2026-11-23\nquestions: [programme-off-course]\n"
OWN_PACK = (
    "title: Two themes\ncandidate: Robin\ninterview_date: 2026-12-01\ndate: 2026-11-23\n"
    "questions: [stopped-funding, first-ninety-days, odd-one, calibration-fight]\n"
)
"""Two questions of each theme: a theme with one has no page of its own."""
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" viewBox="0 0 300 100">'
    '<rect x="1" y="1" width="298" height="98" fill="none" stroke="#333"/></svg>'
)
ODD_QUESTION = """---
id: odd-one
theme: people
format: behavioural
competencies: [organisation, technology, resilience, influence]
level: director-plus
framework: [star, carl, two-way-door]
worksheets: [W1, W3, W4, W5]
tags: []
wordings:
  - And in a much longer form of the same question, which nobody would ever say aloud without a pause for breath, what then?
  - Short?
---

# When the internationalisation programme’s counterparty-reconciliation service failed twice in a fortnight, whom did you tell first, what did you promise them, and which of those promises, looking back today, would you rather not have made?

## Why they ask
A paragraph with `code_that_is_long_enough_to_be_awkward_in_a_narrow_column()` and **bold** and *italic* words.
- a list without an empty line before it
- with an address: https://example.org/a/very/long/path/that/does/not/break/anywhere/at/all/in/the/line?and=query

| Column | Another | Third |
|---|---|---|
| one | two | three |
| four | five, which is rather longer than the others | six |

## Strong answer
An opening of one sentence.

### Situation
It began on a Monday, with ½ of “the ledger” — quoted, dashed… and 3 × 4 = 12, 7 °C, naïve café, £5, €6.

> A note in the margin that goes on for a while, so that it is longer than the part beside which it stands, and has to be pushed.

### Task
Mine.

> Short part, long note: the margin is where notes meet each other when parts are short and notes are not.

### Action
I did it.

> A third note, which follows at once.

![A frame](frame.svg)

1. First
2. Second
    - nested
    - items

```
code block with a line that is far too long to stand in the measure of the page without being broken somewhere
```

### Result
Done by May.

## Afterthoughts
### A heading inside
Words under a heading of the author’s own, kept as they are.
"""


class Bindery:
    """Sets books on demand and keeps them in a folder that all workers share."""

    def __init__(self, shelf: Path) -> None:
        self.shelf = shelf / FOLDER_NAME
        self.shelf.mkdir(exist_ok=True)
        self._open: dict[str, Book] = {}

    def __getitem__(self, name: str) -> Book:
        if name not in self._open:
            kept = self._kept(name)
            while not kept.exists():
                # While another worker sets this book, set one that will be wanted later.
                if not any(self._try(each) for each in (name, *ORDERS) if not self._kept(each).exists()):
                    time.sleep(0.05)
            self._open[name] = pickle.loads(kept.read_bytes())
        return self._open[name]

    def _kept(self, name: str) -> Path:
        return self.shelf / f"{name}.pickle"

    def _try(self, name: str) -> bool:
        """Set a book unless somebody else is at it."""
        with _lock(self.shelf / f"{name}.lock") as mine:
            if not mine:
                return False
            kept = self._kept(name)
            if not kept.exists():
                partial = kept.with_suffix(".part")
                partial.write_bytes(pickle.dumps(self._set(name)))
                partial.replace(kept)
            return True

    def _set(self, name: str) -> Book:
        order = ORDERS[name]
        folder = self.shelf / f"{name}-home"
        folder.mkdir(exist_ok=True)
        packs = {"sample": lambda _: SAMPLE, "one": one_folder, "imported": imported_folder, "own": own_folder}
        pack = packs[order.kind](folder)
        request = BuildRequest(
            pack=pack,
            overrides={"paper": order.paper, **order.overrides},
            output=self.shelf / f"{name}.pdf",
            folder=folder,
            today=TODAY,
            cache=False,
        )
        report = build(request)
        spec, library = read_request(request).spec, library_of(folder)
        chosen = [*spec.questions, *(q.id for q in library.questions.values() if q.theme in spec.themes)]
        return measure(
            self.shelf / f"{name}.pdf",
            name,
            order.paper,
            (str(problem) for problem in report.problems),
            mirrored=spec.edition.mirrored,
            wordings={q: library.questions[q].wording for q in chosen},
            plan=library.plans[spec.plan].name if spec.plan in library.plans else "",
            folder=str(folder),
        )


def library_of(folder: Path) -> Library:
    """What can be chosen from in a reader's folder."""
    return load_library(assets.content_roots(folder))[0]


def one_folder(folder: Path) -> Path:
    """One shipped question."""
    pack = folder / "one.yaml"
    pack.write_text(ONE_PACK, encoding="utf-8")
    return pack


def imported_folder(folder: Path) -> Path:
    """The document that the project starts from, imported; its pack."""
    found = import_document(DOCUMENT.read_text(encoding="utf-8"), "director.md")
    for name, text in found.files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (pack,) = (folder / "content/packs").glob("*.yaml")
    return pack


def own_folder(folder: Path) -> Path:
    """A shipped question, and one of another theme that tries the page: long words, tables, notes that crowd."""
    questions = folder / "content/questions/people"
    questions.mkdir(parents=True, exist_ok=True)
    (questions / "odd-one.md").write_text(ODD_QUESTION, encoding="utf-8")
    (questions / "frame.svg").write_text(PICTURE, encoding="utf-8")
    pack = folder / "two-themes.yaml"
    pack.write_text(OWN_PACK, encoding="utf-8")
    return pack


@contextmanager
def _lock(path: Path) -> Iterator[bool]:
    with path.open("w") as file:
        held = False
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            held = True
        yield held
