"""Packs that come back, merged into a reader's folder: what is new, changed and in conflict, and that nothing is lost."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from generator.collect.merge import Verdict
from generator.collect.places import questions_of_pages, recognise
from generator.collect.reading import read_returned
from generator.collect.returned import from_json
from generator.draft.sent import to_record
from generator.finish.files import write_all
from generator.jobs import opening
from generator.jobs.collecting import Change, CollectRequest, Merged, collect, merge_into
from generator.jobs.desk import Desk
from generator.jobs.opening import Opened, open_returned
from generator.load.library import load_library
from generator.load.sent import read_all_sent
from generator.model.content import Library
from generator.model.markdown.typed import as_typed, settled
from generator.model.problems import ContentError, OutputError, PrepPackError, SelectionError, StrictError
from generator.model.sent import Sent, SentQuestion, record_of
from generator.typeset.pool import Limits, Pool
from tests.collect.returning import DIGEST, annotate, book, line_box, quads, reopened, saved
from tests.load.shelf import QUESTION, small, write
from tests.load.test_own import SHEET

DAY = date(2026, 11, 28)
ASKED = "What would your first days look like?"
OTHER = "Tell me about a time when you stopped something."
PAGES = {"contents": [ASKED, OTHER], "q-first-days": [ASKED, "First I listen to everybody."], "s-first-days": ["Sheet"],
         "q-stopped": [OTHER], "notes": ["Notes"]}  # fmt: skip
SENT = Sent(
    "mine", DIGEST, "My pack", DAY, (SentQuestion("first-days", ASKED), SentQuestion("stopped", OTHER)), coach="Ann Lee"
)
SITUATION = "first-days.one-story.situation"
ANSWER, ASIDE, COMMENTS = "answers/first-days.md", "returned/first-days.md", "comments/first-days.md"


@pytest.fixture(scope="module", autouse=True)
def fork_server() -> None:
    """Begun here, where the program is: the tests go into folders of their own."""
    with Pool(preload=opening.PRELOAD) as pool:
        pool.warm()


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reader's own content, with two questions; the working directory is the folder it is in."""
    monkeypatch.chdir(tmp_path)
    files = {
        "worksheets/W1.yaml": SHEET,
        "questions/strategy/stopped.md": QUESTION.replace("first-days", "stopped").replace(ASKED, OTHER),
    }
    return write(small(Path("content")), files)


def send(content: Path, values: Mapping[str, str] | None = None, **answers: str) -> None:
    """Note what is sent: these values."""
    sent = Sent(SENT.pack, SENT.digest, SENT.title, SENT.made, SENT.questions, values or {}, SENT.coach)
    write(content, {record_of(DIGEST): to_record(sent)})


def answer(content: Path, situation: str, more: str = "") -> None:
    write(content, {ANSWER: f"---\nquestion: first-days\n---\n\n# Mine\n\n## Situation\n{situation}\n{more}"})


def opened(content: Path, data: bytes, library: Library, file: str = "returned.pdf") -> Opened:
    holds = from_json(read_returned(data))
    wordings = {question.id: question.wording for question in library.questions.values()}
    found = recognise(holds, read_all_sent(content)[0], wordings)
    assert found
    return Opened(file, holds, found, tuple(questions_of_pages(holds, wordings)))


def merge(content: Path, *books: bytes) -> list[Merged]:
    """Collect in this process, all but what `collect` does with processes and the shipped bank."""
    library, _ = load_library([content])
    desk = Desk(content, library, DAY)
    merged = [merge_into(desk, opened(content, data, library)) for data in books]
    write_all(content, desk.to_write(), force=True)
    return merged


def returned(fields: Mapping[str, str | bool] | None = None, **options: Any) -> bytes:
    return book(fields, pages=PAGES, **options)


def told(merged: Sequence[Merged]) -> list[tuple[str, str, str]]:
    """What became of each field, its last name, and where it is kept."""
    return [
        (str(c.verdict), c.field.removeprefix("first-days.one-story."), c.kept) for one in merged for c in one.changes
    ]


def problems(merged: Sequence[Merged]) -> list[str]:
    return [str(problem) for one in merged for problem in one.problems]


def snapshot(content: Path) -> dict[str, bytes]:
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in content.rglob("*") if path.is_file()}


def now(content: Path) -> dict[str, str]:
    """What the answer says, as it would be typed."""
    parts = load_library([content])[0].answers["first-days"].parts
    texts = {name: part.fields or {"": part.text} for name, part in parts.items()}
    return {
        f"{name}.{key}".rstrip("."): as_typed(text) for name, fields in texts.items() for key, text in fields.items()
    }


