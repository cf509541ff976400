from __future__ import annotations

from pathlib import Path

import pytest

from generator.assets import design_roots, shipped_templates
from generator.model.pack import PAGE_SIZES, Paper
from generator.model.problems import DesignError
from generator.render.design import Tokens, load_design

from .dressing import write_design


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


@pytest.mark.parametrize("text", ["scale: [", "a: b: c", "\tscale: 1", "\x00", "scale: !!python/object:os.system x"])
def test_bad_yaml_is_one_plain_sentence(tmp_path: Path, text: str) -> None:
    write_design(tmp_path, **{"design.yaml": text})
    (message,) = told(tmp_path)
    assert message.startswith("mine/design.yaml")
    assert "YAML" in message
    assert "\n" not in message


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    write_design(tmp_path)
    (tmp_path / "designs/mine/design.yaml").write_bytes(b"title: caf\xe9\n")
    (message,) = told(tmp_path)
    assert message.startswith("mine/design.yaml")


def test_a_design_that_is_a_list_or_a_word(tmp_path: Path) -> None:
    for text in ("- a\n- b\n", "just words\n", "12\n"):
        write_design(tmp_path, **{"design.yaml": text})
        (message,) = told(tmp_path)
        assert message.startswith("mine/design.yaml")
        assert "\n" not in message


def test_unknown_keys_and_wrong_values_all_at_once(tmp_path: Path) -> None:
    write_design(tmp_path, **{"design.yaml": "scal: 1\ntext_famly: Inter\nlabel_family: 'x; y'\nscale: 9\n"})
    messages = told(tmp_path)
    assert len(messages) == 4
    joined = "\n".join(messages)
    assert 'unknown key "scal"; did you mean "scale"?' in joined
    assert 'unknown key "text_famly"; did you mean "text_family"?' in joined
    assert "label_family" in joined
    assert "scale: " in joined


@pytest.mark.parametrize("family", ['x"; color: red', "a;b", "a{b", "a\nb", "url(x)", ""])
def test_a_family_cannot_bring_css(tmp_path: Path, family: str) -> None:
    write_design(tmp_path, **{"design.yaml": f"text_family: {family!r}\n"})
    assert "text_family" in told(tmp_path)[0]
