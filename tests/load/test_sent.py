"""The record of what was sent: written and read as the same, and what is wrong with one is told in a line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.draft.sent import to_record
from generator.load.sent import read_all_sent, read_sent
from generator.model.problems import ContentError
from generator.model.sent import Sent, SentQuestion, record_of

QUESTIONS = (SentQuestion("stopped-funding", "What did you stop?", 3), SentQuestion("почему-банк", "Почему?"))
SENT = Sent("mine", "0123456789abcdef" * 4, "My pack", date(2026, 11, 28), QUESTIONS, {"a.b.c": "x"}, "Ann Lee")
WORDS = st.text(st.characters(exclude_categories=["Cs"]))


def test_a_record_bears_the_first_signs_of_its_books_digest() -> None:
    assert record_of(SENT.digest) == "sent/0123456789abcdef.json"


@given(st.dictionaries(WORDS, WORDS.filter(bool)))
@example({"a": "\ufeffx\x7f\x00\r\n\u2028\u0085"})
def test_what_is_written_is_read_to_the_letter(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "sent.json"
    sent = Sent(SENT.pack, SENT.digest, SENT.title, SENT.made, SENT.questions, values, SENT.coach)
    path.write_bytes(to_record(sent).encode())
    assert read_sent(path) == sent


def test_empty_values_and_halves_of_signs_are_not_kept(tmp_path: Path) -> None:
    sent = Sent("mine", SENT.digest, "T", SENT.made, (), {"a": "", "b": "x\ud800"})
    (tmp_path / "a.json").write_bytes(to_record(sent).encode())
    assert read_sent(tmp_path / "a.json").values == {"b": "x\ufffd"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "a.json: this record is damaged; put it back, or remove it: what comes back of that book is then held against nothing"),
        ("[" * 100_000, "a.json: this record is damaged; put it back, or remove it: what comes back of that book is then held against nothing"),
        ("[]", "a.json: this must be a set of keys, not a list; write lines of \"key: value\""),
        ('{"format": 2}', "a.json: this record is of format 2, and this prep-pack reads 1; install a newer prep-pack"),
        (to_record(SENT).replace("0123456789abcdef", "?"), 'a.json: "digest" cannot be "????"; write 16 to 128 digits 0-9 and a-f'),
        (to_record(SENT).replace('"made"', '"mode"'), 'a.json: "made" is missing; add it\na.json: unknown key "mode"; did you mean "made"?'),
    ],
)  # fmt: skip
def test_a_record_that_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.json").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_sent(Path("a.json"))
    assert str(caught.value) == told


def test_all_records_of_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_all_sent(Path("content")) == ((), ())
    Path("content/sent").mkdir(parents=True)
    (tmp_path / "content" / record_of(SENT.digest)).write_text(to_record(SENT), encoding="utf-8")
    Path("content/sent/z.json").write_text("{", encoding="utf-8")
    records, problems = read_all_sent(Path("content"))
    assert records == (SENT,)
    assert [str(problem).partition(";")[0] for problem in problems] == ["content/sent/z.json: this record is damaged"]
    assert not problems[0].is_error
