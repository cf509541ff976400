from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.rules import page_rules, rules


def heights(address: str) -> tuple[list[float], ElementTree.Element]:
    """Where the lines run, and the picture."""
    svg = ElementTree.fromstring(unquote(address.removeprefix("data:image/svg+xml,")))
    path = svg[0].get("d") or ""
    return [float(y) for y in re.findall(r"M[\d.]+ ([\d.]+)H", path)], svg


@given(st.integers(1, 40), st.sampled_from([6.35, 7, 7.1, 8, 8.7]))
def test_lines_stand_a_pitch_apart_and_the_last_on_the_lower_edge(lines: int, pitch: float) -> None:
    found, svg = heights(rules(150, lines, pitch, "#999999"))
    assert len(found) == lines
    for above, below in pairwise(found):
        assert below - above == pytest.approx(pitch, abs=0.001)
    assert found[-1] + 0.1 == pytest.approx(lines * pitch, abs=0.001)
    assert float((svg.get("height") or "").removesuffix("mm")) == pytest.approx(lines * pitch, abs=0.001)
    assert svg[0].get("stroke-width") == "0.2"


@given(st.floats(20, 300), st.sampled_from([7.0, 8.0]))
def test_page_rules_are_counted_from_the_foot(depth: float, pitch: float) -> None:
    found, _ = heights(page_rules(150, depth, pitch, "#999999"))
    assert all(0 < y < depth for y in found)
    for one, other in pairwise(sorted(found)):
        assert other - one == pytest.approx(pitch, abs=0.01)
    if found:
        assert depth - max(found) <= pitch + 0.2


def test_a_ruled_line_is_stroked_and_never_filled() -> None:
    """A fill of no height is painted by some printers as a black hair line."""
    for address in (rules(150, 3, 8, "#999999"), page_rules(150, 100, 8, "#999999")):
        assert heights(address)[1][0].get("fill") == "none"


def test_a_colour_is_safe_in_an_address() -> None:
    assert "#" not in rules(10, 1, 8, "#123456")
