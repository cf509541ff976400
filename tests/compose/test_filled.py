"""What is not written yet: told with its line, and left out unless it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.compose.filled import choose
from generator.draft.question import FrontMatter, to_fill
from generator.jobs.choosing import named
from generator.load.library import load_library
from generator.load.packfile import read_pack
from generator.model.content import Library
from generator.model.pack import PackSpec
from generator.model.problems import SelectionError
from tests.compose.bank import TAXONOMY
from tests.load.shelf import QUESTION, small, write

EMPTY = to_fill(
    FrontMatter(
        id="mine",
        theme="strategy",
        format="case",
        competencies=("strategy",),
        level="director",
    ),
    "How?",
    ["strategy"],
    TAXONOMY,
)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.chdir(tmp_path)
    found, problems = load_library([write(small(Path("c")), {"questions/mine.md": EMPTY})])
    assert problems == ()
    return found


def test_what_is_not_written_is_told_with_its_line(library: Library) -> None:
    assert [str(problem) for problem in library.questions["mine"].unwritten] == [
        'c/questions/mine.md:14: "Why they ask" is not written yet; write it below its heading',
        'c/questions/mine.md:18: "Strong answer" is not written yet; write it below its heading',
        'c/questions/mine.md:42: "Follow-up probes" is not written yet; write it below its heading',
    ]
    assert not library.questions["mine"].is_filled
    assert library.questions["first-days"].is_filled


def test_it_joins_no_book_that_does_not_name_it(library: Library) -> None:
    chosen = choose(library, PackSpec())
    assert [q.id for q in chosen.questions] == ["first-days"]
    assert [str(problem) for problem in chosen.problems] == [
        'c/questions/mine.md: question "mine" is not written yet and is left out;'
        " write what is missing: prep-pack check tells where"
    ]


@pytest.mark.parametrize(
    "keys", [{"questions": ["mine"]}, {"themes": ["strategy"]}, {"themes": ["strategy, strategy"]}]
)
def test_it_is_printed_where_it_is_named(library: Library, keys: dict[str, list[str]]) -> None:
    pack = read_pack(None, keys)
    chosen = choose(library, pack.spec, named(library, pack))
    assert "mine" in [q.id for q in chosen.questions]
    assert chosen.problems == library.questions["mine"].unwritten
    with pytest.raises(SelectionError, match='question "mine" is not written yet and is left out'):
        choose(library, PackSpec(questions=("mine",)))


def test_a_limit_counts_what_is_printed(library: Library) -> None:
    assert [q.id for q in choose(library, PackSpec(limit=1)).questions] == ["first-days"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("To see a plan.", "To do: what the interviewer wants.", '15: "Why they ask" is not written yet'),
        ("To see a plan.", "Not in the document; write it here.", '15: "Why they ask" is not written yet'),
        ("I did it.", "<!-- later -->", '27: "Action" is not written yet'),
        ("# What would", "# To do: the question\n\n## Notes\nWhat would", "13: the question is not written yet"),
        ("I did it.", "I did it.\n\nTo do: more.", '30: "To do: more." only holds a place and is not printed'),
    ],
)
def test_places_of_earlier_versions_count_as_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert old in QUESTION
    root = small(Path("c"))
    write(root, {"questions/strategy/first-days.md": QUESTION.replace(old, new, 1)})
    question = load_library([root])[0].questions["first-days"]
    assert [str(problem).partition(";")[0].partition("first-days.md:")[2] for problem in question.unwritten] == [said]
    assert question.is_filled == ("only holds" in said)
    assert question.strong
    assert question.why_they_ask
    assert "To do" not in question.strong.parts[-1].markdown + question.why_they_ask.markdown


def test_a_section_without_even_a_comment_is_still_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.model.problems import ContentError

    monkeypatch.chdir(tmp_path)
    root = small(Path("c"))
    write(root, {"questions/strategy/first-days.md": QUESTION.replace("To see a plan.", "")})
    with pytest.raises(ContentError, match='the section "Why they ask" is empty'):
        load_library([root])
