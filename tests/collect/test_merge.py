"""Three ways: every case, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.collect.merge import Verdict, seal_of, verdict
from generator.model.markdown.typed import settled

WORDS = st.sampled_from(["", "a", "b", "c"])


@pytest.mark.parametrize(
    ("sent", "now", "returned", "told"),
    [
        ("", "", "", Verdict.SAME),
        ("a", "a", "a", Verdict.SAME),
        ("a", "b", "a", Verdict.SAME),
        ("a", "b", "b", Verdict.SAME),
        ("", "", "a", Verdict.NEW),
        ("a", "", "b", Verdict.NEW),
        ("a", "a", "b", Verdict.CHANGED),
        ("a", "b", "c", Verdict.CONFLICT),
        ("", "b", "c", Verdict.CONFLICT),
        ("a", "a", "", Verdict.EMPTIED),
        ("a", "b", "", Verdict.EMPTIED),
        ("", "b", "", Verdict.SAME),
        (None, "", "a", Verdict.NEW),
        (None, "a", "a", Verdict.SAME),
        (None, "a", "b", Verdict.CONFLICT),
        (None, "a", "", Verdict.SAME),
        ("a\r\nb ", "a\nb", "c", Verdict.CHANGED),
        ("\\# a", "# a", "c", Verdict.CHANGED),
    ],
)
def test_every_case(sent: str | None, now: str, returned: str, told: Verdict) -> None:
    assert verdict(sent, now, returned) is told


def test_what_was_decided_once_is_not_asked_again() -> None:
    seal = seal_of("q.s.f", "c")
    assert verdict("a", "b", "c", {seal}, seal) is Verdict.SAME
    assert verdict("a", "b", "d", {seal}, seal_of("q.s.f", "d")) is Verdict.CONFLICT
    assert len({seal, seal_of("q.s.g", "c"), seal_of("q.s.f", "d")}) == 3


@given(st.none() | WORDS, WORDS, WORDS)
def test_a_text_of_the_readers_own_is_never_written_over(sent: str | None, now: str, returned: str) -> None:
    told = verdict(sent, now, returned)
    if told in (Verdict.NEW, Verdict.CHANGED):
        assert now in ("", sent)
    if told is Verdict.SAME:
        assert returned in ("", now, sent)


@given(st.text(), st.text(), st.text())
def test_to_merge_again_changes_nothing(sent: str, now: str, returned: str) -> None:
    told = verdict(sent, now, returned)
    seal = seal_of("f", returned)
    after = settled(returned) if told in (Verdict.NEW, Verdict.CHANGED) else now
    assert verdict(sent, after, returned, {seal}, seal) in (Verdict.SAME, Verdict.EMPTIED)
