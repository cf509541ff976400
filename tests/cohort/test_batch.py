"""Packs for a cohort: which are made, which are left alone, and what a kill, a bad row or a strange name does."""

from __future__ import annotations

import csv
import fcntl
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from generator.cohort import workers
from generator.cohort.digest import Inputs
from generator.finish.record import RECORD
from generator.model.problems import ContentError, OutputError, SelectionError, StrictError, TypesetError
from tests.cohorts import PACK, PDF, TODAY, made, run, told, write_cohort, write_question


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def report(folder: Path) -> list[list[str]]:
    with (folder / "out" / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_row_is_a_pack_and_a_second_run_makes_nothing(here: Path) -> None:
    write_cohort(here, "Name;Role;Questions\nAnn Lee;CTO;one two\nBo;;\n")
    first = run(here)
    assert told(first.rows) == [("ann-lee" + PDF, "made"), ("bo" + PDF, "made")]
    assert (first.exit_code, first.problems) == (0, ())
    files = made(here / "out")
    assert {name: len(data) for name, data in files.items()} == {row.file: row.size for row in first.rows}
    assert first.rows[0].pages > first.rows[1].pages > 3
    times = {path: path.stat().st_mtime_ns for path in (here / "out").glob("*.pdf")}

    second = run(here, today=TODAY + timedelta(days=1))
    assert told(second.rows) == [("ann-lee" + PDF, "unchanged"), ("bo" + PDF, "unchanged")]
    assert [(r.pages, r.size) for r in second.rows] == [(r.pages, r.size) for r in first.rows]
    assert {path: path.stat().st_mtime_ns for path in times} == times


def test_only_what_is_missing_altered_or_changed_is_made(here: Path) -> None:
    write_cohort(here, "name,questions\nAnn,one\nBo,two\nCy,two\nDi,two\nEd,two\n")
    run(here)
    before = made(here / "out")
    write_question(here, "one", "To see more.")
    (here / "out" / f"bo{PDF}").unlink()
    (here / "out" / f"cy{PDF}").write_bytes(before[f"cy{PDF}"] + b" ")
    (here / "roster.csv").write_text("name,questions,role\nAnn,one,\nBo,two,\nCy,two,\nDi,two,CTO\nEd,two,\n")
    again = run(here)
    assert [status for _, status in told(again.rows)] == ["made", "made", "made", "made", "unchanged"]
    after = made(here / "out")
    assert {name[:2] for name in before if before[name] != after[name]} == {"an", "di"}


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"format": 1, "files": {"ann-screen-a5.pdf": {"inputs": 1}}}'])
def test_a_damaged_ledger_costs_work_and_nothing_else(here: Path, damage: str) -> None:
    write_cohort(here, "name\nAnn\n")
    run(here)
    before = made(here / "out")
    (here / "out" / RECORD).write_text(damage)
    assert told(run(here).rows) == [(f"ann{PDF}", "made")]
    assert made(here / "out") == before
    assert told(run(here).rows) == [(f"ann{PDF}", "unchanged")]


def test_bad_rows_do_not_stop_the_others(here: Path) -> None:
    write_cohort(here, "name,paper,limit,questions\nAnn,a9,0,\n,,,\nBo,,,\nCy,,,oen\nDi,a5\nEd,a4,1,two\n")
    done = run(here)
    assert [str(row.status) for row in done.rows] == ["failed", "made", "failed", "failed", "made"]
    assert set(made(here / "out")) == {f"bo{PDF}", "ed-screen-a4.pdf"}
    errors = [row.error for row in done.rows if row.error]
    assert [type(error) for error in errors] == [ContentError, SelectionError, ContentError]
    assert str(errors[0]) == (
        'roster.csv:2: "limit" is 0; it must be at least 1\n'
        'roster.csv:2: "paper": unknown paper "a9"; known: a4, a5, half-letter, letter'
    )
    assert str(errors[1]).startswith('roster.csv:5: "questions": unknown question "oen"; did you mean "one"?')
    assert str(errors[2]).startswith("roster.csv:6: this row has 2 cells, and the header names 4 columns; ")
    assert done.exit_code == 4
    assert [line[-2] for line in report(here)] == ["status", "failed", "made", "failed", "failed", "made"]


