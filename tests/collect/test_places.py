"""Which book a file is, which question a page of it, and which part of an answer a field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator import assets
from generator.collect.places import KnownBy, ids_of, of_starts, questions_of_pages, recognise, spots_of
from generator.collect.returned import Annotation, Field, Page, Returned
from generator.load.library import load_library
from generator.model.comments import PACK, CommentKind
from generator.model.content import Library
from generator.model.fields import HEADLINE
from generator.model.sent import Sent, SentQuestion

WORDINGS = {
    "a-b": "What did you stop, and how did you tell them?",
    "a": "Why do you want to work for our bank?",
    "c": "Why us?",
}
ONE = Sent("one", "1" * 64, "Pack one", date(2026, 1, 1), (SentQuestion("a", WORDINGS["a"]),), {"a.s.f": "x"})
BOTH = Sent("both", "2" * 64, "Pack two", date(2026, 1, 2), tuple(SentQuestion(k, w) for k, w in WORDINGS.items()))
BARE = Returned("", "", "", "", (), (), ())


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library([assets.shipped_content()])[0]


def known(returned: Returned, *records: Sent) -> tuple[str, str] | None:
    found = recognise(returned, records, WORDINGS)
    return (found.by, found.sent.pack if found.sent else "") if found else None


def fields(*names: str, value: str = "") -> tuple[Field, ...]:
    return tuple(Field(name, value) for name in names)


def test_a_mark_is_believed_before_all_else() -> None:
    marked = replace(BARE, pack="both", digest="2" * 64, fields=fields("a.s.f"))
    assert known(marked, ONE, BOTH) == (KnownBy.MARK, "both")
    assert known(replace(marked, digest="3" * 64), ONE, BOTH) == (KnownBy.MARK, "")
    assert known(replace(marked, digest=""), ONE) == (KnownBy.MARK, "")


def test_fields_lead_to_the_record_that_has_their_questions_and_few_others() -> None:
    assert known(replace(BARE, fields=fields("a.s.f")), ONE, BOTH) == (KnownBy.FIELDS, "one")
    assert known(replace(BARE, fields=fields("a.s.f", "c.s.f")), ONE, BOTH) == (KnownBy.FIELDS, "both")
    assert known(replace(BARE, fields=fields("a.s.f", "zzz.s.f")), ONE) == (KnownBy.FIELDS, "")
    assert known(replace(BARE, fields=fields("pack.notes.1")), BOTH) == (KnownBy.FIELDS, "both")
    again = replace(ONE, pack="again", values={"a.s.f": "y"}, made=date(2026, 2, 2))
    assert known(replace(BARE, fields=fields("a.s.f", value="x")), ONE, again) == (KnownBy.FIELDS, "one")
    assert known(replace(BARE, fields=fields("a.s.f", value="z")), again, ONE) == (KnownBy.FIELDS, "again")


def test_fields_of_other_forms_are_none_of_ours() -> None:
    assert known(replace(BARE, fields=fields("Name", "a", "form1.page.field")), ONE) is None


def test_places_and_words_tell_a_book_without_fields() -> None:
    assert known(replace(BARE, pages=(Page(("cover",)), Page(("q-a-b",)))), BOTH) == (KnownBy.PAGES, "both")
    assert known(replace(BARE, pages=(Page(("q-zzz", "contents")),)), BOTH) is None
    printed = (
        Page(words="1 What did you stop,\nand HOW did you tell them?"),
        Page(words="Why do you want to work for our bank?"),
    )
    assert known(replace(BARE, pages=printed), BOTH) == (KnownBy.TEXT, "both")
    assert known(replace(BARE, pages=printed[1:]), BOTH) is None
    assert known(replace(BARE, pages=(*printed[1:], Page(words="Pack\u00a0two"))), BOTH) == (KnownBy.TEXT, "both")
    assert known(BARE, ONE, BOTH) is None


def test_a_section_goes_on_until_another_begins() -> None:
    pages = [("cover",), ("contents",), ("q-a-b",), (), ("s-a-b-w1-2",), (), ("f-star", "frameworks"), (), ("q-a",)]
    found = replace(BARE, pages=tuple(map(Page, pages)))
    assert questions_of_pages(found, WORDINGS) == [PACK, PACK, "a-b", "a-b", "a-b", "a-b", PACK, PACK, "a"]
    beside = (Page(), Page((), ("a",)), Page(), Page((), ("zzz",)), Page((), ("pack",)))
    assert questions_of_pages(replace(BARE, pages=beside), WORDINGS) == [PACK, "a", "a", "a", PACK]


def test_without_places_the_words_tell_and_a_page_of_contents_does_not() -> None:
    words = ["Contents " + " ".join(WORDINGS.values()), WORDINGS["a-b"], "more", WORDINGS["a"].upper(), "Why us?"]
    found = replace(BARE, pages=tuple(Page(words=text) for text in words))
    assert questions_of_pages(found, WORDINGS) == [PACK, "a-b", "a-b", "a", "a"]


def mark(text: str = "x", **more: object) -> Annotation:
    plain = Annotation(CommentKind.NOTE, 1, text, "", "", "", "", "", (1.0, 2.0, 3.0, 4.0))
    return replace(plain, **more)  # type: ignore[arg-type]


def test_the_name_of_a_comment_rests_on_what_it_says_and_not_on_its_page() -> None:
    one = ids_of([mark()], ["a"])
    assert ids_of([mark(page=7, when="2026", name="9 0")], ["a"]) == one
    others = [mark("y"), mark(who="Ann"), mark(kind=CommentKind.INK), mark(words="w"), mark(place=(5.0, 2.0, 3.0, 4.0))]
    assert len({*one, *ids_of(others, ["a"] * 5), *ids_of([mark()], ["c"])}) == 7
    assert ids_of([mark(words="w", place=(9.0, 9.0, 9.0, 9.0))], ["a"]) == ids_of([mark(words="w")], ["a"])
    twins = ids_of([mark(), mark(), mark("\ud800")], ["a"] * 3)
    assert twins[:1] == one
    assert len(set(twins)) == 3


def test_every_field_of_a_shipped_question_has_its_place(library: Library) -> None:
    spots = spots_of(library.questions["stopped-funding"], library)
    assert spots["star.headline"].part == HEADLINE
    assert (spots["star.result.by-when"].part.key, spots["star.result.by-when"].field) == ("result", "by-when")
    assert (spots["star.action.8"].part.key, spots["star.action.8"].start) == ("action", 8)
    assert "star.action.9" not in spots
    listed = (Path(__file__).parents[1] / "data" / "fields.txt").read_text(encoding="utf-8").split()
    assert {name for name in listed if name.startswith("star.")} <= set(spots)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({1: "closed it", 2: "nobody paid", 3: "", 4: " "}, "1. I closed it\nbecause nobody paid"),
        ({1: "", 2: ""}, ""),
        ({3: "x", 5: "y"}, "2. I x\ny"),
    ],
)
def test_what_is_typed_behind_the_starts_is_one_text(values: dict[int, str], text: str) -> None:
    assert of_starts(["1.  I …", "because", "2.  I …", "because"], values) == text


def test_empty_starts_count_where_the_book_counted_them() -> None:
    assert of_starts(["Done", "", "Doing", ""], {1: "a", 2: "b"}) == "Done a\nDoing b"
    assert of_starts(["Done", "", "Doing", ""], {1: "a", 2: "b", 3: "", 4: ""}) == "Done a\nb"
