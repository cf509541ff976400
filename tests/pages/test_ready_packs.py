"""What ``list packs`` says of a ready pack is what its build makes. Two packs stand for all: ``scripts/pages`` counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import assets
from generator.load.extents import FILE, PAPERS, read_extents
from scripts.count_pages import PACKS, count


@pytest.mark.parametrize("name", ["first-week", "strategy"])
def test_the_pages_that_are_told_are_those_of_a_build(name: str) -> None:
    assert count(PACKS / f"{name}.yaml") == read_extents(PACKS)[name], "count again: scripts/pages"


def test_every_ready_pack_is_counted(tmp_path: Path) -> None:
    counted = read_extents(PACKS)
    assert {*counted} == {*assets.pack_files(tmp_path)}
    assert all(extent.pages[paper] > 10 for extent in counted.values() for paper in PAPERS)
    assert (PACKS / FILE).read_text(encoding="utf-8").count("\n") == len(counted) + 1
