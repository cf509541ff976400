from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.model.own import OwnAnswer, Written
from generator.model.pack import Edition, Ink
from generator.model.problems import DesignError
from generator.render.html import short_head, tied
from tests.compose.bank import WHERE, library, passage, question

from .dressing import dress, markup, write_design

OVERRIDE = '{% extends "base/sections/cover.html.j2" %}\n'


def test_a_section_for_each_of_the_book_s(tmp_path: Path) -> None:
    document = dress(tmp_path)
    ids = ["cover", "contents", "how-to", "q-one", "frameworks", "plan", "notes"]
    assert [section.id for section in document.sections] == ids
    for section in document.sections:
        assert f'id="{section.id}"' in section.markup


def test_content_text_is_never_a_template(tmp_path: Path) -> None:
    typed = "{{ 7*7 }} {% raw %} {{ spec.title }} {# gone? #}"
    one = question("one", wording=f"What of {typed}", why_they_ask=passage(typed), tags=(), wordings=(typed,))
    shown = markup(dress(tmp_path, library(one), title=typed, candidate=typed, role=typed, coach=typed))
    assert "49" not in re.sub(r"\d{3,}|[\d.]+(mm|pt)|[A-Z][\d. ]+", "", shown)
    assert shown.count("{{ 7*7 }}") >= 6
    assert "{# gone? #}" in shown


def test_html_in_any_field_is_escaped(tmp_path: Path) -> None:
    evil = "<script>x</script><b>"
    where = WHERE
    one = question("one", wording=evil, wordings=(evil,), why_they_ask=passage(evil), where=where)
    document = dress(tmp_path, library(one), title=evil, candidate=evil, role=evil, company=evil, coach=evil)
    for text in (markup(document), document.head):
        assert "<script" not in text
        assert "<b>x" not in text
    assert "&lt;script&gt;" in document.head


def test_a_reader_s_design_overrides_a_block_and_calls_the_base(tmp_path: Path) -> None:
    design = write_design(tmp_path)
    (design / "sections").mkdir()
    (design / "sections/cover.html.j2").write_text(
        OVERRIDE + "{% block title %}<p>Before {{ spec.company }}</p>{{ super() }}{% endblock %}"
    )
    cover = dress(tmp_path, design="mine", title="The title", company="The firm").sections[0].markup
    assert "<p>Before The firm</p>" in cover
    assert "The title" in cover
    assert "Before" not in dress(tmp_path, title="The title", company="The firm").sections[0].markup


def test_a_block_of_the_question_can_be_overridden(tmp_path: Path) -> None:
    design = write_design(tmp_path)
    (design / "sections").mkdir()
    (design / "sections/question.html.j2").write_text(
        '{% extends "base/sections/question.html.j2" %}{% block opener %}{{ super() }}<p>Mine: {{ q.id }}</p>{% endblock %}'
    )
    shown = markup(dress(tmp_path, design="mine"))
    assert "<p>Mine: one</p>" in shown
    assert shown.index("What about one?") < shown.index("Mine: one") < shown.index("Strong answer")


def test_a_design_s_own_style_sheet_comes_last(tmp_path: Path) -> None:
    design = write_design(tmp_path)
    (design / "design.css.j2").write_text(".mine { width: {{ page.width }}mm }")
    css = dress(tmp_path, design="mine").css
    assert css.rstrip().endswith(".mine { width: 210.0mm }") or css.rstrip().endswith(".mine { width: 210mm }")


def refused(folder: Path, template: str, file: str = "sections/cover.html.j2") -> str:
    design = write_design(folder)
    (design / file).parent.mkdir(exist_ok=True)
    (design / file).write_text(template)
    with pytest.raises(DesignError) as caught:
        dress(folder, design="mine")
    (problem,) = caught.value.problems
    assert "\n" not in str(problem)
    assert str(folder) not in str(problem)
    return str(problem)


def test_a_template_that_does_not_parse_is_told_with_file_and_line(tmp_path: Path) -> None:
    told = refused(tmp_path, "<p>\n<p>\n{% if %}\n")
    assert told.startswith("sections/cover.html.j2:3: template error: ")


def test_an_undefined_name_is_told_with_file_and_line(tmp_path: Path) -> None:
    told = refused(tmp_path, "<p>\n<p>\n{{ spec.titel }}\n")
    assert "titel" in told
    assert told.startswith("sections/cover.html.j2:3: template error: ")


