"""Files that nobody should have to read: each ends in values or in one clear line, and nothing in it is run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, String

from generator.collect import fields, reading
from generator.collect.reading import read_returned
from generator.collect.returned import Oddity, Returned, from_json
from generator.model.problems import ContentError

from .returning import annotate, book, reopened, saved

WHOLE = book({"a.star.headline": "One"})


def read(data: bytes) -> Returned:
    return from_json(read_returned(data))


def changed(change: Callable[[Pdf], object]) -> Returned:
    return read(book({"a.star.headline": "One"}, change=change))


def locked(user: str) -> bytes:
    return saved(reopened(WHOLE), encryption=Encryption(owner="o", user=user))


def without_header() -> bytes:
    return WHOLE.replace(b"%PDF-", b"%NIX-", 1)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "the file is empty; ask for it again"),
        (b"Dear Ann,\n", "this is no PDF; name a PDF that came back"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2_000), "this is no PDF; name a PDF that came back"),
        (without_header(), "this is no PDF; name a PDF that came back"),
        (b"%PDF-1.7\n", "the file is damaged and cannot be read; ask for it again"),
        (WHOLE[:300], "the file is damaged and cannot be read; ask for it again"),
        (b"%PDF-1.7\n" + b"[" * 200_000, "the file is damaged and cannot be read; ask for it again"),
        (locked("u"), "the file is locked with a password; ask for it without one"),
    ],
)
def test_what_cannot_be_read(data: bytes, told: str) -> None:
    with pytest.raises(ContentError) as caught:
        read_returned(data)
    assert [str(problem) for problem in caught.value.problems] == [told]


def test_a_lock_that_opens_without_a_word_is_no_lock() -> None:
    assert read(locked("")).fields[0].value == "One"


@pytest.mark.parametrize("kept", range(5, 10))
def test_what_is_left_of_a_file_that_was_cut_off_is_read_or_refused(kept: int) -> None:
    """Nothing else: no traceback, and no value that nobody typed."""
    data = WHOLE[: len(WHOLE) * kept // 10]
    try:
        found = read(data)
    except ContentError as error:
        assert str(error) == "the file is damaged and cannot be read; ask for it again"
    else:
        assert Oddity.DAMAGED in found.oddities
        assert {field.value for field in found.fields} <= {"One", ""}


def kids_in_a_circle(pdf: Pdf) -> None:
    above = pdf.Root.AcroForm.Fields[0]
    above.Kids[0].Kids.append(above)


def parents_in_a_circle(pdf: Pdf) -> None:
    above = pdf.Root.AcroForm.Fields[0]
    above.Parent = above.Kids[0].Kids[0]
    above.Kids[0].Parent = above
    del pdf.Root["/AcroForm"]


def own_kid(pdf: Pdf) -> None:
    field = pdf.Root.AcroForm.Fields[0]
    field.Kids.append(field)
    pdf.Root.AcroForm.Fields.append(field)


def names_in_a_circle(pdf: Pdf) -> None:
    names = pdf.make_indirect(pdf.Root.Names.Dests)
    names.Kids = Array([names])
    pdf.Root.Names.Dests = names


def odd_kinds(pdf: Pdf) -> None:
    """Values of the wrong kind wherever one is looked for."""
    odd: list[Any] = [1, Name.X, Array([]), Dictionary(T=1, Kids=String("x")), Dictionary(T=String(""), V=2)]
    pdf.Root.AcroForm.Fields.extend(odd)
    pdf.Root.PrepPackBook = Array(odd)
    pdf.Root.Names.Dests.Names.extend(odd)
    more = [Dictionary(), Dictionary(Subtype=1), Dictionary(Subtype=Name.Highlight, Rect=Name.X)]
    pdf.pages[0].Annots = Array([*odd, *more])
    pdf.pages[1].Annots = Dictionary()
    pdf.Root.OpenAction = Name.X
    pdf.Root.Dests = String("x")
    pdf.docinfo["/ModDate"] = "never"


@pytest.mark.parametrize("change", [kids_in_a_circle, own_kid, names_in_a_circle, odd_kinds])
def test_circles_and_odd_kinds_end(change: Callable[[Pdf], object]) -> None:
    found = changed(change)
    assert [(field.name, field.value) for field in found.fields if field.value] == [("a.star.headline", "One")]


def test_a_field_whose_parents_are_a_circle_has_some_name_and_its_value() -> None:
    assert [field.value for field in changed(parents_in_a_circle).fields] == ["One"]


def test_a_tree_is_followed_only_so_far() -> None:
    def deep(pdf: Pdf) -> None:
        node = pdf.make_indirect(Dictionary(T=String("last"), FT=Name.Tx, V=String("deep")))
        for _ in range(5_000):
            node = pdf.make_indirect(Dictionary(T=String("x"), Kids=Array([node])))
        pdf.Root.AcroForm.Fields.append(node)

    assert [field.value for field in changed(deep).fields] == ["One"]


def test_scripts_and_other_forms_are_told_and_left_alone() -> None:
    def armed(pdf: Pdf) -> None:
        script = Dictionary(
            S=Name.JavaScript, JS=String("app.alert('boo'); this.getField('a.star.headline').value = 'evil'")
        )
        pdf.Root.OpenAction = script
        pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("x"), script]))
        pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")
        pdf.Root.AcroForm.Fields[0].AA = Dictionary(K=script)

    found = changed(armed)
    assert set(found.oddities) == {Oddity.SCRIPTS, Oddity.XFA}
    assert found.fields[0].value == "One"

    def alone(pdf: Pdf) -> None:
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))
        del pdf.pages[2]["/Annots"]

    assert read(book({"stopped-funding.a.b": "One"}, change=alone)).fields == ()


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda pdf: pdf.Root.AcroForm.Fields.extend([Dictionary(T=String(f"f{n}"), FT=Name.Tx) for n in range(31)]), "30 fields"),
        (lambda pdf: [pdf.add_blank_page() for _ in range(41)], "40 pages"),
        (lambda pdf: [annotate(pdf, 1, "Text", (0, 0, 9, 9), Contents=String("x")) for _ in range(21)], "20 comments"),
        (lambda pdf: pdf.Root.Names.Dests.Names.extend([String("x")] * 120), "50 names of places"),
    ],
)  # fmt: skip
def test_more_than_any_pack_has(monkeypatch: pytest.MonkeyPatch, change: Callable[[Pdf], object], what: str) -> None:
    monkeypatch.setattr(fields, "MOST_FIELDS", 30)
    monkeypatch.setattr(reading, "MOST_PAGES", 40)
    monkeypatch.setattr("generator.collect.comments.MOST_ANNOTATIONS", 20)
    monkeypatch.setattr(reading, "MOST_PLACES", 50)
    with pytest.raises(ContentError) as caught:
        changed(change)
    assert str(caught.value) == f"the file holds more than {what}; no pack does: ask for the file that was sent"


def test_a_text_longer_than_anybody_types() -> None:
    with pytest.raises(ContentError, match=r"^the file holds a text of more than 50,000 signs; no pack does: "):
        read(book({"a.b": "x" * 50_001}))


@pytest.mark.parametrize("kind", [Name.FlateDecode, Name.JBIG2Decode])
def test_a_text_that_cannot_be_unpacked_is_a_lost_sign_and_the_others_stay(kind: Name) -> None:
    def change(pdf: Pdf) -> None:
        pdf.Root.AcroForm.Fields[0].Kids[0].Kids[0].V = pikepdf.Stream(pdf, b"no zip", Filter=kind)

    data = book({"a.star.headline": "One", "a.star.task": "Two"}, change=change)
    assert [field.value for field in read(data).fields] == ["\ufffd", "Two"]


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(max_size=12)), min_size=1, max_size=6))
def test_a_file_that_was_changed_at_random_ends_in_values_or_in_our_words(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(WHOLE)
    for place, words in changes:
        data[place : place + len(words)] = words
    try:
        read(bytes(data))
    except ContentError as error:
        assert len(error.problems) == 1
