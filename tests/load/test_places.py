"""A wrong value of a pack is told where it was said, whatever else holds the same words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.compose.assemble import assemble
from generator.compose.select import select
from generator.load.designs import load_design
from generator.load.packfile import SourcedPack, read_pack
from generator.load.roster import read_roster, row_pack
from generator.model.problems import PrepPackError, Problem, UsageError, warning
from tests.compose.bank import library, question

DECOYS = """# {word}
title: "{word}"
role: of {word}  # "{word}"
description: "unknown {word}: {key}"
"""
FIRST = DECOYS.count("\n") + 1
BANK = library(question("one", tags=("risk",), level="manager"), question("two", "people"))


def told(pack: SourcedPack) -> list[str]:
    """What is wrong with the values of a pack, as a build tells it; warnings too."""
    try:
        with pack.placing():
            load_design(pack.spec.design, [Path("designs")])
            selection = select(BANK, pack.spec)
            assemble(BANK, selection, pack.spec, date(2026, 11, 23))
    except PrepPackError as error:
        return [str(problem) for problem in error.problems]
    return [str(pack.placed(problem)) for problem in selection.problems]


@pytest.fixture
def here(here: Path) -> Path:
    """A folder with the design that a pack has when it names none."""
    (here / "designs" / "classic").mkdir(parents=True)
    (here / "designs" / "classic" / "design.yaml").write_text("")
    return here


@pytest.mark.parametrize(
    ("word", "text", "line", "said"),
    [
        ("nope", "questions: [one, nope]", 0, 'unknown question "nope"; '),
        ("nope", "questions:\n  - one\n  # nope\n  - nope", 3, 'unknown question "nope"; '),
        ("nope", "tags: [risk]\nexclude:\n- two\n- nope", 3, 'unknown question to exclude "nope"; '),
        ("nope", "themes: [people,\n  nope]", 1, 'unknown theme "nope"; '),
        ("nope", "tags:\n- risk\n- nope", 2, 'unknown tag "nope"; '),
        ("nope", "levels:\n- manager\n- nope", 2, 'unknown level "nope"; '),
        ("nope", "questions: [one]\nsheets:\n- W1\n- nope", 3, 'unknown sheet "nope"; '),
        ("nope", "questions: [one]\nsheets: nope", 1, 'unknown sheet "nope"; '),
        ("nope", "questions: [one]\nplan: nope", 1, 'unknown plan "nope"; '),
        ("nope", "coach: nope\ndesign: nope", 1, 'unknown design "nope"; '),
        ("one", "questions: [one]\nexclude: [one]", 1, "no question is left after --exclude one; "),
        ("risk", "questions: [two]\ntags: [risk]", 1, "no question is left after --tag risk; "),
        ("risk", "questions: [two]\ncompetencies: [risk]", 1, "no question is left after --competency risk; "),
        ("manager", "themes: [people]\nlevels: [manager]", 1, "no question is left after --level manager; "),
        ("case", "formats: [case]", 0, "no question is left after --format case; "),
        ("two", "themes: [strategy]\nquestions: [one,\n  two]\nlevels: [manager]", 2, 'question "two" was named, but '),
        ("0", "limit: 0", 0, '"limit" is 0; it must be at least 1'),
        ("a9", "edition: study\npaper: a9", 1, 'unknown paper "a9"; '),
        ("centres", "hole_marks: centres", 0, "hole_marks is centres, and there are no holes to mark; "),
        ("4", "paper: a5\nholes: 4", 1, "4 holes 80 mm apart need a page 260 mm high, and a5 has 210 mm; "),
    ],
)
def test_a_wrong_value_of_a_pack_file_is_told_with_its_own_line(
    here: Path, word: str, text: str, line: int, said: str
) -> None:
    path = Path("my.yaml")
    path.write_text(DECOYS.format(word=word, key=text.split(":")[0]) + text + f'\ncompany: "{word}"\n')
    try:
        found = told(read_pack(path, {}))
    except PrepPackError as error:
        found = [str(problem) for problem in error.problems]
    assert [problem.startswith(f"my.yaml:{FIRST + line}: {said}") for problem in found] == [True], found


def test_the_same_wrong_word_twice_is_told_with_both_lines(here: Path) -> None:
    Path("my.yaml").write_text("questions: [nope]\nthemes: [nope]\nexclude:\n- one\n- nope\n")
    assert [problem.split(" ")[0] for problem in told(read_pack(Path("my.yaml"), {}))] == [
        "my.yaml:1:",
        "my.yaml:5:",
        "my.yaml:2:",
    ]


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ({"questions": ["nope"]}, 'unknown question "nope"; '),
        ({"sheets": ["nope"]}, 'unknown sheet "nope"; '),
        ({"design": "nope"}, 'unknown design "nope"; '),
        ({"plan": "nope"}, 'unknown plan "nope"; '),
    ],
)
def test_a_wrong_flag_has_no_line_though_the_file_has_its_word(here: Path, flags: dict[str, object], said: str) -> None:
    Path("my.yaml").write_text("title: nope\nquestions: [one]\ntags: []\nsheets: [W1]\nplan: none\ndesign: classic\n")
    (problem,) = told(read_pack(Path("my.yaml"), flags))
    assert problem.startswith(said)


def test_what_the_pack_says_nothing_of_has_no_line(here: Path) -> None:
    Path("my.yaml").write_text("title: modern\ndesign:\nquestions: [one]\n")
    pack = read_pack(Path("my.yaml"), {})
    assert pack.placed(Problem("a", about=("design",))) == Problem("a", about=("design",))
    assert pack.placed(warning("a")).where is None


def test_a_flag_of_the_wrong_kind_is_named_and_carried(here: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_pack(None, {"limit": 0, "marks": "x"})
    assert [(problem.what, problem.about) for problem in caught.value.problems] == [
        ("--limit is 0", ("limit",)),
        ('--marks must be true or false, not "x"', ("marks",)),
    ]


def test_a_flag_with_an_unknown_word_is_named_and_carried(here: Path) -> None:
    asked = read_pack(None, {"levels": ["manager", "directr"], "formats": ["talk"]})
    with pytest.raises(UsageError) as caught, asked.placing():
        select(BANK, asked.spec)
    assert [(problem.what, problem.about) for problem in caught.value.problems] == [
        ('--level: unknown level "directr"', ("levels", 1)),
        ('--format: unknown format "talk"', ("formats", 0)),
    ]


def of_row(text: str, pack: str = "") -> list[str]:
    Path("r.csv").write_text(text)
    Path("my.yaml").write_text(pack)
    roster = read_roster(Path("r.csv"))
    try:
        return told(row_pack(Path("my.yaml"), roster, roster.rows[-1]))
    except PrepPackError as error:
        return [str(problem) for problem in error.problems]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("one nope,,,", '"questions": unknown question "nope"; '),
        (",nope,,", '"exclude": unknown question to exclude "nope"; '),
        (",,nope,", '"levels": unknown level "nope"; '),
        ("two,,manager,", '"levels": no question is left after --level manager; '),
        (",,,nope", '"paper": unknown paper "nope"; '),
    ],
)
def test_a_wrong_cell_is_told_with_its_line_and_its_column(here: Path, cells: str, said: str) -> None:
    lines = ["name,role,questions,exclude,levels,paper", "nope,nope,,,,", f'nope,"exclude: nope",{cells}']
    (problem,) = of_row("\n".join(lines) + "\n", "# nope\ntitle: nope\nquestions: [one, two]\n")
    assert problem.startswith(f"r.csv:3: {said}")


def test_a_value_that_the_row_has_from_the_pack_file_is_told_there(here: Path) -> None:
    (problem,) = of_row("name,questions\nnope,\n", "title: nope\nquestions: [nope]\n")
    assert problem.startswith('my.yaml:2: unknown question "nope"; ')


def test_the_problems_of_a_wrong_pack_file_and_a_wrong_row_are_told_together(here: Path) -> None:
    assert of_row("name,limit\nAnn,many\n", "titel: x\n") == [
        'my.yaml:1: unknown key "titel"; did you mean "title"?',
        'r.csv:2: "limit" must be a whole number, not "many"',
    ]
