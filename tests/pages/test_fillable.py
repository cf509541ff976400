"""A book that is filled in on a screen: a field on every place to write, and what is printed as it is without."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2 as pdfium
import pytest

from generator.jobs.workbook import BuildRequest, build
from generator.model.printing import Booklet
from generator.model.problems import ContentError, UsageError

from .measure import MM, Box

TODAY = date(2026, 11, 23)
QUESTIONS = ("stopped-funding", "first-ninety-days", "changed-by-one-customer")
LOOKS: dict[str, object] = {"questions": list(QUESTIONS), "sheets": ["P7", "P2"], "notes_pages": 1}
ANSWERS = {
    "stopped-funding": """## Headline
I closed it, because nobody paid.
## Situation
Ten teams; Привет and Ωμέγα.
## Action
I asked.
They answered, and I went on.
## Result
### Before
Eleven users
### After
None
""",
    "first-ninety-days": """## Plan
| | Learn | Synthesise | Plan |
| --- | --- | --- | --- |
| People | Whom I meet | | |
## Weeks
| Week | Goal | Meetings | Output |
| --- | --- | --- | --- |
| 1 | A map | | |
""",
}
VALUES = {
    "stopped-funding.star.headline": "I closed it, because nobody paid.",
    "stopped-funding.star.situation": "Ten teams; Привет and Ωμέγα.",
    "stopped-funding.star.action": "I asked.\nThey answered, and I went on.",
    "stopped-funding.star.result.before": "Eleven users",
    "stopped-funding.star.result.after": "None",
    "first-ninety-days.thirty-sixty-ninety.plan.1.learn": "Whom I meet",
    "first-ninety-days.thirty-sixty-ninety.weeks.1.goal": "A map",
}
OF_NO_SHEET = re.compile(
    r"[\w-]+\.score\.[\w-]+\.[123]|pack\.notes\.\d+|pack\.[\w-]+\.head\.(date|subject)|.*\.total\.[\w-]+|[\w-]+\.my-answer"
)


@dataclass
class Filled:
    """A book to fill in, and the same book to print."""

    path: Path
    printed: Path

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        """The book to fill in."""
        return pikepdf.open(self.path)

    @cached_property
    def fields(self) -> Mapping[str, tuple[int, Box, Any]]:
        """Full name → its page, counted from 1, its box in mm from the upper left, and what the file says of it."""
        found: dict[str, tuple[int, Box, Any]] = {}
        for number, page in enumerate(self.pdf.pages, 1):
            high = float(page.mediabox[3])
            for field in page.get("/Annots", []):
                if "/FT" in field:
                    left, low, right, top = (float(value) * MM for value in field.Rect)
                    name = full_name(field)
                    assert name not in found, "two fields of one name would be one"
                    found[name] = number, Box(left, high * MM - top, right, high * MM - low), field
        return found


def full_name(field: Any) -> str:
    names: list[str] = []
    while field is not None:
        names.insert(0, str(field.T))
        field = field.get("/Parent")
    return ".".join(names)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("fillable")
    (home / "content/answers").mkdir(parents=True)
    for id_, text in ANSWERS.items():
        (home / f"content/answers/{id_}.md").write_text(f"---\nquestion: {id_}\n---\n{text}", encoding="utf-8")
    return home


def make(folder: Path, name: str, **looks: object) -> Path:
    path = folder / f"{name}.pdf"
    overrides = {**LOOKS, **looks}
    build(BuildRequest(pack=None, overrides=overrides, output=path, folder=folder, today=TODAY))
    return path


@pytest.fixture(scope="module", params=["a4", "a5"])
def book(request: pytest.FixtureRequest, folder: Path) -> Filled:
    paper = request.param
    filled = make(folder, f"{paper}-fill", paper=paper, fillable=True)
    return Filled(filled, make(folder, f"{paper}-print", paper=paper, worksheets="blank"))


def content(page: Any) -> bytes:
    parts = page.Contents if isinstance(page.Contents, pikepdf.Array) else [page.Contents]
    return b"".join(part.read_bytes() for part in parts)


def test_pages_are_those_that_are_printed_byte_for_byte(book: Filled) -> None:
    with pikepdf.open(book.path) as filled, pikepdf.open(book.printed) as printed:
        # A block that is put in whole has no beginnings of ours.
        differ = [
            n for n, (a, b) in enumerate(zip(filled.pages, printed.pages, strict=True)) if content(a) != content(b)
        ]
        assert len(differ) == 1
        assert book.fields["stopped-funding.star.action"][0] == differ[0] + 1
        assert "/AcroForm" not in printed.Root
        assert all("/FT" not in note for page in printed.pages for note in page.get("/Annots", []))


def test_fields_have_the_names_of_the_list_on_every_paper(book: Filled) -> None:
    listed = set(Path("tests/data/fields.txt").read_text(encoding="utf-8").split())
    for name in book.fields:
        if OF_NO_SHEET.fullmatch(name):
            continue
        of_a_sheet = name.partition(".")[2]
        # A beginning of ours ("because") has a field of its own behind it.
        assert of_a_sheet in listed or re.sub(r"\.\d+$", "", of_a_sheet) in listed, name
    owners = {name.partition(".")[0] for name in book.fields}
    assert owners == {*QUESTIONS, "pack"}


def test_every_place_of_the_sheets_has_a_field(book: Filled) -> None:
    names = set(book.fields)
    assert {f"stopped-funding.star.{key}" for key in ("headline", "situation", "task", "learning", "probes")} <= names
    assert {f"pack.story-bank.twelve-stories.{row}.{key}" for row in range(1, 13) for key in ("name", "risk")} <= names
    assert "pack.story-bank.twelve-stories.total.risk" in names
    assert {f"first-ninety-days.thirty-sixty-ninety.weeks.{week}.output" for week in range(1, 14)} <= names
    assert {f"first-ninety-days.thirty-sixty-ninety.plan.{row}.plan" for row in range(1, 5)} <= names
    assert {"pack.notes.1", "pack.story-bank.head.date", "first-ninety-days.score.seconds.3"} <= names


def test_fields_lie_on_the_paper_and_over_no_other(book: Filled) -> None:
    pages: dict[int, list[tuple[str, Box]]] = {}
    for name, (number, box, _) in book.fields.items():
        pages.setdefault(number, []).append((name, box))
    for number, boxes in pages.items():
        width, height = (float(value) * MM for value in book.pdf.pages[number - 1].mediabox[2:])
        for name, box in boxes:
            assert 5 < box.x0 < box.x1 < width - 5, name
            assert 5 < box.top < box.bottom < height - 5, name
        for (one, a), (other, b) in combinations(boxes, 2):
            apart = a.x1 <= b.x0 + 0.2 or b.x1 <= a.x0 + 0.2 or a.bottom <= b.top + 0.2 or b.bottom <= a.top + 0.2
            assert apart, (one, other)


def test_fields_are_called_something_and_follow_in_the_order_of_reading(book: Filled) -> None:
    for name, (number, _, field) in book.fields.items():
        assert str(field.TU).strip(), name
        assert book.pdf.pages[number - 1].Tabs == pikepdf.Name.S
    assert str(book.fields["first-ninety-days.thirty-sixty-ninety.weeks.1.goal"][2].TU) == "Week 1, Goal"
    elements = list(form_elements(book.pdf.Root.StructTreeRoot))
    assert len(elements) == len(book.fields)
    order = [
        full_name(element.K[0].Obj if isinstance(element.K, pikepdf.Array) else element.K.Obj) for element in elements
    ]
    of_star = [name for name in order if name.startswith("stopped-funding.star.")]
    assert of_star[:3] == [f"stopped-funding.star.{key}" for key in ("headline", "situation", "task")]
    assert of_star[-1] == "stopped-funding.star.probes"


def form_elements(element: Any) -> Iterator[Any]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if pikepdf.Name.Form == kid.S:
                yield kid
            else:
                yield from form_elements(kid)


def test_what_was_written_is_put_in_to_the_letter_and_set_by_the_engine(book: Filled) -> None:
    values = {
        name: str(field.V) for name, (*_, field) in book.fields.items() if field.get("/FT") == "/Tx" and "/V" in field
    }
    assert values == VALUES
    for name in VALUES:
        number, box, _ = book.fields[name]
        assert darkness(book.path, number, box) > 20, name
    # A blank one shows the page's own rules.
    assert "/V" not in book.fields["stopped-funding.star.task"][2]


def darkness(path: Path, number: int, box: Box) -> int:
    """Dark points in a box of a page, at 100 dpi, rules left out."""
    document = pdfium.PdfDocument(path)
    document.init_forms()
    picture = document[number - 1].render(scale=100 / 72).to_pil().convert("L")
    corners = tuple(round(value / 25.4 * 100) for value in (box.x0, box.top, box.x1, box.bottom))
    return sum(picture.crop(corners).histogram()[:90])


def test_typed_by_another_program_it_comes_back_to_the_letter(book: Filled, tmp_path: Path) -> None:
    typed = {"stopped-funding.star.task": "Ядро, naïve — “so”.\nTwo lines.", "pack.notes.1": "A note"}
    writer = pypdf.PdfWriter(clone_from=book.path)
    for page in writer.pages:
        writer.update_page_form_field_values(page, typed, auto_regenerate=False)
    returned = tmp_path / "returned.pdf"
    writer.write(returned)
    back = Filled(returned, book.printed)
    assert {name: str(back.fields[name][2].V).replace("\r", "\n") for name in typed} == typed
    kept = {name: str(field.V) for name, (*_, field) in back.fields.items() if name in VALUES and "/V" in field}
    assert kept == VALUES


def test_the_book_says_what_it_is(book: Filled) -> None:
    known = book.pdf.Root.PrepPackBook
    assert int(known.Format) == 1
    assert re.fullmatch(r"[0-9a-f]{64}", str(known.Digest))
    assert int(book.pdf.Root.StructTreeRoot.ParentTreeNextKey) > len(book.fields)


def test_what_was_sent_is_kept_to_be_held_against_what_comes_back(book: Filled, folder: Path) -> None:
    digest = str(book.pdf.Root.PrepPackBook.Digest)
    record = json.loads((folder / f"content/sent/{digest[:16]}.json").read_text(encoding="utf-8"))
    assert (record["digest"], record["pack"], record["made"]) == (digest, "workbook", "2026-11-23")
    assert record["values"] == VALUES
    assert [question["id"] for question in record["questions"]] == list(QUESTIONS)


def test_what_does_not_fit_is_set_smaller_and_told_or_refused_by_name(folder: Path) -> None:
    home = folder / "long"
    (home / "content/answers").mkdir(parents=True)
    answer = home / "content/answers/stopped-funding.md"
    looks = {
        "questions": ["stopped-funding"],
        "edition": "worksheets",
        "sheets": ["none"],
        "plan": "none",
        "fillable": True,
    }
    request = BuildRequest(pack=None, overrides=looks, output=home / "x.pdf", folder=home, today=TODAY)
    answer.write_text(f"---\nquestion: stopped-funding\n---\n## Situation\n{'Many words. ' * 25}\n")
    assert [str(problem) for problem in build(request).problems] == [
        '"Situation" of stopped-funding: what you wrote is set smaller, to fit its field; shorten it for larger type'
    ]
    answer.write_text(f"---\nquestion: stopped-funding\n---\n## Situation\n{'Many words. ' * 200}\n")
    with pytest.raises(ContentError) as caught:
        build(request)
    assert [str(problem) for problem in caught.value.problems] == [
        '"Situation" of stopped-funding: what you wrote is too long for its field; shorten it, or leave out --fillable'
    ]


def test_sheets_to_fold_are_not_filled_in_on_a_screen(folder: Path) -> None:
    looks = {**LOOKS, "paper": "a4", "fillable": True}
    request = BuildRequest(
        pack=None, overrides=looks, output=folder / "b.pdf", folder=folder, today=TODAY, imposing=Booklet()
    )
    with pytest.raises(UsageError, match="--booklet puts pages on sheets to print, and fillable is for a screen"):
        build(request)