def test_names_of_all_kinds_make_safe_and_unique_files(here: Path) -> None:
    names = ["Zoë Ünal", "../../etc/passwd", "=1+1", "Ann Lee", "ANN LEE", "con", "!!!", "x" * 200]
    write_cohort(here, "name\n" + "\n".join(names) + "\n")
    done = run(here)
    stems = ["zoe-unal", "etc-passwd", "1-1", "ann-lee", "ann-lee-2", "con", "pack", "x" * 80]
    assert told(done.rows) == [(stem + PDF, "made") for stem in stems]
    assert set(made(here / "out")) == {stem + PDF for stem in stems}
    assert [str(problem) for problem in done.problems] == [
        f'roster.csv:6: "ANN LEE" would have the file of line 5, so its own is ann-lee-2{PDF}; '
        "see that it is not the same person twice"
    ]
    cells = report(here)
    assert cells[0] == ["line", "name", "file", "pages", "bytes", "status", "error"]
    assert [line[1] for line in cells[1:]] == ["Zoë Ünal", "../../etc/passwd", "'=1+1", *names[3:]]
    assert {path.name for path in here.iterdir()} == {"content", "pack.yaml", "roster.csv", "out"}


def test_a_formula_is_printed_as_it_is(here: Path) -> None:
    import pypdfium2

    write_cohort(here, 'name,role\n=SUM(A1),"@cmd, +1"\n')
    run(here)
    with pypdfium2.PdfDocument(here / "out" / f"sum-a1{PDF}") as pdf:
        text = pdf[0].get_textpage().get_text_bounded()
    assert "=SUM(A1)" in text
    assert "@cmd, +1" in text


def test_files_that_no_row_asks_for_are_named_and_left(here: Path) -> None:
    write_cohort(here, "name\nAnn\nBo\n")
    run(here)
    (here / "roster.csv").write_text("name\nBo\n")
    (problem,) = run(here).problems
    assert problem.what == f"no row asks for ann{PDF} any more"
    assert set(made(here / "out")) == {f"ann{PDF}", f"bo{PDF}"}
    (here / "roster.csv").write_text("name,paper\nBo,\nAnn,a9\n")
    assert run(here).problems == ()


def test_strict_makes_no_pack_with_a_warning(here: Path) -> None:
    write_cohort(here, "name,interview_date\nAnn,2020-01-01\nBo,\nBo,\n")
    done = run(here, strict=True)
    assert [type(row.error) for row in done.rows] == [StrictError, type(None), StrictError]
    assert (done.exit_code, set(made(here / "out"))) == (9, {f"bo{PDF}"})
    assert [str(row.status) for row in run(here).rows] == ["made", "unchanged", "made"]
    assert [str(row.status) for row in run(here, strict=True).rows] == ["failed", "unchanged", "failed"]


