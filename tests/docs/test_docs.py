"""The documentation says what the program does, and its links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from generator.cli.app import app
from generator.judge import limits
from generator.judge.verdict import BANK_RULES, OWN_RULES, RULES
from generator.load.forms import (
    FactForm,
    FrameworkForm,
    LedgerForm,
    PhaseForm,
    PlanForm,
    QuestionForm,
    StepForm,
    SynonymsForm,
    TermForm,
    ThemeForm,
)
from generator.load.headings import QUESTION_SECTIONS
from generator.load.packfile import load_pack
from generator.load.roster import COLUMNS, MOST_ROWS, read_roster, row_pack
from generator.model import problems
from generator.model.keys import flag_of, has_flag
from generator.model.ledger import Ending, HeadlineShape, Opening, Turn
from generator.model.pack import Edition, GlossaryTerms, PackSpec
from generator.model.packfile import PackFile
from generator.model.worksheet import (
    AxesBlock,
    CanvasBlock,
    LinesBlock,
    MatrixBlock,
    SplitBlock,
    SquaresBlock,
    TableBlock,
    TicksBlock,
    Worksheet,
)
from tests.compose.bank import TAXONOMY

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
PACKS = (ROOT / "docs" / "packs.md").read_text(encoding="utf-8")
COHORTS = (ROOT / "docs" / "cohorts.md").read_text(encoding="utf-8")
AUTHORING = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")

LINK = re.compile(r"\]\(([^)\s]+)\)")


def commands() -> Iterator[tuple[str, Any]]:
    """Every command that help shows, by the words that call it."""

    def walk(words: str, command: Any) -> Iterator[tuple[str, Any]]:
        below = getattr(command, "commands", {})
        for name, child in below.items():
            yield from walk(f"{words} {name}", child)
        if not below:
            yield words, command

    return walk("prep-pack", typer.main.get_command(app))


def test_there_is_something_to_look_at() -> None:
    assert len(PAGES) > 10
    assert len(dict(commands())) >= 9


@pytest.mark.parametrize(
    ("words", "command"), list(commands()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_and_flag_is_documented(words: str, command: Any) -> None:
    assert re.search(rf"\b{words}\b", COMMANDS)
    of_a_pack = {flag_of(key) for key in PackSpec.model_fields}
    for parameter in command.params:
        for flag in parameter.opts:
            if flag.startswith("-") and flag not in of_a_pack:
                assert re.search(rf"(?<![\w-]){flag}(?![\w-])", COMMANDS), f"{words} {flag}"


@pytest.mark.parametrize("key", [key for key in PackFile.model_fields if not has_flag(key)])
def test_every_key_that_no_flag_sets_is_documented(key: str) -> None:
    assert re.search(rf"`{key}[`:]", PACKS)


@pytest.mark.parametrize("key", [key for key in PackSpec.model_fields if has_flag(key)])
def test_every_key_of_a_pack_is_documented_with_its_flag_and_default(key: str) -> None:
    flag = f"`{flag_of(key)}`" if has_flag(key) else "none: only in a pack file"
    row = next(line for line in PACKS.splitlines() if line.startswith(f"| `{key}` | {flag} |"))
    default = PackSpec.model_fields[key].default
    if default not in (None, "", (), {}):
        assert f"| {str(default).lower() if isinstance(default, bool) else default} |" in row
    assert not has_flag(key) or re.search(rf"`{flag_of(key)}[ `]", COMMANDS)


@pytest.mark.parametrize("word", [*Edition, *GlossaryTerms])
def test_every_edition_and_choice_of_terms_is_documented(word: str) -> None:
    assert f"`{word}`" in PACKS


@pytest.mark.parametrize("part", ["levels", "formats"])
def test_every_word_that_a_key_may_hold_is_documented(part: str) -> None:
    for word in TAXONOMY.part(part).ids:
        assert f"`{word}`" in PACKS
        assert f"`{word}`" in AUTHORING


@pytest.mark.parametrize("key", QuestionForm.model_fields)
def test_every_key_of_a_question_is_documented(key: str) -> None:
    needed = "yes" if QuestionForm.model_fields[key].is_required() else "no"
    assert f"| `{key}` | {needed} |" in AUTHORING


@pytest.mark.parametrize("word", TAXONOMY.competencies.ids)
def test_every_competency_is_documented(word: str) -> None:
    assert re.search(rf"\b{word}\b", AUTHORING)


@pytest.mark.parametrize("word", [*Turn, *Ending, *Opening, *HeadlineShape])
def test_every_word_of_a_ledger_is_documented(word: str) -> None:
    ledger = AUTHORING[AUTHORING.index("### The ledger") : AUTHORING.index("## What `prep-pack check` judges")]
    assert f"`{word}`" in ledger


@pytest.mark.parametrize("key", LedgerForm.model_fields)
def test_every_key_of_a_ledger_is_documented(key: str) -> None:
    assert f"\n  {key}: " in AUTHORING


@pytest.mark.parametrize("rule", [*RULES, *BANK_RULES, *OWN_RULES], ids=lambda rule: rule.code)
def test_every_rule_on_questions_is_explained(rule: Any) -> None:
    (entry,) = re.findall(
        rf"^\| {rule.code} \| \*\*{re.escape(rule.title)}\*\* \| (.+) \| (.{{12,}}) \|$", AUTHORING, re.M
    )
    assert entry[1].endswith((".", ")."))


def test_no_code_is_used_twice() -> None:
    codes = [*(r.code for r in RULES), *(r.code for r in BANK_RULES), *(r.code for r in OWN_RULES)]
    assert len(codes) == len(set(codes)) > 30
    assert len(re.findall(r"^\| [A-Z]\d \| ", AUTHORING, re.M)) == len(codes)


@pytest.mark.parametrize(
    ("code", "figures"),
    [
        ("F2", [limits.PLAN_STEPS]),
        ("B1", [limits.WORDING]),
        ("B2", [*limits.PASSAGES.values()]),
        ("B3", [budget.each or budget.words for budget in limits.LISTS.values()]),
        ("B3", [limits.PROBE_WORDS.most]),
        ("B4", [limits.PLAN_WORDS]),
        ("B5", [limits.PLAN_SECONDS]),
        ("B6", [limits.ANSWER_WORDS]),
        ("B7", [limits.ANSWER_SECONDS]),
        ("B8", [limits.QUESTION_WORDS]),
        ("S2", [limits.SETTING_SHARE]),
        ("S3", [limits.ACTION_SHARE]),
        ("S4", [limits.OUTCOME_SHARE]),
        ("S5", [limits.TIMES_I]),
        ("A1", [f"at least {limits.NUMBERS_IN_ANSWER.least}"]),
        ("A4", [f"at most {limits.NUMBERS_IN_ANSWER.most}"]),
        ("A5", [limits.NUMBERS_IN_SENTENCE]),
        ("B9", [limits.SECONDS_BESIDE_THE_AIM, limits.SECONDS_BESIDE_THE_PLAN]),
        ("V2", [limits.KINDS_OF_ENDING]),
        ("V3", [limits.KINDS_OF_OPENING]),
        ("V7", [*limits.LENGTH_BANDS]),
        ("V8", [limits.NUMBERS_ON_AVERAGE]),
        ("R1", [limits.MEAN_SENTENCE]),
        ("R2", [limits.LONGEST_SENTENCE]),
        ("R3", [limits.GRADE]),
        ("O1", [limits.OFF_THE_PLAN, limits.ANSWER_SECONDS]),
        ("O2", [limits.NUMBERS_OF_ONES_OWN]),
        ("K1", [f"fewer than {limits.SHARED_WORDS}"]),
        ("K2", [limits.SHARED_LEDGER_FIELDS]),
        ("K3", [limits.QUESTIONS_A_COMPETENCY]),
    ],
)
def test_the_figures_of_a_rule_are_those_it_holds_to(code: str, figures: list[object]) -> None:
    entry = next(line for line in AUTHORING.splitlines() if line.startswith(f"| {code} |"))
    for figure in figures:
        assert re.search(rf"\b{figure}\b", entry), figure


@pytest.mark.parametrize(("field", "heading"), limits.SECTIONS.items())
def test_the_sections_that_are_asked_for_are_those_that_are_read(field: str, heading: str) -> None:
    assert next(kind.heading for kind in QUESTION_SECTIONS if kind.field == field) == heading
    assert f"\n## {heading}\n" in AUTHORING


@pytest.mark.parametrize(
    "form",
    [
        *(FrameworkForm, StepForm, PlanForm, PhaseForm, ThemeForm, FactForm, TermForm, SynonymsForm),
        *(Worksheet, LinesBlock, SplitBlock, TableBlock, SquaresBlock, TicksBlock, AxesBlock, CanvasBlock, MatrixBlock),
    ],
)
def test_every_key_of_the_other_files_is_documented(form: Any) -> None:
    for key in form.model_fields:
        assert re.search(rf"\b{key}(:|`)", AUTHORING), key


def test_the_pack_in_the_docs_is_valid(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PACKS, re.S)
    (tmp_path / "pack.yaml").write_text(example)
    assert load_pack(tmp_path / "pack.yaml", {}).paper == "a5"


def test_exactly_the_columns_of_a_roster_are_documented() -> None:
    assert dict(re.findall(r"^\| `(\w+)` \| `(\w+)` \|", COHORTS, re.M)) == COLUMNS


def test_the_roster_in_the_docs_is_valid(tmp_path: Path) -> None:
    (example,) = re.findall(r"```csv\n(.*?)```", COHORTS, re.S)
    (tmp_path / "roster.csv").write_text(example)
    roster = read_roster(tmp_path / "roster.csv")
    assert [len(row_pack(None, roster, row).spec.questions) for row in roster.rows] == [0, 2]
    assert f"At most {MOST_ROWS} rows" in COHORTS


def test_the_worksheet_in_the_docs_is_valid() -> None:
    (example,) = re.findall(r"## A worksheet\n\n```yaml\n(.*?)```", AUTHORING, re.S)
    assert Worksheet.model_validate(yaml.safe_load(example)).id == "W6"


@pytest.mark.parametrize(
    "page", [COMMANDS, (ROOT / "README.md").read_text(encoding="utf-8")], ids=["commands", "README"]
)
def test_every_exit_code_is_documented(page: str) -> None:
    kinds = [k for k in vars(problems).values() if isinstance(k, type) and issubclass(k, problems.PrepPackError)]
    assert len(kinds) > 8
    for code in {0, *(kind.exit_code for kind in kinds)}:
        assert f"\n| {code} | " in page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in target or target.startswith("mailto:"):
            continue
        path = page.parent / target.partition("#")[0]
        assert path.exists(), target


def test_the_readme_begins_with_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.index("scripts/workbook") < text.index("scripts/test") < text.index("docs/pictures/opener.png") < 1200
