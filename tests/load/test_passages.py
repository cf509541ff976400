from __future__ import annotations

from pathlib import Path

from generator.load.library import load_library
from generator.load.passages import text_lines
from tests.load.shelf import small


def test_every_line_with_words_is_there_with_its_place(here: Path) -> None:
    library, _ = load_library([small(here / "content")])
    lines = text_lines(library.questions["first-days"])
    written = (here / "content/questions/strategy/first-days.md").read_text().split("\n")
    for line in lines:
        assert line.where.file == "content/questions/strategy/first-days.md"
        assert line.text.strip("> -") in written[line.where.line - 1]
    plain = [n for n, text in enumerate(written, 1) if text.strip("-") and not text.startswith("## ")]
    assert [line.where.line for line in lines] == plain


def test_lines_bear_the_field_they_belong_to(here: Path) -> None:
    library, _ = load_library([small(here / "content")])
    fields = {line.text: (line.field, line.heading) for line in text_lines(library.questions["first-days"])}
    assert fields["What would your first days look like?"] == ("wording", "Question")
    assert fields["theme: strategy"] == ("front matter", "Front matter")
    assert fields["To see a plan."] == ("why_they_ask", "Why they ask")
    assert fields["It was so."] == ("strong", "Strong answer")


def test_a_ledger_is_never_found_for_it_is_never_printed(here: Path) -> None:
    library, _ = load_library([small(here / "content")])
    file = here / "content/questions/strategy/first-days.md"
    ledger = "ledger:\n  setting: a walrus bank\n  lesson: count the tusks\nversion: 1\n---\n"
    file.write_text(file.read_text().replace("---\n", "\x00", 1).replace("---\n", ledger, 1).replace("\x00", "---\n"))
    told = " ".join(line.text for line in text_lines(library.questions["first-days"]))
    assert "walrus" not in told
    assert "tusks" not in told
    assert "version: 1" in told


def test_front_matter_ends_where_it_ends_for_everybody_else(here: Path) -> None:
    root = small(here / "content")
    file = here / "content/questions/strategy/first-days.md"
    text = file.read_text().replace("tags: []", "tags: []\n# ---- mine ---\nversion: 1", 1)
    head, _, body = text.partition("\n---\n")
    file.write_text(f"{head}\n--- \n{body}")
    library, problems = load_library([root])
    assert problems == ()
    fields = {line.text: line.field for line in text_lines(library.questions["first-days"])}
    assert fields["version: 1"] == "front matter"
    assert fields["What would your first days look like?"] == "wording"


def test_a_comment_is_never_found_and_moves_no_line(here: Path) -> None:
    library, _ = load_library([small(here / "content")])
    file = here / "content/questions/strategy/first-days.md"
    text = file.read_text().replace(
        "It was so.", "It was <!-- a walrus --> so.\n<!-- tusks\n\nof ivory -->\nAnd not so."
    )
    file.write_text(text.replace("tags: []", "tags: []\n  # a narwhal") + "\n```\n<!-- shown -->\n```\n")
    lines = text_lines(library.questions["first-days"])
    told = " ".join(line.text for line in lines)
    assert not any(word in told for word in ("walrus", "tusks", "ivory", "narwhal", "<!-- a"))
    assert "<!-- shown -->" in told
    written = file.read_text().split("\n")
    (after,) = (line for line in lines if line.text == "And not so.")
    assert written[after.where.line - 1] == "And not so."


def test_a_comment_that_is_never_closed_is_text(here: Path) -> None:
    library, _ = load_library([small(here / "content")])
    file = here / "content/questions/strategy/first-days.md"
    file.write_text(file.read_text().replace("It was so.", "It was <!-- so."))
    assert any("closing" in line.text for line in text_lines(library.questions["first-days"]))


def test_comments_are_never_found_for_they_are_not_printed(here: Path) -> None:
    library, _ = load_library([small(here / "content")])
    file = here / "content/questions/strategy/first-days.md"
    typed = "<!-- a walrus\n\n## A tusk\n-->\nTo see a plan. <!-- a seal -->"
    file.write_text(file.read_text().replace("To see a plan.", typed))
    lines = text_lines(library.questions["first-days"])
    told = " ".join(line.text for line in lines)
    assert not [word for word in ("walrus", "tusk", "seal", "<!--", "-->") if word in told]
    [found] = [line for line in lines if line.text == "To see a plan."]
    assert file.read_text().split("\n")[found.where.line - 1] == "To see a plan. <!-- a seal -->"
    assert (found.field, found.heading) == ("why_they_ask", "Why they ask")


def test_the_line_below_a_title_is_none_to_search(here: Path) -> None:
    library, _ = load_library([small(here / "content")])
    file = here / "content/questions/strategy/first-days.md"
    file.write_text(file.read_text().replace("## Why they ask\n", "Why they ask\n============\n".replace("=", "-")))
    lines = text_lines(library.questions["first-days"])
    assert not [line for line in lines if line.text.startswith("---")]
    assert [line.field for line in lines if line.text == "To see a plan."] == ["why_they_ask"]
