"""``prep-pack cards`` as a user meets it: sheets, and decks that are opened and read."""

from __future__ import annotations

import html
import io
import json
import re
import sqlite3
import subprocess
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from generator import assets
from generator.load.library import load_library

Run = Callable[..., subprocess.CompletedProcess[str]]
CHOSEN = ("first-ninety-days", "missed-commitment", "why-this-bank")
SECONDS = {"first-ninety-days": "140", "missed-commitment": "140", "why-this-bank": "120"}
"""As the steps of their plans add up."""
FLAGS = tuple(word for q in CHOSEN for word in ("--question", q))
EVIL = """---
id: evil
theme: people
format: behavioural
competencies: [people]
level: manager
framework: star
worksheets: [W1]
tags: [two words]
---

# Is <script>alert(1)</script> [sound:x.mp3] \\(x\\) a question?

## Why they ask

A line.

## Strong answer

Mine.

## Headline

A [link](https://example.org/), **bold**, <img src=x onerror=alert(1)> and {{Question}}.
"""


def test_sheets(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("cards", *FLAGS, "--paper", "letter", "--flip", "Short")
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"output/workbook-cards-letter\.pdf  2 pages, \d+ kB, \d+\.\d s\n", done.stdout)
    told = (
        "3 cards on 1 sheet; print on both sides at actual size (100 %), flip on the short edge, and cut at the marks\n"
    )
    assert done.stderr.endswith(told)
    with pikepdf.open(tmp_path / "output/workbook-cards-letter.pdf") as pdf:
        assert str(pdf.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"


def test_the_edition_is_the_same_and_a_pack_of_small_pages_has_cards_of_the_whole_sheet(
    prep_pack: Run, tmp_path: Path
) -> None:
    (tmp_path / "mine.yaml").write_text("paper: half-letter\nedition: cards\nquestions: [first-ninety-days]\n")
    for words in (("build", "mine.yaml", "-o", "a.pdf"), ("cards", "mine.yaml", "-o", "b.pdf", "-q")):
        assert prep_pack(*words).returncode == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert [float(v) for v in pdf.pages[0].mediabox[2:]] == pytest.approx([612, 792], abs=0.1)


@pytest.mark.parametrize(
    ("words", "code", "stderr"),
    [
        (
            ["cards", "--paper", "a5"],
            2,
            "error: cards are cut from a4 or letter sheets, and the paper is a5; give --paper a4\n",
        ),
        (
            ["build", "sample", "--edition", "cards", "--booklet"],
            2,
            "error: the edition cards fills its sheets already; leave out --booklet and --nup, or choose --edition study\n",
        ),
        (
            ["cards", "-o", "x.apkg"],
            2,
            "error: the output x.apkg does not end in .pdf; give the name of a PDF file\n",
        ),
        (
            ["cards", "--anki", "--flip", "long", "--paper", "a4", "-o", "x.pdf"],
            2,
            "error: --flip is for sheets, and --anki makes none; leave out --flip or --anki\n"
            "error: --paper is for sheets, and --anki makes none; leave out --paper or --anki\n"
            "error: the output x.pdf does not end in .apkg; give the name of an Anki deck\n",
        ),
        (
            ["cards", "--flip", "top"],
            2,
            'error: invalid value for "--flip": "top" is not one of "short", "long"; see prep-pack cards --help\n',
        ),
    ],
)
def test_mistakes(prep_pack: Run, tmp_path: Path, words: list[str], code: int, stderr: str) -> None:
    done = prep_pack(*words)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.removeprefix("there is no pack.yaml here; making the cards of the sample\n") == stderr
    assert list(tmp_path.iterdir()) == []


@dataclass(frozen=True, slots=True)
class Note:
    """A row of a deck's notes."""

    guid: str
    modified: int
    tags: tuple[str, ...]
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Deck:
    """What is in an .apkg file."""

    names: dict[int, str]
    model: dict[str, object]
    notes: tuple[Note, ...]
    cards: int


def opened(path: Path) -> Deck:
    with zipfile.ZipFile(path) as file:
        assert file.namelist() == ["collection.anki2", "media"]
        assert json.loads(file.read("media")) == {}
        data = file.read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (models, decks) = database.execute("SELECT models, decks FROM col").fetchone()
        rows = database.execute("SELECT guid, mod, tags, flds FROM notes ORDER BY id").fetchall()
        cards = database.execute("SELECT did, due FROM cards ORDER BY id").fetchall()
    (model,) = json.loads(models).values()
    names = [field["name"] for field in model["flds"]]
    notes = [
        Note(guid, mod, tuple(tags.split()), dict(zip(names, fields.split("\x1f"), strict=True)))
        for guid, mod, tags, fields in rows
    ]
    found = {deck["id"]: deck["name"] for deck in json.loads(decks).values() if deck["id"] != 1}
    assert {deck for deck, _ in cards} == set(found)
    assert [due for _, due in cards] == list(range(len(cards)))
    return Deck(found, model, tuple(notes), len(cards))


def test_a_deck_holds_the_cards(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("cards", *FLAGS, "--anki", "--title", "Round one")
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"output/workbook-cards\.apkg  3 cards, \d+ kB, \d+\.\d s\n", done.stdout)
    deck = opened(tmp_path / "output/workbook-cards.apkg")
    library, _ = load_library(assets.content_roots(tmp_path))
    assert list(deck.names.values()) == ["Round one"]
    assert deck.cards == len(deck.notes) == 3
    by_id = {note.fields["Id"]: note for note in deck.notes}
    for id_ in CHOSEN:
        question, note = library.questions[id_], by_id[id_]
        assert question.headline
        assert question.cues
        assert question.numbers
        assert html.unescape(note.fields["Question"]) == question.wording
        said = html.unescape(re.sub(r"<[^>]+>", " ", note.fields["Headline"]))
        assert said.replace("’", "'") == question.headline.markdown.replace("’", "'")
        for name, bullets in (("Cues", question.cues), ("Numbers", question.numbers)):
            items = re.findall(r"<li>(.*?)</li>", note.fields[name])
            assert [html.unescape(i) for i in items] == list(bullets.items)
        assert f"theme::{question.theme}" in note.tags
        assert {tag.replace(" ", "-") for tag in question.tags} < set(note.tags)
        assert note.fields["Seconds"] == SECONDS[id_]
    look = str(deck.model["css"])
    assert "url(" not in look
    assert "@import" not in look
    assert "{{" not in look.replace("{{Hue}}", "")


def test_imported_again_a_deck_updates_its_cards(prep_pack: Run, tmp_path: Path) -> None:
    later = "1795392001"
    for name, flags, changes in (
        ("a", (), {}),
        ("b", (), {}),
        ("c", ("--exclude", CHOSEN[0]), {"SOURCE_DATE_EPOCH": later}),
    ):
        assert prep_pack("cards", *FLAGS, *flags, "--anki", "-o", f"{name}.apkg", **changes).returncode == 0
    assert (tmp_path / "a.apkg").read_bytes() == (tmp_path / "b.apkg").read_bytes()
    first, third = opened(tmp_path / "a.apkg"), opened(tmp_path / "c.apkg")
    assert first.names == third.names
    assert first.model["id"] == third.model["id"]
    guids = {note.fields["Id"]: note.guid for note in first.notes}
    assert len(set(guids.values())) == 3
    assert {note.fields["Id"]: note.guid for note in third.notes} == {id_: guids[id_] for id_ in CHOSEN[1:]}
    assert {note.modified for note in third.notes} == {int(later)}
    assert {note.modified for note in first.notes} == {int(later) - 1}


def test_content_cannot_command_anki(prep_pack: Run, tmp_path: Path) -> None:
    folder = tmp_path / "content/questions/people"
    folder.mkdir(parents=True)
    (folder / "evil.md").write_text(EVIL, encoding="utf-8")
    done = prep_pack("cards", "--question", "evil", "--anki", "-o", "evil.apkg")
    assert done.returncode == 0, done.stderr
    (note,) = opened(tmp_path / "evil.apkg").notes
    text = "".join(note.fields.values())
    assert set(re.findall(r"<[^>]*>", text)) <= {"<strong>", "</strong>"}
    assert "&lt;script&gt;" in note.fields["Question"]
    for bait in ("example.org", "<img", "<script", "\\(x"):
        assert bait not in text
    assert "[sound:" not in text
    assert all(" " not in tag for tag in note.tags)


def test_no_deck_is_written_where_something_is_wrong(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("cards", "--question", "first-ninety-day", "--anki", "-o", "x.apkg")
    assert done.returncode == 4
    assert done.stderr.endswith('error: unknown question "first-ninety-day"; did you mean "first-ninety-days"?\n')
    (tmp_path / "x.apkg").mkdir()
    done = prep_pack("cards", *FLAGS, "--anki", "-o", "x.apkg")
    assert (done.returncode, done.stderr) == (
        7,
        "error: cannot write x.apkg: it is a folder; give the name of a file\n",
    )


def test_a_deck_is_a_whole_zip(prep_pack: Run, tmp_path: Path) -> None:
    assert prep_pack("cards", "--theme", "people", "--anki", "-o", "x.apkg", "-q").stdout == ""
    with zipfile.ZipFile(io.BytesIO((tmp_path / "x.apkg").read_bytes())) as file:
        assert file.testzip() is None


def test_what_only_books_have_is_refused_and_not_passed_over(prep_pack: Run) -> None:
    done = prep_pack("build", "--edition", "cards", "--holes", "2", "--sheet", "P1", "-q")
    assert done.returncode == 2
    assert [line.partition(";")[0] for line in done.stderr.splitlines()] == [
        "error: holes: only books have that, and these are cards",
        "error: sheets: only books have that, and these are cards",
    ]