def test_every_kind_of_field_becomes_an_answer(content: Path) -> None:
    send(content)
    fields: dict[str, str | bool] = {
        "headline": "I listen first.", "situation": "Forty people.\r\n\r\nAnd me.", "result.before": "40", "result.by-when": "May",
        "options.2.for": "cheap | quick\nnow", "door.two-way": True, "door.one-way": False, "who.1.name": "Ann", "who.1.knows": True,
        "share": "", "situation.1": "",
    }  # fmt: skip
    merged = merge(content, returned({f"first-days.one-story.{name}": value for name, value in fields.items()}))
    assert {verdict for verdict, _, _ in told(merged)} == {"new"}
    assert now(content) == {
        "headline": "I listen first.", "one-story.situation": "Forty people.\n\nAnd me.", "one-story.result.before": "40",
        "one-story.result.by-when": "May", "one-story.options.2.for": "cheap | quick\nnow", "one-story.door.two-way": "x",
        "one-story.who.1.name": "Ann", "one-story.who.1.knows": "x",
    }  # fmt: skip


def test_what_was_changed_takes_the_place_of_what_was_sent_and_all_else_stays(content: Path) -> None:
    send(content, {SITUATION: "Old."})
    answer(content, "<!-- help -->\nOld.", "\n## Somewhere else\nKept.\n")
    before = (content / ANSWER).read_bytes()
    assert told(merge(content, returned({SITUATION: "New."}))) == [("changed", "situation", f"content/{ANSWER}")]
    assert (content / ANSWER).read_bytes() == before.replace(b"Old.", b"New.")


def test_a_file_keeps_the_line_ends_of_its_editor(content: Path) -> None:
    send(content, {SITUATION: "Old.\nTwo."})
    windows = b"\xef\xbb\xbf---\r\nquestion: first-days\r\n---\r\n\r\n## Situation\r\nOld.\r\nTwo.\r\n\r\n## Note\r\nx"
    write(content, {ANSWER: ""})
    (content / ANSWER).write_bytes(windows)
    merge(content, returned({SITUATION: "New.\rThree."}))
    assert (content / ANSWER).read_bytes() == windows.replace(b"Old.\r\nTwo.", b"New.\r\nThree.")


def test_in_a_conflict_the_own_text_stays_and_the_other_is_kept_aside_once(content: Path) -> None:
    send(content, {SITUATION: "Old."})
    answer(content, "Mine.")
    before = (content / ANSWER).read_bytes()
    assert told(merge(content, returned({SITUATION: "## Theirs"}))) == [("conflict", "situation", f"content/{ASIDE}")]
    assert (content / ANSWER).read_bytes() == before
    aside = (content / ASIDE).read_text(encoding="utf-8")
    assert aside.endswith(
        f"## {SITUATION}\n- why: your own text is another since this was sent\n- who: Ann Lee\n- file: returned.pdf\n\n> ## Theirs\n"
    )
    again = snapshot(content)
    assert told(merge(content, returned({SITUATION: "## Theirs"}))) == []
    assert snapshot(content) == again
    assert told(merge(content, returned({SITUATION: "Theirs again"}))) == [
        ("conflict", "situation", f"content/{ASIDE}")
    ]
    assert (content / ASIDE).read_text(encoding="utf-8").startswith(aside)


def test_two_coaches_who_change_the_same_field_are_both_kept(content: Path) -> None:
    send(content, {SITUATION: "Old."})
    answer(content, "Old.")
    both = merge(content, returned({SITUATION: "Ann's"}), returned({SITUATION: "Ben's"}))
    assert told(both) == [("changed", "situation", f"content/{ANSWER}"), ("conflict", "situation", f"content/{ASIDE}")]
    assert "Ann's" in (content / ANSWER).read_text(encoding="utf-8")
    assert "> Ben's" in (content / ASIDE).read_text(encoding="utf-8")


def test_what_comes_back_empty_is_told_and_stays(content: Path) -> None:
    send(content, {SITUATION: "Old."})
    answer(content, "Old.")
    before = snapshot(content)
    assert told(merge(content, returned({SITUATION: ""}))) == [("emptied", "situation", f"content/{ANSWER}")]
    assert snapshot(content) == before


