from __future__ import annotations

import csv
from pathlib import Path

import pytest

from generator.finish.table import harmless, write_table


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", " =1", "\t=1", "\r=1", "\n=1", "＝1", "\u00a0@x"])
def test_formulas_are_escaped(cell: str) -> None:
    assert harmless(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "Ann", "a=b", "1-2", "'", "é"])
def test_other_cells_are_left(cell: str) -> None:
    assert harmless(cell) == cell


def test_a_table_can_be_read_back(tmp_path: Path) -> None:
    rows: list[list[object]] = [["a", 1, ""], ['say "so", then', "two\nlines", "Zoë \ud800"]]
    write_table(tmp_path / "t.csv", rows)
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["a", "1", ""], ['say "so", then', "two\nlines", "Zoë ?"]]
