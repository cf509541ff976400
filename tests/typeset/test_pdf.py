"""Setting a book, through the pipeline: what the engine says and does wrong becomes the user's plain problem."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.assets import fonts_folder
from generator.compose.assemble import assemble
from generator.compose.select import select
from generator.jobs.workbook import make_pdf
from generator.model.answer import Passage
from generator.model.pack import PackSpec
from generator.model.problems import SourceRef, TypesetError
from generator.model.progress import Progress, unheard
from generator.model.workbook import PdfDocument, Workbook
from generator.press.press import Press
from generator.typeset.engine import load_engine
from tests.compose.bank import library, question

Make = Callable[..., PdfDocument]


def bound(workbook: Workbook, folder: Path, progress: Progress = unheard) -> PdfDocument:
    """A book set section by section, with nothing kept."""
    with Press(folder) as press:
        return press.make(workbook, progress)


@pytest.fixture(params=[make_pdf, bound], ids=["in one piece", "section by section"])
def make(request: pytest.FixtureRequest) -> Make:
    found: Make = request.param
    return found


def book(make: Make, folder: Path, text: str, **keys: Any) -> PdfDocument:
    """A one-question book whose reason is ``text``, kept in ``folder/content``."""
    (folder / "content").mkdir(exist_ok=True)
    where = SourceRef(str(folder / "content/one.md"), 1)
    one = question("one", worksheets=(), why_they_ask=Passage("Why they ask", text, where))
    bank = library(one)
    bank = replace(bank, frameworks={}, questions={"one": replace(one, frameworks=())})
    spec = PackSpec(**({"plan": "none", "notes_pages": 0, "paper": "a5"} | keys))
    return make(assemble(bank, select(bank, spec), spec, date(2026, 11, 23)), folder)


def test_a_plain_book_is_a_pdf_without_problems(make: Make, tmp_path: Path) -> None:
    pdf = book(make, tmp_path, "A reason.")
    assert pdf.data.startswith(b"%PDF-")
    assert pdf.pages >= 4
    assert pdf.problems == ()


@pytest.mark.parametrize(("text", "character"), [("A word 語 here", "語"), ("Ευχή اسم", "ا")])
def test_a_character_that_no_font_has_is_a_warning_that_names_it(
    make: Make, tmp_path: Path, text: str, character: str
) -> None:
    told = [str(problem) for problem in book(make, tmp_path, text).problems]
    assert any(character in message and "no bundled font" in message for message in told), told


def test_typographic_characters_of_english_text_are_all_there(make: Make, tmp_path: Path) -> None:
    letters = "“”‘’–—…½¼¾×÷±°€£¥§¶•→←↑↓≤≥≠≈−√∞µ™©®éèêëàâäçñöüßøåæœ ÷ № ☐ ☑ ✓ fi fl ffi ﬁ"
    told = [str(problem) for problem in book(make, tmp_path, letters).problems]
    assert told == []


@pytest.mark.parametrize(
    "text",
    [
        "![a picture](../../secret.png)",
        "![a picture](/etc/passwd)",
        "![a picture](http://127.0.0.1:9/x.png)",
        "![a picture](file:///etc/passwd)",
    ],
)
def test_a_picture_outside_the_folders_stops_the_build(make: Make, tmp_path: Path, text: str) -> None:
    with pytest.raises(TypesetError) as caught:
        book(make, tmp_path, text)
    (problem,) = caught.value.problems
    assert "keep pictures beside the text" in str(problem)
    assert str(tmp_path) not in str(problem)
    assert caught.value.exit_code == 6


def test_a_picture_beside_the_text_is_printed(make: Make, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><text y="20" font-family="Inter">seen</text></svg>'
    (tmp_path / "content/chart.svg").write_text(svg)
    assert book(make, tmp_path, "![A chart](chart.svg)").problems == ()


def test_a_broken_picture_is_a_warning(make: Make, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/broken.png").write_bytes(b"no picture")
    told = [str(problem) for problem in book(make, tmp_path, "![A chart](broken.png)").problems]
    assert any("typesetting: " in message and "broken.png" in message for message in told), told


@pytest.mark.parametrize("error", [AssertionError(), ValueError("bad"), RecursionError("deep"), IndexError("list")])
def test_an_error_inside_the_engine_is_a_typeset_error(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    load_engine(fonts_folder())
    import weasyprint.layout

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(weasyprint.layout, "layout_document", fail)
    monkeypatch.setattr(weasyprint.document, "layout_document", fail, raising=False)
    with pytest.raises(TypesetError, match=f"the typesetting engine stopped with {type(error).__name__}"):
        book(make, tmp_path, "A reason.")


def test_progress_counts_pages(make: Make, tmp_path: Path) -> None:
    load_engine(fonts_folder())
    seen: list[tuple[str, int]] = []
    one = question("one", worksheets=(), frameworks=())
    bank = library(one)
    spec = PackSpec(plan="none", notes_pages=0)
    workbook = assemble(bank, select(bank, spec), spec, date(2026, 11, 23))
    pdf = make(workbook, tmp_path, lambda stage, done, _: seen.append((stage, done)))
    assert seen[0][0] == "typesetting"
    assert max(done for _, done in seen) >= pdf.pages - 1
