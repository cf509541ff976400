from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from generator.assets import design_roots, fonts_folder, shipped_templates
from generator.load.designs import load_design
from generator.model.design import BUNDLED_FAMILIES, Tokens
from generator.model.pack import PAGE_SIZES, Paper
from generator.model.problems import DesignError
from tests.render.dressing import write_design


def told(folder: Path, name: str = "mine") -> list[str]:
    with pytest.raises(DesignError) as caught:
        load_design(name, design_roots(folder))
    assert caught.value.exit_code == 5
    return [str(problem) for problem in caught.value.problems]


def test_the_shipped_design_loads(tmp_path: Path) -> None:
    design = load_design("classic", design_roots(tmp_path))
    assert design.tokens.text_family == "Source Serif 4"
    assert design.folder.is_dir()


def test_a_reader_s_design_comes_before_a_shipped_one_of_its_name(tmp_path: Path) -> None:
    own = tmp_path / "designs/classic"
    own.mkdir(parents=True)
    (own / "design.yaml").write_text("scale: 1.2\n")
    design = load_design("classic", design_roots(tmp_path))
    assert (design.tokens.scale, design.folder) == (1.2, own)


def test_an_empty_file_is_all_defaults(tmp_path: Path) -> None:
    write_design(tmp_path)
    assert load_design("mine", design_roots(tmp_path)).tokens == load_design(
        "classic", design_roots(tmp_path)
    ).tokens.model_copy(update={"title": ""})


def test_an_unknown_design_gets_a_did_you_mean(tmp_path: Path) -> None:
    assert told(tmp_path, "clasic") == ['unknown design "clasic"; did you mean "classic"?']
    write_design(tmp_path)
    assert told(tmp_path, "zzzzzz") == ['unknown design "zzzzzz"; known: accessible, classic, mine, modern']


@pytest.mark.parametrize("name", ["../designs/classic", "classic/", "/", ".", "..", ""])
def test_a_name_cannot_lead_elsewhere(tmp_path: Path, name: str) -> None:
    (tmp_path / "design.yaml").touch()
    (tmp_path / "designs").mkdir()
    (tmp_path / "designs/design.yaml").touch()
    assert told(tmp_path, name)[0].startswith(f'unknown design "{name}"')


@pytest.mark.parametrize("name", ["classic", "modern", "accessible"])
def test_a_shipped_design_says_each_of_its_tokens(name: str) -> None:
    """So that whoever ejects it sees what may be changed."""
    text = (shipped_templates() / "designs" / name / "design.yaml").read_text(encoding="utf-8")
    keys = [line.partition(":")[0] for line in text.splitlines() if not line.startswith("#")]
    assert keys == list(Tokens.model_fields)


def test_a_design_sets_the_type_of_a_page(tmp_path: Path) -> None:
    write_design(tmp_path, **{"design.yaml": "scale: 1.2\ntext_scale: 0.9\nleading: 1.1\nmargin_notes: false\n"})
    page = load_design("mine", design_roots(tmp_path)).page(PAGE_SIZES[Paper.A4])
    assert (page.text, page.leading) == (11.34, 19.8)
    assert page.text_width == page.measure == 172
    assert load_design("classic", design_roots(tmp_path)).page(PAGE_SIZES[Paper.A4]) == PAGE_SIZES[Paper.A4]


