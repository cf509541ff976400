from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

import pytest

from generator.model.content import Theme
from generator.model.pack import Ink
from generator.render.colour import palette
from generator.render.cover import cover_figure
from tests.compose.bank import theme

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Placed:
    theme: Theme


def figure(*counts: int, ink: Ink = Ink.COLOUR) -> ElementTree.Element:
    entries = [Placed(theme(f"t{i}", i, hue=i)) for i, n in enumerate(counts) for _ in range(n)]
    return ElementTree.fromstring(str(cover_figure(entries, ink, 100, lambda hue: palette(hue, ink))))


@pytest.mark.parametrize("counts", [(1,), (6,), (4, 2), (1, 2, 3, 4, 5, 6), (5,) * 9])
def test_an_arc_for_each_theme_and_a_mark_for_each_question(counts: tuple[int, ...]) -> None:
    svg = figure(*counts)
    assert len(svg.findall(f"{SVG}circle")) == sum(counts)
    arcs = [path.get("stroke") for path in svg.findall(f"{SVG}path")]
    for hue in range(len(counts)):
        assert palette(hue, Ink.COLOUR).accent in arcs
    for circle in svg.findall(f"{SVG}circle"):
        assert 0 < float(circle.get("cx", "")) < 100
        assert 0 < float(circle.get("cy", "")) < 100


def test_it_is_the_same_picture_for_the_same_book() -> None:
    assert ElementTree.tostring(figure(3, 2)) == ElementTree.tostring(figure(3, 2))
    assert ElementTree.tostring(figure(3, 2)) != ElementTree.tostring(figure(2, 3))


def test_low_ink_fills_nothing_and_uses_black() -> None:
    svg = figure(3, 2, ink=Ink.LOW)
    assert {e.get("fill") for e in svg if e.tag != f"{SVG}title"} <= {"none", "#ffffff"}


def test_it_has_a_title_for_those_who_do_not_see_it() -> None:
    title = figure(1).find(f"{SVG}title")
    assert title is not None
    assert re.search(r"theme", title.text or "")
