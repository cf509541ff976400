"""What a PDF reader, a screen reader and a careful owner find in the file beside its pages."""

from __future__ import annotations

import getpass
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest

from .books import FOLDER_NAME, ROOT, Bindery
from .measure import MM

BOOKS = ["sample-a4", "sample-a5", "imported-a4", "own-a5", "letter-low-screen"]

every_book = pytest.mark.parametrize("name", BOOKS)


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """All elements of the structure tree, in reading order."""

    def walk(element: Any) -> Iterator[Any]:
        kids = element.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from walk(kid)

    yield from walk(pdf.Root.StructTreeRoot)


def marks(element: Any) -> Iterator[tuple[tuple[int, int], int]]:
    """The marked content that hangs on an element: page, mark."""
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield element.Pg.objgen, kid
        elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
            yield kid.get("/Pg", element.get("/Pg")).objgen, int(kid.MCID)


def test_title_author_subject_date_and_language(bindery: Bindery) -> None:
    with pikepdf.open(bindery["sample-a4"].path) as pdf:
        info = {str(k): str(v) for k, v in pdf.docinfo.items()}
        assert info["/Title"].startswith("Strategy, vision and execution")
        assert info["/Author"] == "Alex Example"
        assert "Director of Software Engineering" in info["/Subject"]
        assert info["/Creator"] == "prep-pack"
        assert info["/CreationDate"].startswith("D:20261123")
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata(update_docinfo=False) as xmp:
            assert xmp["dc:title"] == info["/Title"]


def test_a_pack_without_candidate_names_no_author(bindery: Bindery) -> None:
    with pikepdf.open(bindery["a4-grey-screen"].path) as pdf:
        assert str(pdf.docinfo["/Title"]) == "One question"
        assert "/Author" not in pdf.docinfo


@every_book
def test_the_file_tells_no_folder_user_or_machine(name: str, bindery: Bindery) -> None:
    told = [FOLDER_NAME, str(ROOT), "file:", "/tmp/", "/home/", "site-packages", str(Path.home()) + "/"]
    if len(getpass.getuser()) > 5:
        told.append(getpass.getuser())
    with pikepdf.open(bindery[name].path) as pdf:
        pieces = [b"".join(_strings(entry)) for entry in pdf.objects]
        pieces += [
            o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") != "/Image"
        ]
        pieces.append(pdf.trailer.unparse())
    assert sum(map(len, pieces)) > 100_000
    for secret in told:
        for spelling in (secret.encode(), secret.encode("utf-16-be")):
            assert not any(spelling in piece for piece in pieces), secret


def _strings(entry: Any) -> Iterator[bytes]:
    """Every text and name directly in an object."""
    if isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in entry.items():
            yield str(key).encode()
            if not getattr(value, "is_indirect", False):
                yield from _strings(value)
    elif isinstance(entry, pikepdf.Array):
        for value in entry:
            if not getattr(value, "is_indirect", False):
                yield from _strings(value)
    elif isinstance(entry, pikepdf.String):
        yield bytes(entry) + b" "
    elif isinstance(entry, pikepdf.Name):
        yield str(entry).encode() + b" "


@every_book
def test_the_file_is_tagged(name: str, bindery: Bindery) -> None:
    with pikepdf.open(bindery[name].path) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        kinds = {str(e.S) for e in elements(pdf)}
        assert {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Figure", "/Link"} <= kinds
        assert all(page.Tabs == "/S" for page in pdf.pages if "/Annots" in page)


@every_book
def test_headings_never_skip_a_level(name: str, bindery: Bindery) -> None:
    with pikepdf.open(bindery[name].path) as pdf:
        levels = [int(found[1]) for e in elements(pdf) if (found := re.fullmatch(r"/H([1-6])", str(e.S)))]
    assert levels[0] == 1
    assert len(levels) > 10
    steps = [(before, after) for before, after in itertools.pairwise(levels) if after > before + 1]
    assert steps == []


@every_book
def test_head_cells_say_what_they_head_and_figures_what_they_show(name: str, bindery: Bindery) -> None:
    with pikepdf.open(bindery[name].path) as pdf:
        every = list(elements(pdf))
        heads = [e for e in every if e.S == "/TH"]
        assert heads
        assert {str(e.A.Scope) for e in heads} <= {"/Column", "/Row"}
        figures = [e for e in every if e.S == "/Figure"]
        assert figures
        assert all(str(e.get("/Alt", "")).strip() for e in figures)


@pytest.mark.parametrize("name", ["letter-low-screen", "own-a5"])
def test_running_matter_is_an_artifact_and_text_is_not(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    with pikepdf.open(book.path) as pdf:
        read = {place for e in elements(pdf) for place in marks(e)}
        pages: list[Any] = [page.objgen for page in pdf.pages]
    with pdfplumber.open(book.path) as pdf_:
        for drawn, objgen, page in zip(pdf_.pages, pages, book.pages, strict=True):
            above, below = page.text_top - 1, page.text_foot + 1
            silent, spoken = "", ""
            for char in drawn.chars:
                heard = char["tag"] != "Artifact" and (objgen, char["mcid"]) in read
                margin = not above < char["bottom"] * MM < below
                if margin and char["tag"] != "Artifact":
                    spoken += char["text"]
                elif not margin and not heard:
                    silent += char["text"]
            assert spoken == "", f"page {page.number}: {spoken!r} is not marked as an artifact"
            # The tab, and the title that the engine puts on a page left blank, stand beside the text area.
            kept = "" if book.kind(page) != "notes" else "Notes"
            assert re.fullmatch(rf"\d?({kept})?\s*", silent), f"page {page.number}: {silent!r} is not read"


@every_book
def test_only_bundled_families_are_embedded(name: str, bindery: Bindery) -> None:
    with pikepdf.open(bindery[name].path) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
        names = {re.sub(r"^/([A-Z]{6}\+)?", "", str(f.BaseFont)) for f in fonts}
        descriptors = [
            o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
        assert descriptors
        assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(d.keys()) for d in descriptors)
    assert names
    assert {re.match(r"Inter|Source-?Serif-?4", n) and "ours" for n in names} == {"ours"}, names


@every_book
def test_letters_can_be_copied_out(name: str, bindery: Bindery) -> None:
    book = bindery[name]
    text = "".join(page.text for page in book.pages)
    assert "\ufffd" not in text
    assert not re.findall(r"[\ue000-\uf8ff]", text)
