from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.pack import Ink
from generator.render.colour import HUES, contrast, oklch, palette

NINE = range(9)
WHITE = "#ffffff"


def channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def distance(one: str, other: str) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(channels(one), channels(other), strict=True)) ** 0.5)


def test_contrast_is_the_accessibility_guide_s() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)
    assert contrast("#ff0000", WHITE) == pytest.approx(4.0, abs=0.01)
    assert contrast("#123456", "#fedcba") == contrast("#fedcba", "#123456")


@pytest.mark.parametrize("ink", Ink)
@pytest.mark.parametrize("hue", NINE)
def test_every_accent_can_be_read_on_white_and_on_its_wash(hue: int, ink: Ink) -> None:
    colours = palette(hue, ink)
    for background in (WHITE, *([colours.accent_wash, colours.wash] if colours.filled else [])):
        for text in (colours.accent, colours.quiet, colours.ink):
            assert contrast(text, background) >= 4.5
    if colours.filled:
        assert contrast(WHITE, colours.accent) >= 4.5, "white figures stand on the accent"


@pytest.mark.parametrize("hue", NINE)
def test_washes_are_light_tints(hue: int) -> None:
    for ink in (Ink.COLOUR, Ink.GREY):
        colours = palette(hue, ink)
        for wash in (colours.wash, colours.accent_wash):
            assert 0.03 <= 1 - sum(channels(wash)) / 765 <= 0.07


def test_nine_accents_can_be_told_apart_in_colour() -> None:
    accents = [palette(hue, Ink.COLOUR).accent for hue in NINE]
    assert min(distance(a, b) for a, b in combinations(accents, 2)) >= 24
    for one, other in pairwise(accents):
        assert distance(one, other) >= 60, "neighbours in the bank lie far apart"


def test_nine_accents_are_nine_greys() -> None:
    accents = [palette(hue, Ink.GREY).accent for hue in NINE]
    for accent in accents:
        red, green, blue = channels(accent)
        assert red == green == blue
    levels = sorted(channels(a)[0] for a in accents)
    assert min(b - a for a, b in pairwise(levels)) >= 5


def test_all_accents_are_of_one_lightness() -> None:
    ratios = [contrast(palette(hue, Ink.COLOUR).accent, WHITE) for hue in NINE]
    assert max(ratios) / min(ratios) < 1.25


@pytest.mark.parametrize("hue", NINE)
def test_low_ink_fills_nothing(hue: int) -> None:
    colours = palette(hue, Ink.LOW)
    assert not colours.filled
    assert colours.wash == colours.accent_wash == "none"


def test_low_ink_is_lighter_than_black_but_plainly_read() -> None:
    colours = palette(0, Ink.LOW)
    assert 6.5 <= contrast(colours.ink, WHITE) < contrast(palette(0, Ink.GREY).ink, WHITE)
    assert contrast(colours.quiet, WHITE) >= 5
    assert colours.accent == colours.ink, "no theme is told by its shade"


def test_rules_to_write_on_are_grey_but_can_be_seen() -> None:
    for ink in Ink:
        assert 1.8 <= contrast(palette(0, ink).rule, WHITE) <= 4.5


def test_a_tenth_theme_takes_the_first_accent_again() -> None:
    assert palette(len(HUES), Ink.COLOUR) == palette(0, Ink.COLOUR)


@given(st.floats(0, 1), st.floats(0, 0.4), st.floats(0, 360))
def test_every_colour_can_be_shown(lightness: float, chroma: float, hue: float) -> None:
    assert all(0 <= channel <= 255 for channel in channels(oklch(lightness, chroma, hue)))


def test_known_colours() -> None:
    assert oklch(1, 0, 0) == WHITE
    assert oklch(0, 0, 0) == "#000000"
    assert distance(oklch(0.62796, 0.25768, 29.23), "#ff0000") < 4
    assert distance(oklch(0.45201, 0.31321, 264.05), "#0000ff") < 6
