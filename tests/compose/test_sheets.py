from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.assets import shipped_content
from generator.compose.fit import fitted
from generator.compose.room import FIELD_GAP, fixed_height, head_height, row_height, squares_side
from generator.compose.sheets import lay_out
from generator.load.library import load_library
from generator.model.layout import PlacedBlock, Sheet
from generator.model.pack import PAGE_SIZES, PageSize, Paper
from generator.model.problems import UsageError
from generator.model.worksheet import (
    AxesBlock,
    BreakBlock,
    CanvasBlock,
    LinesBlock,
    MatrixBlock,
    SheetBlock,
    SplitBlock,
    SquaresBlock,
    TableBlock,
    TicksBlock,
    Worksheet,
)

PAPERS = st.sampled_from(list(Paper))
WORDING = "Tell me about a major programme of yours that went badly off course. How did you recover it?"
label, prompt = st.text("abc ", min_size=1, max_size=40), st.text("abc ", max_size=80)

lines = st.builds(LinesBlock, kind=st.just("lines"), label=label, prompt=prompt, lines=st.integers(1, 12))
splits = st.builds(
    SplitBlock, kind=st.just("split"), label=label, prompt=prompt, columns=st.just(("a", "b")), lines=st.integers(1, 6)
)
tables = st.builds(
    TableBlock,
    kind=st.just("table"),
    label=label,
    prompt=prompt,
    columns=st.just(("a", "b", "c")),
    rows=st.integers(1, 5),
    row_height=st.integers(6, 14).map(float),
    weight=st.integers(0, 9),
)
drawings = st.one_of(
    st.builds(AxesBlock, kind=st.just("axes"), label=label, prompt=prompt, across=label, up=label),
    st.builds(CanvasBlock, kind=st.just("canvas"), label=label, height=st.integers(20, 120).map(float)),
)
others = st.one_of(
    drawings,
    st.builds(SquaresBlock, kind=st.just("squares"), label=label),
    st.builds(TicksBlock, kind=st.just("ticks"), label=label, choices=st.just(("a", "b"))),
    st.builds(
        MatrixBlock,
        kind=st.just("matrix"),
        label=label,
        name=st.just("a"),
        columns=st.just(("one", "another")),
        rows=st.integers(2, 12),
        total=st.sampled_from(["", "sum"]),
    ),
)
breaks = st.builds(BreakBlock, kind=st.just("break"), small_only=st.booleans())
blocks = st.lists(st.one_of(lines, lines, splits, tables, others, breaks), min_size=1, max_size=9)


def sheet_of(some: list[SheetBlock]) -> Worksheet:
    return Worksheet(id="W9", name="s", title="S", purpose="p", blocks=tuple(some))


def needed(placed: tuple[PlacedBlock, ...], page: PageSize) -> float:
    """The least room that these blocks take: one line a field."""
    return sum(p.height - (p.lines - 1) * page.pitch if p.lines else p.height for p in placed) + FIELD_GAP * (
        len(placed) - 1
    )


def used(placed: tuple[PlacedBlock, ...]) -> float:
    return sum(p.height for p in placed) + FIELD_GAP * (len(placed) - 1)


def pages(sheet: Sheet) -> list[tuple[tuple[PlacedBlock, ...], float]]:
    return [(page.blocks, page.head) for page in sheet.pages]


@given(blocks, PAPERS)
def test_every_block_is_placed_once_and_in_order(some: list[SheetBlock], paper: Paper) -> None:
    sheet = lay_out(sheet_of(some), PAGE_SIZES[paper], WORDING)
    assert [p.block for page in sheet.pages for p in page.blocks] == [b for b in some if not isinstance(b, BreakBlock)]
    assert [page.first for page in sheet.pages] == [True, *[False] * (len(sheet.pages) - 1)][: len(sheet.pages)]


MANY_SMALL: list[SheetBlock] = [LinesBlock(kind="lines", label="a", lines=n) for n in (1, 1, 1, 1, 1, 1, 1, 12)]


@given(blocks, PAPERS)
@example(MANY_SMALL, Paper.A5)
def test_a_page_is_never_over_full_when_it_can_fit(some: list[SheetBlock], paper: Paper) -> None:
    page = PAGE_SIZES[paper]
    for placed, head in pages(lay_out(sheet_of(some), page, WORDING)):
        if head + needed(placed, page) <= page.depth:
            assert head + used(placed) <= page.depth + 0.01


@given(blocks, PAPERS)
def test_a_page_with_fields_is_filled_to_within_a_line(some: list[SheetBlock], paper: Paper) -> None:
    page = PAGE_SIZES[paper]
    for placed, head in pages(lay_out(sheet_of(some), page, WORDING)):
        if any(p.lines for p in placed) and head + needed(placed, page) <= page.depth:
            assert head + used(placed) > page.depth - page.pitch - 0.01


