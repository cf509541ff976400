"""The practice edition: questions and worksheets in front, all answers at the back, each leading to the other."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from generator.model.content import Question
from tests.whole import strong_of, why_of

from .books import Bindery, library_of
from .measure import Book, Page, squeezed
from .test_text import Reader, all_lost, passages, pieces, sheet_words

every_book = pytest.mark.parametrize("name", ["practice-a4", "practice-a5"])

SURE = 40
"""A text of so many letters stands nowhere by chance."""


def questions(book: Book) -> list[Question]:
    library = library_of(Path(book.extra["folder"]))
    return [library.questions[id_] for id_ in book.extra["wordings"]]


def opening(book: Book, title: str) -> int:
    """The page of a top bookmark."""
    (page,) = [b.page for b in book.outline if b.depth == 0 and b.title == title]
    return page


def fronts(book: Book) -> list[Page]:
    return list(book.pages[: opening(book, "Answers") - 1])


def answers(book: Book) -> list[Page]:
    return list(book.pages[opening(book, "Answers") - 1 : opening(book, "Frameworks") - 1])


def places(book: Book, question: Question) -> list[int]:
    """The pages of a question's bookmarks: its front and its answers."""
    return [b.page for b in book.outline if b.depth == 1 and squeezed(b.title).endswith(squeezed(question.wording))]


@every_book
def test_no_word_is_lost_and_none_stands_twice(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    library = library_of(Path(book.extra["folder"]))
    reader, whole = Reader(list(book.pages)), "".join(squeezed(page.text) for page in book.pages)
    for question in questions(book):
        assert all_lost(reader, passages(question)) == [], question.id
        facts = (library.facts[f] for f in question.facts)
        assert all_lost(reader, (text for f in facts for text in (f.text, f.source))) == [], question.id
        for sheet in (library.worksheets[w] for w in question.worksheets):
            assert all_lost(reader, sheet_words(sheet) if not sheet.plan else iter(())) == [], sheet.id
        for text in passages(question):
            for piece in map(squeezed, pieces(text)):
                if len(piece) > SURE and text not in (question.wording, *library.score_rows):
                    assert whole.count(piece) <= 1, text


@every_book
def test_no_answer_is_seen_before_it_was_tried(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    before = "".join(squeezed(page.text) for page in fronts(book))
    after = "".join(squeezed(page.text) for page in answers(book))
    for question in questions(book):
        hidden = [p.markdown for p in (question.competent, question.headline, question.why_it_works) if p]
        hidden += [part.markdown for part in strong_of(question).parts]
        hidden += [probe.question for probe in question.probes.items] if question.probes else []
        for text in hidden:
            assert squeezed(text)[:SURE] not in before, text
            assert squeezed(text)[:SURE] in after, text
        tried = question.make_it_yours.items if question.make_it_yours else ()
        for text in (why_of(question).markdown, *tried):
            assert squeezed(text)[:SURE] in before, text


@every_book
def test_a_question_lies_open_beside_its_worksheet(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    for question in questions(book):
        front, _ = places(book, question)
        assert not book.page(front).right_hand, question.id
        for (_, asked), (first, *_) in book.sheets.items():
            if asked == question.id and book.grid.column:
                assert first.number == front + 1, question.id


@every_book
def test_each_question_and_its_answers_name_each_other_s_page(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    for number, question in enumerate(questions(book), 1):
        front, back = places(book, question)
        assert front < opening(book, "Answers") < back < opening(book, "Frameworks")
        asked = " ".join(page.text for page in book.pages[front - 1 : front + 1])
        assert f"the answers on page {back}" in asked
        assert f"Question {number} p. {front} " in book.page(back).text
        assert (book.targets[f"q-{question.id}"], book.targets[f"a-{question.id}"]) == (front, back)


@every_book
def test_contents_list_questions_and_answers(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    text = " ".join(page.text for page in book.pages[1 : opening(book, "How to use this pack") - 1])
    listed = [int(n) for n in re.findall(r"(?:\. ?){2,} *(\d+)", text)]
    for question in questions(book):
        for page in places(book, question):
            assert page in listed, question.id
    assert listed == sorted(listed)


@every_book
def test_pages_are_numbered_and_none_is_nearly_empty(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    assert [p.number for p in book.pages if p.folio != p.number] == [1], "all but the cover"
    assert {p.number: p.lines for p in book.pages if book.kind(p) == "text" and p.lines < 5} == {}
    assert book.warnings == ()


@every_book
def test_answers_follow_without_a_gap_and_lie_open_on_large_paper(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    assert [p.number for p in answers(book) if book.kind(p) == "notes"] == []
    if book.grid.column:
        backs = [places(book, question)[1] for question in questions(book)]
        assert [book.page(back).right_hand for back in backs] == [False] * len(backs)
        assert {after - back for back, after in pairwise([*backs, opening(book, "Frameworks")])} == {2}
