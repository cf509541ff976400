"""What is kept is found again only where all that can change it is the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.model.workbook import FontUse, HtmlDocument, HtmlSection, Side
from generator.press.keys import book_key, face_key, form_key, section_key


@pytest.fixture
def design(tmp_path: Path) -> Path:
    folder = tmp_path / "own design"
    folder.mkdir()
    (folder / "design.yaml").write_text("scale: 1\n")
    return folder


def document(design: Path) -> HtmlDocument:
    filler = HtmlSection("filler", "", "")
    return HtmlDocument("<head>", "p {}", (), filler, "en", (), design.as_uri() + "/", 0.0)


def test_what_sections_are_dressed_with(design: Path) -> None:
    keys = [form_key(*made, design=design) for made in (("a",), ("b",), ("a", 1), ("a", 2))]
    assert form_key("a", design=design) == keys[0]
    (design / "design.yaml").write_text("scale: 2\n")
    keys.append(form_key("a", design=design))
    assert len(set(keys)) == len(keys)


def test_what_the_sections_of_a_book_share(design: Path) -> None:
    book = document(design)
    others = (book, replace(book, css="q {}"), replace(book, language="de"), replace(book, column_shift=1.0))
    keys = [book_key("a", one) for one in others] + [book_key("b", book)]
    assert book_key("a", replace(book, head="<other>", sections=(book.filler,))) == keys[0]
    (design / "design.yaml").rename(design / "other.yaml")
    keys.append(book_key("a", book))
    assert len(set(keys)) == len(keys)


def test_what_a_section_is_made_of(tmp_path: Path) -> None:
    picture = tmp_path / "a b.png"
    picture.write_bytes(b"1")
    plain = HtmlSection("one", "One", "<p>")
    pictured = replace(plain, pictures=(picture.as_uri(),))
    others = (plain, replace(plain, markup="<q>"), replace(plain, css="p {}"), replace(plain, slots=("x",)), pictured)
    keys = [section_key("a", one, Side.RECTO) for one in others]
    keys += [section_key("b", plain, Side.RECTO), section_key("a", plain, Side.VERSO)]
    picture.write_bytes(b"2")
    keys.append(section_key("a", pictured, Side.RECTO))
    assert len(set(keys)) == len(keys)
    picture.write_bytes(b"1")
    assert section_key("a", pictured, Side.RECTO) == keys[4]


def test_what_a_face_is_cut_down_to() -> None:
    body = FontUse("Body", {1: (500, "a")}, "1f")
    uses = (body, replace(body, file="2f"), replace(body, glyphs={2: (500, "a")}))
    keys = [face_key("a", use) for use in uses] + [face_key("b", uses[0])]
    assert face_key("a", replace(body, glyphs={1: (400, "b")})) == keys[0], (
        "its widths and its text are added afterwards"
    )
    assert len(set(keys)) == len(keys)