def test_text_that_is_not_of_the_parts_form_stays_too(content: Path) -> None:
    send(content)
    answer(content, "x", "\n## Three options\nJust words.\n")
    before = (content / ANSWER).read_bytes()
    merged = merge(content, returned({"first-days.one-story.options.1.for": "cheap"}))
    assert told(merged) == [("conflict", "options.1.for", f"content/{ASIDE}")]
    assert (content / ANSWER).read_bytes() == before


def test_fields_that_no_answer_has_are_kept_aside_unless_they_say_what_was_sent(content: Path) -> None:
    send(content, {"first-days.old.gone": "sent"})
    fields: dict[str, str | bool] = {
        "first-days.old.gone": "sent", "first-days.old.other": "typed", "pack.notes.1": "note", "first-days.score.sound.1": "4",
        "../../evil.x.y": "x", "first-days.one-story.options.1.option": "Wait",
    }  # fmt: skip
    merged = merge(content, returned(fields))
    assert {(field, kept) for _, field, kept in told(merged)} == {
        ("first-days.old.other", f"content/{ASIDE}"), ("pack.notes.1", "content/returned/pack.md"),
        ("first-days.score.sound.1", f"content/{ASIDE}"), ("../../evil.x.y", "content/returned/pack.md"),
        ("options.1.option", f"content/{ASIDE}"),
    }  # fmt: skip
    assert {verdict for verdict, _, _ in told(merged)} == {"kept aside"}
    before = snapshot(content)
    assert told(merge(content, returned(fields))) == []
    assert snapshot(content) == before


def test_a_sheet_that_is_printed_once_for_the_pack_is_of_the_first_question_that_has_it(content: Path) -> None:
    fields: dict[str, str | bool] = {"pack.one-story.situation": "Typed", "pack.other.situation": "Else"}
    send(content)
    assert [(verdict, kept) for verdict, _, kept in told(merge(content, returned(fields)))] == [
        ("new", f"content/{ANSWER}"), ("kept aside", "content/returned/pack.md"),
    ]  # fmt: skip
    assert now(content) == {"one-story.situation": "Typed"}


def test_a_text_that_would_break_the_answer_is_kept_aside(content: Path) -> None:
    """A link to a file that is not there stops the whole library."""
    send(content)
    fields: dict[str, str | bool] = {SITUATION: "see [this](gone.pdf)", "first-days.one-story.headline": "Fine"}
    assert [verdict for verdict, _, _ in told(merge(content, returned(fields)))] == ["kept aside", "new"]
    assert "\n- why: it cannot stand in your answer as it was typed\n" in (content / ASIDE).read_text(encoding="utf-8")
    assert now(content) == {"headline": "Fine"}


def test_more_than_a_file_may_hold_is_refused_whole(content: Path) -> None:
    send(content)
    fields: dict[str, str | bool] = {f"first-days.old.f{number}": "x" * 49_000 for number in range(50)}
    before = snapshot(content)
    with pytest.raises(
        ContentError,
        match=r"^content/returned/first-days\.md: with what came back, the file would be larger than 2 MB; ",
    ):
        merge(content, returned(fields))
    assert snapshot(content) == before


def test_thousands_of_equal_comments_and_strange_fields_are_no_trouble(content: Path) -> None:
    """Each is told from the others without looking through all of them."""
    send(content)

    def many(pdf: Pdf) -> None:
        note = pdf.make_indirect(Dictionary(Subtype=Name.Text, Rect=Array([1, 1, 2, 2]), Contents=String("same")))
        pdf.pages[1].Annots = Array([note] * 6_000)
        pdf.Root.AcroForm.Fields.extend(
            [Dictionary(T=String(f"f{n}"), FT=Name.Tx, V=String("x")) for n in range(6_000)]
        )

    (merged,) = merge(content, returned({SITUATION: "One"}, change=many))
    assert (len({one.id for one in merged.comments}), len(merged.changes)) == (6_000, 6_001)
    assert {change.kept for change in merged.changes} == {f"content/{ANSWER}", "content/returned/pack.md"}


def test_the_fields_of_starts_are_one_text(content: Path) -> None:
    sheet = SHEET.replace("label: Situation, lines: 3}", 'label: Situation, lines: 3, starts: ["1.  I …", because]}')
    write(content, {"worksheets/W1.yaml": sheet})
    send(content)
    fields: dict[str, str | bool] = {f"{SITUATION}.1": "closed it", f"{SITUATION}.2": "nobody paid"}
    assert told(merge(content, returned(fields))) == [("new", "situation", f"content/{ANSWER}")]
    assert "\n1. I closed it\nbecause nobody paid\n" in (content / ANSWER).read_text(encoding="utf-8")
    assert told(merge(content, returned(fields))) == []
    send(content, {f"{SITUATION}.1": "closed it", f"{SITUATION}.2": "nobody paid"})
    fields[f"{SITUATION}.2"] = "nobody came"
    assert told(merge(content, returned(fields))) == [("changed", "situation", f"content/{ANSWER}")]


