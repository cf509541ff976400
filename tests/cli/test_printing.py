"""``prep-pack build --booklet`` and ``--nup 2`` as a user meets them."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2 as pdfium
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

PT = 72 / 25.4
"""Points in a millimetre."""
ONE = ("--question", "first-ninety-days", "--plan", "none", "--date", "2026-11-23")
"""The flags of a small workbook."""


def texts(path: Path) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(path)]


def test_the_sample_as_a_booklet_and_the_book_beside_it(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("build", "sample", "--booklet")
    sheets = (
        r"\d+ sheets; print on both sides at actual size \(100 %\), flip on the short edge\n(.* (was|were) added\n)?"
    )
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"6 questions, chosen by sample\.yaml\n" + sheets, done.stderr)
    first, second = done.stdout.splitlines()
    assert re.fullmatch(r"output/sample-study-booklet-a4\.pdf  \d+ pages, \d+ kB, \d+\.\d s", first)
    assert re.fullmatch(r"output/sample-study-a5\.pdf  \d+ pages, \d+ kB", second)
    book, booklet = (texts(tmp_path / "output" / f"sample-study-{n}.pdf") for n in ("a5", "booklet-a4"))
    assert len(book) % 4 == 0
    assert len(booklet) == len(book) // 2
    inside = tmp_path / "output" / "sample-study-booklet-a4.pdf"
    with pdfium.PdfDocument(inside) as pdf:
        width, height = pdf[0].get_size()
        assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == (297, 210)
        for place in (0, len(booklet) - 1):
            reading = pdf[place].get_textpage()
            left = reading.get_text_bounded(0, 0, width / 2 - 24, height)
            right = reading.get_text_bounded(width / 2, 0, width, height)
            wanted = (len(book) - 1, 0) if place == 0 else (len(book) // 2 - 1, len(book) // 2)
            assert left.split() == book[wanted[0]].split()
            assert right.split() == book[wanted[1]].split()


@pytest.mark.parametrize("notes", range(4))
def test_the_last_sheet_is_filled_with_pages_to_write_on(prep_pack: Run, tmp_path: Path, notes: int) -> None:
    done = prep_pack("build", *ONE, "--notes-pages", str(notes), "--booklet", "-o", "mine.pdf")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine-a5.pdf", "mine.pdf"]
    pages = texts(tmp_path / "mine-a5.pdf")
    assert len(pages) % 4 == 0
    plain = prep_pack("build", *ONE, "--notes-pages", str(notes), "--paper", "a5", "-o", "plain.pdf")
    assert plain.returncode == 0, plain.stderr
    fewer = len(texts(tmp_path / "plain.pdf"))
    added = len(pages) - fewer
    assert 0 <= added < 4
    told = {
        0: "",
        1: "1 page for notes was added\n",
        2: "a sheet (STAR and learning) was added\n",
        3: "a sheet (STAR and learning) and 1 page for notes were added\n",
    }
    assert done.stderr.partition("flip on the short edge\n")[2] == told[added]
    last = pages[fewer - notes :]
    stories = [place for place, page in enumerate(last) if "STAR and learning" in page]
    assert len(stories) == (2 if added > 1 else 0)
    assert all(page.startswith("Notes") for place, page in enumerate(last) if place not in stories)
    if stories and len(last) > 2:
        # Counted from 1, the first of the two is even: a left-hand page.
        assert (fewer - notes + stories[0] + 1) % 2 == 0
        assert stories[1] == stories[0] + 1


def test_half_letter_pages_on_letter_sheets_by_hand(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("build", *ONE, "--booklet", "--manual-duplex", "--flip", "Long", "--paper", "letter")
    assert done.returncode == 0, done.stderr
    names = [line.partition("  ")[0] for line in done.stdout.splitlines()]
    stem = "output/workbook-study"
    assert names == [f"{stem}-booklet-letter-fronts.pdf", f"{stem}-booklet-letter-backs.pdf", f"{stem}-half-letter.pdf"]
    fronts, backs, book = (texts(tmp_path / name) for name in names)
    assert len(fronts) - 1 == len(backs) == len(book) // 4


def test_two_pages_a_side(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("build", *ONE, "--nup", "2", "--edition", "screen", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    book, sheets = (texts(tmp_path / "output" / f"workbook-screen-{name}.pdf") for name in ("a5", "2up-a4"))
    assert len(book) % 2 == 0
    assert [side.split() for side in sheets] == [
        [*first.split(), *second.split()] for first, second in zip(book[::2], book[1::2], strict=True)
    ]


def test_mirrored_pages_stand_two_a_side_as_in_the_open_book(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("build", *ONE, "--nup", "2", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    book, sheets = (texts(tmp_path / "output" / f"workbook-study-{name}.pdf") for name in ("a5", "2up-a4"))
    assert len(book) % 2 == 1, "the last side is full"
    pairs = [("", book[0]), *zip(book[1::2], book[2::2], strict=True)]
    assert [side.split() for side in sheets] == [[*left.split(), *right.split()] for left, right in pairs]
    with pdfplumber.open(tmp_path / "output" / "workbook-study-2up-a4.pdf") as pdf:
        fold = float(pdf.pages[-1].width) / 2
        lines = [line for line in pdf.pages[-1].lines if line["x1"] - line["x0"] > 100 * PT]
        left = max(line["x1"] for line in lines if line["x0"] < fold)
        right = min(line["x0"] for line in lines if line["x0"] > fold)
    # The wide margins meet at the fold.
    assert (fold - left) / PT == pytest.approx(18, abs=0.5)
    assert (right - fold) / PT == pytest.approx(18, abs=0.5)


def test_the_same_input_gives_the_same_bytes(prep_pack: Run, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        assert prep_pack("build", *ONE, "--booklet", "-o", name, "-q").returncode == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert (tmp_path / "a-a5.pdf").read_bytes() == (tmp_path / "b-a5.pdf").read_bytes()
    with pikepdf.open(io.BytesIO((tmp_path / "a.pdf").read_bytes())) as pdf:
        assert not pdf.check_pdf_syntax()


@pytest.mark.parametrize(
    ("flags", "stderr"),
    [
        (
            ["--flip", "long", "--manual-duplex"],
            "error: --flip is for a booklet; add --booklet\nerror: --manual-duplex is for a booklet; add --booklet\n",
        ),
        (
            ["--nup", "2", "--paper-thickness", "0.1"],
            "error: --paper-thickness is for a booklet; use --booklet, not --nup\n",
        ),
        (["--booklet", "--nup", "2"], "error: --booklet and --nup are two ways to use a sheet; give one of them\n"),
        (["--nup", "4"], "error: --nup 4 is not offered; --nup 2 puts two pages on a side\n"),
        (
            ["--booklet", "--sheets-per-signature", "-1"],
            'error: --sheets-per-signature makes no sense: "-1"; give 0 for one signature of all sheets, or 1 to 100; 4 is usual for sewing\n',
        ),
        (
            ["--booklet", "--paper-thickness", "nan"],
            'error: --paper-thickness makes no sense: "nan"; give 0 to 0.5, in mm; office paper of 80 g/m² has 0.1\n',
        ),
        (
            ["--booklet", "--paper-thickness", "80"],
            'error: --paper-thickness makes no sense: "80"; give 0 to 0.5, in mm; office paper of 80 g/m² has 0.1\n',
        ),
        (
            ["--booklet", "--paper", "half-letter"],
            "error: --booklet prints on a4 or letter sheets, and the paper is half-letter; "
            "give the sheet, --paper letter; its pages are half-letter\n",
        ),
        (
            ["--nup", "2", "--paper", "a5"],
            "error: --nup 2 prints on a4 or letter sheets, and the paper is a5; "
            "give the sheet, --paper a4; its pages are a5\n",
        ),
        (
            ["--booklet", "--edition", "screen"],
            "error: --booklet needs a margin at the fold, and the edition screen has none; "
            "use --edition study, or --nup 2 instead\n",
        ),
    ],
)
def test_mistakes(prep_pack: Run, tmp_path: Path, flags: list[str], stderr: str) -> None:
    done = prep_pack("build", "sample", *flags)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", stderr)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("flag", "word", "stderr"),
    [
        (
            "--flip",
            "few",
            'error: invalid value for "--flip": "few" is not one of "short", "long"; see prep-pack build --help\n',
        ),
        (
            "--sheets-per-signature",
            "2.5",
            'error: --sheets-per-signature makes no sense: "2.5"; give 0 for one signature ',
        ),
        (
            "--sheets-per-signature",
            "101",
            'error: --sheets-per-signature makes no sense: "101"; give 0 for one signature ',
        ),
        ("--paper-thickness", "thin", 'error: --paper-thickness makes no sense: "thin"; give 0 to 0.5, in mm'),
        ("--nup", "two", "error: --nup two is not offered; --nup 2 puts two pages on a side\n"),
    ],
)
def test_words_where_numbers_belong(prep_pack: Run, flag: str, word: str, stderr: str) -> None:
    done = prep_pack("build", "sample", "--booklet", flag, word)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(stderr)


def test_a_stack_too_thick_to_fold_is_refused_and_nothing_is_written(prep_pack: Run, tmp_path: Path) -> None:
    done = prep_pack("build", "sample", "--booklet", "--paper-thickness", "0.5")
    assert done.returncode == 2
    assert re.fullmatch(
        r"error: \d+ sheets of 0\.5 mm folded together push the middle pages [\d.]+ mm into the fold, and there is room "
        r"for 6 mm; fold at most 13 together: --sheets-per-signature 4 makes it easy\n",
        done.stderr,
    )
    assert list(tmp_path.iterdir()) == []
    done = prep_pack("build", "sample", "--booklet", "--paper-thickness", "0.5", "--sheets-per-signature", "4")
    assert done.returncode == 0
    assert re.search(r"^\d+ sheets in \d+ signatures; ", done.stderr, re.M)


def test_one_file_in_the_way_stops_all(prep_pack: Run, tmp_path: Path) -> None:
    (tmp_path / "mine-a5.pdf").mkdir()
    done = prep_pack("build", *ONE, "--booklet", "-o", "mine.pdf")
    assert (done.returncode, done.stderr) == (
        7,
        "error: cannot write mine-a5.pdf: it is a folder; give the name of a file\n",
    )
    assert not (tmp_path / "mine.pdf").exists()
