from __future__ import annotations

from pathlib import Path

import pytest

from generator.load.extents import FILE, Extent, extents_text, read_extents
from generator.model.pack import Paper
from generator.model.problems import ContentError

ONE = {"first-week": Extent(6, {Paper.A4: 58, Paper.A5: 74})}


def test_counts_read_back_as_they_were_written(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(extents_text(ONE))
    assert (tmp_path / FILE).read_text() == "pack,questions,a4,a5\nfirst-week,6,58,74\n"
    assert read_extents(tmp_path) == ONE


def test_where_nobody_counted_there_are_none(tmp_path: Path) -> None:
    assert read_extents(tmp_path) == {}


@pytest.mark.parametrize("text", ["pack,a4\n", "pack,questions,a4,a5\nx,6,many,74\n", "pack,questions,a4,a5\nx,6,58\n"])
def test_another_file_is_told(here: Path, text: str) -> None:
    (here / FILE).write_text(text)
    line = text.count("\n")
    with pytest.raises(ContentError, match=rf"^pages.csv:{line}: this is no row of pack,questions,a4,a5; count again"):
        read_extents(here)