def test_without_the_cache_the_packs_are_the_same(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_cohort(here, "name\nAnn\nBo\n")
    run(here)
    before = made(here / "out")
    (here / "out").rename(here / "before")
    monkeypatch.setenv("PREP_PACK_CACHE", str(here / "cache"))
    run(here, cache=False)
    assert made(here / "out") == before
    assert not (here / "cache").exists()


def test_what_is_wrong_for_all_is_raised(here: Path) -> None:
    write_cohort(here, "name\nAnn\n")
    (here / "pack.yaml").write_text("titel: x\n")
    with pytest.raises(ContentError, match=r'^pack\.yaml:1: unknown key "titel"; did you mean "title"\?$'):
        run(here)
    (here / "pack.yaml").write_text(PACK)
    (here / "out").write_text("")
    with pytest.raises(OutputError, match="a file stands where a folder is needed"):
        run(here)


def test_a_folder_serves_one_run_at_a_time(here: Path) -> None:
    write_cohort(here, "name\nAnn\n")
    (here / "out").mkdir()
    descriptor = os.open(here / "out", os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    with pytest.raises(OutputError, match=r"another run is at work in .*out; wait for its end, or name another folder"):
        run(here)
    os.close(descriptor)
    assert run(here).exit_code == 0


def test_a_file_that_cannot_be_written_is_the_error_of_its_row(here: Path) -> None:
    write_cohort(here, "name\nAnn\nBo\n")
    (here / "out" / f"ann{PDF}").mkdir(parents=True)
    done = run(here)
    assert [type(row.error) for row in done.rows] == [OutputError, type(None)]
    assert done.exit_code == 7


def test_a_process_that_dies_costs_its_book_alone(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_cohort(here, "name\nAnn\nBo\nCy\n")
    monkeypatch.setattr(workers, "_make", _die_at_bo)
    done = run(here)
    assert [str(row.status) for row in done.rows] == ["made", "failed", "made"]
    error = done.rows[1].error
    assert isinstance(error, TypesetError)
    assert str(error).startswith("roster.csv:3: the typesetting process died twice (signal 9); ")


_make = workers._make


def _die_at_bo(order: workers.Order) -> workers.Outcome:
    if order.file.startswith("bo-"):
        os.kill(os.getpid(), signal.SIGKILL)
    return _make(order)


@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_after_a_kill_the_next_run_ends_with_the_exact_set(
    here: Path, cli_environment: dict[str, str], stop: signal.Signals
) -> None:
    write_cohort(here, "name\n" + "".join(f"Person {n}\n" for n in range(30)))
    expected = {f"person-{n}{PDF}" for n in range(30)}
    command = [sys.executable, "-m", "generator", "batch", "roster.csv", "pack.yaml", "-o", "out"]
    with subprocess.Popen(command, env=cli_environment, stderr=subprocess.PIPE, text=True) as process:
        while len(list(here.glob("out/*.pdf"))) < 3:
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(stop)
        said = process.communicate()[1]
    if stop is signal.SIGINT:
        assert (process.returncode, said) == (
            130,
            "stopped; the packs that are finished stay; run it again for the rest\n",
        )
        assert all(name in expected for name in made(here / "out"))
    else:
        (here / "out" / ".prep-pack-0123456789abcdef.part").write_text("half a book")
    finished = len(list(here.glob("out/*.pdf")))
    assert 3 <= finished < 30

    subprocess.run([*command, "-q"], env=cli_environment, check=True)
    assert set(made(here / "out")) == expected
    assert all(data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF") for data in made(here / "out").values())
    done = subprocess.run(command, env=cli_environment, check=True, capture_output=True, text=True)
    assert "0 packs made, 30 unchanged, 0 failed" in done.stdout


def test_the_digest_sees_content_design_and_pictures_but_not_places(here: Path) -> None:
    from generator import assets
    from generator.compose.select import select
    from generator.jobs import workbook
    from generator.load.library import load_library

    write_cohort(here, "name\nAnn\n")

    def digest(**keys: object) -> str:
        spec = workbook.read_request(
            workbook.BuildRequest(pack=here / "pack.yaml", overrides=keys, output=None, folder=here, today=TODAY)
        ).spec
        library, _ = load_library(assets.content_roots(here))
        return Inputs(here).of(workbook.compose(library, select(library, spec), spec, TODAY))

    plain = digest()
    assert digest() == plain
    assert digest(candidate="Ann") != plain
    question = write_question(here, "one", "To see.")
    question.rename(question.with_name("renamed.md"))
    assert digest() == plain
    picture = here / "content" / "questions" / "strategy" / "x.png"
    picture.write_bytes(b"1")
    assert digest() == plain
    question.with_name("renamed.md").unlink()
    write_question(here, "one", "![A picture](x.png)")
    pictured = digest()
    picture.write_bytes(b"2")
    assert digest() != pictured
    (here / "designs" / "own").mkdir(parents=True)
    (here / "designs" / "own" / "design.yaml").write_text("scale: 1.1\n")
    own = digest(design="own")
    (here / "designs" / "own" / "design.css.j2").write_text("p { color: red }\n")
    assert digest(design="own") != own


def test_a_draft_for_each_row_with_an_address(here: Path) -> None:
    write_cohort(here, "name,email,coach\nAnn Lee,ann@example.org,Jo\nBo,,\nCy,Cy <cy@straße.de>,\nDi,di,\nEd,,\n")
    done = run(here, email=True)
    assert told(done.rows) == [
        (f"ann-lee{PDF}", "made"), (f"bo{PDF}", "made"), (f"cy{PDF}", "made"), ("", "failed"), (f"ed{PDF}", "made"),
    ]  # fmt: skip
    assert str(done.rows[3].error) == (
        'roster.csv:5: "email": "di" is no e-mail address: it has no @; write one such as ann@example.org'
    )
    assert [str(problem) for problem in done.problems] == [
        'roster.csv:3: "email" is empty, so there is no draft (and in 1 more row); write the candidate\'s address'
    ]
    assert done.drafts == 2
    drafts = {path.name: path.read_bytes() for path in (here / "out").glob("*.eml")}
    assert set(drafts) == {"ann-lee-screen-a5.eml", "cy-screen-a5.eml"}
    message = message_from_bytes(drafts["ann-lee-screen-a5.eml"], policy=policy.default)
    assert (message["To"], message["From"], message["X-Unsent"]) == ("Ann Lee <ann@example.org>", None, "1")
    letter, file = message.iter_parts()
    assert letter.get_content().startswith("Dear Ann Lee,\r\n\r\nHere is your workbook for the interview, ")
    assert "Jo will be glad to read what you write." in letter.get_content()
    assert file.get_content() == (here / "out" / f"ann-lee{PDF}").read_bytes()

    (here / "roster.csv").write_text("name,email,coach\nAnn Lee,lee@example.org,Jo\n")
    again = run(here, email=True)
    assert told(again.rows) == [(f"ann-lee{PDF}", "unchanged")]
    assert b"To: Ann Lee <lee@example.org>\r\n" in (here / "out" / "ann-lee-screen-a5.eml").read_bytes()


def test_without_being_asked_there_are_no_drafts(here: Path) -> None:
    write_cohort(here, "name,email\nAnn,ann@example.org\nBo,\n")
    done = run(here)
    assert (done.problems, done.drafts, list((here / "out").glob("*.eml"))) == ((), 0, [])
