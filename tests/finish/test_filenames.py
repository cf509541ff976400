from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.finish.filenames import FileNames, safe_stem


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Ann Lee", "ann-lee"),
        ("  O’Brien-Smith,  Jr. ", "o-brien-smith-jr"),
        ("Zoë Ünal", "zoe-unal"),
        (unicodedata.normalize("NFD", "Zoë Ünal"), "zoe-unal"),
        ("Straße", "strasse"),
        ("İpek", "ipek"),
        ("Łukasz Ødegård", "łukasz-ødegard"),
        ("Андрей", "андрей"),
        ("王小明", "王小明"),
        ("हिन्दी", "हिन्दी"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\con.pdf", "c-con-pdf"),
        ("a\x00b\nc", "a-b-c"),
        ("--help", "help"),
        ("$(rm -rf ~)", "rm-rf"),
        ("\u202efdp.exe", "fdp-exe"),
        ("…", "pack"),
        ("", "pack"),
        ("x" * 300, "x" * 80),
    ],
)
def test_safe_stems(text: str, stem: str) -> None:
    assert safe_stem(text) == stem


@given(st.text(max_size=200))
def test_every_text_makes_a_safe_stem(text: str) -> None:
    stem = safe_stem(text)
    assert stem
    assert len(stem.encode()) <= 160
    assert not re.search(r"[\s/\\:*?\"<>|.$`'~\x00-\x1f]|^-|-$", stem)


def test_no_two_names_are_the_same() -> None:
    names = FileNames()
    given_out = [names.give(stem, "x.pdf") for stem in ("ann", "ann", "ann-2", "ann")]
    assert given_out == ["ann-x.pdf", "ann-2-x.pdf", "ann-2-2-x.pdf", "ann-3-x.pdf"]
    assert names.give("ann", "y.pdf") == "ann-y.pdf"