def test_without_a_record_what_differs_is_a_conflict_and_that_is_told(content: Path) -> None:
    answer(content, "Mine.")
    merged = merge(content, returned({SITUATION: "Theirs", "first-days.one-story.headline": "New"}))
    assert [verdict for verdict, _, _ in told(merged)] == ["conflict", "new"]
    assert problems(merged) == [
        "returned.pdf: there is no record of this pack in content/sent/0123456789abcdef.json; collect in the folder it was sent from; "
        "here, what differs from your own text is kept aside"
    ]


@pytest.mark.parametrize(
    ("options", "by"),
    [({}, "mark"), ({"mark": False}, "fields"), ({"mark": False, "places": False}, "fields")],
)
def test_a_file_finds_its_record_though_its_mark_is_gone(content: Path, options: dict[str, Any], by: str) -> None:
    send(content, {SITUATION: "Old."})
    answer(content, "Old.")
    (merged,) = merge(content, returned({SITUATION: "New."}, **options))
    assert (merged.file.known_by, merged.file.pack) == (by, "mine")
    assert [change.verdict for change in merged.changes] == [Verdict.CHANGED]
    assert merged.problems == () or "did not come back (stopped)" in str(merged.problems[0])


@pytest.mark.parametrize(("options", "by"), [({}, "pages"), ({"places": False}, "text")])
def test_a_pack_that_was_printed_is_known_and_its_fields_are_said_to_be_gone(
    content: Path, options: dict[str, Any], by: str
) -> None:
    send(content, {SITUATION: "Old."})
    merged = merge(content, returned(mark=False, **options))
    assert merged[0].file.known_by == by
    assert problems(merged) == [
        "returned.pdf: the fields are gone, as when a pack is printed to a PDF: what was typed into it cannot be collected; "
        "ask for the file itself, saved and not printed"
    ]


def test_pages_that_are_gone_are_told_and_their_answers_stay(content: Path) -> None:
    send(content, {SITUATION: "Old."})
    answer(content, "Old.")
    before = snapshot(content)
    pdf = reopened(returned({SITUATION: "Old."}))
    del pdf.pages[3]
    merged = merge(content, saved(pdf))
    assert problems(merged) == [
        "returned.pdf: 1 question did not come back (stopped); pages were taken out; your answers to them stay as they are"
    ]
    assert snapshot(content) == before


def test_signs_that_a_program_lost_are_told(content: Path) -> None:
    send(content, {"first-days.one-story.headline": "sent so \uf469"})
    merged = merge(content, returned({SITUATION: "thumbs \uf44d", "first-days.one-story.headline": "sent so \uf469"}))
    assert problems(merged) == [
        "returned.pdf: signs beyond the basic plane (emoji, rare letters) were lost by the program it was saved with: "
        f"{SITUATION}; see what stands there, or have it saved by another program"
    ]


def with_comments(pdf: Pdf) -> None:
    annotate(
        pdf, 2, "Highlight", line_box(1), QuadPoints=quads(line_box(1)), Contents=String("A number?"), T=String("Ben")
    )
    note = annotate(pdf, 3, "Text", (9, 9, 20, 20), Contents=String("Good"), M=String("D:20261130"))
    annotate(pdf, 3, "Text", (9, 9, 20, 20), Contents=String("Thanks"), IRT=note)
    annotate(pdf, 5, "Ink", (100, 600, 200, 700))


