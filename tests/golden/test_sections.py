"""The markup of every kind of section, from a small bank with one of everything, kept as goldens.

A change of a template shows here as a difference to read. After reading it:
``pytest tests/golden --refresh-goldens``, or ``PREP_PACK_REFRESH_GOLDENS=1``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.load.library import load_library
from generator.model.facts import SectionKind
from tests.compose.bank import library as bank
from tests.compose.bank import plan, question
from tests.load.shelf import small
from tests.render.dressing import dress

GOLDENS = Path(__file__).parent
KINDS = {
    "cover": "cover",
    "contents": "contents",
    "how-to": "how-to",
    "theme": "theme-strategy",
    "question": "q-first-days",
    "frameworks": "frameworks",
    "plan": "plan",
    "notes": "notes",
    "glossary": "glossary",
    "attempt": "q-first-days",
    "answers": "answers",
    "answer": "a-first-days",
    "worksheets": "q-first-days",
}
EDITIONS = {"attempt": "practice", "answers": "practice", "answer": "practice", "worksheets": "worksheets"}
"""The editions of the kinds that the study edition does not have."""
GLOSSARY = "- term: Teams\n  meaning: People who *work* together.\n- term: Unused\n  meaning: Not there.\n"
EVERY_FIELD = """
## Strong signals
- Names a *person*

## Weak signals
- Promises “everything”

## Answer plan
- 20 s: **Frame.** What you inherit.
- 40 s: **Learn.** Whom you hear.

## Competent answer
A tidy answer.

## Why it is only competent
It could be anyone’s.

## Headline
I earn the right to change things.

## Why it works
Each phase has a goal.

## Follow-up probes
- What if it fails? *Tests honesty.*

## Pitfalls
- Talking for an hour

## Make it yours
- Put in your own story

## Numbers to have ready
- Teams

## Recall cues
- learn
- test

## Context note
A rule applies.

## Self-score
- I said what would make me act

## Something else
A section of the author’s own, with a list:
- one
- two
"""


def lines(markup: str) -> str:
    """Markup with a line for each tag, so that a difference is short; data addresses without their data."""
    markup = re.sub(r"data:image/svg\+xml,[^)\"]*", "data:…", markup)
    spread = re.sub(r"\s*(<[^>]*>)\s*", r"\n\1\n", markup)
    return "\n".join(line.strip() for line in spread.splitlines() if line.strip()) + "\n"


@pytest.mark.parametrize("paper", ["a4", "a5"])
@pytest.mark.parametrize("kind", KINDS)
def test_section(kind: str, paper: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refresh: bool) -> None:
    monkeypatch.chdir(tmp_path)
    shelf = small(tmp_path / "content")
    file = shelf / "questions/strategy/first-days.md"
    file.write_text(file.read_text(encoding="utf-8") + EVERY_FIELD, encoding="utf-8")
    if kind == "theme":  # one with a single question has no page of its own
        second = file.read_text(encoding="utf-8").replace("id: first-days", "id: second-days")
        file.with_name("second-days.md").write_text(second, encoding="utf-8")
    if kind == "glossary":
        (shelf / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    library, _ = load_library([shelf])
    document = dress(
        tmp_path,
        library,
        title="A title",
        candidate="Robin",
        role="Director",
        company="A bank",
        interview_date=date(2026, 12, 1),
        coach="Sam",
        paper=paper,
        notes_pages=1,
        edition=EDITIONS.get(kind, "study"),
    )
    (section,) = [s for s in document.sections if s.id == KINDS[kind]]
    found = lines(section.markup.replace(str(tmp_path), "…"))
    golden = GOLDENS / paper / f"{kind}.html"
    if refresh:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert golden.is_file(), "no golden yet: write it with --refresh-goldens"
    assert found == golden.read_text(encoding="utf-8"), "read the difference, then --refresh-goldens"


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_the_page_of_what_is_covered(paper: str, tmp_path: Path, refresh: bool) -> None:
    """It takes four questions, so it has a bank of its own."""
    forms = ("behavioural", "case", "case", "approach")
    document = dress(tmp_path, bank(*(question(f"q{n}", format=form) for n, form in enumerate(forms))), paper=paper)
    (section,) = [s for s in document.sections if s.id == "coverage"]
    golden = GOLDENS / paper / "coverage.html"
    if refresh:
        golden.write_text(lines(section.markup), encoding="utf-8")
    assert lines(section.markup) == golden.read_text(encoding="utf-8"), "read the difference, then --refresh-goldens"


def test_every_kind_of_section_has_a_golden(tmp_path: Path) -> None:
    two = bank(question("first-days"), question("second-days"))
    whole = dress(tmp_path, replace(two, plans={"first-90-days": plan()}))
    assert {s.id for s in whole.sections} - {"q-second-days"} == {
        id_ for kind, id_ in KINDS.items() if kind not in {*EDITIONS, "glossary"}
    }
    kinds = {k.value for k in SectionKind}
    # The filler is a page for notes between sections that are set apart; the page tests measure it.
    # They measure sheets that are printed by themselves, too, the calibration page, the specimen of a design, and stories.
    assert set(KINDS) == kinds - {"filler", "sheet", "calibration", "coverage", "cards", "specimen", "stories"}
    on_disk = {(f.parent.name, f.stem) for f in GOLDENS.glob("*/*.html")}
    assert on_disk == {(paper, kind) for paper in ("a4", "a5") for kind in (*KINDS, "coverage")}
