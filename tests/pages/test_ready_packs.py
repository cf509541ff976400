"""What ``list packs`` says of a ready pack is what its build makes. Two packs stand for all: ``scripts/pages`` counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator import assets
from generator.compose.back import COVERAGE_TITLE
from generator.jobs.workbook import BuildRequest, build
from generator.load.extents import FILE, PAPERS, read_extents
from scripts.count_pages import PACKS, count

from .measure import measure


@pytest.mark.parametrize("name", ["first-week", "strategy"])
def test_the_pages_that_are_told_are_those_of_a_build(name: str) -> None:
    assert count(PACKS / f"{name}.yaml") == read_extents(PACKS)[name], "count again: scripts/pages"


def test_every_ready_pack_is_counted(tmp_path: Path) -> None:
    counted = read_extents(PACKS)
    assert {*counted} == {*assets.pack_files(tmp_path)}
    assert all(extent.pages[paper] > 10 for extent in counted.values() for paper in PAPERS)
    assert (PACKS / FILE).read_text(encoding="utf-8").count("\n") == len(counted) + 1


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_the_story_bank_stands_beside_what_the_questions_cover(paper: str, tmp_path: Path) -> None:
    request = BuildRequest(
        pack=PACKS / "first-week.yaml",
        overrides={"paper": paper},
        output=tmp_path / "p.pdf",
        folder=tmp_path,
        today=date(2026, 11, 23),
    )
    build(request)
    pages = {mark.title: mark.page for mark in measure(tmp_path / "p.pdf", "p", paper, paths=False).outline}
    assert pages[COVERAGE_TITLE] % 2 == 0, "a left-hand page"
    assert pages["Story bank"] == pages[COVERAGE_TITLE] + 1