def test_comments_go_to_the_question_of_their_page_and_only_once(content: Path) -> None:
    send(content)
    (merged,) = merge(content, returned(change=with_comments))
    assert [(one.question, one.who, one.when, one.words, one.text) for one in merged.comments] == [
        ("first-days", "Ben", "", "First I listen to everybody.", "A number?"),
        ("first-days", "Ann Lee", "2026-11-30", "", "Good"),
        ("first-days", "Ann Lee", "", "", "Thanks"),
        ("pack", "Ann Lee", "", "", ""),
    ]
    first, note, thanks, ink = merged.comments
    assert (thanks.reply, note.reply) == (note.id, "")
    assert (content / "comments" / ink.picture).read_bytes().startswith(b"\x89PNG")
    text = (content / COMMENTS).read_text(encoding="utf-8")
    assert text.startswith(
        f"---\nquestion: first-days\nversion: 1\n---\n\n# Comments: {ASKED}\n\n## {first.id}\n- status: open\n"
    )
    before = snapshot(content)
    (again,) = merge(content, returned(change=with_comments))
    assert (again.comments, again.file.known_comments) == ((), 4)
    assert snapshot(content) == before

    def with_one_more(pdf: Pdf) -> None:
        with_comments(pdf)
        annotate(pdf, 2, "Text", (9, 9, 20, 20), Contents=String("And this"))

    pdf = reopened(returned(change=with_one_more))
    del pdf.pages[0]
    (more,) = merge(content, saved(pdf))
    assert [(one.text, one.page) for one in more.comments] == [("And this", 1)]
    assert (content / COMMENTS).read_text(encoding="utf-8").startswith(text)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(situation=TEXTS, before=TEXTS, cell=TEXTS)
@example(situation="## Result\n\\# a <!--", before="### After", cell="a | b\\\n<br>")
@example(situation="---", before="```", cell="\n \n")
@example(situation="👩🏽‍💻 日本 العربية e\u0301 \u2028 𝕏", before="þÿ", cell="\ufeff")
def test_any_text_goes_into_the_answer_and_out_again_to_the_letter(
    content: Path, situation: str, before: str, cell: str
) -> None:
    """What a program kept; of blanks at the ends of lines and control characters nothing is promised."""
    for path in content.glob("answers/*"):
        path.unlink()
    send(content)
    names = {"situation": situation, "result.before": before, "options.1.for": cell}
    merge(content, returned({f"first-days.one-story.{name}": text for name, text in names.items()}))
    stripped = "\n".join(line.strip() for line in settled(cell).split("\n")).strip()
    wanted = {
        "one-story.situation": settled(situation),
        "one-story.result.before": settled(before),
        "one-story.options.1.for": stripped,
    }
    wanted = {name: text for name, text in wanted.items() if text}
    there = now(content) if (content / ANSWER).exists() else {}
    assert there == wanted


# Through processes, as a user has it


def request(*files: str, **more: Any) -> CollectRequest:
    return CollectRequest(files=tuple(map(Path, files)), folder=Path(), today=DAY, **more)


def changes_of(found: Sequence[Change]) -> list[tuple[str, str]]:
    return [(str(change.verdict), change.text) for change in found]


def test_the_whole_way_and_a_dry_run_writes_nothing(content: Path) -> None:
    send(content)
    Path("a.pdf").write_bytes(returned({SITUATION: "One"}, change=with_comments))
    before = snapshot(content)
    tried = collect(request("a.pdf", dry_run=True, who="Cleo"))
    assert snapshot(content) == before
    done = collect(request("a.pdf", who="Cleo"))
    assert (tried.changes, tried.comments, tried.written) == (done.changes, done.comments, done.written)
    assert changes_of(done.changes) == [("new", "One")]
    assert {one.who for one in done.comments} == {"Ben", "Cleo"}
    assert sorted(done.written) == sorted(f"content/{name}" for name in snapshot(content) if name not in before)
    assert collect(request("a.pdf")).written == ()


def test_a_warning_stops_it_where_that_is_asked_for(content: Path) -> None:
    Path("a.pdf").write_bytes(returned({SITUATION: "One"}))
    before = snapshot(content)
    with pytest.raises(StrictError, match=r"^a\.pdf: there is no record of this pack in "):
        collect(request("a.pdf", strict=True))
    assert snapshot(content) == before


def hostile(change: Callable[[Pdf], object]) -> bytes:
    return returned({SITUATION: "One"}, change=change)


def value_that_explodes(pdf: Pdf) -> None:
    """A few thousand bytes that stand for 400 MB."""
    packer = zlib.compressobj(1)
    once = b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(400)), packer.flush()])
    field = pdf.Root.AcroForm.Fields[0].Kids[0].Kids[0]
    field.V = Stream(pdf, zlib.compress(once, 9), Filter=Array([Name.FlateDecode, Name.FlateDecode]))


def marks_without_end(pdf: Pdf) -> None:
    page = pdf.pages[1]
    page.Contents = pdf.make_stream(page.Contents.read_bytes() * 300)
    many = pdf.make_indirect(Array([0, 0, 600, 800] * 2 * 900))
    for _ in range(400):
        annotate(pdf, 2, "Highlight", (0, 0, 600, 800), QuadPoints=many)


