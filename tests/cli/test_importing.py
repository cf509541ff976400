"""``import`` of a plain list: files to fill in themes, nothing lost, and what cannot be read is told."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.load.packfile import load_pack

Run = Callable[..., subprocess.CompletedProcess[str]]

LIST = """# Questions from my coach

Heard at three banks last year.

## People and talent
1. How do you lead a team through a merger?
2. Tell me about a hire that went wrong.
   - what did it cost?
3. How do you lead a team through a merger?

## Payments
- How would you move a payment system to the cloud?
"""


def test_a_list_becomes_files_to_fill(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "coach.md").write_text(LIST)
    done = prep_pack("import", "coach.md", "--into", "own")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "own/content/questions/people/lead-team-merger.md",
        "own/content/questions/people/hire-went-wrong.md",
        "own/content/questions/payments/move-payment-system-cloud.md",
        "own/content/themes.yaml",
        "own/content/packs/questions-from-my-coach.yaml",
    ]
    assert done.stderr.splitlines() == [
        "coach.md is read as a list: 3 questions",
        "coach.md:3: this is no question and is kept as an introduction",
        "coach.md:8: this is no question and is kept as a note of the question on line 7",
        "coach.md:9: the same question as on line 6, and kept once",
        "format, competencies and level are guessed from the words; check the front matter, and write below each heading",
        "own/content/questions/payments/move-payment-system-cloud.md:12: the bank has this as regulated-estate-to-cloud; "
        "to have that one in your own words: prep-pack eject question regulated-estate-to-cloud",
        "next: cd own && prep-pack build questions-from-my-coach",
    ]
    listed = json.loads(prep_pack("list", "--json", "--theme", "payments", cwd=tmp_path / "own").stdout)
    assert [(row["wording"], row["format"]) for row in listed] == [
        ("How would you move a payment system to the cloud?", "situational")
    ]
    first = (tmp_path / "own/content/questions/people/lead-team-merger.md").read_text()
    assert "\n# How do you lead a team through a merger?\n" in first
    assert "\n## Strong answer\n\n<!-- " in first
    assert "To do" not in first
    # The theme was there already: the list's words about it go with its first question.
    assert first.endswith("\n## Notes\n\nHeard at three banks last year.\n")
    second = (tmp_path / "own/content/questions/people/hire-went-wrong.md").read_text()
    assert second.endswith("\n## Notes\n\n- what did it cost?\n")


def test_its_pack_prints(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("Why us?\nTell me about payments\n")
    said = prep_pack("import", "list.txt").stderr.splitlines()
    assert said[-1] == "next: prep-pack build list"
    done = prep_pack("build", "list", "--plan", "none", "--notes-pages", "0", "-o", "x.pdf")
    assert done.returncode == 0
    *told, chosen = done.stderr.splitlines()
    assert chosen == "2 questions, chosen by list.yaml"
    said = [line.partition(": ")[2] for line in told]
    assert all(" is not written yet; write it below its heading" in line for line in said)
    assert len(said) == 6


def test_ids_of_the_bank_are_not_taken_twice(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("Worst incident?\nMissed commitment?\n")
    done = prep_pack("import", "list.txt")
    assert "content/questions/imported-questions/worst-incident-2.md" in done.stdout.splitlines()
    assert prep_pack("list").returncode == 0
    again = prep_pack("import", "list.txt")
    assert again.returncode == 7
    assert again.stderr.count("is already there; use --force") == 3
    assert prep_pack("import", "list.txt", "--force").returncode == 0


def test_a_question_under_another_theme_gets_an_id_of_its_own(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("# Money\n- What did the cloud outage cost?\n")
    (tmp_path / "b.txt").write_text("# Cards\n- What did the cloud outage cost?\n")
    assert prep_pack("import", "a.txt", "--into", "o").returncode == 0
    done = prep_pack("import", "b.txt", "--into", "o")
    assert done.stdout.splitlines()[0] == "o/content/questions/cards/cloud-outage-cost-2.md"
    assert "  - cloud-outage-cost-2\n" in (tmp_path / "o/content/packs/cards.yaml").read_text()
    listed = prep_pack("list", "--json", "--theme", "cards", cwd=tmp_path / "o")
    assert [row["id"] for row in json.loads(listed.stdout)] == ["cloud-outage-cost-2"]
    again = prep_pack("import", "b.txt", "--into", "o")
    assert (again.returncode, again.stdout) == (7, "")
    assert "error: o/content/questions/cards/cloud-outage-cost-2.md is already there" in again.stderr


def test_a_document_takes_no_id_of_the_folder_nor_of_the_bank(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("# People and talent\n- What did the cloud outage cost?\n")
    text = "# Notes\n\n## What did the cloud outage cost?\n\nA day.\n\n## Worst incident?\n\nThat one.\n"
    (tmp_path / "notes.md").write_text(text)
    assert prep_pack("import", "a.txt").returncode == 0
    done = prep_pack("import", "notes.md")
    assert done.stderr.startswith("notes.md is read as a document: 2 questions\n")
    ids = [Path(name).stem for name in done.stdout.splitlines() if "/questions/" in name]
    assert ids == ["cloud-outage-cost-2", "worst-incident-2"]
    assert prep_pack("list").returncode == 0
    assert prep_pack("import", "notes.md").returncode == 7


@pytest.mark.parametrize(
    ("name", "text"), [("a.txt", "Strategy:\nWhy us?\n"), ("a.md", "# Strategy\n\n## Why us?\n\nFor the work.\n")]
)
def test_a_ready_pack_is_not_hidden(prep_pack: Run, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    done = prep_pack("import", name)
    assert done.stdout.splitlines()[-1] == "content/packs/strategy-2.yaml"
    assert f'{name}: there already is a pack "strategy", so this one is "strategy-2"' in done.stderr.splitlines()
    assert done.stderr.splitlines()[-1] == "next: prep-pack build strategy-2"
    packs = {row["id"]: row["questions"] for row in json.loads(prep_pack("list", "packs", "--json").stdout)}
    assert packs["strategy-2"] == 1
    assert packs["strategy"] > 1
    again = prep_pack("import", name)
    assert "error: content/packs/strategy-2.yaml is already there; use --force" in again.stderr


def test_another_list_of_the_same_title_has_its_own_pack(prep_pack: Run, tmp_path: Path) -> None:
    for name, asked in (("a.txt", "Why us?"), ("b.txt", "Why now?")):
        (tmp_path / name).write_text(f"Strategy:\n{asked}\n")
    assert prep_pack("import", "a.txt").returncode == 0
    first = (tmp_path / "content/packs/strategy-2.yaml").read_text()
    for flags in ((), ("--force",)):
        assert prep_pack("import", "b.txt", *flags).stdout.splitlines()[-1] == "content/packs/strategy-3.yaml"
    assert (tmp_path / "content/packs/strategy-2.yaml").read_text() == first


def test_a_second_list_adds_its_themes(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("# Payments\n- Why us?\n")
    (tmp_path / "two.txt").write_text("# Cards\n- Why now?\n# Payments\n- Why you?\n")
    assert prep_pack("import", "one.txt").returncode == 0
    assert prep_pack("import", "two.txt").returncode == 0
    rows = json.loads(prep_pack("list", "themes", "--json").stdout)
    own = [(row["id"], row["number"], row["questions"]) for row in rows if row["id"] in ("payments", "cards")]
    assert own == [("payments", 1, 2), ("cards", 2, 1)]


def test_a_list_can_be_forced(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "topics.txt").write_text("Leadership\nConflict\n")
    refused = prep_pack("import", "topics.txt")
    assert (refused.returncode, refused.stdout) == (3, "")
    assert refused.stderr.startswith("error: topics.txt: no question was found; ")
    done = prep_pack("import", "topics.txt", "--list")
    assert done.returncode == 0
    assert "content/questions/imported-questions/conflict.md" in done.stdout


def test_short_lines_in_lower_case_are_questions_too(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "topics.txt").write_text("Money\n-----\ncloud\nteam\nbudget\n")
    done = prep_pack("import", "topics.txt", "--list")
    assert done.stderr.startswith("topics.txt is read as a list: 3 questions\n")
    names = [f"content/questions/money/{word}.md" for word in ("cloud", "team", "budget")]
    assert done.stdout.splitlines()[:3] == names


def test_what_will_not_load_is_told(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text("- What is ![this](gone.png)?\n")
    done = prep_pack("import", "list.md")
    assert done.returncode == 0
    assert 'there is no picture "gone.png"' in done.stderr


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty; write a question on each line"),
        (b"PK\x03\x04\x00\x00", "control character NUL; remove it"),
        (b"- Caf\xe9 au lait, s'il vous pla\xeet?\n" * 9, "this is not UTF-8; "),
        (b"- Why?\n" * 300_000, "the file is larger than 2 MB; split it"),
        (b"".join(b"- Why %d?\n" % n for n in range(600)), "the list has 600 questions; at most 500 are read at a time; split it"),
    ],
)  # fmt: skip
def test_lists_that_cannot_be_read(prep_pack: Run, tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "list.txt").write_bytes(data)
    done = prep_pack("import", "list.txt", "--into", "own")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("error: list.txt")
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert not (tmp_path / "own").exists()


def test_a_document_adds_its_themes_to_those_of_an_earlier_one(prep_pack: Run, tmp_path: Path) -> None:
    for name, theme in (("a", "Money"), ("b", "People")):
        text = f"# Theme: {theme}\n\nAbout {theme.lower()}.\n\n## Question 1: How do you plan {theme.lower()}?\n\n### What's Really Being Asked\n\nWhether you plan.\n\n### Level 2 answer\n\nI plan every week, and I did so for years.\n"
        (tmp_path / f"{name}.md").write_text(text)
    assert prep_pack("import", "a.md", "--into", "own").returncode == 0
    done = prep_pack("import", "b.md", "--into", "own")
    assert done.returncode == 0, done.stderr
    themes = (tmp_path / "own/content/themes.yaml").read_text()
    for words in ("id: money", "About money.", "id: people", "About people.", "number: 1", "number: 2"):
        assert words in themes
    listed = prep_pack("list", "themes", cwd=tmp_path / "own")
    assert listed.returncode == 0, listed.stderr


ODD_LIST = "# 2026\n\n- True?\n- Null?\n- 1e5?\n- 2026-01-01?\n- Почему банк?\n- [x] yes: no # x?\n\n# Null\n\n- Off?\n"
ODD_DOCUMENT = "# Interview Prep: Null (2026)\n\n## Theme: 2026\n\n### Question 1: True?\n\n#### Strong answer\n\nYes.\n\n## Theme: [x] a: b # c\n\n### Question 2: 1e5?\n\n#### Strong answer\n\nYes.\n"


@pytest.mark.parametrize(("name", "text", "count"), [("a.txt", ODD_LIST, 7), ("a.md", ODD_DOCUMENT, 2)])
def test_words_that_look_like_numbers_stay_words(
    prep_pack: Run, tmp_path: Path, name: str, text: str, count: int
) -> None:
    (tmp_path / name).write_text(text)
    done = prep_pack("import", name)
    assert done.returncode == 0, done.stderr
    listed = prep_pack("list", "--json", "--theme", "2026")
    assert listed.returncode == 0, listed.stderr
    assert "True?" in [row["wording"] for row in json.loads(listed.stdout)]
    packs = {row["id"]: row["questions"] for row in json.loads(prep_pack("list", "packs", "--json").stdout)}
    assert packs[Path(done.stdout.splitlines()[-1]).stem] == count


@pytest.mark.parametrize("title", ["null", "1e5", "2026-01-01", "[x]", "a: b", "# x", "True", "~", "- a", "'", "12:30"])
def test_any_title_of_a_list_makes_a_pack_that_loads(prep_pack: Run, tmp_path: Path, title: str) -> None:
    (tmp_path / "a.md").write_text(f"# {title}\n\n## Money\n\n- How so?\n\n## Cards\n\n- Why so?\n")
    done = prep_pack("import", "a.md", "--list")
    assert done.returncode == 0, done.stderr
    assert load_pack(tmp_path / done.stdout.splitlines()[-1], {}).title == title


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("b.txt", "# Cards\n- Why now?\n# Money\n- Why so?\n"),
        ("b.md", "# Notes\n\n## Theme: Cards\n\n### Question 1: Why now?\n\n#### Strong answer\n\nSo.\n\n## Theme: Money\n\n### Question 2: Why so?\n\n#### Strong answer\n\nSo.\n"),
    ],
)  # fmt: skip
def test_comments_in_themes_survive_an_import(prep_pack: Run, tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / "content/themes.yaml"
    file.parent.mkdir()
    mine = "# My own themes.\n\n- name: Money  # as my coach calls it\n  id: money\n  number: 5\n  introduction: Mine.\n\n# More to come.\n"
    file.write_text(mine)
    (tmp_path / name).write_text(text)
    done = prep_pack("import", name)
    assert done.returncode == 0, done.stderr
    assert file.read_text().startswith(mine)
    rows = json.loads(prep_pack("list", "themes", "--json").stdout)
    own = [(row["id"], row["number"], row["questions"]) for row in rows if row["id"] in ("money", "cards")]
    assert own == [("money", 5, 1), ("cards", 6, 1)]


@pytest.mark.parametrize("name", ["b.txt", "b.md"])
def test_themes_that_cannot_be_added_to_are_left_alone(prep_pack: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / "content/themes.yaml"
    file.parent.mkdir()
    file.write_text("[{id: money, number: 1, name: Money}]  # in one line\n")
    (tmp_path / name).write_text("# Cards\n\n## Why now?\n\nSo.\n" if name == "b.md" else "# Cards\n- Why now?\n")
    for flags in ((), ("--force",)):
        done = prep_pack("import", name, *flags)
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr == (
            "error: content/themes.yaml: no theme can be added to this file as it is written;"
            ' begin each of its themes with a line of "- id: …", and end with the last of them\n'
        )
        assert file.read_text() == "[{id: money, number: 1, name: Money}]  # in one line\n"
