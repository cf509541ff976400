"""What readers have typed is on the pages: every word of it, a little above the rules, at their pitch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from generator.cohort.batch import BatchRequest, run_batch
from generator.jobs.stories import StoriesRequest, print_stories
from generator.jobs.workbook import BuildRequest, build

from .measure import GRIDS, Book, measure, squeezed, words_of

TODAY = date(2026, 11, 23)
ABOVE = 1.5
"""The baseline of what is typed stands within so much of its rule, mm."""
LONG = " ".join(f"{word}{number}" for number in range(260) for word in ("quince", "medlar"))
ANSWERS = {
    "stopped-funding": f"""## Headline
Headword: nobody paid.
## Situation
Sitword in *spring*.
## Action
1. Actword one, because so.
2. Actword two.
## Result
### Before
Beforeword
### After
Afterword
## Probes
{LONG}
## What this question stresses
Stressword.
## Recall cues
- cueword
## Numbers to have ready
- 4711 users
## A thought
Noteword.
## Private notes
Secretword.
""",
    "career-in-two-minutes": """## My answer
Openword.
### Past
Pastword.
## Aloud
| Date | Seconds | What stuck | What to cut |
| --- | --- | --- | --- |
| 12 Novword | 140 | stuckword | cutword<br>secondcut |
""",
    "first-ninety-days": """## Plan
| | Learn | Synthesise | Plan |
| --- | --- | --- | --- |
| People | Peopleword | Deputyword | |
## Weeks
| Week | Goal | Meetings | Output |
| --- | --- | --- | --- |
| 1 | Goalword | Meetword | Outword |
## Risks
Riskword.
""",
}
STORY = """---
id: portal
competencies: [strategy]
---
# Portalword story
## Learning
Learnword.
"""
TYPED = sorted(
    map(squeezed, set(re.findall(r"\w*word\b|4711|quince\d+|medlar\d+|secondcut", "".join(ANSWERS.values()) + STORY)))
)
NEVER = "secretword"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("own-words")
    for name in ("answers", "stories"):
        (home / "content" / name).mkdir(parents=True)
    for id_, text in ANSWERS.items():
        (home / f"content/answers/{id_}.md").write_text(f"---\nquestion: {id_}\nstories: [portal]\n---\n{text}")
    (home / "content/stories/portal.md").write_text(STORY)
    return home


@pytest.fixture(scope="module", params=["a4", "a5"])
def book(request: pytest.FixtureRequest, folder: Path) -> Book:
    path = folder / f"{request.param}.pdf"
    looks = {"paper": request.param, "questions": list(ANSWERS), "sheets": ["P7"], "edition": "practice"}
    build(BuildRequest(pack=None, overrides=looks, output=path, folder=folder, today=TODAY))
    return measure(path, request.param, request.param)


def test_no_word_is_lost_and_what_is_private_is_not_printed(book: Book) -> None:
    text = squeezed("".join(page.text for page in book.pages))
    assert [word for word in TYPED if word not in text and word != NEVER] == []
    assert NEVER not in text


def test_the_label_of_model_answers_stands_over_no_other(book: Book) -> None:
    mine = [page for page in book.pages if "My answer" in page.text and "Openword" in page.text]
    assert mine
    assert not any("Illustrative" in page.text for page in mine)


def test_text_stands_just_above_its_rules_at_their_pitch(book: Book) -> None:
    pitch = GRIDS[book.paper].pitch
    found = [(page, word) for page in book.pages for word in page.words if word.text in ("Sitword", "Beforeword")]
    sheets = [(page, word) for page, word in found if any(page.fields) and "STAR" in page.text]
    assert sheets
    for page, word in sheets:
        ys = sorted(y for field in page.fields for y in field)
        below = min(y - word.baseline for y in ys if y > word.baseline)
        assert below < ABOVE, word.text
    # Where a field has grown, its rules are a picture that is higher than what is seen of it.
    for page in (page for page, _ in sheets if "quince" not in page.text):
        steps = [lower - upper for field in page.fields for upper, lower in pairwise(field)]
        assert any(abs(step - pitch) < 0.1 for step in steps)
        assert min(steps) > pitch - 0.1


def test_stories_are_printed_alone(folder: Path) -> None:
    path = folder / "stories.pdf"
    looks = {"paper": "a4", "questions": list(ANSWERS)}
    print_stories(StoriesRequest(pack=None, overrides=looks, output=path, folder=folder, today=TODAY))
    text = squeezed("".join(_texts(path)))
    assert "portalword" in text
    assert "wouldhearittwice" in text


def test_a_rosters_books_have_nothing_of_the_folders_owner(folder: Path) -> None:
    roster, pack = folder / "roster.csv", folder / "pack.yaml"
    roster.write_text("name\nAnn Lee\n")
    pack.write_text("questions: [stopped-funding]\nedition: worksheets\nanswers: instead\npaper: a4\nsheets: P7\n")
    report = run_batch(BatchRequest(roster=roster, pack=pack, output=folder / "out", folder=folder, today=TODAY))
    text = squeezed("".join(_texts(report.folder / report.rows[0].file)))
    assert "starandlearning" in text
    assert [word for word in TYPED if word in text] == []


def _texts(path: Path) -> Iterator[str]:
    for words in words_of(path):
        yield "".join(word.text for word in words)
