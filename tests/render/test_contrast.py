from __future__ import annotations

import pytest

from generator.model.pack import Ink
from generator.render.colour import contrast, palette
from generator.render.contrast import LINES, strengthened

WHITE = "#ffffff"


@pytest.mark.parametrize("ink", Ink)
@pytest.mark.parametrize("hue", range(9))
def test_text_has_the_contrast_that_is_asked_for(hue: int, ink: Ink) -> None:
    plain = palette(hue, ink)
    colours = strengthened(plain, 7)
    for ground in (WHITE, *([colours.accent_wash, colours.wash] if colours.filled else [])):
        for text in (colours.ink, colours.quiet, colours.accent):
            assert contrast(text, ground) >= 7
    assert contrast(WHITE, colours.accent) >= 7, "white figures stand on the accent"
    assert contrast(colours.rule, WHITE) >= 7 * LINES
    assert (colours.wash, colours.accent_wash, colours.filled) == (plain.wash, plain.accent_wash, plain.filled)


def test_some_colours_did_not_have_it_before() -> None:
    plain = palette(0, Ink.COLOUR)
    assert contrast(plain.quiet, plain.accent_wash) < 7


@pytest.mark.parametrize("ink", Ink)
@pytest.mark.parametrize("hue", range(9))
def test_what_is_dark_enough_stays(hue: int, ink: Ink) -> None:
    assert strengthened(palette(hue, ink), 4.5) == palette(hue, ink)


def test_no_contrast_is_too_high_to_end() -> None:
    assert strengthened(palette(0, Ink.COLOUR), 21).ink == "#000000"
