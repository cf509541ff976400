"""Files of comments: written, read again to the letter, and marked as done with nothing else changed."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.draft.comments import block, quotation, resolved, with_blocks, with_comments
from generator.load.comments import load_comments, read_comments
from generator.model.comments import Comment, CommentKind, CommentStatus, blocks_in, quoted
from generator.model.markdown.typed import settled
from generator.model.problems import ContentError, Problem, SourceRef

WHERE = SourceRef("content/comments/a.md", 8)
FULL = Comment(
    id="7f3a9c2e", question="a", kind=CommentKind.HIGHLIGHT, where=WHERE, who="Ann Lee", when="2026-11-30 14:02", page=12,
    file="returned.pdf", words="forty people\n> loved", text="A number?\n\n## Which", reply="1a2b3c4d", picture="pictures/7f3a9c2e.png",
)  # fmt: skip
FILE = """---
question: a
version: 1
---

# Comments: What did you stop?

## 7f3a9c2e
- status: open
- kind: highlight
- who: Ann Lee
- when: 2026-11-30 14:02
- page: 12
- file: returned.pdf
- reply: 1a2b3c4d

> forty people
> > loved

![The place on the page](pictures/7f3a9c2e.png)

A number?

\\## Which
"""
PIECES = [
    "# a",
    "## 7f3a9c2e",
    "\\# a",
    "> b",
    "\\> b",
    "- status: done",
    "![x](y.png)",
    "",
    "word",
    "---",
    "  in",
    "<!-- x -->",
    "```",
    "\u2028",
    "\u0085",
]
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=6).map("\n".join), st.text(max_size=40))


def read(text: str) -> list[Comment]:
    problems: list[Problem] = []
    found = read_comments(text, WHERE.file, problems)
    assert problems == []
    return found


def test_a_file_of_comments() -> None:
    assert with_comments("", "a", "What did you stop?", [FULL]) == FILE
    assert read(FILE) == [FULL]


@given(words=TEXTS, text=TEXTS, who=st.text(max_size=20))
@example(words="\n> a", text="![x](y)\n> z", who="- kind: ink")
def test_any_text_is_read_again_to_the_letter(words: str, text: str, who: str) -> None:
    comment = Comment(
        id="x", question="a", kind=CommentKind.NOTE, where=WHERE, who=who, words=settled(words), text=text
    )
    file = with_comments(FILE, "a", "", [comment])
    assert file.startswith(FILE)
    first, second = read(file)
    assert first == FULL
    assert (second.words, second.text) == (settled(words), settled(text))
    assert second.who == " ".join(settled(who).split())
    assert second.is_open


@given(TEXTS)
def test_what_is_kept_aside_is_read_again_to_the_letter(text: str) -> None:
    file = with_blocks("", "a", "T", [block("a.b.c", [("why", "x")], quotation(text))])
    (found,) = blocks_in(file.split("\n"))
    assert (found.title, found.key("why")) == ("a.b.c", "x")
    assert quoted([line for line in found.lines if line.startswith(">")]) == settled(text)


def test_to_resolve_one_changes_its_status_and_no_other_byte() -> None:
    other = FILE[FILE.index("## 7f3a9c2e") :].replace("7f3a9c2e", "other").replace("- status: open\n", "")
    file = f"{FILE}\n{other}"
    assert resolved(file, {"7f3a9c2e"}) == file.replace("- status: open", "- status: done")
    assert resolved(file, {"other"}) == file.replace("## other\n", "## other\n- status: done\n")
    assert resolved(resolved(file, {"7f3a9c2e"}), {"7f3a9c2e"}, CommentStatus.OPEN) == file
    assert resolved(file, {"nobody"}) == file


def test_the_line_ends_of_a_file_stay() -> None:
    windows = FILE.replace("\n", "\r\n")
    assert resolved(windows, {"7f3a9c2e"}) == windows.replace("open", "done")
    added = with_comments(windows, "a", "", [FULL])
    assert added.startswith(windows)
    assert "\n" not in added.replace("\r\n", "")
    assert resolved("## x", {"x"}) == "## x\n- status: done\n"


def test_the_comments_in_the_docs_are_read() -> None:
    docs = Path(__file__).parents[2] / "docs"
    (shown,) = re.findall(r"```markdown\n(.*?)```", (docs / "collecting.md").read_text(encoding="utf-8"), re.S)
    settled_on = (docs / "adr/0024-what-comes-back.md").read_text(encoding="utf-8")
    start = settled_on.index("    ---\n    question: stopped-funding\n    version: 1\n    ---\n\n    # Comments")
    whole = textwrap.dedent(settled_on[start : settled_on.index("- A comment is a", start)])
    (one,), (other,) = read(f"---\nquestion: a\n---\n{shown}"), read(whole)
    assert (one.words, one.text, one.who) == (other.words, other.text, other.who)
    assert (other.question, other.page, other.kind) == ("stopped-funding", 12, CommentKind.HIGHLIGHT)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("- status: open\n", ""), 'c/a.md:8: this comment has no status; write "- status: open" below its heading'),
        (
            ("status: open", "status: later"),
            'c/a.md:8: a comment is open or done, not "later"; write "- status: open" below its heading',
        ),
        (
            ("question: a\n", ""),
            'c/a.md:1: the front matter does not say which question these comments are on; add "question: ID"',
        ),
    ],
)
def test_what_a_comment_lacks_is_told_and_it_counts_as_open(change: tuple[str, str], told: str) -> None:
    problems: list[Problem] = []
    (found,) = read_comments(FILE.replace(*change), "c/a.md", problems)
    assert [str(problem) for problem in problems] == [told]
    assert found.is_open
    assert found.text == FULL.text


def test_a_folder_of_comments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_comments(Path("content")) == ((), ())
    folder = Path("content/comments")
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(FILE, encoding="utf-8")
    (folder / "b.md").write_text(FILE.replace("question: a", "question: b"), encoding="utf-8")
    comments, problems = load_comments(Path("content"))
    assert [(one.question, one.where.line) for one in comments] == [("a", 8), ("b", 8)]
    twin = 'content/comments/b.md:8: comment "7f3a9c2e" is also in content/comments/a.md:8; remove one of them'
    assert [str(problem) for problem in problems] == [twin]
    (folder / "c.md").write_text(FILE.replace("version: 1", "version: 2"), encoding="utf-8")
    (folder / "d.md").write_text("no front matter", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_comments(Path("content"))
    assert [str(problem) for problem in caught.value.problems if problem.is_error] == [
        "content/comments/c.md:3: this file is of format 2, and this prep-pack reads 1; install a newer prep-pack",
        'content/comments/d.md:1: there is no front matter; begin the file with a line of "---"',
    ]
