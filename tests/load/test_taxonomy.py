"""Which words a folder has: its own, those it adds to, and those of the files behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.assets import shipped_content
from generator.load.library import load_library
from generator.load.schema import schema_for
from generator.load.taxonomy import load_taxonomy
from generator.model.problems import ContentError
from generator.model.worksheet import MatrixBlock

from .shelf import QUESTION, THEMES, shipped, small, write

OWN = """competencies:
  - {id: craft, name: craft of design, short: Craft}
  - {id: taste, name: taste, usual: true}
formats:
  - {id: talk, name: a talk}
  - {id: tale, name: past story, story: true}
"""
ASKED = QUESTION.replace("format: situational", "format: talk").replace("[strategy, learning]", "[craft]")
ASKED = ASKED.replace("facts: [a-fact]\n", "")


def own(root: Path, taxonomy: str = OWN, question: str = ASKED) -> Path:
    return write(root, {"taxonomy.yaml": taxonomy, "questions/q.md": question, "themes.yaml": THEMES})


def problems_of(*roots: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_library(roots)
    return [str(problem) for problem in caught.value.problems]


def test_a_part_that_is_there_replaces_the_part_behind_and_others_stay(here: Path) -> None:
    library, problems = load_library([own(Path("mine")), shipped(Path("c"))])
    taxonomy = library.taxonomy
    assert problems == ()
    assert (taxonomy.competencies.ids, taxonomy.formats.ids) == (("craft", "taste"), ("talk", "tale"))
    assert taxonomy.levels.ids == ("manager", "director", "director-plus")
    assert (taxonomy.competencies.usual, taxonomy.formats.usual) == ("taste", "talk")
    assert library.questions["first-days"].competencies == ("craft",)


def test_what_is_added_stands_behind_and_names_anew(here: Path) -> None:
    more = "add: true\nlevels:\n  - {id: chief, name: chief}\n  - {id: director, name: head}\n"
    levels = load_taxonomy([own(Path("mine"), more), shipped(Path("c"))]).levels
    assert levels.ids == ("manager", "director", "director-plus", "chief")
    assert levels.name_of("director") == "head"


def test_files_behind_keep_their_words_and_the_names_of_these(here: Path) -> None:
    theirs = small(Path("c"))
    library, _ = load_library([own(Path("mine"), OWN, ASKED.replace("id: first-days", "id: mine")), theirs])
    first = library.questions["first-days"]
    assert (first.format, first.competencies) == ("situational", ("strategy", "learning"))
    labels = library.taxonomy.labels("behavioural", "director-plus", ["strategy", "craft"])
    assert (labels.format, labels.level) == ("behavioural", "director, stretch")
    assert labels.competencies == ("strategy", "craft of design")
    assert library.taxonomy.formats.stories == {"tale", "behavioural"}


def test_a_word_of_the_part_that_was_replaced_is_unknown_in_the_folder(here: Path) -> None:
    root = own(Path("mine"), OWN, ASKED.replace("[craft]", "\n  - craft\n  - crafft"))
    assert problems_of(root, shipped(Path("c"))) == [
        'mine/questions/q.md:7: unknown competency "crafft"; did you mean "craft"?'
    ]
    root = own(Path("other"), OWN, QUESTION.replace("facts: [a-fact]\n", ""))
    assert problems_of(root, Path("c")) == [
        'other/questions/q.md:4: unknown format "situational"; known: tale, talk',
        'other/questions/q.md:5: unknown competency "strategy"; known: craft, taste',
        'other/questions/q.md:5: unknown competency "learning"; known: craft, taste',
    ]


def test_a_story_proves_words_of_the_folder(here: Path) -> None:
    root = own(Path("mine"))
    write(root, {"stories/s.md": "---\nid: s\ncompetencies: [taste, strategy]\n---\n\n# A story\n\n## Task\nMine.\n"})
    assert problems_of(root, shipped(Path("c"))) == [
        'mine/stories/s.md:3: unknown competency "strategy"; known: craft, taste'
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", 'taxonomy.yaml:1: this file is a set of keys; begin with "competencies:"'),
        ("levles: []\n", 'taxonomy.yaml:1: unknown key "levles"; did you mean "levels"?'),
        ("levels: []\n", 'taxonomy.yaml:1: "levels" has 0 items; it needs at least 1'),
        ("competencies:\n  - {id: One Two, name: x}\n  - {id: b, name: b}\n", 'taxonomy.yaml:2: "id" cannot be'),
        ("levels:\n  - {id: a, name: a}\n  - {id: a, name: b}\n", 'taxonomy.yaml:3: "a" is also in mine/taxonomy.yaml:2; '),
        ("levels:\n  - {id: a, name: a, story: true}\n", 'taxonomy.yaml:2: unknown key "story"; '),
        (
            "formats:\n" + "".join(f"  - {{id: f{n}, name: f}}\n" for n in range(7)),
            'taxonomy.yaml:1: "formats" has too many items; at most 6 fit',
        ),
        (
            "add: true\nformats:\n" + "".join(f"  - {{id: f{n}, name: f}}\n" for n in range(4)),
            "taxonomy.yaml:2: with those behind there are 8 formats; at most 6 fit; ",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_taxonomy(here: Path, text: str, said: str) -> None:
    root = write(Path("mine"), {"taxonomy.yaml": text})
    assert problems_of(root, shipped(Path("c")))[0].startswith(f"mine/{said}")
    with pytest.raises(ContentError):
        load_taxonomy([root, Path("c")])


def test_a_sheet_may_take_its_columns_from_the_words_in_force(here: Path) -> None:
    p7 = (shipped_content() / "worksheets" / "P7.yaml").read_text(encoding="utf-8")
    behind = write(shipped(Path("c")), {"worksheets/P7.yaml": p7})
    (block,) = load_library([own(Path("mine")), behind])[0].worksheets["P7"].blocks
    assert isinstance(block, MatrixBlock)
    assert (block.columns, block.keys) == (("Craft", "Taste"), ("craft", "taste"))


@pytest.mark.parametrize(
    ("kind", "key"),
    [("question", "competencies"), ("story", "competencies"), ("pack", "competencies"), ("pack", "levels")],
)
def test_a_schema_lists_the_words_of_the_folder(here: Path, kind: str, key: str) -> None:
    taxonomy = load_taxonomy([own(Path("mine")), shipped(Path("c"))])
    assert schema_for(kind, taxonomy)["properties"][key]["items"]["enum"] == list(taxonomy.part(key).ids)
    if kind == "question":
        assert schema_for(kind, taxonomy)["properties"]["format"]["enum"] == ["talk", "tale"]
