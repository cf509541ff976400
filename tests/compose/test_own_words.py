"""A reader's own words in a book: what stands where, how much room it gets, and that no other book has it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.assets import shipped_content
from generator.cohort.digest import Inputs
from generator.compose.assemble import assemble
from generator.compose.cards import cards_of, lay_out_cards
from generator.compose.select import select
from generator.compose.sheets import lay_out
from generator.load.library import load_library
from generator.model.content import Library
from generator.model.facts import PlanFacts, QuestionFacts, SheetFacts, StoriesFacts, WorksheetsFacts
from generator.model.layout import Filling, PlanLayout, Sheet
from generator.model.pack import PAGE_SIZES, PackSpec, Paper
from generator.model.printing import Flip
from generator.model.workbook import Workbook

TODAY = date(2026, 11, 23)
ANSWER = """---
question: {id}
stories: [{story}]
---
## Headline
My own headline.
## Situation
{situation}
## Private notes
Nobody reads this.
"""
STORY = """---
id: the-portal
competencies: [strategy]
---
# The portal nobody paid for
## Learning
Ask for a price.
"""
STAR, OTHER_STAR = "stopped-funding", "own-failure"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("answers", "stories"):
        (tmp_path / "content" / name).mkdir(parents=True)
    write_answer(tmp_path, STAR)
    (tmp_path / "content/stories/the-portal.md").write_text(STORY, encoding="utf-8")
    return tmp_path


def write_answer(folder: Path, id_: str, situation: str = "It was so.", story: str = "the-portal") -> None:
    text = ANSWER.format(id=id_, situation=situation, story=story)
    (folder / f"content/answers/{id_}.md").write_text(text, encoding="utf-8")


def read(folder: Path) -> Library:
    return load_library((folder / "content", shipped_content()))[0]


def book(library: Library, *questions: str, **keys: object) -> Workbook:
    spec = PackSpec.model_validate({"questions": questions or (STAR,), **keys})
    return assemble(library, select(library, spec), spec, TODAY)


def studied(workbook: Workbook) -> QuestionFacts:
    return next(workbook.held(QuestionFacts))


def sheet(workbook: Workbook) -> Sheet:
    (found,) = next(workbook.held(QuestionFacts)).sheets
    assert isinstance(found, Sheet)
    return found


def filled(workbook: Workbook) -> dict[str, Filling | None]:
    return {
        getattr(placed.block, "label", ""): placed.filling for side in sheet(workbook).pages for placed in side.blocks
    }


def test_beside_has_both_answers_and_instead_the_readers_alone(folder: Path) -> None:
    library = read(folder)
    model = library.questions[STAR]
    beside, instead = (studied(book(library, answers=word)) for word in ("beside", "instead"))
    assert beside.entry.question == model
    assert beside.mine
    assert beside.mine.strong
    assert [part.markdown for part in beside.mine.strong.parts] == ["It was so.", "Ask for a price."]
    mine = instead.entry.question
    assert mine.strong
    assert mine.strong.heading == "My answer"
    assert (mine.competent, mine.why_it_works, mine.cues, mine.numbers, mine.shipped) == (None, None, None, None, False)
    assert mine.probes == model.probes
    assert mine.headline
    assert mine.headline.markdown == "My own headline."


def test_none_prints_no_answer(folder: Path) -> None:
    facts = studied(book(read(folder), answers="none"))
    assert facts.mine is None
    assert facts.entry.question == read(folder).questions[STAR]


def test_a_question_without_an_answer_keeps_the_models_when_own_ones_are_asked_for(folder: Path) -> None:
    library = read(folder)
    assert studied(book(library, OTHER_STAR, answers="instead")).entry.question == library.questions[OTHER_STAR]


def test_worksheets_are_filled_from_the_answer_and_for_the_rest_from_its_story(folder: Path) -> None:
    found = filled(book(read(folder)))
    assert found["Headline"] == Filling("My own headline.")
    assert found["Situation"] == Filling("It was so.")
    assert found["Learning"] == Filling("Ask for a price.")
    assert found["Task"] is None


def test_blank_sheets_are_those_of_a_folder_without_answers(folder: Path, tmp_path: Path) -> None:
    bare = load_library((shipped_content(),))[0]
    assert sheet(book(read(folder), worksheets="blank")) == sheet(book(bare))


@pytest.mark.parametrize("paper", [Paper.A4, Paper.A5])
def test_text_is_set_closer_before_its_field_grows_and_then_takes_pages(paper: Paper, folder: Path) -> None:
    page, star = PAGE_SIZES[paper], read(folder).worksheets["W1"]
    place = next(i for i, block in enumerate(star.blocks) if getattr(block, "label", "") == "Situation")

    def laid_out(words: int) -> tuple[int, int, bool]:
        found = lay_out(star, page, "A question?", {place: Filling("word " * words)})
        field = next(p for side in found.pages for p in side.blocks if p.filling)
        assert field.filling
        assert all(side.over == 0 for side in found.pages)
        return field.lines, len(found.pages), field.filling.dense

    blank = lay_out(star, page, "A question?")
    lines = next(p.lines for side in blank.pages for p in side.blocks if getattr(p.block, "label", "") == "Situation")
    assert laid_out(5) == (lines, len(blank.pages), False)
    assert laid_out(70)[1:] == (len(blank.pages), True)
    grown, pages, dense = laid_out(600)
    assert dense
    assert grown > lines
    assert pages > len(blank.pages)
    assert laid_out(3000)[1] >= pages


def test_cards_take_each_of_headline_cues_and_numbers_where_the_answer_has_it(folder: Path) -> None:
    library = read(folder)
    spec = PackSpec(questions=(STAR,))
    (card,) = cards_of(lay_out_cards(library, select(library, spec), spec, TODAY, Flip.LONG))
    assert card.question.headline
    assert card.question.headline.markdown == "My own headline."
    assert card.question.cues == library.questions[STAR].cues
    none = PackSpec.model_validate({"questions": (STAR,), "answers": "none"})
    (card,) = cards_of(lay_out_cards(library, select(library, none), none, TODAY, Flip.LONG))
    assert card.question == library.questions[STAR]


def test_the_story_bank_is_filled_and_its_page_tells_what_is_told_twice(folder: Path) -> None:
    write_answer(folder, OTHER_STAR)
    workbook = book(read(folder), STAR, OTHER_STAR, sheets=["P7"])
    bank = next(workbook.held(SheetFacts)).sheet
    assert isinstance(bank, Sheet)
    (rows,) = [placed.filling for side in bank.pages for placed in side.blocks]
    assert rows
    assert rows.cells[0][:3] == ("The portal nobody paid for", "x", "")
    assert rows.cells[-1][1:3] == ("1", "0")
    (page,) = workbook.held(StoriesFacts)
    assert [entry.question.id for entry in page.stories[0].told] == [STAR, OTHER_STAR]
    assert "learning" in page.lacking
    assert not list(book(read(folder), sheets=["P7"], worksheets="blank").held(StoriesFacts))


def test_more_stories_than_rows_take_another_sheet(folder: Path) -> None:
    for number in range(13):
        text = STORY.replace("the-portal", f"story-{number}").replace("The portal", f"Story {number}")
        (folder / f"content/stories/story-{number}.md").write_text(text, encoding="utf-8")
    banks = list(book(read(folder), sheets=["P7"]).held(SheetFacts))
    titles = [
        row[0]
        for bank in banks
        if isinstance(bank.sheet, Sheet)
        for side in bank.sheet.pages
        for placed in side.blocks
        if placed.filling
        for row in placed.filling.cells
        if row[0]
    ]
    assert len(banks) == 2
    assert len(titles) == 14


def test_the_books_plan_is_filled_by_the_answer_whose_worksheet_it_is(folder: Path) -> None:
    text = "---\nquestion: first-ninety-days\n---\n## Risks\nThree directors in four years.\n"
    (folder / "content/answers/first-ninety-days.md").write_text(text, encoding="utf-8")
    (plan,) = book(read(folder), "first-ninety-days").held(PlanFacts)
    assert plan.layout.written
    assert plan.layout.written.risks.text == "Three directors in four years."
    assert studied(book(read(folder), "first-ninety-days")).mine is None, "there is nothing to tell"
    own = next(book(read(folder), "first-ninety-days", plan="none", edition="worksheets").held(WorksheetsFacts))
    assert isinstance(own.sheets[0], PlanLayout)
    assert own.sheets[0].written == plan.layout.written


def test_a_changed_answer_or_story_is_another_book_for_its_digest(folder: Path) -> None:
    def told() -> str:
        return Inputs(folder).of(book(read(folder)))

    first = told()
    assert told() == first
    write_answer(folder, STAR, "It was otherwise.")
    changed = told()
    assert changed != first
    story = folder / "content/stories/the-portal.md"
    story.write_text(STORY.replace("Ask for a price", "Ask first"), encoding="utf-8")
    assert told() not in (first, changed)


def test_only_a_question_of_the_readers_own_folder_is_not_shipped(folder: Path) -> None:
    source = next(shipped_content().rglob(f"{STAR}.md")).read_text(encoding="utf-8")
    (folder / "content/questions").mkdir()
    own = folder / "content/questions/own.md"
    own.write_text(source.replace(f"id: {STAR}", "id: my-own-question"), encoding="utf-8")
    questions = read(folder).questions
    assert not questions["my-own-question"].shipped
    assert questions[STAR].shipped
