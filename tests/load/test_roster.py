from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.load.roster import COLUMNS, MOST_ROWS, Roster, read_roster, row_pack
from generator.model.pack import Ink, PackSpec, Paper
from generator.model.problems import ContentError


def roster(data: str | bytes) -> Roster:
    path = Path("r.csv")
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_roster(path)


def test_every_column_is_a_key_of_a_pack() -> None:
    keys = list(COLUMNS.values())
    assert set(keys) < set(PackSpec.model_fields)
    assert len(set(keys)) == len(keys)


def test_every_column_is_read(here: Path) -> None:
    header = "Name,ROLE,Company,Interview Date,coach,questions,themes,tags,competencies,levels,formats,exclude,limit,"
    row = "Ann Lee,CTO,A bank,2026-12-01,Cy,a b;c,t,x; y,Strategy people,Manager,case,d,3,A5,Screen,GREY"
    read = roster(f"{header}paper,edition,ink\n{row}\n")
    spec = row_pack(None, read, read.rows[0]).spec
    assert (spec.candidate, spec.role, spec.company, spec.coach) == ("Ann Lee", "CTO", "A bank", "Cy")
    assert (spec.interview_date, spec.questions, spec.tags) == (date(2026, 12, 1), ("a", "b", "c"), ("x", "y"))
    assert (spec.competencies, spec.levels, spec.formats) == (("strategy", "people"), ("manager",), ("case",))
    assert (spec.limit, spec.paper, spec.ink, spec.exclude) == (3, Paper.A5, Ink.GREY, ("d",))


def test_an_empty_cell_leaves_the_packs_own_value(here: Path) -> None:
    Path("p.yaml").write_text("role: From the pack\npaper: a5\n")
    read = roster("name,role,paper\nAnn,,\nBo,His own,letter\n")
    specs = [row_pack(Path("p.yaml"), read, row).spec for row in read.rows]
    assert [(spec.role, spec.paper) for spec in specs] == [("From the pack", "a5"), ("His own", "letter")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_dialects_of_spreadsheets(here: Path, delimiter: str, end: str, mark: str) -> None:
    lines = ["name;interview-date;role", '"Lee, Ann; PhD";2026-12-01;"said ""yes""\tthen"', ";;", "", "Bo;;"]
    text = end.join(line.replace(";", delimiter) if i != 1 else line for i, line in enumerate(lines))
    text = text.replace('PhD";2026-12-01;"', f'PhD"{delimiter}2026-12-01{delimiter}"')
    read = roster(mark + text)
    assert [(row.line, row.name) for row in read.rows] == [(2, "Lee, Ann; PhD"), (5, "Bo")]
    assert read.rows[0].overrides["role"] == 'said "yes"\tthen'
    assert not any(row.problems for row in read.rows)


def test_lines_are_counted_as_an_editor_does(here: Path) -> None:
    read = roster('name,role\n"Ann","two\nlines"\n\nBo,\u2028\n')
    assert [row.line for row in read.rows] == [2, 5]


def test_cells_beyond_the_header_may_be_empty(here: Path) -> None:
    (row,) = roster("name,role,,\nAnn,CTO,,,,\n").rows
    assert row.problems == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", 'r.csv: the roster is empty; begin with a line such as "name,role,company"'),
        (
            "name,role\n",
            "r.csv: the roster has a header but no rows; add a row for each candidate",
        ),
        (
            "Ann Lee,CTO\nBo,CIO\n",
            "r.csv:1: this is no roster: its first line names none of the columns; "
            'begin with a line such as "name,role,company"',
        ),
        (
            '{"name": "Ann"}',
            "r.csv:1: this is no roster: its first line names none of the columns; "
            'begin with a line such as "name,role,company"',
        ),
        (
            "nmae,role,role,,x\nAnn,,,,\n",
            'r.csv:1: unknown column "nmae"; did you mean "name"?\n'
            'r.csv:1: the column "role" is there twice; remove one\n'
            "r.csv:1: column 4 has no name; name it, or remove it\n"
            'r.csv:1: unknown column "x"; known: add_questions, add_themes, coach, coach_email, company, competencies, edition, '
            "email, exclude, formats, ink, interview_date, …\n"
            'r.csv:1: there is no column "name"; add it',
        ),
        (
            'name,role\nBo,\nAnn,"CTO\nCy,\n',
            'r.csv:3: a quotation mark is not closed; close it, or write "" for a mark inside quotes',
        ),
        (
            'name,role\n"Ann" Lee,CTO\n',
            'r.csv:2: text follows a closing quotation mark; write "" for a mark inside quotes',
        ),
        (
            "name\n" + "x" * 140_000,
            "r.csv:2: a cell is longer than 131072 characters; close its quotation mark, or shorten it",
        ),
        (
            "name\n" + "Ann\n" * (MOST_ROWS + 1),
            "r.csv:5002: the roster has 5001 rows; at most 5000 fit; split it",
        ),
        (
            b"PK\x03\x04\xff\xfe workbook",
            "r.csv: this is a spreadsheet or an archive, not CSV; save it as CSV (UTF-8)",
        ),
        ("name\n" + "x" * 2_000_001, "r.csv: the file is larger than 2 MB; split it"),
        ("name\nAnn\x00\n", "r.csv:2: control character NUL; remove it"),
    ],
)
def test_what_is_wrong_with_the_file(here: Path, data: str | bytes, said: str) -> None:
    with pytest.raises(ContentError) as caught:
        roster(data)
    assert str(caught.value) == said


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_another_encoding(here: Path, encoding: str) -> None:
    with pytest.raises(ContentError, match=r"^r\.csv:\d: this is not UTF-8; .*; save it as UTF-8$"):
        roster("name,role\nZoë,Directrice générale déléguée à l’été\n".encode(encoding))


def test_a_missing_roster(here: Path) -> None:
    with pytest.raises(ContentError, match=r"^none\.csv: there is no such file; check the path$"):
        read_roster(Path("none.csv"))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",CTO,,", 'r.csv:2: "name" is empty; write the candidate\'s name'),
        ("Ann,CTO", "r.csv:2: this row has 2 cells, and the header names 4 columns; "),
        ("Ann,a,,,b", "r.csv:2: this row has 5 cells, and the header names 4 columns; "),
        ("Ann,,1 Dec,", 'r.csv:2: "interview_date" is no date: "1 Dec"; write YYYY-MM-DD'),
        ("Ann,,,many", 'r.csv:2: "limit" must be a whole number, not "many"'),
        ("x" * 201 + ",,,", 'r.csv:2: "name" is too long (201 characters); at most 200 fit'),
    ],
)
def test_what_is_wrong_with_a_row(here: Path, row: str, said: str) -> None:
    read = roster(f"name,role,interview_date,limit\n{row}\nBo,,,\n")
    with pytest.raises(ContentError) as caught:
        row_pack(None, read, read.rows[0])
    assert str(caught.value).startswith(said)
    assert row_pack(None, read, read.rows[1]).spec.candidate == "Bo"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "<b>", "{{ x }}"])
def test_strange_cells_are_content(here: Path, cell: str) -> None:
    read = roster(f"name,role\n{cell},{cell}\n")
    spec = row_pack(None, read, read.rows[0]).spec
    assert (spec.candidate, spec.role) == (cell, cell)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=60) | st.text(alphabet='name,;\t"\r\n é=-', max_size=60).map(str.encode))
def test_whatever_it_holds_it_is_read_or_refused(here: Path, data: bytes) -> None:
    try:
        read = roster(b"name,role\n" + data)
    except ContentError as error:
        assert all(problem.where for problem in error.problems)
    else:
        assert read.rows
