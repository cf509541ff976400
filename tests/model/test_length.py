from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.model.pitch import Pitch
from generator.model.trim import Bleed


@pytest.mark.parametrize(
    ("written", "lines"),
    [("8mm", 8.0), ("8 mm", 8.0), ("8", 8.0), (8, 8.0), (7.12345, 7.12345), ("0.3in", 7.62), ("MEDIUM", 7.1)],
)
def test_how_far_lines_are_apart_may_have_a_unit(written: object, lines: float) -> None:
    assert TypeAdapter(Pitch).validate_python(written) == pytest.approx(lines)


@pytest.mark.parametrize("written", ["8cm", "mm", "8mmm", "30mm", "1in", "-8", True, "", float("nan")])
def test_what_is_no_pitch_is_told_with_what_may_stand_there(written: object) -> None:
    with pytest.raises(ValidationError, match=r"no such line pitch: .*; write narrow, medium, wide, or 5 to 12 \(mm\)"):
        TypeAdapter(Pitch).validate_python(written)


@pytest.mark.parametrize(("written", "bleed"), [("3mm", 3.0), ("0.125 in", 3.175), (".1in", 2.54), (3, 3.0)])
def test_a_bleed_is_read_in_the_same_way(written: object, bleed: float) -> None:
    assert TypeAdapter(Bleed).validate_python(written) == pytest.approx(bleed)
