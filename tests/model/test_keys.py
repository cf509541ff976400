"""What is known of a pack's key is known from its field: a new key cannot be forgotten elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, get_args

import pytest

from generator.load.packfile import load_pack
from generator.load.schema import SCHEMAS, schema_for
from generator.model.design import Tokens
from generator.model.keys import flag_of, is_list, kind_of, part_of
from generator.model.pack import PackSpec
from generator.model.spelling import Spelling
from generator.model.words import counted, plural, singular
from tests.compose.bank import TAXONOMY

OF_WORDS = [
    key
    for key, field in PackSpec.model_fields.items()
    for kind in (field.annotation, *get_args(field.annotation))
    if isinstance(kind, type) and issubclass(kind, Enum)
]
OF_THE_TAXONOMY = [key for key in PackSpec.model_fields if part_of(key)]


def test_there_are_keys_of_words() -> None:
    assert {"paper", "glossary", "holes", "hole_marks"} < set(OF_WORDS)
    assert {"levels", "formats", "competencies"} == set(OF_THE_TAXONOMY)


@pytest.mark.parametrize("key", OF_THE_TAXONOMY)
def test_capitals_do_not_matter_in_words_of_the_taxonomy(key: str, tmp_path: Path) -> None:
    word = TAXONOMY.part(part_of(key)).ids[-1]
    (tmp_path / "pack.yaml").write_text(f"{key}: [{word.upper()}]\n")
    assert getattr(load_pack(tmp_path / "pack.yaml", {}), key) == (word,)


@pytest.mark.parametrize("key", OF_WORDS)
def test_capitals_do_not_matter_where_words_are_fixed(key: str, tmp_path: Path) -> None:
    kind: Any = kind_of(key)
    word = list(kind)[-1]
    (tmp_path / "pack.yaml").write_text(f"{key}: {json.dumps([word.upper()] if is_list(key) else word.upper())}\n")
    found = getattr(load_pack(tmp_path / "pack.yaml", {}), key)
    assert found == ((word,) if is_list(key) else word)


def test_a_flag_that_is_given_for_each_value_is_in_the_singular() -> None:
    flags = {key: flag_of(key) for key in PackSpec.model_fields if is_list(key)}
    assert flags == {
        "questions": "--question",
        "themes": "--theme",
        "tags": "--tag",
        "competencies": "--competency",
        "levels": "--level",
        "formats": "--format",
        "exclude": "--exclude",
        "add_questions": "--add-question",
        "add_themes": "--add-theme",
        "sheets": "--sheet",
    }


def test_every_pattern_has_its_mend() -> None:
    """A pattern that is no `Spelling` could not be explained."""
    schemas = [*(schema_for(name, TAXONOMY) for name in SCHEMAS), Tokens.model_json_schema()]
    # The bleed has a check of its own; its pattern is for editors alone.
    patterns = set(_patterns(schemas)) - set(_patterns(schema_for("pack", TAXONOMY)["properties"]["bleed"]))
    assert patterns == set(Spelling)
    assert all(spelling.mend.startswith("write ") for spelling in Spelling)


def _patterns(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        schema = list(schema.values())
    for item in schema if isinstance(schema, list) else ():
        yield from _patterns(item)


@pytest.mark.parametrize(("one", "many"), [("page", "pages"), ("entry", "entries"), ("day", "days"), ("row", "rows")])
def test_one_thing_and_several(one: str, many: str) -> None:
    assert (counted(1, one), counted(2, one), counted(0, one)) == (f"1 {one}", f"2 {many}", f"0 {many}")
    assert counted(0, one, "no") == f"no {many}"
    assert (plural(one), singular(many)) == (many, one)
    assert singular("exclude") == "exclude"