@pytest.mark.parametrize("broken", ["{{ nope }}", "{% if %}"])
@pytest.mark.parametrize("file", ["design.css.j2", "css/theme.css.j2", "css/base.css.j2"])
def test_a_style_sheet_is_told_with_file_and_line_too(tmp_path: Path, file: str, broken: str) -> None:
    told = refused(tmp_path, f"/* mine */\n{broken}\n", file)
    assert told.startswith(f"{file}:2: template error: ")


def test_a_missing_template_is_told_by_name(tmp_path: Path) -> None:
    assert "no-such.html" in refused(tmp_path, '{% include "no-such.html" %}')


@pytest.mark.parametrize(
    "reach",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ rules.__globals__ }}",
        "{{ spec.model_dump.__func__.__globals__ }}",
        "{{ cover_figure.__globals__['__builtins__'] }}",
        "{{ ''|attr('__class__') }}",
        "{{ self.__init__.__globals__ }}",
    ],
)
def test_the_sandbox_lets_no_template_reach_python(tmp_path: Path, reach: str) -> None:
    told = refused(tmp_path, reach)
    assert "template error" in told


@pytest.mark.parametrize("broken", ["{{ 1 // 0 }}", "{{ spec.title + 1 }}", "{{ range(10**9)|list }}"])
def test_whatever_a_template_does_wrong_is_a_design_error(tmp_path: Path, broken: str) -> None:
    assert refused(tmp_path, broken)


def test_low_ink_asks_for_no_background(tmp_path: Path) -> None:
    assert "transparent" in dress(tmp_path, ink=Ink.LOW).css
    assert "accent-wash: transparent" not in dress(tmp_path, ink=Ink.COLOUR).css


def test_an_answer_of_one_s_own_to_a_question_without_any_is_led_to(tmp_path: Path) -> None:
    lean = question("one", strong=None, worksheets=())
    mine = OwnAnswer("one", WHERE, parts={"headline": Written("", "I said no.", WHERE)})
    plain = {section.id: section.markup for section in dress(tmp_path, library(lean), edition="practice").sections}
    assert "Only then" not in plain["q-one"]
    bank = replace(library(lean), answers={"one": mine})
    told = {section.id: section.markup for section in dress(tmp_path, bank, edition="practice").sections}
    assert "I\u00a0said\u00a0no." in told["a-one"]
    assert 'href="#a-one">your answer</a>' in told["q-one"]
    assert 'href="#a-one"' in told["contents"]
    assert ">Answers<" in told["contents"]


def test_only_the_study_edition_moves_notes(tmp_path: Path) -> None:
    assert dress(tmp_path, paper="a4").column_shift > 100
    assert dress(tmp_path, paper="a4", edition=Edition.SCREEN).column_shift == 0
    assert dress(tmp_path, paper="a5").column_shift == 0


def test_metadata_in_the_head(tmp_path: Path) -> None:
    head = dress(tmp_path, title="A & B", candidate="Robin").head
    assert "A &amp; B" in head
    assert 'name="author" content="Robin"' in head
    assert "2026-11-23" in head


@pytest.mark.parametrize(
    ("wording", "head"),
    [
        ("Short?", "Short?"),
        ("word " * 13 + "end?", "word " * 13 + "end?"),
        ("word " * 20, "word " * 13 + "word…"),
        ("What went wrong? " + "word " * 20, "What went wrong?"),
        ("a, " * 40, None),
    ],
)
def test_running_heads_are_cut_at_a_word(wording: str, head: str | None) -> None:
    short = short_head(wording)
    assert len(short) <= 75
    if head is not None:
        assert short == head.strip()
    elif short.endswith("…"):
        assert short[-2] not in ",;: "


@pytest.mark.parametrize(
    ("title", "last"),
    [
        ("Tell me about a commitment that you missed. How did you do it?", "How did you do it?"),
        ("Tell me about a commitment. When did you know, and whom did you tell?", "did you tell?"),
        ("How would you lead us?", "you lead us?"),
        ("Short?", "Short?"),
    ],
)
def test_a_title_does_not_end_on_a_lone_word_nor_begin_a_short_sentence_at_a_line_end(title: str, last: str) -> None:
    assert tied(title).split(" ")[-1].replace("\N{NO-BREAK SPACE}", " ") == last
    assert tied(title).replace("\N{NO-BREAK SPACE}", " ") == title
