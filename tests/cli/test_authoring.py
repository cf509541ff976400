"""``new``, ``init``, ``import`` and ``schema``: what they write is valid at once, and nothing is written over."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from generator.load.packfile import load_pack
from generator.model.pack import PackSpec
from generator.model.packfile import PackFile
from tests.pages.measure import words_of

Run = Callable[..., subprocess.CompletedProcess[str]]

DOCUMENT = """# Interview Prep: Director
## Theme: Leading change

### Introduction: On strategy
Think further ahead thanâ€”say\u2014a quarter.

### Question 1: "What would you do first?"

#### What's Really Being Asked (The Evaluation):
*   Do you have a plan?

#### A Good Answer (Level 1 - Competent):
"I would ask."

#### The Best Response (Level 2 - Systematic & Comprehensive):
"I would ask everybody, and write it down."
"""


def ids(prep_pack: Run, cwd: Path) -> list[str]:
    return [row["id"] for row in json.loads(prep_pack("list", "--json", cwd=cwd).stdout)]


def test_a_question_from_its_wording(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("new", "question", "How do you lead a Führungs-team?", "--theme", "people", "--level", "manager")
    file = "content/questions/people/how-do-you-lead-a-fuhrungs-team.md"
    assert (done.returncode, done.stdout) == (0, file + "\n")
    assert done.stderr == (
        "write below each heading, then: prep-pack build --question how-do-you-lead-a-fuhrungs-team\n"
    )
    assert "\n# How do you lead a Führungs-team?\n" in (tmp_path / file).read_text()
    assert "how-do-you-lead-a-fuhrungs-team" in ids(prep_pack, tmp_path)
    assert prep_pack("list").stderr == ""


def test_a_question_from_an_id_prints(prep_pack: Run, tmp_path: Path) -> None:
    assert prep_pack("new", "question", "merger").stdout == "content/questions/strategy/merger.md\n"
    file = "content/questions/strategy/merger.md"
    flags = ["--question", "merger", "--notes-pages", "0", "--plan", "none", "-o", "x.pdf"]
    done = prep_pack("build", *flags)
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        f'warning: {file}:12: the question is not written yet; write it behind "# ", as it is asked',
        f'warning: {file}:14: "Why they ask" is not written yet; write it below its heading',
        f'warning: {file}:18: "Strong answer" is not written yet; write it below its heading',
        f'warning: {file}:42: "Follow-up probes" is not written yet; write it below its heading',
        "1 question, chosen by --question merger",
    ]
    assert prep_pack("build", *flags, "--strict").returncode == 9
    words = [word.text for page in words_of(tmp_path / "x.pdf") for word in page]
    assert "Merger" in words
    assert "do:" not in words


@pytest.mark.parametrize(
    ("words", "id_", "wording"),
    [
        ("2026", "2026", "To do: the question, as it is asked"),
        ("True?", "true", "True?"),
        ("null", "null", "To do: the question, as it is asked"),
        ("Why C #", "why-c", "Why C \\#"),
        ("为什么是银行", "为什么是银行", "为什么是银行"),
        ("банк", "банк", "To do: the question, as it is asked"),
    ],
)
def test_any_question_can_be_begun(prep_pack: Run, words: str, id_: str, wording: str) -> None:
    assert prep_pack("new", "question", words).stdout == f"content/questions/strategy/{id_}.md\n"
    listed = prep_pack("list", "--json")
    assert listed.returncode == 0, listed.stderr
    assert {row["id"]: row["wording"] for row in json.loads(listed.stdout)}[id_] == wording


def test_a_question_in_another_script_goes_all_the_way(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("new", "question", "Почему банк?", "--theme", "people")
    assert (done.returncode, done.stdout) == (0, "content/questions/people/почему-банк.md\n")
    assert done.stderr == "write below each heading, then: prep-pack build --question почему-банк\n"
    assert "почему-банк" in ids(prep_pack, tmp_path)
    checked = prep_pack("check", "почему-банк")
    assert "content/questions/people/почему-банк.md" in checked.stdout + checked.stderr
    flags = ["--question", "почему-банк", "--notes-pages", "0", "--plan", "none", "-o", "x.pdf"]
    built = prep_pack("build", *flags)
    assert built.returncode == 0
    *told, chosen = built.stderr.splitlines()
    assert all(line.endswith("is not written yet; write it below its heading") for line in told)
    assert chosen == "1 question, chosen by --question почему-банк"
    with pikepdf.open(tmp_path / "x.pdf") as pdf:
        places = pikepdf.NameTree(pdf.Root.Names.Dests)
        links = [str(link.Dest) for page in pdf.pages for link in page.get("/Annots", []) if "/Dest" in link]
        assert "q-почему-банк" in links
        assert all(link in places for link in links)
        with pdf.open_outline() as outline:
            assert "1 Почему банк?" in [item.title for item in outline.root]


@pytest.mark.parametrize(
    ("words", "flags", "stderr"),
    [
        ("merger", ["--theme", "poeple"], 'error: unknown theme "poeple"; did you mean "people"?\n'),
        ("？！", [], "error: no id can be made from this wording; give an id: lower-case words with hyphens\n"),
        (
            "merger",
            ["--format", "talk"],
            'error: invalid value for "--format": "talk" is not one of "behavioural", "situational", "approach", "case"; '
            "see prep-pack new question --help\n",
        ),
    ],
)
def test_mistakes_with_a_question(prep_pack: Run, tmp_path: Path, words: str, flags: list[str], stderr: str) -> None:
    done = prep_pack("new", "question", words, *flags)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", stderr)
    assert list(tmp_path.iterdir()) == []


def test_an_id_is_not_used_twice(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("new", "question", "first-ninety-days")
    assert done.returncode == 2
    assert done.stderr.startswith('error: there already is a question "first-ninety-days", in ')
    assert done.stderr.endswith(
        "; give another id, or have it in your own words: prep-pack eject question first-ninety-days\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_near_twin_of_the_bank_is_told_and_written(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("new", "question", "What would you do in your first 90 days?", "--theme", "strategy")
    assert done.returncode == 0
    assert (tmp_path / done.stdout.strip()).is_file()
    assert done.stderr.splitlines()[0] == (
        "the bank has this as first-ninety-days; "
        "to have that one in your own words: prep-pack eject question first-ninety-days"
    )


def test_an_import_tells_twins_and_takes_no_shipped_id(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("Why this bank?\nTell me about valued work you stopped funding.\n")
    own = tmp_path / "content/questions/x/bank.md"
    own.parent.mkdir(parents=True)
    shipped = Path(__file__).parents[2] / "content/questions/strategy/stopped-funding.md"
    own.write_text(shipped.read_text().replace("id: stopped-funding", "id: valued-work-stopped-funding"))
    done = prep_pack("import", "list.txt")
    assert done.returncode == 0, done.stderr
    file = "content/questions/imported-questions/valued-work-stopped-funding-2.md"
    assert file in done.stdout.splitlines()
    assert (
        f'{file}: there already is a question "valued-work-stopped-funding", so this one is '
        '"valued-work-stopped-funding-2"'
    ) in done.stderr
    assert (
        f"{file}:12: the bank has this as stopped-funding; "
        "to have that one in your own words: prep-pack eject question stopped-funding\n"
    ) in done.stderr


def test_a_pack_names_every_key_and_holds_the_flags(prep_pack: Run, tmp_path: Path) -> None:
    flags = ["--company", 'No "A" bank: #1', "--role", "Yes", "--paper", "A5", "--theme", "strategy", "--limit", "2"]
    done = prep_pack("new", "pack", "first-round", *flags, "--interview-date", "2026-12-14")
    assert (done.returncode, done.stdout) == (0, "first-round.yaml\n")
    assert done.stderr == "change what you like, then: prep-pack build first-round\n"
    file = tmp_path / "first-round.yaml"
    assert load_pack(file, {}).model_dump(mode="json", exclude_defaults=True) == {
        "company": 'No "A" bank: #1',
        "role": "Yes",
        "paper": "a5",
        "themes": ["strategy"],
        "limit": 2,
        "interview_date": "2026-12-14",
    }
    text = file.read_text()
    for key in PackSpec.model_fields:
        assert f"\n{key}: " in text or f"\n# {key}:" in text


def test_every_key_of_a_new_pack_may_be_uncommented(prep_pack: Run, tmp_path: Path) -> None:
    assert prep_pack("new", "pack", "all").returncode == 0
    lines = (tmp_path / "all.yaml").read_text().splitlines()
    (tmp_path / "all.yaml").write_text("\n".join(line.removeprefix("# ") for line in lines[3:]))
    assert load_pack(tmp_path / "all.yaml", {}) == PackSpec()


@pytest.mark.parametrize(
    ("arguments", "stderr"),
    [
        (["My Pack"], 'error: "My Pack" cannot be a pack\'s name; try "my-pack"\n'),
        (["x", "--paper", "a3"], 'error: --paper: unknown paper "a3"; known: a4, a5, half-letter, letter\n'),
    ],
)
def test_mistakes_with_a_pack(prep_pack: Run, tmp_path: Path, arguments: list[str], stderr: str) -> None:
    done = prep_pack("new", "pack", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", stderr)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over_without_force(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("title: Mine\n")
    done = prep_pack("new", "pack", "x")
    assert (done.returncode, done.stdout) == (7, "")
    assert done.stderr == "error: x.yaml is already there; use --force to write over it\n"
    assert (tmp_path / "x.yaml").read_text() == "title: Mine\n"
    assert prep_pack("new", "pack", "x", "--force").returncode == 0


def test_a_folder_of_ones_own_builds_at_once(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("init", "my interview")
    assert done.returncode == 0
    assert done.stderr == "next: cd 'my interview' && prep-pack build\n"
    assert set(done.stdout.splitlines()) == {
        "my interview/README.md",
        "my interview/pack.yaml",
        "my interview/content/questions/strategy/my-first-question.md",
        "my interview/designs/mine/design.yaml",
        "my interview/output/.gitignore",
    }
    built = prep_pack("build", "--design", "mine", cwd=tmp_path / "my interview")
    assert built.returncode == 0
    said = built.stderr.splitlines()
    assert said[0] == "using pack.yaml of this folder"
    assert len(said) == 6
    assert all(" is not written yet; write it b" in line for line in said[1:-1])
    assert said[-1] == "7 questions, chosen by pack.yaml"


def test_init_keeps_what_is_there(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("title: Mine\n")
    done = prep_pack("init", ".")
    assert (done.returncode, done.stdout) == (7, "")
    assert done.stderr == "error: pack.yaml is already there; use --force to write over it\n"
    assert [path.name for path in tmp_path.iterdir()] == ["pack.yaml"]


def test_import_tells_what_it_did_and_what_comes_next(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(DOCUMENT)
    done = prep_pack("import", "notes.md", "--into", "own")
    assert done.returncode == 0
    written = done.stdout.splitlines()
    assert written
    assert all((tmp_path / name).is_file() and name.startswith("own/content/") for name in written)
    said = done.stderr.splitlines()
    assert any(line.startswith("notes.md:5: damaged characters: ") for line in said)
    assert any(line.startswith("own/content/questions/") and "guessed" in line for line in said)
    assert said[-1].startswith("next: cd own && prep-pack build")
    built = prep_pack(*said[-1].partition("prep-pack ")[2].split(), "--limit", "1", cwd=tmp_path / "own")
    assert built.returncode == 0, built.stderr


def test_import_never_writes_over(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(DOCUMENT)
    first = prep_pack("import", "notes.md")
    before = {name: (tmp_path / name).read_text() for name in first.stdout.splitlines()}
    (tmp_path / next(iter(before))).write_text("mine")
    again = prep_pack("import", "notes.md")
    assert (again.returncode, again.stdout) == (7, "")
    assert again.stderr == "".join(f"error: {name} is already there; use --force to write over it\n" for name in before)
    assert (tmp_path / next(iter(before))).read_text() == "mine"
    assert prep_pack("import", "notes.md", "--force").returncode == 0
    assert (tmp_path / next(iter(before))).read_text() == before[next(iter(before))]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda file: None, "there is no such file; check the path"),
        (Path.mkdir, "this is a folder, not a file; name a file"),
        (lambda file: file.write_text("No question here.\n"), "no question was found; "),
        (lambda file: file.write_bytes(b"caf\xe9\n" * 40), "this is not UTF-8; "),
        (lambda file: file.write_bytes(b"a\0b"), "control character NUL; remove it"),
    ],
)
def test_documents_that_cannot_be_read(
    prep_pack: Run, tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    make(tmp_path / "notes.md")
    done = prep_pack("import", "notes.md", "--into", "own")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("error: notes.md")
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert not (tmp_path / "own").exists()


def test_schemas_are_listed_and_printed(prep_pack: Run) -> None:
    names = [line.partition("\t")[0] for line in prep_pack("schema").stdout.splitlines()]
    assert {"question", "pack"} <= set(names)
    for name in names:
        assert json.loads(prep_pack("schema", name).stdout)["$schema"].startswith("https://json-schema.org/")
    assert set(json.loads(prep_pack("schema", "pack").stdout)["properties"]) == set(PackFile.model_fields)


def test_a_schema_that_is_not(prep_pack: Run) -> None:
    done = prep_pack("schema", "questions")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == 'error: unknown schema "questions"; did you mean "question"?\n'
