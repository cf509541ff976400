"""Comments as programs write them: what is said, by whom and when, and the words beneath a mark."""

from __future__ import annotations

import io
import sys
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

from generator.collect.reading import read_returned
from generator.collect.returned import Annotation, Oddity, Returned, from_json
from generator.model.comments import CommentKind
from generator.model.problems import SetupError

from .returning import annotate, book, line_box, quads

NOTE = (10.0, 10.0, 30.0, 30.0)


def read(*annotations: tuple[int, str, Any, dict[str, Any]]) -> Returned:
    def change(pdf: Pdf) -> None:
        for page, kind, rect, entries in annotations:
            annotate(pdf, page, kind, rect, **entries)

    return from_json(read_returned(book(change=change)))


def one(kind: str, rect: Any = NOTE, page: int = 2, **entries: Any) -> Annotation:
    (found,) = read((page, kind, rect, entries)).annotations
    return found


def test_a_note_with_who_and_when() -> None:
    found = one(
        "Text",
        Contents=String("A number here,\r\nplease: é 日本 👍"),
        T=String(" Ann \n Lee"),
        M=String("D:20261130140259+01'00'"),
    )
    assert found.kind is CommentKind.NOTE
    assert (found.page, found.text) == (2, "A number here,\nplease: é 日本 👍")
    assert (found.who, found.when, found.words, found.picture) == ("Ann Lee", "2026-11-30 14:02", "", b"")


@pytest.mark.parametrize(
    ("entries", "when"),
    [
        ({"M": String("D:2026")}, "2026"),
        ({"M": String("20261130")}, "2026-11-30"),
        ({"M": String("yesterday"), "CreationDate": String("D:202611301402")}, "2026-11-30 14:02"),
        ({}, ""),
    ],
)
def test_dates_say_as_much_as_they_know(entries: dict[str, Any], when: str) -> None:
    assert one("Text", Contents=String("x"), **entries).when == when


@pytest.mark.parametrize("kind", ["Highlight", "Underline", "Squiggly", "StrikeOut"])
def test_the_words_beneath_a_mark_come_line_by_line(kind: str) -> None:
    second, third = line_box(1, 153, 278), line_box(2, 50, 90)
    found = one(kind, NOTE, QuadPoints=quads(second, third))
    assert found.words == "that forty people loved, sheets"
    assert found.kind == {"Highlight": "highlight", "StrikeOut": "strike-out"}.get(kind, "underline")


def test_a_word_that_goes_on_in_the_next_line_is_whole() -> None:
    assert (
        one("Highlight", NOTE, QuadPoints=quads(line_box(1, 280), line_box(2, 50, 90))).words == "and the spreadsheets"
    )


def test_the_order_is_that_of_marking_and_not_that_of_the_page() -> None:
    assert one("Highlight", NOTE, QuadPoints=quads(line_box(1, 50, 72), line_box(0, 50, 72))).words == "We Tell"


def test_corners_in_another_order_and_none_at_all_mean_the_same_box() -> None:
    left, foot, right, head = line_box(2, 50, 90)
    ring = Array([left, foot, right, foot, right, head, left, head])
    assert one("Highlight", NOTE, QuadPoints=ring).words == "sheets"
    assert one("Highlight", (left, foot, right, head)).words == "sheets"


def test_ink_and_marks_over_no_words_have_a_picture_of_their_place() -> None:
    found = one("Ink", (100, 600, 200, 700), InkList=Array([Array([100, 600, 200, 700])]), C=Array([1, 0, 0]))
    picture = Image.open(io.BytesIO(found.picture))
    assert (found.kind, found.words, picture.size) == ("ink", "", (248, 248))
    bare = one("Highlight", line_box(20), QuadPoints=quads(line_box(20)))
    assert (bare.words, bare.picture[:4]) == ("", b"\x89PNG")


def test_a_picture_shows_the_words_there() -> None:
    blank = one("Stamp", (100, 300, 200, 400)).picture
    there = one("Stamp", (50, 740, 250, 800)).picture
    darkest = [min(Image.open(io.BytesIO(data)).convert("L").tobytes()) for data in (blank, there)]
    assert darkest[0] == 255
    assert darkest[1] < 60