def test_all_files_that_cannot_be_read_are_told_at_once_and_nothing_is_touched(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "LIMITS", Limits(seconds=4, memory_bytes=200 << 20))
    send(content)
    Path("folder.pdf").mkdir()
    Path("good.pdf").write_bytes(returned({SITUATION: "One"}))
    Path("empty.pdf").write_bytes(b"")
    Path("letter.pdf").write_bytes(b"Dear Ann")
    Path("cut.pdf").write_bytes(returned({SITUATION: "One"})[:200])
    Path("foreign.pdf").write_bytes(book({"Name": "x", "form1.page.x": "y"}, mark=False, pages={"intro": ["Hello"]}))
    Path("bomb.pdf").write_bytes(hostile(value_that_explodes))
    Path("slow.pdf").write_bytes(hostile(marks_without_end))
    Path("link.pdf").symlink_to("nowhere.pdf")
    os.mkfifo("pipe.pdf")
    names = ["good", "gone", "folder", "empty", "letter", "cut", "foreign", "bomb", "slow", "link", "pipe"]
    before = snapshot(content)
    with pytest.raises(PrepPackError) as caught:
        collect(request(*(f"{name}.pdf" for name in names)))
    assert isinstance(caught.value, ContentError)
    assert [str(problem) for problem in caught.value.problems] == [
        "gone.pdf: there is no such file; check the path",
        "folder.pdf: this is a folder, not a file; name a file",
        "empty.pdf: the file is empty; ask for it again",
        "letter.pdf: this is no PDF; name a PDF that came back",
        "cut.pdf: the file is damaged and cannot be read; ask for it again",
        "foreign.pdf: this is not one of ours: no pack made here has its mark, its fields, its pages or its text; "
        "name a PDF that came back to you",
        "bomb.pdf: reading needed more than 200 MB of memory and was stopped; no pack needs that: ask for the file that was sent",
        "slow.pdf: reading took longer than 4 s and was stopped; no pack needs that: ask for the file that was sent",
        "link.pdf: there is no such file; check the path",
        "pipe.pdf: this is not an ordinary file; name a PDF",
    ]
    assert snapshot(content) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(content: Path) -> None:
    Path("a.pdf").write_bytes(returned())
    Path("a.pdf").chmod(0)
    with pytest.raises(ContentError, match=r"^a\.pdf: the file may not be read; check its permissions$"):
        open_returned([Path("a.pdf")], (), {})


def test_a_file_larger_than_any_pack(content: Path) -> None:
    with Path("huge.pdf").open("wb") as file:
        file.truncate(opening.MOST_BYTES + 1)
    with pytest.raises(
        ContentError,
        match=r"^huge\.pdf: the file is larger than 200 MB; no pack needs that: ask for the file that was sent$",
    ):
        open_returned([Path("huge.pdf")], (), {})


def test_a_folder_that_is_no_readers_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SelectionError) as caught:
        collect(request("a.pdf"))
    assert (
        str(caught.value)
        == "content: there is no content folder here to collect into; go to the folder that the pack was made in"
    )


def test_what_cannot_be_written_is_told_and_nothing_is(content: Path) -> None:
    send(content)
    Path("a.pdf").write_bytes(returned({SITUATION: "One"}, change=with_comments))
    write(content, {"returned": "a file in the way"})
    before = snapshot(content)
    with pytest.raises(
        OutputError, match=r"^cannot write content/returned/seen\.json: a file stands where a folder is needed; "
    ):
        collect(request("a.pdf"))
    assert snapshot(content) == before


def test_a_damaged_file_of_the_readers_own_stops_it_before_anything_is_written(content: Path) -> None:
    send(content)
    Path("a.pdf").write_bytes(returned({SITUATION: "One"}, change=with_comments))
    (content / "comments").mkdir()
    (content / COMMENTS).write_bytes(b"\xff\xfe")
    before = snapshot(content)
    with pytest.raises(ContentError, match=r"^content/comments/first-days\.md:1: this is not UTF-8; "):
        collect(request("a.pdf"))
    assert snapshot(content) == before


def test_a_program_that_only_brings_a_dictionary_for_a_mark(content: Path) -> None:
    """A mark of other kinds of values names no record, and breaks nothing."""
    send(content)

    def odd(pdf: Pdf) -> None:
        pdf.Root.PrepPackBook = Dictionary(Pack=1, Digest=Array([]))

    assert merge(content, returned({SITUATION: "One"}, change=odd))[0].file.known_by == "fields"
