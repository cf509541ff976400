from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.pack import LineStyle
from generator.render.rules import page_rules, rise, rules, writing

STYLES = st.sampled_from(list(LineStyle))


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


def ends(address: str) -> tuple[list[float], list[float], float, float]:
    """Every x and y that a picture's path goes to, and its width and height, mm."""
    svg = ElementTree.fromstring(unquote(address.removeprefix("data:image/svg+xml,")))
    path = svg[0].get("d") or "" if len(svg) else ""
    numbers = [(letter, [float(n) for n in rest.split()]) for letter, rest in re.findall(r"([MHV])([\d. ]+)", path)]
    xs = [n[0] for letter, n in numbers if letter in "MH"]
    ys = [n[-1] for letter, n in numbers if letter in "MV"]
    width, height = (float((svg.get(key) or "").removesuffix("mm")) for key in ("width", "height"))
    return xs, ys, width, height


@given(STYLES, st.floats(5, 260), st.integers(1, 40), st.floats(5, 12))
def test_no_style_leaves_its_area(style: LineStyle, width: float, lines: int, pitch: float) -> None:
    xs, ys, across, down = ends(writing(style, width, lines, pitch, "#999999"))
    assert (across, down) == pytest.approx((width, lines * pitch + rise(style)), rel=1e-4)
    half = 0.175 if style is LineStyle.DOTTED else 0
    assert xs
    assert min(xs) - half >= -0.001
    assert max(xs) + half <= across + 0.02
    assert min(ys) - half >= -0.001
    assert max(ys) + half <= down + 0.02
    if style is not LineStyle.BLANK:
        assert max(ys) >= down - 0.2


@given(STYLES, st.floats(5, 300), st.floats(1, 300), st.floats(5, 12))
def test_what_lies_behind_a_page_stays_behind_it(style: LineStyle, width: float, depth: float, pitch: float) -> None:
    xs, ys, across, down = ends(page_rules(width, depth, pitch, "#999999", style))
    assert bool(xs) == (style is not LineStyle.BLANK and depth >= 2 * pitch)
    assert all(0.39 <= x <= across - 0.2 for x in xs)
    assert all(0 < y < down for y in ys)


def test_a_page_that_is_left_blank_has_no_frame() -> None:
    assert not ends(writing(LineStyle.BLANK, 100, 9, 8, "#999999", framed=False))[0]


def test_a_ruled_line_is_stroked_and_never_filled() -> None:
    """A fill of no height is painted by some printers as a black hair line."""
    for address in (rules(150, 3, 8, "#999999"), page_rules(150, 100, 8, "#999999")):
        assert heights(address)[1][0].get("fill") == "none"


def test_a_colour_is_safe_in_an_address() -> None:
    assert "#" not in rules(10, 1, 8, "#123456")
