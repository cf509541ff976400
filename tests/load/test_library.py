from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.load.library import load_library
from generator.model.answer import AnswerShape
from generator.model.problems import ContentError
from tests.load.shelf import FACTS, FRAMEWORK, PLAN, QUESTION, SHEET, THEMES, shipped, small, write
from tests.pace import STEADY, growth
from tests.whole import strong_of, why_of

ASKED = "questions/strategy/first-days.md"


def problems_of(*roots: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_library(roots)
    return [str(problem) for problem in caught.value.problems]


def test_a_folder_becomes_a_library(here: Path) -> None:
    library, problems = load_library([small(Path("c"))])
    assert problems == ()
    question = library.questions["first-days"]
    assert question.wording == "What would your first days look like?"
    assert (question.where.file, question.where.line) == (f"c/{ASKED}", 1)
    assert (why_of(question).heading, why_of(question).markdown) == ("Why they ask", "To see a plan.")
    strong = strong_of(question)
    assert (strong.shape, strong.opening, strong.closing) == (AnswerShape.STAR, "An opening.", "A closing.")
    assert [(p.label, p.marker, p.markdown, p.notes, p.where.line) for p in strong.parts] == [
        ("Situation", "S", "It was so.", ("A note\nof two lines.",), 21),
        ("Action", "A", "I did it.", (), 27),
    ]
    assert library.themes["strategy"].where.line == 1
    assert library.plans["first-90-days"].milestones == {4: "Shared"}
    assert library.facts["a-fact"].true_as_of.isoformat() == "2026-11-01"
    assert list(library.worksheets) == ["W1", "W2", "W3", "W4", "W5"]
    assert library.frameworks["star"].steps[0].seconds == 15
    assert library.score_rows == ("I answered the question",)


def test_two_folders_stand_beside_each_other(here: Path) -> None:
    ours = small(Path("ours"))
    theirs = write(
        Path("theirs"), {"questions/x.md": QUESTION.replace("id: first-days", "id: other"), "packs/a.yaml": ""}
    )
    library, _ = load_library([theirs, ours])
    assert list(library.questions) == ["first-days", "other"]


def test_questions_come_by_theme_order_and_id(here: Path) -> None:
    root = small(Path("c"))
    themes = THEMES + "- {id: people, number: 0, name: People}\n"
    files = {"themes.yaml": themes}
    for name, keys in {"b": "order: 2", "a": "order: 10", "d": "", "z": "theme: people"}.items():
        text = QUESTION.replace("id: first-days", f"id: {name}")
        text = (
            text.replace("theme: strategy", keys) if "theme" in keys else text.replace("tags: []", f"tags: []\n{keys}")
        )
        files[f"questions/{name}.md"] = text
    library, _ = load_library([write(root, files)])
    assert list(library.questions) == ["z", "b", "a", "d", "first-days"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("theme: strategy", "theme: stratgy", 'q.md:3: unknown theme "stratgy"; did you mean "strategy"?'),
        ("framework: star", "framework: [star, carll]", 'q.md:7: unknown framework "carll"; did you mean "carl"?'),
        ("[W1]", "[W12]", 'q.md:8: unknown worksheet "W12"; did you mean "W2"?'),
        ("[a-fact]", "\n  - a-fact\n  - b-fact", 'q.md:12: unknown fact "b-fact"; did you mean "a-fact"?'),
        ("level: director", "level: directer", 'q.md:6: unknown level "directer"; did you mean "director"?'),
        ("[strategy, learning]", "[lerning]", 'q.md:5: unknown competency "lerning"; did you mean "learning"?'),
        ("tags: []", "tgas: []", 'q.md:9: unknown key "tgas"; did you mean "tags"?'),
        ("tags: []\n", "", 'q.md:1: "tags" is missing; add it'),
        ("format: situational", "format:", 'q.md:4: "format" has no value; write one'),
        ("tags: []", "tags: [2024]", 'q.md:9: "tags" must be text, not 2024; put it in quotes'),
        ("tags: []", "tags: x", 'q.md:9: "tags" must be a list, not "x"; write [one, two], or a line with "- " for each'),
        ("tags: []", "tags: []\nversion: 1.5", 'q.md:10: "version" must be a whole number, not 1.5'),
        ("tags: []", "tags: []\nversion: 0", 'q.md:10: "version" is 0; it must be at least 1'),
        ("tags: []", "tags: []\nwordings: [a, b, c]", 'q.md:10: "wordings" has too many items; at most 2 fit'),
        ("id: first-days", "id: First Days", 'q.md:2: "id" cannot be "First Days"; write lower-case words joined by hyphens'),
        ("---\nid", "id", 'q.md:1: there is no front matter; begin the file with a line of "---"'),
        ("---\n\n# What", "\n# What", 'q.md:14: the front matter is not closed before this heading; end it with a line of "---"'),
        ("# What", "What", 'q.md:13: text before the question; put the question first, behind "# "'),
        ("## Why they ask\n", "Lost.\n\n## Why they ask\n", 'q.md:15: text between the question and the first "##"; put it under a heading'),
        ("To see a plan.", "", 'q.md:15: the section "Why they ask" is empty; write it, or remove the heading'),
        ("## Strong answer", "## WHY THEY ASK (again):\nx\n## Strong answer", 'q.md:18: the section "WHY THEY ASK (again):" is here twice (first on line 15, "Why they ask"); keep one'),
        ("I did it.", "", 'q.md:27: part "Action" is empty; write it, or remove the heading'),
        ("I did it.", "![x](no.png)", 'q.md:28: there is no picture "no.png"; its path counts from this file\'s folder'),
        ("I did it.", "![x](../../out.png)", 'q.md:28: the picture "../../out.png" lies outside the content folder; move it inside'),
        ("I did it.", "![x](https://a/b.png)", 'q.md:28: the picture "https://a/b.png" is not in the content folder; save it there and name that file'),
        ("I did it.", "[x](javascript:alert(1))", 'q.md:28: a link may not lead to "javascript:"; use https:, http: or mailto:'),
        ("I did it.", "[x](java&#x73;cript:x)", 'q.md:28: a link may not lead to "javascript:"; use https:, http: or mailto:'),
        ("I did it.", "[x](other.md)", 'q.md:28: the link "other.md" leads nowhere on paper; write a full address, "https://…"'),
        ("I did it.", "```\ncode", "q.md:28: a code block opens here and is never closed; add a line of ```"),
        ("A closing.", "A closing.\n## Pitfalls\nProse", 'q.md:34: this section is a list; begin every item with "- "'),
        ("A closing.", "A closing.\n## Pitfalls\n- a\n  - b", 'q.md:35: this list has a list inside; begin every item with "- " at the margin'),
        ("A closing.", "A closing.\n## Answer plan\n- Frame it", 'q.md:34: a step of the plan begins with its seconds; write "- 15 s: **Frame.** What to say"'),
        ("A closing.", "A closing.\n# Another?", 'q.md:33: a second "#" heading; use "##" for a section; one file holds one question'),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_question(here: Path, old: str, new: str, said: str) -> None:
    root = small(Path("c"))
    (root / ASKED).unlink()
    assert old in QUESTION
    write(root, {"questions/q.md": QUESTION.replace(old, new, 1)})
    assert f"c/questions/{said}" in problems_of(root)


def test_a_heading_that_is_nearly_known_is_a_warning_and_the_question_does_without(here: Path) -> None:
    root = write(small(Path("c")), {ASKED: QUESTION.replace("## Why they ask", "## Why thy ask")})
    library, problems = load_library([root])
    assert [str(problem) for problem in problems] == [
        f'c/{ASKED}:15: the section "Why thy ask" is not known and is kept as it stands; did you mean "Why they ask"?'
    ]
    assert library.questions["first-days"].why_they_ask is None


def test_all_problems_of_all_files_come_at_once_in_order(here: Path) -> None:
    root = write(
        small(Path("c")),
        {
            ASKED: QUESTION.replace("level: director", "level: x").replace("tags: []", "tags: []\nnew: 1"),
            "facts.yaml": FACTS.replace("2026-11-01", "soon"),
            "themes.yaml": THEMES + "- id: more\n  number: two\n",
            "frameworks/carl.md": FRAMEWORK.format(id="carl").replace("## When not\n", "## Whenn\n"),
            "plans/first-90-days.md": "",
            "worksheets/W1.yaml": "id: W1\nname: a\ntitle: b\npurpose: c\nblocks:\n  - {kind: lins, label: x}\n"
            "  - {kind: lines, label: x, lines: 99, linse: 3}\n",
        },
    )
    assert problems_of(root) == [
        'c/facts.yaml:4: "true_as_of" is no date: "soon"; write YYYY-MM-DD',
        'c/frameworks/carl.md: the section "When not" is missing; add "## When not"',
        'c/frameworks/carl.md:15: unknown section "Whenn"; did you mean "When not"?',
        "c/plans/first-90-days.md:1: the file is empty and is passed over; write it, or remove it",
        f'c/{ASKED}:6: unknown level "x"; known: director, director-plus, manager',
        f'c/{ASKED}:10: unknown key "new"; known: annotation, competencies, facts, format, framework, id, ledger, level,'
        " number, order, seconds, tags, …",
        'c/themes.yaml:6: "name" is missing; add it',
        'c/themes.yaml:7: "number" must be a whole number, not "two"',
        'c/worksheets/W1.yaml:6: unknown kind "lins"; did you mean "lines"?',
        'c/worksheets/W1.yaml:7: "lines" is 99; it must be at most 40',
        'c/worksheets/W1.yaml:7: unknown key "linse"; did you mean "lines"?',
    ]


def test_an_id_used_twice_in_a_folder_names_both_files(here: Path) -> None:
    root = write(small(Path("c")), {"questions/x.md": QUESTION})
    assert problems_of(root) == [
        f'c/questions/x.md:2: question id "first-days" is also used in c/{ASKED}:2; give one of them another id',
    ]
    theirs = write(Path("theirs"), {"questions/a.md": QUESTION, "questions/b.md": QUESTION, "themes.yaml": THEMES})
    (root / "questions/x.md").unlink()
    assert problems_of(theirs, root) == [
        'theirs/questions/a.md:2: question id "first-days" is also used in theirs/questions/b.md:2;'
        " give one of them another id",
    ]


def test_a_readers_own_wording_stands_for_ours(here: Path) -> None:
    ours = small(Path("ours"))
    theirs = write(
        Path("theirs"),
        {
            "questions/x.md": QUESTION.replace("What would your", "How will our"),
            "frameworks/star.md": FRAMEWORK.format(id="star").replace("name: star", "name: Their star"),
            "plans/mine.md": PLAN.replace("name: ", "name: Their "),
            "worksheets/mine.yaml": SHEET.format(id="W1", number=1).replace("purpose: ", "purpose: Their "),
        },
    )
    library, problems = load_library([theirs, ours])
    assert problems == ()
    assert library.questions["first-days"].wording == "How will our first days look like?"
    assert library.questions["first-days"].where.file == "theirs/questions/x.md"
    assert library.frameworks["star"].name == "Their star"
    assert library.plans["first-90-days"].name.startswith("Their ")
    assert library.worksheets["W1"].purpose.startswith("Their ")
    assert len(library.questions) == 1


def test_a_readers_theme_comes_before_ours_of_the_same_id(here: Path) -> None:
    ours = small(Path("ours"))
    theirs = write(Path("theirs"), {"themes.yaml": THEMES.replace("name: ", "name: Their ", 1)})
    library, _ = load_library([theirs, ours])
    assert library.themes["strategy"].name.startswith("Their ")


def test_the_score_rows_of_the_first_folder_that_has_any_are_taken(here: Path) -> None:
    ours = small(Path("ours"))
    theirs = write(Path("theirs"), {"self-score.yaml": "- Theirs\n- Theirs too\n"})
    assert load_library([theirs, ours])[0].score_rows == ("Theirs", "Theirs too")
    assert load_library([ours, theirs])[0].score_rows == ("I answered the question",)
    write(theirs, {"self-score.yaml": "# none yet\n[]\n"})
    assert load_library([theirs, ours])[0].score_rows == ("I answered the question",)


def test_a_theme_told_twice_in_one_folder_is_an_error(here: Path) -> None:
    root = write(small(Path("c")), {"themes.yaml": THEMES + THEMES})
    assert any('theme id "strategy" is also used' in problem for problem in problems_of(root))


TERMS = "- term: Kill test\n  meaning: Ours.\n- term: Run cost\n  meaning: Ours too.\n"


def test_a_reader_s_glossary_adds_terms_and_tells_others_anew(here: Path) -> None:
    ours = write(small(Path("ours")), {"glossary.yaml": TERMS})
    theirs = write(
        Path("theirs"), {"glossary.yaml": "- term: zebra\n  meaning: Theirs.\n- term: kill Test\n  meaning: Theirs.\n"}
    )
    library, problems = load_library([theirs, ours])
    assert problems == ()
    told = [(t.term, t.meaning, t.where.file, t.where.line) for t in library.glossary.values()]
    assert told == [
        ("kill Test", "Theirs.", "theirs/glossary.yaml", 3),
        ("Run cost", "Ours too.", "ours/glossary.yaml", 3),
        ("zebra", "Theirs.", "theirs/glossary.yaml", 1),
    ]


def test_what_is_wrong_with_a_glossary(here: Path) -> None:
    more = "- term: run cost\n  meaning: Again.\n- term: Trip-wire\n- meaning: x\n  term: ''\n"
    assert problems_of(write(small(Path("c")), {"glossary.yaml": TERMS + more})) == [
        'c/glossary.yaml:5: term "run cost" is also explained in c/glossary.yaml:3; leave one of them out',
        'c/glossary.yaml:7: "meaning" is missing; add it',
        'c/glossary.yaml:9: "term" is empty; write it, or remove the key',
    ]
    assert problems_of(write(small(Path("d")), {"glossary.yaml": "term: x\n"})) == [
        'd/glossary.yaml:1: this file is a list; begin every item with "- term: …"',
    ]


SYNONYMS = "- id: pay\n  words: [comp, salary]\n- id: cuts\n  words: [layoff, job cuts]\n"


def test_a_reader_s_synonyms_come_first_and_replace_a_group_of_the_same_id(here: Path) -> None:
    ours = write(small(Path("ours")), {"synonyms.yaml": SYNONYMS})
    theirs = "- id: zoo\n  words: [walrus, salary]\n- id: cuts\n  words: [layoff, RIF]\n"
    library, problems = load_library([write(Path("theirs"), {"synonyms.yaml": theirs}), ours])
    assert problems == ()
    assert [(id_, group.words, str(group.where)) for id_, group in library.synonyms.items()] == [
        ("zoo", ("walrus", "salary"), "theirs/synonyms.yaml:1"),
        ("cuts", ("layoff", "RIF"), "theirs/synonyms.yaml:3"),
        ("pay", ("comp", "salary"), "ours/synonyms.yaml:1"),
    ]


def test_what_is_wrong_with_synonyms(here: Path) -> None:
    more = """\
- id: more
  words:
    - sacked
    - Job-Cuts
    - 90
- id: twice
  words: [sacked, fired, Fired, "–"]
- id: none
  words: []
- id: alone
  words: [solo]
- id: pay
  words: [bonus, raise]
- words:
"""
    assert problems_of(write(small(Path("c")), {"synonyms.yaml": SYNONYMS + more})) == [
        'c/synonyms.yaml:1: synonyms id "pay" is also used in c/synonyms.yaml:16; give one of them another id',
        'c/synonyms.yaml:9: "words" must be text, not 90; put it in quotes',
        'c/synonyms.yaml:11: the word "Fired" is also in c/synonyms.yaml:11; leave it in one group',
        'c/synonyms.yaml:11: there is no word in "–"; remove it',
        'c/synonyms.yaml:13: "words" has 0 items; it needs at least 2',
        'c/synonyms.yaml:15: "words" has 1 item; it needs at least 2',
        'c/synonyms.yaml:18: "id" is missing; add it',
        'c/synonyms.yaml:18: "words" has no value; write one',
    ]
    assert problems_of(write(small(Path("d")), {"synonyms.yaml": SYNONYMS + "- id: x\n  words: [Job-Cuts, y]\n"})) == [
        'd/synonyms.yaml:6: the word "Job-Cuts" is also in d/synonyms.yaml:4; leave it in one group',
    ]
    assert problems_of(write(small(Path("e")), {"synonyms.yaml": "id: x\n"})) == [
        'e/synonyms.yaml:1: this file is a list; begin every item with "- id: …"',
    ]


def test_a_wrong_file_does_not_make_its_id_unknown(here: Path) -> None:
    root = write(
        small(Path("c")), {"frameworks/star.md": FRAMEWORK.format(id="star").replace("figure: star", "figure: sta")}
    )
    assert problems_of(root) == ['c/frameworks/star.md:4: unknown figure "sta"; did you mean "star"?']


def test_unknown_sections_are_kept_and_near_misses_told(here: Path) -> None:
    more = "\n## My own\nKept.\n\n## Pitfals\n- kept too\n"
    root = write(small(Path("c")), {ASKED: QUESTION + more})
    library, problems = load_library([root])
    assert [(p.heading, p.markdown, p.where.line) for p in library.questions["first-days"].others] == [
        ("My own", "Kept.", 34),
        ("Pitfals", "- kept too", 37),
    ]
    assert [str(p) for p in problems] == [
        f'c/{ASKED}:37: the section "Pitfals" is not known and is kept as it stands; did you mean "Pitfalls"?'
    ]


def test_headings_in_code_are_no_headings(here: Path) -> None:
    text = QUESTION.replace("To see a plan.", "```sh\n## no heading\n[x](y)\n```\nAnd `[x](y)` neither.")
    library, _ = load_library([write(small(Path("c")), {ASKED: text})])
    assert "## no heading" in why_of(library.questions["first-days"]).markdown


NO_PICTURE = 'there is no picture "no.png"; its path counts from this file\'s folder'
NO_LINK = 'the link "other.md" leads nowhere on paper; write a full address, "https://…"'
NO_SCHEME = 'a link may not lead to "javascript:"; use https:, http: or mailto:'


@pytest.mark.parametrize(
    ("file", "text", "old", "new"),
    [
        (ASKED, QUESTION, "tags: []", "tags: []\nwordings: [{}]"),
        ("frameworks/star.md", FRAMEWORK.format(id="star"), "note: Where", "note: {}"),
        ("plans/first-90-days.md", PLAN, "goal: Listen", "goal: {}"),
        ("worksheets/W1.yaml", SHEET.format(id="W1", number=1), "purpose: To write on", "purpose: {}"),
        ("themes.yaml", THEMES, "introduction: A paragraph.", "introduction: {}"),
        ("facts.yaml", FACTS, "text: A sentence.", "text: {}"),
        ("self-score.yaml", "- I answered the question\n", "I answered the question", "{}"),
        ("glossary.yaml", "- term: Kill test\n  meaning: Ours.\n", "meaning: Ours.", "meaning: {}"),
    ],
)  # fmt: skip
def test_pictures_and_links_are_looked_at_in_front_matter_and_lists_too(
    here: Path, file: str, text: str, old: str, new: str
) -> None:
    root = small(Path("c"))
    for target, said in (
        ("![x](no.png)", NO_PICTURE), ("[y](other.md)", NO_LINK), ("[z](javascript:x)", NO_SCHEME),
        ("[z]: javascript:x", NO_SCHEME),
    ):  # fmt: skip
        assert old in text
        found = text.replace(old, new.format(f'"{target}"'), 1)
        line = next(n for n, line in enumerate(found.split("\n"), 1) if target in line)
        assert f"c/{file}:{line}: {said}" in problems_of(write(root, {file: found}))
    picture = Path(file).with_name("no.png").as_posix()
    found = text.replace(old, new.format('"![x](no.png) [y](https://example.org)"'), 1)
    load_library([write(root, {file: found, picture: "x"})])


def test_pictures_inside_the_folder_are_welcome(here: Path) -> None:
    root = write(small(Path("c")), {"questions/a b.png": "x"})
    text = QUESTION.replace("I did it.", "![x](../a%20b.png) [y](https://example.org) <https://example.org> [z](#a)")
    load_library([write(root, {ASKED: text})])


def test_windows_files_load_the_same(here: Path) -> None:
    root = small(Path("c"))
    before, _ = load_library([root])
    for path in root.rglob("*.*"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_library([root])[0] == before


def test_folders_that_are_not_there_or_lead_out(here: Path) -> None:
    root = small(Path("c"))
    write(Path("elsewhere"), {"x.md": QUESTION})
    Path("c/questions/linked").symlink_to("../../elsewhere")
    Path("c/questions/a.md").symlink_to("../../elsewhere/x.md")
    assert problems_of(root, Path("none"), Path("c/themes.yaml")) == [
        "c/questions/a.md: this leads out of its content folder; put the file itself there",
        "c/questions/linked: a linked folder is not read; put the folder itself there",
        "c/themes.yaml: this is no folder; name a content folder",
        "none: there is no such folder; name a content folder",
    ]


def test_files_with_nearly_the_right_name_are_told(here: Path) -> None:
    root = write(
        small(Path("c")), {"theme.yml": "", "questions/x.markdown": "", "questions/.x.md": "", "worksheets/W9.yml": ""}
    )
    _, problems = load_library([root])
    assert [str(problem) for problem in problems] == [
        'c/questions/x.markdown: this file is not read; name it "x.md"',
        'c/theme.yml: this file is not read; did you mean "themes.yaml"?',
        'c/worksheets/W9.yml: this file is not read; name it "W9.yaml"',
    ]


def test_one_file_does_not_drown_the_others(here: Path) -> None:
    text = QUESTION.replace("I did it.", "[x](y) " * 5000)
    said = problems_of(write(small(Path("c")), {ASKED: text}))
    assert len(said) == 1 or len(said) == 41


def test_two_hundred_questions_take_four_times_as_long_as_fifty(here: Path) -> None:
    def shelf_of(count: int) -> Callable[[], object]:
        root = small(Path(f"c{count}"))
        write(root, {f"questions/q{n}.md": QUESTION.replace("id: first-days", f"id: q{n}") for n in range(count)})
        assert len(load_library([root])[0].questions) == count + 1
        return lambda: load_library([root])

    assert growth(shelf_of, 200) < STEADY


PIECES = ["---", "# ", "## ", "### ", "Why they ask", "Strong answer", "Follow-up probes", "Answer plan", "\n", "\n\n", "- ",
          "> ", "```", "~~~", "![", "](", ")", "15 s: ", "**", "*", "text", "\u2028", "\x85", "\u202e", "\t", "    ", "<", "[a]: "]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(body=st.lists(st.sampled_from(PIECES), max_size=60).map("".join), whole=st.booleans())
def test_any_text_is_a_question_or_a_problem(here: Path, body: str, whole: bool) -> None:
    root = small(here / "c")
    text = body if whole else QUESTION + body
    write(root, {ASKED: text})
    try:
        load_library([root])
    except ContentError as error:
        lines = text.count("\n") + 1
        assert all(problem.where and problem.where.line <= lines for problem in error.problems)


@pytest.mark.parametrize("text", ["---", "---\n---", "---\n---\n", "# x"])
def test_hardly_a_file_is_a_problem(here: Path, text: str) -> None:
    assert problems_of(write(small(Path("c")), {ASKED: text}))


EMPTY = "the file is empty and is passed over; write it, or remove it"


@pytest.mark.parametrize("text", ["", "\n", " \r\n\t\n", "\ufeff"])
@pytest.mark.parametrize(
    "file",
    ["questions/strategy/new.md", "frameworks/new.md", "plans/new.md", "worksheets/W9.yaml", "answers/new.md",
     "stories/new.md", "glossary.yaml", "synonyms.yaml"],
)  # fmt: skip
def test_an_empty_file_is_told_and_passed_over(here: Path, file: str, text: str) -> None:
    library, problems = load_library([write(small(Path("c")), {file: text})])
    assert [str(problem) for problem in problems] == [f"c/{file}:1: {EMPTY}"]
    assert [problem.is_error for problem in problems] == [False]
    assert list(library.questions) == ["first-days"]


@pytest.mark.parametrize(
    ("before", "piece", "times", "after"),
    [("", "## h\nx\n", 4_000, ""), ("", "x", 900_000, ""), ("", "[", 400_000, ""), ("", "](", 100_000, ""),
     ("", "`", 300_000, ""), ("# ", " ", 900_000, "x"), ("## Pitfalls\n", "- a *b ", 100_000, ""), ("", ">", 500_000, ""),
     ("", "*", 500_000, "")],
    ids=range(9),
)  # fmt: skip
def test_odd_files_take_no_longer_than_they_are_long(
    here: Path, before: str, piece: str, times: int, after: str
) -> None:
    def reading(count: int) -> Callable[[], object]:
        text = QUESTION + before + piece * count + after
        root = write(shipped(Path(f"c{count}")), {"themes.yaml": THEMES, "facts.yaml": FACTS, ASKED: text})

        def read() -> None:
            try:
                load_library([root])
            except ContentError as error:
                assert len(error.problems) <= 45

        return read

    assert growth(reading, times) < STEADY


def test_a_fact_says_when_it_was_so_and_when_that_was_looked_at(here: Path) -> None:
    root = write(small(Path("c")), {"facts.yaml": f"{FACTS}  checked_on: 2026-11-28\n"})
    library, problems = load_library([root])
    fact = library.facts["a-fact"]
    assert (fact.true_as_of, fact.checked_on, problems) == (date(2026, 11, 1), date(2026, 11, 28), ())


def test_the_old_name_of_a_facts_date_is_still_read_with_a_warning(here: Path) -> None:
    root = write(small(Path("c")), {"facts.yaml": FACTS.replace("true_as_of", "as_of")})
    library, problems = load_library([root])
    fact = library.facts["a-fact"]
    assert (fact.true_as_of, fact.checked_on) == (date(2026, 11, 1), None)
    assert [(str(problem), problem.severity) for problem in problems] == [
        (
            'c/facts.yaml:4: "as_of" is an old name; write "true_as_of", and "checked_on" for the day on which you '
            "looked at the source",
            "warning",
        )
    ]


def test_a_slip_under_the_old_name_is_told_on_its_line(here: Path) -> None:
    root = write(small(Path("c")), {"facts.yaml": FACTS.replace("true_as_of: 2026-11-01", "as_of: soon")})
    old, wrong = problems_of(root)
    assert old.startswith('c/facts.yaml:4: "as_of" is an old name; ')
    assert wrong == 'c/facts.yaml:4: "true_as_of" is no date: "soon"; write YYYY-MM-DD'


def test_old_and_new_name_together_are_one_too_many(here: Path) -> None:
    root = write(small(Path("c")), {"facts.yaml": f"{FACTS}  as_of: 2026-11-01\n"})
    (told,) = problems_of(root)
    assert told.startswith('c/facts.yaml:5: unknown key "as_of"; ')
