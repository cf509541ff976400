"""Names of fields outlive every program: what was kept under a name is found under it (docs/adr/0023)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator import assets
from generator.load.library import load_library
from generator.model.content import Library
from generator.model.fields import (
    OF_A_STORY,
    OF_EVERY_ANSWER,
    Part,
    PartForm,
    heading_of,
    part_names,
    parts_of,
    sheet_parts,
)
from generator.model.words import folded

PROMISED = Path(__file__).resolve().parents[1] / "data" / "fields.txt"


@pytest.fixture(scope="module")
def shipped() -> Library:
    return load_library([assets.shipped_content()])[0]


def names(library: Library) -> list[str]:
    sheets = library.worksheets.values()
    parts = (part for sheet in sheets for part in sheet_parts(sheet, library.plans.get(sheet.plan)))
    return [name for part in parts for name in part.fields()]


def test_every_name_of_a_field_is_kept(shipped: Library) -> None:
    now, promised = names(shipped), PROMISED.read_text(encoding="utf-8").split()
    lost, new = sorted(set(promised) - set(now)), sorted(set(now) - set(promised))
    assert not lost, (
        f"{len(lost)} names are gone: {lost[:5]}. What readers wrote under them would be lost. Give the block its old key "
        "(`key:`, `keys:`) in content/worksheets; only where nobody can have the sheet yet, change tests/data/fields.txt"
    )
    assert not new, f"{len(new)} names are new: {new[:5]}. Add them to tests/data/fields.txt: they are kept from now on"


def test_each_name_is_there_once(shipped: Library) -> None:
    assert len(set(names(shipped))) == len(names(shipped)) > 900


def test_every_shipped_sheet_has_names(shipped: Library) -> None:
    sheets = {name.partition(".")[0] for name in PROMISED.read_text(encoding="utf-8").split()}
    assert sheets == {sheet.name for sheet in shipped.worksheets.values()}
    assert set(shipped.worksheets) == {f"W{n}" for n in range(1, 20)} | {f"P{n}" for n in range(1, 8)}


def test_every_part_is_found_by_its_full_name_and_by_the_heading_it_is_given(shipped: Library) -> None:
    sheets = [("W1", "W18"), ("W1", "W2", "W3", "W5"), tuple(shipped.worksheets)]
    questions = list(shipped.questions.values())
    for worksheets in [*(question.worksheets for question in questions), *sheets]:
        known = parts_of(replace(questions[0], worksheets=worksheets), shipped)
        found = part_names(known)
        for part in known:
            assert found[folded(part.name)] == part
            assert found[folded(heading_of(part, known))] == part


def test_of_two_parts_with_one_label_the_first_has_it_and_the_other_its_sheet_before_it() -> None:
    first = Part("past", "Past", PartForm.TEXT, "pitch", "Pitch")
    second = Part("past", "Past", PartForm.TEXT, "time-line", "Time line")
    known = (first, second)
    assert [heading_of(part, known) for part in known] == ["Past", "Time line: Past"]
    found = part_names(known)
    assert [found[folded(name)] for name in ("PAST:", "pitch.past", "Pitch: Past")] == [first] * 3
    assert [found[folded(name)] for name in ("time-line.past", "**Time line: past**")] == [second] * 2


def test_a_block_that_asks_for_the_headline_is_the_headline(shipped: Library) -> None:
    known = parts_of(shipped.questions["stopped-funding"], shipped)
    assert [part.key for part in known].count("headline") == 1
    common = {part.key: part.form for part in OF_EVERY_ANSWER}
    for sheet in shipped.worksheets.values():
        for part in sheet_parts(sheet, shipped.plans.get(sheet.plan)):
            assert common.get(part.key, part.form) == part.form, part.name


def test_parts_of_a_story_have_names_of_their_own() -> None:
    assert len(part_names(OF_A_STORY)) >= len({part.name for part in OF_A_STORY}) == 8
