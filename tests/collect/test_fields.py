"""Fields as programs leave them: names by their tree, values to the letter, whatever is wrong with the rest."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String

from generator.collect.reading import read_returned
from generator.collect.returned import Field, Returned, from_json

from .returning import FUNDING, book, put_fields, reopened, saved

SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\r")


def returned(data: bytes) -> Returned:
    return from_json(read_returned(data))


def values(data: bytes) -> dict[str, str]:
    return {field.name: field.value for field in returned(data).fields}


def test_names_are_those_of_the_tree_and_values_those_that_were_typed() -> None:
    fields: dict[str, str | bool] = {
        "a.star.headline": "One",
        "a.star.plan.1.goal": "",
        "a.door.open": True,
        "b.x": "2",
    }
    assert returned(book(fields)).fields == (
        Field("a.star.headline", "One"),
        Field("a.star.plan.1.goal", ""),
        Field("a.door.open", "x", tick=True),
        Field("b.x", "2"),
    )


@given(st.lists(st.text(SIGNS, max_size=80), min_size=1, max_size=4))
@example(
    [
        "þÿ looks like a mark",
        "\ufeffmark first",
        "👩🏽‍💻 🇨🇭",
        "e\u0301",
        "\\(paren)\\101",
        "日本\n\n ",
        "a\x00b",
        "\x1ben\x1b",
    ]
)
def test_any_text_comes_back_to_the_letter(texts: list[str]) -> None:
    fields: dict[str, str | bool] = {f"q.s.f{number}": text for number, text in enumerate(texts)}
    # What looks like the mark of a language is one, and stands for no sign.
    wanted = {name: "" if text == "\x1ben\x1b" else text for name, text in fields.items()}
    assert values(book(fields)) == wanted


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b"\xfe\xff\x00a\x00\r\x00\n\x00b\x00\r\x00c", "a\nb\nc"),
        (b"\xff\xfea\x00", "a"),
        (b"\xef\xbb\xbf\xf0\x9f\x91\x8d \xff", "👍 \ufffd"),
        (b"\xfe\xff\xd8\x3d", "\ufffd"),
        (b"\xfe\xff\x00a\xdc\x4d\x00b\x00", "a\ufffdb\ufffd"),
        (b"\x80 \x9f", "• \ufffd"),
    ],
)
def test_texts_in_any_encoding(written: bytes, read: str) -> None:
    def change(pdf: Pdf) -> None:
        pdf.Root.AcroForm.Fields[0].Kids[0].V = String(written)

    assert values(book({"a.b": "x"}, change=change)) == {"a.b": read}


def field(pdf: Pdf) -> pikepdf.Object:
    return pdf.Root.AcroForm.Fields[0].Kids[0]


def test_a_long_text_may_be_a_stream_and_a_choice_several() -> None:
    def change(pdf: Pdf) -> None:
        field(pdf).V = pdf.make_stream("naïve ½".encode("utf-16"))

    def choose(pdf: Pdf) -> None:
        field(pdf).FT, field(pdf).V = Name.Ch, Array([String("one"), String("two")])

    assert values(book({"a.b": "x"}, change=change)) == {"a.b": "naïve ½"}
    assert values(book({"a.b": "x"}, change=choose)) == {"a.b": "one\ntwo"}


def test_a_tick_that_only_looks_ticked_is_ticked() -> None:
    def change(pdf: Pdf) -> None:
        del field(pdf)["/V"]
        field(pdf).AS = Name.Yes

    assert values(book({"a.b": False}, change=change)) == {"a.b": "x"}


def test_kind_and_value_may_stand_above_and_widgets_be_apart_from_their_field() -> None:
    def change(pdf: Pdf) -> None:
        above, below = pdf.Root.AcroForm.Fields[0], field(pdf)
        above.FT, above.V = Name.Tx, String("from above")
        del below["/FT"], below["/V"]
        below.Kids = Array([pdf.make_indirect(Dictionary(Subtype=Name.Widget, Parent=below))])

    assert values(book({"a.b": "x"}, change=change)) == {"a.b": "from above"}


def test_what_is_no_text_and_no_tick_is_left_out() -> None:
    def change(pdf: Pdf) -> None:
        button, signature = pdf.Root.AcroForm.Fields[0].Kids
        button.FT, button.Ff = Name.Btn, 1 << 16
        signature.FT = Name.Sig

    assert values(book({"a.b": "x", "a.c": "y"}, change=change)) == {}


def test_fields_are_found_where_the_tree_was_left_behind() -> None:
    assert values(book({"a.b.c": "x", "a.d": ""}, change=lambda pdf: pdf.Root.__delitem__("/AcroForm"))) == {
        "a.b.c": "x",
        "a.d": "",
    }


def test_two_fields_of_one_name_are_both_kept() -> None:
    def change(pdf: Pdf) -> None:
        twins = [pdf.make_indirect(Dictionary(T=String("b"), FT=Name.Tx, V=String(v))) for v in ("y", "x", "z")]
        pdf.Root.AcroForm.Fields[0].Kids.extend(twins)

    assert values(book({"a.b": "x"}, change=change)) == {"a.b": "x", "a.b (2)": "y", "a.b (3)": "z"}


def test_pages_that_were_taken_out_take_no_values_with_them() -> None:
    pdf = reopened(book({f"{FUNDING}.star.headline": "One"}))
    while len(pdf.pages) > 1:
        del pdf.pages[0]
    found = returned(saved(pdf))
    assert (len(found.pages), found.fields[0].value) == (1, "One")


def test_what_the_file_says_of_itself() -> None:
    def change(pdf: Pdf) -> None:
        pdf.docinfo["/Title"], pdf.docinfo["/ModDate"] = "My pack · Ann", "D:20261130140259+01'00'"

    found = returned(book({}, change=change))
    assert (found.pack, found.title, found.changed, len(found.digest)) == (
        "mine",
        "My pack · Ann",
        "2026-11-30 14:02",
        64,
    )
    assert returned(book({}, mark=False)).digest == ""


def test_ten_thousand_fields_are_read() -> None:
    def change(pdf: Pdf) -> None:
        fields = [Dictionary(T=String(f"f{number}"), FT=Name.Tx, V=String("x")) for number in range(9_999)]
        pdf.Root.AcroForm.Fields[0].Kids.extend(fields)

    many = values(book({"q.s": "x"}, change=change))
    assert (len(many), set(many.values())) == (10_000, {"x"})


def test_the_order_is_that_of_the_tree() -> None:
    pdf = reopened(book({}))
    put_fields(pdf, {"z.b": "1", "a.c": "2", "z.a": "3"}, ["notes"])
    assert list(values(saved(pdf))) == ["z.b", "z.a", "a.c"]
