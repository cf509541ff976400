"""The letter that goes with a workbook, in the language of its pack."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator import assets
from generator.load.designs import load_design
from generator.model.design import Design
from generator.model.mail import Reader
from generator.model.pack import PackSpec
from generator.model.problems import DesignError
from generator.render.letter import render_letter

ROOT = Path(__file__).resolve().parents[2]
WHOLE = {
    "candidate": "Ann Lee",
    "role": "CTO",
    "company": "A bank",
    "coach": "Jo",
    "interview_date": date(2026, 12, 1),
}


@pytest.fixture(scope="module")
def design() -> Design:
    return load_design("classic", assets.design_roots(ROOT))


def test_to_a_coach(design: Design) -> None:
    letter = render_letter(Reader.COACH, PackSpec(**WHOLE), 3, 38, design, assets.shipped_templates())
    assert letter.subject == "Interview workbook, Ann Lee (A bank)"
    assert letter.text == (
        "Dear Jo,\n\n"
        "Here is my workbook for the interview for the role of CTO at A bank on 1 December 2026: 3 questions on 38 pages.\n\n"
        "Please read it, and write into it where I could do better: as comments in the PDF, or by hand on a print. "
        "Send me back what you wrote on, or a photograph of the pages.\n\n"
        "Many thanks,\nAnn Lee\n"
    )


def test_where_little_is_known(design: Design) -> None:
    letter = render_letter(Reader.COACH, PackSpec(), 1, 1, design, assets.shipped_templates())
    assert letter.subject == "Interview workbook"
    assert letter.text.startswith("Hello,\n\nHere is my workbook for the interview: 1 question on 1 page.\n")
    assert letter.text.endswith("\n\nThank you,\n")


@pytest.mark.parametrize("reader", Reader)
@pytest.mark.parametrize(
    ("language", "greeting", "day"),
    [
        ("en-GB", "Dear ", "1 December 2026"),
        ("en-US", "Hi ", "December 1, 2026"),
        ("de-AT", "Guten Tag ", "1. Dezember 2026"),
        ("fr", "Bonjour ", "1er décembre 2026"),
        ("es-MX", "Hola, ", "1 de diciembre de 2026"),
        ("nl", "Dear ", "1 December 2026"),
    ],
)
def test_in_the_language_of_the_pack(design: Design, reader: Reader, language: str, greeting: str, day: str) -> None:
    spec = PackSpec(**WHOLE, language=language)
    letter = render_letter(reader, spec, 3, 38, design, assets.shipped_templates())
    name = "Jo" if reader is Reader.COACH else "Ann Lee"
    assert letter.text.startswith(f"{greeting}{name}")
    assert day in letter.text
    assert "38" in letter.text
    assert "<" not in letter.text


def test_nothing_of_a_pack_begins_a_line(design: Design) -> None:
    spec = PackSpec(**{**WHOLE, "title": "A\r\nBcc: eve@example.org", "coach": "Jo\u2028{{ 7 * 7 }}\x1b[m<b>"})
    letter = render_letter(Reader.COACH, spec, 3, 38, design, assets.shipped_templates())
    assert letter.subject == "A Bcc: eve@example.org, Ann Lee (A bank)"
    assert letter.text.startswith("Dear Jo {{ 7 * 7 }}[m<b>,\n")


def test_a_design_may_bring_its_own_letter(tmp_path: Path) -> None:
    folder = tmp_path / "designs" / "mine"
    (folder / "email" / "coach").mkdir(parents=True)
    (folder / "design.yaml").write_text("title: Mine\n")
    own = folder / "email" / "coach" / "en.txt.j2"
    own.write_text("{{ title }}\n\nHello {{ coach }}.\n")
    roots = assets.design_roots(tmp_path)
    design = load_design("mine", roots)
    letter = render_letter(Reader.COACH, PackSpec(**WHOLE, language="en-AU"), 3, 38, design, assets.shipped_templates())
    assert (letter.subject, letter.text) == ("Interview workbook", "Hello Jo.\n")
    own.write_text("{{ titel }}")
    with pytest.raises(DesignError, match="'titel' is undefined"):
        render_letter(Reader.COACH, PackSpec(language="en-AU"), 3, 38, design, assets.shipped_templates())
