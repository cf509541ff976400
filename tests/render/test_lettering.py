from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from generator.assets import fonts_folder
from generator.render.lettering import broken, wide

FACES = {False: "Inter_400Regular.ttf", True: "Inter_600SemiBold.ttf"}


@pytest.mark.parametrize("bold", FACES)
def test_no_letter_is_wider_than_it_is_taken_for(bold: bool) -> None:
    letters = [chr(n) for n in (*range(32, 127), *range(192, 384)) if chr(n) not in "×÷ŉ"] + list("’‘“”–—…")
    with TTFont(fonts_folder() / "inter" / FACES[bold]) as face:
        names, advances, unit = face.getBestCmap(), face["hmtx"], face["head"].unitsPerEm
        true = {letter: 100 * advances[names[ord(letter)]][0] / unit for letter in letters}
    assert [c for c in letters if wide(c, 100, bold) < true[c] - 1e-6] == []
    plain = [c for c in letters if ord(c) < 127]
    assert all(wide(c, 100, bold) < true[c] + 1 for c in plain), "nor much narrower"


@pytest.mark.parametrize(
    ("words", "room", "lines"),
    [
        ("", 50, [""]),
        ("One word", 200, ["One word"]),
        ("What may fail, who can stop", 80, ["What may fail,", "who can stop"]),
        ("Low, limited, high or never", 85, ["Low, limited,", "high or never"]),
        ("Wiederherstellungszeit", 60, ["Wiederherstell-", "ungszeit"]),
        ("Rückgabe", 30, ["Rückg-", "abe"]),
        ("by-products", 25, ["by-pr-", "odu-", "cts"]),
        ("mmm", 1, ["m-", "m-", "m"]),
    ],
)
def test_lines_are_even_and_a_word_is_broken_only_where_it_must(words: str, room: float, lines: list[str]) -> None:
    assert broken(words, room, 8) == lines


@given(st.text("aeimstwMW -ßé漢’", max_size=80), st.floats(12, 400), st.booleans())
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(words: str, room: float, bold: bool) -> None:
    lines = broken(words, room, 8, bold)
    assert all(wide(line, 8, bold) <= room for line in lines if len(line) > 2)
    assert "".join(lines).replace("-", "").replace(" ", "") == "".join(words.split()).replace("-", "")
