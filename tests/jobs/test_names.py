"""What files are called, what chose the questions, and where packs are found."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.jobs.authoring import PackRequest, begin_pack
from generator.jobs.choice import chosen_how
from generator.jobs.packs import find_pack, open_pack, packs_of
from generator.jobs.workbook import BuildRequest, output_names, read_request
from generator.model.printing import TwoUp
from generator.model.problems import ContentError


def names(text: str | None, imposing: Any = None, **flags: Any) -> list[str]:
    if text is not None:
        Path("my.yaml").write_text(text)
    request = BuildRequest(
        pack=None if text is None else Path("my.yaml"),
        overrides={"paper": "a4", **flags},
        output=None,
        folder=Path(),
        today=date(2026, 11, 28),
        imposing=imposing,
    )
    return [path.as_posix() for path in output_names(request, read_request(request).spec)]


@pytest.mark.parametrize(
    ("text", "flags", "name"),
    [
        ("company: A bank", {}, "my-study-a4.pdf"),
        ("company: A bank", {"company": "A bank"}, "my-study-a4.pdf"),
        ("company: A bank", {"company": "B & Söhne"}, "my-b-sohne-study-a4.pdf"),
        ("", {"candidate": "Ann Lee", "company": "../x"}, "my-ann-lee-x-study-a4.pdf"),
        (None, {"candidate": "Ann Lee"}, "workbook-ann-lee-study-a4.pdf"),
        ('company: A bank\noutput: "{company} {pack}.pdf"', {}, "a-bank my.pdf"),
        ('output: "{candidate}-{pack}-{company}-{edition}"', {}, "my-study.pdf"),
    ],
)
def test_a_name_carries_what_differs(here: Path, text: str | None, flags: dict[str, Any], name: str) -> None:
    assert names(text, **flags) == [f"output/{name}"]


def test_what_is_printed_and_what_is_read_never_have_one_name(here: Path) -> None:
    assert names('output: "x"', TwoUp()) == ["output/x-2up-a4.pdf", "output/x-a5.pdf"]


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("{packs}", 'unknown placeholder "{packs}"; did you mean "pack"?'),
        ("../{pack}", 'no file can be called "../{pack}"; '),
        ("a/b", 'no file can be called "a/b"; '),
        ("a\\\\b", "no file can be called "),
        ("..", "no file can be called "),
        ("{pack", "no file can be called "),
        (".hidden", "no file can be called "),
    ],
)
def test_a_pattern_is_the_name_of_a_file(here: Path, pattern: str, told: str) -> None:
    with pytest.raises(ContentError) as caught:
        names(f'title: x\noutput: "{pattern}"')
    assert str(caught.value).startswith('my.yaml:2: "output": ')
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("pack", "flags", "told"),
    [
        ("pack.yaml", {}, "6 questions, chosen by pack.yaml"),
        ("pack.yaml", {"ink": "grey"}, "6 questions, chosen by pack.yaml"),
        ("pack.yaml", {"themes": ["strategy"]}, "6 questions, chosen by --theme strategy"),
        ("pack.yaml", {"limit": 6}, "6 questions, chosen by pack.yaml and --limit 6"),
        ("pack.yaml", {"add_questions": ["x"]}, "6 questions, chosen by pack.yaml, with --add-question x"),
        (None, {"tags": ["risk"]}, "6 questions, chosen by --tag risk"),
        (None, {}, "6 questions of the whole bank"),
    ],
)
def test_what_chose_the_questions_is_told(pack: str | None, flags: dict[str, Any], told: str) -> None:
    assert chosen_how(6, Path(pack) if pack else None, flags) == told


@pytest.mark.parametrize(("there", "file"), [("", "mine.yaml"), ("content", "content/packs/mine.yaml")])
def test_a_new_pack_is_where_it_is_looked_for(here: Path, there: str, file: str) -> None:
    if there:
        (here / there).mkdir()
    begun = begin_pack(PackRequest(name="mine", keys={"extends": "strategy"}, folder=here))
    assert (begun.name, [path.as_posix() for path in begun.written]) == ("mine", [(here / file).as_posix()])
    assert find_pack("mine", here) == here / file
    assert "mine" in packs_of(here)


def test_the_base_of_a_new_pack_counts_from_where_the_new_one_is(here: Path) -> None:
    (here / "content").mkdir()
    (here / "base.yaml").write_text("title: Base\nquestions: [stopped-funding]\n")
    with pytest.raises(ContentError, match="there is no pack file"):
        begin_pack(PackRequest(name="mine", keys={"extends": "./base.yaml"}, folder=here))
    begun = begin_pack(PackRequest(name="mine", keys={"extends": "../../base.yaml"}, folder=here))
    assert open_pack(begun.written[0], {}).spec.questions == ("stopped-funding",)


def test_a_near_name_of_either_kind_is_told(here: Path) -> None:
    (here / "mine.yaml").write_text("title: Mine\n")
    (here / "compose.yaml").write_text("services: {}\nversion: 3\n")
    assert "compose" not in packs_of(here)
    with pytest.raises(ContentError, match='did you mean "mine"'):
        find_pack("mime", here)
    with pytest.raises(ContentError, match='did you mean "strategy"'):
        find_pack("stratgy", here)