def test_a_folder_without_its_file_is_no_design(tmp_path: Path) -> None:
    (tmp_path / "designs/mine").mkdir(parents=True)
    assert told(tmp_path)[0].startswith('unknown design "mine"')


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ('scale: 1\ntitle: "open', "2: a quotation mark is not closed; close it"),
        ("title: a: b", '1: a second ":" in one line, or a line too far to the right; put the value in quotes'),
        ("title: x\n\tscale: 1", "2: a tab stands before the text; indent with spaces"),
        ("title: \x00", "1: control character NUL; remove it"),
        (
            "scale: !!python/object:os.system x",
            '1: tags such as "!!python/object:os.system" are not read; remove it, or put the value in quotes',
        ),
        ("scale: 1\nscale: 1.1", '2: key "scale" is here twice (first on line 1); keep one'),
        ("- a\n- b", '1: design.yaml is a set of keys; write lines of "key: value"'),
        ("just words", '1: design.yaml is a set of keys; write lines of "key: value"'),
        ("12", '1: design.yaml is a set of keys; write lines of "key: value"'),
        ("title: x\nscal: 1", '2: unknown key "scal"; did you mean "scale"?'),
        ("title: x\nscale: 9", '2: "scale" is 9; it must be at most 1.5'),
        ("contrast: 2", '1: "contrast" is 2; it must be at least 3'),
        ("scale: big", '1: "scale" must be a number, not "big"'),
        ("margin_notes: yes", '1: "margin_notes" must be true or false, not "yes"'),
        ("title: 12", '1: "title" must be text, not 12; put it in quotes'),
        (
            "label_family: 'x; y'",
            '1: "label_family" cannot be "x; y"; write a name of letters, digits, spaces and hyphens',
        ),
    ],
)
def test_a_mistake_is_told_with_its_file_its_line_and_the_mend(here: Path, text: str, told_as: str) -> None:
    write_design(here, **{"design.yaml": text + "\n"})
    (message,) = told(here)
    assert message == f"designs/mine/design.yaml:{told_as}"


def test_a_key_without_a_value_is_as_if_it_were_not_there(here: Path) -> None:
    write_design(here, **{"design.yaml": "title:\nscale:\n"})
    assert load_design("mine", design_roots(here)).tokens == Tokens()


def test_a_file_that_is_not_utf_8(here: Path) -> None:
    write_design(here)
    (here / "designs/mine/design.yaml").write_bytes(b"scale: 1\ntitle: caf\xe9\n")
    (message,) = told(here)
    assert message.startswith("designs/mine/design.yaml:2: this is not UTF-8")


def test_unknown_keys_and_wrong_values_all_at_once_in_their_order(here: Path) -> None:
    text = "scal: 1\ntext_famly: Inter\nlabel_family: 'x; y'\nscale: 9\ntext_family: Nosuchface\n"
    write_design(here, **{"design.yaml": text})
    assert [message.split(":")[1] for message in told(here)] == ["1", "2", "3", "4", "5"]


def test_a_typeface_that_nobody_brings(here: Path) -> None:
    write_design(here, **{"design.yaml": "title: x\ntext_family: Nosuchface\nlabel_family: inter\n"})
    assert told(here) == [
        'designs/mine/design.yaml:2: unknown typeface "Nosuchface"; known: Atkinson Hyperlegible, Inter, Source Serif 4;'
        ' bring another under "typeface", or with @font-face in design.css.j2'
    ]


@pytest.mark.parametrize(
    ("file", "rule"),
    [
        ("design.css", "@font-face { font-family: My  Own; src: url(fonts/a.ttf) }"),
        ("design.css", "@font-face {\n  src: url(a.ttf);\n  font-family: 'my own'\n}"),
        ("css__tokens.css", '@font-face { font-family: "{{ tokens.text_family }}"; src: url(a.ttf) }'),
    ],
)
def test_a_typeface_that_the_design_s_rules_bring(here: Path, file: str, rule: str) -> None:
    write_design(here, **{"design.yaml": "text_family: My Own\n", file: rule})
    assert load_design("mine", design_roots(here)).tokens.text_family == "My Own"


def test_a_typeface_that_only_a_remark_brings(here: Path) -> None:
    rule = "{# @font-face { font-family: My Own } #}\n/* @font-face { font-family: My Own } */ @font-face { font-family: Other }"
    write_design(here, **{"design.yaml": "text_family: My Own\n", "design.css": rule})
    (message,) = told(here)
    assert "known: Atkinson Hyperlegible, Inter, Source Serif 4, Other;" in message


def test_the_families_that_are_known_are_those_of_the_bundled_fonts() -> None:
    found = set()
    for path in fonts_folder().rglob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            found.add(font["name"].getDebugName(16) or font["name"].getDebugName(1))
    assert sorted(found) == sorted(BUNDLED_FAMILIES)


@pytest.mark.parametrize("family", ['x"; color: red', "a;b", "a{b", "a\nb", "url(x)", ""])
def test_a_family_cannot_bring_css(tmp_path: Path, family: str) -> None:
    write_design(tmp_path, **{"design.yaml": f"text_family: {family!r}\n"})
    assert "text_family" in told(tmp_path)[0]
