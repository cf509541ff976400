"""A folder for another role, with words, questions, a theme and a sheet of its own, in every edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.jobs.authoring import Role, begin_folder
from generator.jobs.deck import build_deck
from generator.jobs.workbook import BuildRequest, build
from generator.model.pack import Edition
from generator.model.problems import SelectionError

from .books import TODAY, library_of
from .measure import Book, measure, squeezed

BOOKS = [(edition, paper) for edition in Edition for paper in ("a4", "a5") if edition != "cards" or paper == "a4"]
"""Cards are cut from sheets of A4, whatever paper the book has."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(begin_folder(tmp_path_factory.mktemp("role") / "product", Role.PRODUCT).name)


def request(folder: Path, edition: str, paper: str, ending: str = "pdf") -> BuildRequest:
    return BuildRequest(
        pack=folder / "pack.yaml",
        overrides={"edition": edition, "paper": paper},
        output=folder / f"{edition}-{paper}.{ending}",
        folder=folder,
        today=TODAY,
        strict=True,
    )


def made(folder: Path, edition: str, paper: str) -> Book:
    asked = request(folder, edition, paper)
    report = build(asked)
    assert report.problems == ()
    return measure(Path(report.artifact.path), edition, paper, mirrored=Edition(edition).mirrored)


@pytest.mark.parametrize(("edition", "paper"), BOOKS)
def test_it_builds_in_every_edition_without_a_warning(folder: Path, edition: str, paper: str) -> None:
    questions = [q for q in library_of(folder).questions.values() if q.theme == "product"]
    assert len(questions) == 6
    assert all(q.is_lean for q in questions)
    book = made(folder, edition, paper)
    text = squeezed(" ".join(page.text for page in book.pages))
    # The sheets alone are those of the questions that have one.
    asked = [q for q in questions if q.worksheets or edition != "worksheets"]
    if edition == "cards":  # two beside each other, so that their lines alternate
        assert all(squeezed(word) in text for q in asked for word in q.wording.split())
    else:
        assert all(squeezed(q.wording) in text for q in asked)
    assert squeezed("Illustrative") not in text
    if edition in ("study", "practice", "screen"):
        assert all(
            squeezed(probe.question) in text for q in questions for probe in (q.probes.items if q.probes else ())
        )
        assert squeezed("chief product officer") in text
        assert squeezed("Building the team") in text  # on the page of what is covered
    if edition in ("study", "screen"):
        _has_room_for_an_answer(book, len(questions))


def _has_room_for_an_answer(book: Book, count: int) -> None:
    """Below each "Your own answer" at least five ruled lines."""
    found = 0
    for page in book.pages:
        label = next((word for word in page.words if word.text == "answer,"), None)
        # "Write your own answer, in notes" on the page "How to use" is a step, and no label.
        if label is None or squeezed("Write your own answer, in notes") in squeezed(page.text):
            continue
        below = {round(stroke.y, 1) for stroke in page.strokes if stroke.level and stroke.y > label.baseline + 1}
        assert len(below) >= 5, page.number
        found += 1
    assert found == count


def test_its_cards_make_a_deck(folder: Path) -> None:
    report = build_deck(request(folder, "cards", "a4", "apkg"), 1_790_000_000)
    assert report.questions == 6


def test_an_empty_folder_says_what_to_add(tmp_path: Path) -> None:
    folder = Path(begin_folder(tmp_path / "mine", Role.EMPTY).name)
    with pytest.raises(SelectionError) as caught:
        build(request(folder, "study", "a5"))
    assert str(caught.value).endswith(
        'pack.yaml:5: the theme "my-role" has no question yet; prep-pack new question "…" --theme my-role begins one'
    )
