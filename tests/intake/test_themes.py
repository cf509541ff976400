"""New themes beside those of a folder: comments and words that are there stay, or nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.intake.themes import Added, NewTheme, open_themes
from generator.load.items import read_themes
from generator.load.parts import Source
from generator.model.content import Theme
from generator.model.problems import ContentError

OURS = "# Theme: Money\n- id: money\n  number: 3\n  name: Money\n  introduction: |-\n    About money.\n    # not a comment\n\n    And more.\n  hue: 2\n"
NEW = NewTheme("cards", "Cards", "", "Theme: Cards")


def adding(folder: Path, text: str, *new: NewTheme) -> Added:
    (folder / "themes.yaml").write_text(text)
    return open_themes(folder).adding(new or [NEW])


def themes(text: str) -> list[Theme]:
    return [found.value for found in read_themes(Source(text, Path("x"), Path(), "x"), []) if found.value]


@pytest.mark.parametrize(
    "text",
    [
        OURS,
        f"# My themes, do not touch.\n\n{OURS}\n# The end.\n",
        OURS.removesuffix("\n"),
        OURS.replace("\n", "\n  ").replace("# Theme", "  # Theme", 1).rstrip(" "),
        "---\n" + OURS,
        "-   name: Money  # mine\n    number: 3\n    id: 'money'\n",
        "- {id: money, number: 3, name: Money}\n",
        "- id: money\n  number: 3\n  name: Money\n  introduction: |+\n    About money.\n\n",
        "- id: money\n  number: 3\n  name: >-\n    Money\n    and more",
    ],
)
def test_a_theme_is_added_and_every_line_stays(tmp_path: Path, text: str) -> None:
    added = adding(tmp_path, text)
    assert added.keeps_all
    assert added.text.startswith(text)
    money, cards = themes(added.text)
    assert [money] == themes(text)
    assert (cards.id, cards.number, cards.name, cards.hue) == ("cards", 4, "Cards", 3)


@pytest.mark.parametrize("text", ["", "# Mine, to come.\n", "---\n# Mine\n"])
def test_a_file_without_themes_keeps_its_comments(tmp_path: Path, text: str) -> None:
    added = adding(tmp_path, text)
    assert added.text.startswith(text)
    assert [theme.number for theme in themes(added.text)] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "[{id: money, number: 3, name: Money}]\n",
        "-\n  id: money\n  number: 3\n  name: Money\n",
        f"{OURS}...\n",
        "- id: money\n  number: 3\n  name: Money\n  introduction: |+\n    About money.\n\n..."
    ],
)  # fmt: skip
def test_what_cannot_be_added_to_is_refused_in_a_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(ContentError, match=r"themes\.yaml: no theme can be added to this file as it is written; begin"):
        adding(tmp_path, text)
    # A theme that is there already needs no adding.
    assert adding(tmp_path, text, NewTheme("money", "Money", "", "")).text == text


def test_what_is_wrong_with_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r'themes\.yaml:2: unknown key "nmae"'):
        adding(tmp_path, "- id: money\n  nmae: Money\n  number: 1\n")
    with pytest.raises(ContentError, match=r"themes\.yaml:1: a list opened"):
        adding(tmp_path, "- [id\n")


def test_another_theme_of_the_same_id_stands_in_its_place(tmp_path: Path) -> None:
    text = f"# Mine\n{OURS}\n# Kept\n- id: b\n  number: 9\n  name: B\n"
    added = adding(tmp_path, text, NewTheme("money", "Money", "Otherwise.", "Theme: Money"), NEW)
    assert not added.keeps_all
    assert added.text == (
        '# Mine\n# Theme: Money\n- id: money\n  number: 3\n  name: Money\n  introduction: Otherwise.\n  hue: 2\n'
        '\n# Kept\n- id: b\n  number: 9\n  name: B\n'
        '# Theme: Cards\n- id: cards\n  number: 11\n  name: Cards\n  introduction: ""\n  hue: 1\n'
    )  # fmt: skip
