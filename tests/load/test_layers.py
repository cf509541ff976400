"""Packs that build on others, and flags and rows over them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.compose.select import select
from generator.jobs.packs import base_of
from generator.load.packfile import read_pack
from generator.model.problems import ContentError, SelectionError
from tests.compose.bank import library, question

BANK = library(
    question("one"), question("two", tags=("risk",)), question("three", "people"), question("four", "people")
)
BASE = "themes: [strategy]\ntags: [risk]\ncompany: A bank\n"


def chosen(text: str, base: str = BASE, **flags: Any) -> list[str]:
    Path("base.yaml").write_text(base)
    Path("my.yaml").write_text(text)
    return [q.id for q in select(BANK, read_pack(Path("my.yaml"), flags).spec).questions]


@pytest.mark.parametrize(
    ("text", "flags", "expected"),
    [
        ("extends: base", {}, ["two"]),
        ("add_tags: [risk]", {}, ["two"]),
        ("extends: base.yaml\ntags: []", {}, ["one", "two"]),
        ("extends: base\nquestions: [four]", {}, ["four"]),
        ("extends: base\nadd_questions: [four]", {}, ["two", "four"]),
        ("extends: base\nadd_themes: [people]\nexclude: [three]", {}, ["two", "four"]),
        ("extends: base\nadd_themes: [people]", {"exclude": ["three"]}, ["two", "four"]),
        ("extends: base\nadd_questions: [one]", {"exclude": ["one"]}, ["two"]),
        # Flags that name what goes in leave nothing of the pack's choice.
        (BASE + "limit: 1\nexclude: [four]\nshuffle: 1", {"themes": ["people"]}, ["three", "four"]),
        (BASE + "add_questions: [three]", {"questions": ["four", "one"]}, ["four", "one"]),
        ("themes: [strategy]", {"questions": ["four"], "themes": ["strategy"]}, ["four", "one", "two"]),
        # The others narrow it, or add to it.
        ("themes: [people, strategy]", {"limit": 3}, ["three", "four", "one"]),
        ("themes: [strategy]", {"tags": ["risk"]}, ["two"]),
        ("themes: [people]\nexclude: [three]\nadd_questions: [one, two]", {"exclude": ["one"]}, ["four", "two"]),
        ("themes: [people]\nlimit: 1\nexclude: [one]", {"add_questions": ["one"]}, ["three", "one"]),
        (BASE, {"add_themes": ["people"]}, ["two", "three", "four"]),
    ],
)
def test_what_is_said_above_replaces_narrows_or_adds(
    here: Path, text: str, flags: dict[str, Any], expected: list[str]
) -> None:
    assert chosen(text, **flags) == expected


@pytest.mark.parametrize(
    "word", ["people", "People", "PEOPLE ", "People,Strategy", "people strategy", "strategy, people"]
)
def test_a_theme_is_named_by_id_or_in_print(here: Path, word: str) -> None:
    found = set(chosen("", themes=[word]))
    assert found == ({"one", "two", "three", "four"} if "trategy" in word else {"three", "four"})


def test_other_keys_are_those_of_the_pack_below_unless_replaced(here: Path) -> None:
    Path("base.yaml").write_text("title: Base\nsheets: P1\nink: grey\n")
    Path("my.yaml").write_text("extends: base\ntitle: Mine\nadd_sheets: W1\n")
    spec = read_pack(Path("my.yaml"), {}).spec
    assert (spec.title, spec.sheets, spec.ink) == ("Mine", ("P1", "W1"), "grey")


def test_a_value_is_told_in_the_file_that_says_it(here: Path) -> None:
    Path("base.yaml").write_text("# base\nthemes: [nope]\nexclude: [gone]\n")
    Path("my.yaml").write_text("extends: base\nadd_exclude:\n- one\n- away\n")
    pack = read_pack(Path("my.yaml"), {})
    with pytest.raises(SelectionError) as caught, pack.placing():
        select(BANK, pack.spec)
    assert {str(problem).split(";")[0] for problem in caught.value.problems} == {
        'base.yaml:2: unknown theme "nope"',
        'base.yaml:3: unknown question to exclude "gone"',
        'my.yaml:4: unknown question to exclude "away"',
    }


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("my", "packs build on each other in a circle: my.yaml:1 → my.yaml"),
        ("my.yaml", "packs build on each other in a circle: my.yaml:1 → my.yaml"),
        ("back", "packs build on each other in a circle: my.yaml:1 → content/packs/back.yaml:1 → my.yaml"),
        ("../outside.yaml", '"../outside.yaml" leads out of this folder'),
        ("content/../../outside.yaml", '"content/../../outside.yaml" leads out of this folder'),
        ("/etc/passwd", '"/etc/passwd" leads out of this folder'),
        ("'..\\outside.yaml'", '"..\\outside.yaml" leads out of this folder'),
        ("link.yaml", '"link.yaml" leads out of this folder'),
        ("link", 'there is no pack "link" to build on'),
        ("content/none.yaml", 'there is no pack file "content/none.yaml" to build on'),
        ("stratgey", 'there is no pack "stratgey" to build on; did you mean "strategy"?'),
        ("..", 'there is no pack ".." to build on'),
        ("x" * 190, 'there is no pack "xxx'),
        ("content/packs", '"content/packs" leads out'),
    ],
)
def test_a_path_leads_nowhere_else(here: Path, said: str, told: str) -> None:
    home = here / "home"
    (home / "content" / "packs").mkdir(parents=True)
    (here / "outside.yaml").write_text("title: Secret\n")
    (home / "link.yaml").symlink_to(here / "outside.yaml")
    (home / "content" / "packs" / "back.yaml").write_text("extends: ../../my.yaml\n")
    (home / "my.yaml").write_text(f"extends: {said}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        with pytest.raises(ContentError) as caught:
            read_pack(Path("my.yaml"), {}, find=base_of)
    (problem,) = map(str, caught.value.problems)
    if said == "content/packs":
        assert 'there is no pack file "content/packs" to build on' in problem
    else:
        assert told in problem
    assert "Secret" not in problem
    assert ".yaml:1: " in problem


def test_a_pack_of_ones_own_may_build_on_the_ready_one_of_its_name(here: Path) -> None:
    Path("strategy.yaml").write_text("extends: strategy\ncompany: Mine\n")
    spec = read_pack(Path("strategy.yaml"), {}, find=base_of).spec
    assert (spec.company, spec.themes) == ("Mine", ("strategy",))


@pytest.mark.parametrize(("deep", "fits"), [(8, True), (9, False)])
def test_eight_packs_may_build_on_each_other(here: Path, deep: int, fits: bool) -> None:
    for place in range(1, deep + 1):
        Path(f"p{place}.yaml").write_text(f"extends: p{place + 1}\n" if place < deep else "title: Last\n")
    if fits:
        assert read_pack(Path("p1.yaml"), {}).spec.title == "Last"
    else:
        with pytest.raises(ContentError, match=r"^p8\.yaml:1: packs build on each other more than 8 deep"):
            read_pack(Path("p1.yaml"), {})


def test_flags_alone_may_leave_out_and_add(here: Path) -> None:
    spec = read_pack(None, {"exclude": ["one"], "add_themes": ["people"]}).spec
    assert (spec.exclude, spec.add_themes) == (("one",), ("people",))
