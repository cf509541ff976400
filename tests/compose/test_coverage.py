from __future__ import annotations

import pytest

from generator.compose.coverage import LEAST_FOR_A_PAGE, coverage, lay_out_coverage, thin
from generator.model.facts import ContentsFacts
from generator.model.pack import PAGE_SIZES, Edition, Paper
from tests.compose.bank import TAXONOMY, library, question
from tests.compose.test_assemble import book, ids

ROWS = coverage(
    [
        ("1", question("a")),
        ("2", question("b", format="case")),
        ("7", question("c", competencies=("risk", "strategy"))),
    ],
    TAXONOMY,
)


def test_every_competency_has_a_row_and_every_format_a_cell() -> None:
    assert [row.competency.id for row in ROWS] == list(TAXONOMY.competencies.ids)
    assert {len(row.cells) for row in ROWS} == {len(TAXONOMY.formats)}


def test_a_question_stands_under_its_format_in_each_of_its_competencies() -> None:
    found = {row.competency.id: ["".join(asked.number for asked in cell) for cell in row.cells] for row in ROWS}
    assert found["strategy"] == ["17", "", "", "2"]
    assert found["risk"] == ["7", "", "", ""]
    assert found["people"] == [""] * 4


def test_what_is_thin() -> None:
    assert {row.competency.id for row in thin(ROWS, 1)} == {*TAXONOMY.competencies.ids} - {"strategy", "risk"}
    assert "risk" in {row.competency.id for row in thin(ROWS, 3)}
    assert "strategy" not in {row.competency.id for row in thin(ROWS, 3)}


@pytest.mark.parametrize("paper", Paper)
def test_rows_fill_the_page_and_a_full_cell_has_its_room(paper: Paper) -> None:
    page = PAGE_SIZES[paper]
    plain = lay_out_coverage(ROWS, TAXONOMY.formats, page)
    assert len(set(plain.heights)) == 1
    assert page.depth - 6 < plain.head + sum(plain.heights) <= page.depth
    many = coverage([(str(n), question(f"q{n}")) for n in range(1, 31)], TAXONOMY)
    full = lay_out_coverage(many, TAXONOMY.formats, page)
    assert full.heights[0] >= 10 * 3.8
    assert full.own_width > 24
    assert page.depth - 6 < full.head + sum(full.heights) <= page.depth


def test_a_book_to_study_with_enough_questions_has_the_page() -> None:
    enough = library(*(question(f"q{n}") for n in range(LEAST_FOR_A_PAGE)))
    assert ids(book(enough))[-2:] == ["coverage", "notes"]
    assert "coverage" not in ids(book(enough, limit=LEAST_FOR_A_PAGE - 1))
    assert "coverage" in ids(book(enough, edition=Edition.PRACTICE))
    assert "coverage" not in ids(book(enough, edition=Edition.WORKSHEETS))


def test_the_contents_list_the_page_where_it_is() -> None:
    def listed(limit: int) -> list[str]:
        bank = library(*(question(f"q{n}") for n in range(LEAST_FOR_A_PAGE)))
        groups = next(book(bank, limit=limit).held(ContentsFacts)).groups
        return [entry.target for entry in groups[-1].entries]

    assert listed(LEAST_FOR_A_PAGE) == ["plan", "coverage", "notes"]
    assert listed(LEAST_FOR_A_PAGE - 1) == ["plan", "notes"]