@given(blocks, PAPERS)
def test_fields_have_a_line_at_least_and_whole_lines(some: list[SheetBlock], paper: Paper) -> None:
    page = PAGE_SIZES[paper]
    for placed in (p for sheet in lay_out(sheet_of(some), page, WORDING).pages for p in sheet.blocks):
        if isinstance(placed.block, LinesBlock | SplitBlock):
            assert placed.lines >= 1
            assert placed.height >= placed.lines * page.pitch + placed.label - 0.001
        else:
            assert placed.lines == 0
        assert 0 < placed.width <= page.measure


@given(st.lists(lines, min_size=2, max_size=5), PAPERS)
def test_room_is_shared_in_proportion(some: list[SheetBlock], paper: Paper) -> None:
    page = PAGE_SIZES[paper]
    (only,) = lay_out(sheet_of(some), page, WORDING).pages
    placed = only.blocks
    weights = [p.block.lines for p in placed if isinstance(p.block, LinesBlock)]
    total = sum(p.lines for p in placed)
    for weight, p in zip(weights, placed, strict=True):
        exact = weight * total / sum(weights)
        assert p.lines == 1 or abs(p.lines - exact) < 1 + len(some) / 4


@given(st.integers(1, 12), st.integers(1, 12), PAPERS)
def test_a_heavier_field_never_gets_fewer_lines(one: int, other: int, paper: Paper) -> None:
    some = [LinesBlock(kind="lines", label="a", lines=n) for n in (one, other)]
    (page,) = lay_out(sheet_of(list(some)), PAGE_SIZES[paper], WORDING).pages
    first, second = (p.lines for p in page.blocks)
    if one > other:
        assert first >= second
    elif other > one:
        assert second >= first


def test_a_table_with_a_weight_takes_only_what_fields_leave() -> None:
    page = PAGE_SIZES[Paper.A4]
    field = LinesBlock(kind="lines", label="a", lines=6)
    for weight, rows in ((0, 2), (40, 2), (40, 15)):
        table = TableBlock(kind="table", label="t", columns=("a", "b"), rows=rows, weight=weight)
        ((placed, head),) = pages(lay_out(sheet_of([field, table]), page, WORDING))
        assert placed[0].lines >= (6 if rows == 2 else 1)
        assert head + used(placed) == pytest.approx(page.depth)
        assert weight or placed[0].lines > 20


def test_a_drawing_gives_way_to_lines_that_were_asked_for_and_no_further() -> None:
    page = PAGE_SIZES[Paper.A4]
    field = LinesBlock(kind="lines", label="a", lines=12)
    for height, least in ((100, 100), (150, 110), (200, 133)):
        canvas = CanvasBlock(kind="canvas", label="c", height=height)
        ((placed, _),) = pages(lay_out(sheet_of([canvas, field]), page, WORDING))
        assert placed[0].height >= least
        assert placed[1].lines >= (12 if height < 200 else 1)


@pytest.mark.parametrize("paper", Paper)
def test_a_sheet_that_does_not_fit_says_what_would(paper: Paper) -> None:
    page = PAGE_SIZES[paper]
    many: list[SheetBlock] = [LinesBlock(kind="lines", label="a", lines=1, starts=("x",) * 18)]
    with pytest.raises(UsageError) as caught:
        fitted(sheet_of(many), replace(page, pitch=14), WORDING)
    mend = caught.value.problems[0].mend
    assert (found := re.fullmatch(r"lines ([\d.]+) mm apart would fit, or take larger paper", mend))
    assert fitted(sheet_of(many), replace(page, pitch=float(found[1])), WORDING).pages
    with pytest.raises(UsageError, match="larger paper, or put"):
        fitted(sheet_of([TableBlock(kind="table", label="t", columns=("a", "b"), rows=30)]), page, WORDING)


def test_a_page_of_tables_alone_is_filled_to_the_foot() -> None:
    page = PAGE_SIZES[Paper.A4]
    table = TableBlock(kind="table", label="Rows", columns=("a", "b"), rows=3)
    for some in ([table], [table, table]):
        ((placed, head),) = pages(lay_out(sheet_of(list(some)), page, WORDING))
        assert head + used(placed) == pytest.approx(page.depth)


def test_a_break_for_small_paper_counts_on_small_paper_only() -> None:
    field = LinesBlock(kind="lines", label="a", lines=3)
    some: list[SheetBlock] = [field, BreakBlock(kind="break", small_only=True), field]
    assert [len(lay_out(sheet_of(some), PAGE_SIZES[p], WORDING).pages) for p in Paper] == [1, 1, 2, 2]
    always: list[SheetBlock] = [field, BreakBlock(kind="break"), field]
    assert [len(lay_out(sheet_of(always), PAGE_SIZES[p], WORDING).pages) for p in Paper] == [2, 2, 2, 2]
    trailing: list[SheetBlock] = [BreakBlock(kind="break"), field, BreakBlock(kind="break")]
    assert len(lay_out(sheet_of(trailing), PAGE_SIZES[Paper.A4], WORDING).pages) == 1, "no empty page"


