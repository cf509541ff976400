"""Every file that is written loads, and says what it was given."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.draft.folder import FIRST_QUESTION, own_folder
from generator.draft.pack import choice, to_change
from generator.draft.question import FrontMatter, heading, to_fill
from generator.draft.themes import entry
from generator.load.frontmatter import split
from generator.load.items import read_themes
from generator.load.packfile import load_pack
from generator.load.parts import Source, read_question
from generator.load.strictyaml import parse_yaml
from generator.model.content import Theme
from generator.model.pack import PackSpec
from generator.model.problems import Problem, SourceRef
from tests.compose.bank import TAXONOMY

NAMES = st.sampled_from(["2026", "1e5", "true", "null", "no", "off", "7-a", "почему-банк", "为什么", "a-1"])
TEXTS = st.sampled_from(["True?", "null", "2026", "# x", "a: b", "[x]", "C #", "'", "- x", "…"]) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80
)


def source(text: str) -> Source:
    return Source(text, Path("x"), Path(), "x")


@given(NAMES, NAMES, TEXTS, st.lists(TEXTS, max_size=3), st.sampled_from(["", "7", "3b", "1e5"]))
def test_a_question_says_what_it_was_given(id_: str, theme: str, wording: str, tags: list[str], number: str) -> None:
    matter = FrontMatter(
        id=id_,
        theme=theme,
        order=3,
        format="case",
        competencies=("risk", "change"),
        level="director-plus",
        tags=tuple(tags),
        number=number,
    )
    text = to_fill(matter, wording, [theme, id_], TAXONOMY)
    read = split(text, "x").matter
    assert (read.data["id"], read.data["theme"], read.data["tags"]) == (id_, theme, tags)
    assert read.data.get("number", "") == number
    assert read.lines[("format",)] == matter.line_of("format")
    problems: list[Problem] = []
    found = read_question(source(text), problems)
    if not wording.isspace() and "](" not in wording and "]:" not in wording:
        assert problems == []
        assert found.value is not None
        assert (found.value.id, found.order) == (id_, 3)


@given(st.lists(st.tuples(NAMES, TEXTS, st.text(st.characters(exclude_categories=["Cs"])))), st.integers(0, 4))
def test_themes_say_what_they_were_given(given_: list[tuple[str, str, str]], indent: int) -> None:
    themes = [Theme(*told[:1], n, *told[1:], n % 9, SourceRef("")) for n, told in enumerate(given_)]
    text = "".join(entry(theme, theme.name, indent) for theme in themes)
    data = parse_yaml(text, SourceRef("x")).data or []
    clean = [(t.id, t.number, t.name, t.introduction.replace("\0", "\ufffd"), t.hue) for t in themes]
    assert [tuple(item.values()) for item in data] == clean
    problems: list[Problem] = []
    assert [found.id for found in read_themes(source(text), problems)] == [told[0] for told in given_]


@given(TEXTS, st.lists(st.tuples(NAMES, TEXTS), min_size=1), TEXTS, TEXTS)
def test_a_pack_says_what_it_was_given(title: str, questions: list[tuple[str, str]], role: str, company: str) -> None:
    data = parse_yaml(choice(title, questions, role, company), SourceRef("x")).data
    ids = [id_ for id_, _ in questions]
    assert data == {"title": title, "role": role, "company": company, "questions": ids}


@given(st.lists(TEXTS, max_size=3), TEXTS)
def test_a_pack_to_change_holds_what_was_given(ids: list[str], title: str) -> None:
    data = parse_yaml(to_change("x", {"title": title, "questions": ids}, "x"), SourceRef("x")).data
    assert data == {"title": title, "questions": ids}


def test_a_folder_of_ones_own_is_read(tmp_path: Path) -> None:
    files = own_folder("strategy", "text")
    (tmp_path / "pack.yaml").write_text(files["pack.yaml"])
    spec = load_pack(tmp_path / "pack.yaml", {})
    assert spec == PackSpec(title="My interview workbook", questions=(FIRST_QUESTION,), themes=("strategy",))


def test_marks_at_the_end_of_a_heading_are_no_closing_ones() -> None:
    assert [heading(text) for text in ("C #", "C#", "#", "a\x07b\nc")] == ["C \\#", "C#", "\\#", "ab c"]
