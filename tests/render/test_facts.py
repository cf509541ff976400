"""What a section of each kind holds is what its template reads, under the same names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
from jinja2 import Environment, FileSystemLoader, meta

from generator.assets import shipped_templates
from generator.model.facts import Facts, SectionKind
from generator.model.problems import DesignError

from .dressing import dress, write_design

ROOT = Path(__file__).resolve().parents[2]
KINDS: tuple[type[Facts], ...] = get_args(Facts)
TEMPLATES = shipped_templates()
JINJA = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
FILTERS = ("prose", "line", "short_head", "tied", "broken", "wide", "plainly", "long_date", "short_date", "slug")
JINJA.filters.update(dict.fromkeys(FILTERS, str))
"""Without these a template is not read to its end."""


def names(facts: type[Facts]) -> set[str]:
    return {field.name for field in fields(facts)}


def read(template: str) -> Iterator[str]:
    """The names that a template and the one it extends find and do not make."""
    tree = JINJA.parse((TEMPLATES / template).read_text(encoding="utf-8"))
    yield from meta.find_undeclared_variables(tree)
    for other in meta.find_referenced_templates(tree):
        if other and other.startswith("sections/"):
            yield from read(other)


def test_each_kind_of_section_holds_facts_of_its_own() -> None:
    assert sorted(facts.kind for facts in KINDS) == sorted(SectionKind)
    assert {f"{kind}.html.j2" for kind in SectionKind} == {path.name for path in (TEMPLATES / "sections").iterdir()}


@pytest.mark.parametrize("facts", KINDS, ids=lambda facts: facts.kind)
def test_a_template_reads_all_that_its_section_holds(facts: type[Facts]) -> None:
    assert names(facts) - set(read(f"sections/{facts.kind}.html.j2")) == set()


@pytest.mark.parametrize("facts", KINDS, ids=lambda facts: facts.kind)
def test_a_template_reads_nothing_that_only_other_sections_hold(facts: type[Facts]) -> None:
    others = set().union(*map(names, KINDS)) - names(facts)
    assert others & set(read(f"sections/{facts.kind}.html.j2")) == set()


def test_a_reader_s_template_sees_them_by_their_bare_names(tmp_path: Path) -> None:
    notes = write_design(tmp_path) / "sections/notes.html.j2"
    notes.parent.mkdir()
    notes.write_text("{{ count }} of {{ section.kind }}, {{ section.facts.count }}")
    assert dress(tmp_path, design="mine", notes_pages=3).sections[-1].markup == "3 of notes, 3"
    notes.write_text("{{ counts }}")
    with pytest.raises(DesignError, match=r"notes\.html\.j2:1: .*'counts' is undefined"):
        dress(tmp_path, design="mine", notes_pages=3)


def test_the_guide_to_designs_lists_them() -> None:
    guide = (ROOT / "docs/designs.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `sections/(.+)\.html\.j2` \|.*\|(.*)\|$", guide, re.MULTILINE)
    assert {kind: set(re.findall(r"`(\w+)`", told)) for kind, told in rows} == {
        facts.kind: names(facts) for facts in KINDS
    }