@given(st.integers(1, 400), st.integers(1, 400), PAPERS)
def test_a_longer_question_never_gets_a_smaller_head(one: int, more: int, paper: Paper) -> None:
    page = PAGE_SIZES[paper]
    assert head_height("a" * one, page) <= head_height("a" * (one + more), page)


@pytest.mark.parametrize("paper", Paper)
def test_a_head_has_room_for_each_line_of_its_question_that_is_begun(paper: Paper) -> None:
    """A line of 11 pt (on small paper 9.5 pt) holds so many letters; lines are 14 pt (12 pt) apart."""
    page = PAGE_SIZES[paper]
    size, leading, title = (9.5, 12, 13) if page.small else (11, 14, 15)
    letters = page.measure / (size * 0.53 * 25.4 / 72)
    assert 50 < letters < 90
    for count, lines in (1, 1), (letters, 1), (letters + 1, 2), (2 * letters, 2), (2 * letters + 1, 3):
        wording = "a" * int(count)
        assert head_height(wording, page) == pytest.approx(title + lines * leading * 25.4 / 72)
        (only,) = lay_out(sheet_of([LinesBlock(kind="lines", label="a", lines=3)]), page, wording).pages
        assert only.head == pytest.approx(title + lines * leading * 25.4 / 72)


@pytest.mark.parametrize("paper", Paper)
def test_heads_without_a_question_and_of_a_second_page(paper: Paper) -> None:
    page = PAGE_SIZES[paper]
    field = LinesBlock(kind="lines", label="a", lines=3)
    first, second = lay_out(sheet_of([field, BreakBlock(kind="break"), field]), page, None).pages
    assert (first.head, second.head) == ((23, 9) if page.small else (24, 11))


@pytest.mark.parametrize("paper", Paper)
def test_a_legend_has_room_for_each_line_that_is_begun(paper: Paper) -> None:
    """A mark takes 13 mm, a letter beside it 1.3 mm; lines are 4 mm high, 3 mm below the drawing."""
    page = PAGE_SIZES[paper]
    for words, lines in (
        ((), 0),
        (("a",), 1),
        (("a" * int((page.measure - 13) / 1.3),), 1),
        (("a" * (int((page.measure - 13) / 1.3) + 1),), 2),
        (("a" * int((page.measure - 13) / 1.3),) * 2 + ("a",), 3),
    ):
        canvas = CanvasBlock(kind="canvas", label="c", height=40, legend=words)
        (only,) = lay_out(sheet_of([canvas, LinesBlock(kind="lines", label="a", lines=3)]), page, WORDING).pages
        assert only.blocks[0].below == (3 + 4 * lines if lines else 0)
        bare = canvas.model_copy(update={"legend": ()})
        without = fixed_height(canvas, page) - fixed_height(bare, page)
        assert without == pytest.approx(3 + 4 * lines if lines else 0)


@pytest.mark.parametrize("paper", Paper)
def test_a_hundred_squares_fit_the_field(paper: Paper) -> None:
    page = PAGE_SIZES[paper]
    assert 3 < squares_side(page) * 25 <= page.measure
    assert row_height(TableBlock(kind="table", label="t", columns=("a", "b"), rows=1), page) == (
        10.5 if page.small else 12
    )


@pytest.mark.parametrize(
    ("sheet", "asked"),
    [
        ("W1", [2, 3, 2, 8, 4, 3, 3]),
        ("W3", [3, 3, 6, 6, 4, 3]),
        ("W5", [3, 3, 2, 3, 2, 1]),
        ("W8", [2, 3, 4, 2]),
        ("W9", [3, 3, 2, 3, 4, 3]),
        ("W10", [2, 3]),
        ("W11", [3]),
        ("W13", [2, 3, 2]),
        ("W15", [2, 2, 2, 2, 3]),
        ("W16", [2, 2]),
        ("W17", [2, 2, 2, 2, 2, 2, 2]),
        ("W18", [2, 4, 4, 4, 2]),
        ("W19", [4, 4, 4, 4, 4, 4]),
    ],
)
def test_shipped_sheets_keep_the_lines_that_the_guide_asks_on_a4(sheet: str, asked: list[int]) -> None:
    library, _ = load_library([shipped_content()])
    for question in library.questions.values():
        (page,) = lay_out(library.worksheets[sheet], PAGE_SIZES[Paper.A4], question.wording).pages
        found = [p.lines for p in page.blocks if p.lines]
        assert len(found) == len(asked)
        assert all(f >= a for f, a in zip(found, asked, strict=True)), (question.id, found)
