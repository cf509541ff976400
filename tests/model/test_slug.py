"""One slug for ids and names of files: readable in every script, and safe."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.slug import LONGEST, LONGEST_BYTES, is_slug, slug


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("How do you lead a Führungs-team?", "how-do-you-lead-a-fuhrungs-team"),
        ("What's next—and why?", "whats-next-and-why"),
        ("Große Straße", "grosse-strasse"),
        ("Почему банк?", "почему-банк"),
        ("Какой опыт?", "какой-опыт"),
        (unicodedata.normalize("NFD", "Какой Ёж?"), "какой-ёж"),
        ("为什么是银行？", "为什么是银行"),
        ("Γιατί τράπεζα; Ποιος;", "γιατί-τράπεζα-ποιος"),
        ("क्यों बैंक?", "क्यों-बैंक"),
        ("ℌ Ⅷ ﬁne ＡＢ x²", "h-viii-fine-ab-x2"),
        ("2026", "2026"),
        ("../../etc/passwd", "etc-passwd"),
        ("\u202efdp.exe", "fdp-exe"),
        ("😀 … ?!", ""),
    ],
)
def test_slugs(text: str, name: str) -> None:
    assert slug(text) == name


def test_whole_words_are_kept_as_many_as_fit() -> None:
    assert slug("one two three", 9) == "one-two"
    assert slug("extraordinary", 5) == "extra"
    assert len(slug("银" * 100).encode()) <= LONGEST_BYTES


@given(st.text())
def test_every_slug_is_one(text: str) -> None:
    name = slug(text)
    assert not name or is_slug(name)
    assert slug(name) == name
    assert len(name) <= LONGEST
    assert not re.search(r"[\s/\\:*?\"<>|.$`'~%#&\x00-\x1f\u200b-\u200f\u202a-\u202e]|^-|-$|--", name)


@pytest.mark.parametrize("text", ["", "-", "a-", "-a", "a--b", "A", "Б", "a b", "a.b", "a_b", "и\u0306", "ǅ", "\u0301a", "a\u200db", "😀"])  # fmt: skip
def test_what_is_no_slug(text: str) -> None:
    assert not is_slug(text)
