"""Packing: what comes back is what was put, or nothing."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.keep import packing
from generator.keep.packing import KeptKind, pack, seal, unpack, unseal
from generator.model.problems import Problem, SourceRef
from generator.model.workbook import FontUse, OutlineEntry, Place, SetSection

KEY = "ab" * 32

numbers = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False)
texts = st.text(st.characters(exclude_categories=[]), max_size=20)
"""All characters, and what a damaged file may hold in place of one."""
BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    float: numbers,
    int: st.integers(-(2**70), 2**70),
    str: texts,
    bytes: st.binary(max_size=100),
}


def every_field(kind: type, **known: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of a dataclass with all its fields filled, those with a default too."""
    hints = get_type_hints(kind)
    by_name = {f.name: BY_TYPE.get(hints[f.name], st.from_type(hints[f.name])) for f in fields(kind)}
    return st.builds(kind, **by_name | known)


places = every_field(Place)
problems = every_field(Problem, where=st.none() | every_field(SourceRef))
fonts = every_field(FontUse, glyphs=st.dictionaries(st.integers(0, 70_000), st.tuples(numbers, texts), max_size=5))
sections = every_field(
    SetSection,
    outline=st.lists(every_field(OutlineEntry, place=places), max_size=3).map(tuple),
    targets=st.dictionaries(texts, places, max_size=3),
    fonts=st.dictionaries(texts, fonts, max_size=3),
    problems=st.lists(problems, max_size=3).map(tuple),
)


@given(sections)
def test_a_section_comes_back_as_it_was(section: SetSection) -> None:
    back = unpack(pack(section))
    assert back == section
    assert back is not None
    # Order is part of the result: fonts are numbered by it.
    assert list(back.fonts) == list(section.fonts)
    assert list(back.targets) == list(section.targets)


def test_every_field_is_packed() -> None:
    section = SetSection("a", b"", 0, (), {}, {})
    assert {*packing._header(section), "data"} == {field.name for field in fields(SetSection)}


@given(st.sampled_from(KeptKind), st.binary(max_size=200))
def test_a_sealed_body_comes_back(kind: KeptKind, body: bytes) -> None:
    assert unseal(kind, KEY, seal(kind, KEY, body)) == body


@given(st.binary(max_size=300))
def test_any_other_bytes_are_nothing(entry: bytes) -> None:
    assert unseal(KeptKind.BYTES, KEY, entry) is None
    assert unpack(entry) is None or entry[4:5] == b"{"


def test_a_changed_byte_anywhere_is_noticed() -> None:
    entry = seal(KeptKind.SECTION, KEY, b"the pages")
    for position in range(len(entry)):
        changed = bytearray(entry)
        changed[position] ^= 1
        assert unseal(KeptKind.SECTION, KEY, bytes(changed)) is None


def test_an_entry_cut_short_or_too_long_is_noticed() -> None:
    entry = seal(KeptKind.SECTION, KEY, b"the pages")
    for length in range(len(entry)):
        assert unseal(KeptKind.SECTION, KEY, entry[:length]) is None
    assert unseal(KeptKind.SECTION, KEY, entry + b"\0") is None


def test_an_entry_under_another_name_or_of_another_kind_is_noticed() -> None:
    entry = seal(KeptKind.SECTION, KEY, b"the pages")
    assert unseal(KeptKind.SECTION, "cd" * 32, entry) is None
    assert unseal(KeptKind.BYTES, KEY, entry) is None


@pytest.mark.parametrize("changed", [{"FORMAT": 2}, {"_SHAPE": [["id", "data"]]}])
def test_another_format_is_noticed(monkeypatch: pytest.MonkeyPatch, changed: dict[str, Any]) -> None:
    with monkeypatch.context() as patch:
        for name, value in changed.items():
            patch.setattr(packing, name, value)
        entry = seal(KeptKind.SECTION, KEY, b"the pages")
        assert unseal(KeptKind.SECTION, KEY, entry) == b"the pages"
    assert unseal(KeptKind.SECTION, KEY, entry) is None


@pytest.mark.parametrize(
    "header", [b"", b"[]", b"{}", b'{"id": "a"', b"\xff", b"[" * 100_000, b'{"id":"a","pages":1,"outline":[[1]]}']
)
def test_a_header_that_makes_no_sense_is_nothing(header: bytes) -> None:
    assert unpack(len(header).to_bytes(4) + header) is None