def test_a_place_beyond_the_page_has_no_picture_and_a_huge_one_a_small_one() -> None:
    assert one("Ink", (5_000, 5_000, 6_000, 6_000)).picture == b""
    huge = Image.open(io.BytesIO(one("Stamp", (-90_000, -90_000, 90_000, 90_000)).picture))
    assert max(huge.size) <= 1_200


@pytest.mark.parametrize(
    ("rich", "text"),
    [
        ("<body><p>one</p><p>two &amp; <b>three</b></p></body>", "one\ntwo & three"),
        ("a<br/>b", "a\nb"),
        ("<script>x</script>", "x"),
    ],
)
def test_a_rich_text_is_read_where_there_is_no_plain_one(rich: str, text: str) -> None:
    assert one("FreeText", RC=String(rich)).text == text
    assert one("FreeText", RC=String(rich), Contents=String("plain")).text == "plain"


def test_what_is_no_comment_is_left_out() -> None:
    found = read(
        (1, "Link", NOTE, {"Contents": String("Page 2")}),
        (1, "Popup", NOTE, {"Contents": String("x")}),
        (1, "Widget", NOTE, {"Contents": String("x")}),
        (1, "Text", NOTE, {"Contents": String("hidden"), "F": 2}),
        (1, "Text", NOTE, {}),
        (
            1,
            "Text",
            NOTE,
            {"Contents": String("accepted"), "StateModel": String("Review"), "State": String("Accepted")},
        ),
        (1, "FileAttachment", NOTE, {}),
        (1, "Caret", NOTE, {"Contents": String("new words")}),
    )
    assert [(a.kind, a.text) for a in found.annotations] == [("attachment", ""), ("insertion", "new words")]


def test_an_answer_knows_what_it_answers_and_a_group_is_no_answer() -> None:
    def change(pdf: Pdf) -> None:
        first = annotate(pdf, 1, "Text", NOTE, Contents=String("one"))
        annotate(pdf, 1, "Text", NOTE, Contents=String("two"), IRT=first)
        annotate(pdf, 1, "Caret", NOTE, Contents=String("three"), IRT=first, RT=Name.Group)

    first, second, third = from_json(read_returned(book(change=change))).annotations
    assert first.name
    assert (first.answers, second.answers, third.answers) == ("", first.name, "")


def test_marks_need_a_library_and_all_else_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert one("Text", Contents=String("x")).text == "x"
    with pytest.raises(SetupError) as caught:
        one("Highlight", QuadPoints=quads(line_box(1)))
    said = "the words that a comment marks are read with the library pypdfium2; run: pip install pypdfium2"
    assert str(caught.value) == said


def test_places_and_words_tell_what_a_page_is_of() -> None:
    found = from_json(read_returned(book({"stopped-funding.star.headline": "x"})))
    assert [page.targets for page in found.pages][:2] == [("contents",), ("q-stopped-funding",)]
    assert found.pages[2].fields == ("stopped-funding",)
    assert {page.words for page in found.pages} == {""}
    bare = from_json(read_returned(book(places=False)))
    assert bare.pages[1].words.startswith("Tell me about valued work you stopped funding.")


def test_old_names_of_places_are_read() -> None:
    def change(pdf: Pdf) -> None:
        pdf.Root.Dests = Dictionary({"/q-old": Dictionary(D=Array([pdf.pages[0].obj, Name.Fit]))})

    assert from_json(read_returned(book(change=change))).pages[0].targets == ("contents", "q-old")


def test_pages_that_no_reader_can_look_at_leave_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is none to the library that paints: its comments come, without words."""

    def change(pdf: Pdf) -> None:
        annotate(pdf, 2, "Highlight", NOTE, QuadPoints=quads(line_box(1)), Contents=String("said"))
        pdf.pages[1].obj.MediaBox = Array([0, 0, 0, 0])
        pdf.pages[1].obj.Contents = Name.X

    (found,) = from_json(read_returned(book(change=change))).annotations
    assert (found.text, found.words) == ("said", "")
    assert Oddity.DAMAGED not in from_json(read_returned(book())).oddities
