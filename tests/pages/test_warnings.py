"""The engine has nothing to say about what is shipped."""

from __future__ import annotations

import pytest

from .books import COMBINATIONS, Bindery


@pytest.mark.parametrize("name", ["sample-a4", "sample-letter", "sample-a5", "sample-half-letter", *COMBINATIONS])
def test_shipped_content_sets_without_a_warning(name: str, bindery: Bindery) -> None:
    assert bindery[name].warnings == ()


@pytest.mark.parametrize("name", ["imported-a4", "imported-a5", "own-a4", "own-a5"])
def test_so_does_a_reader_s_content(name: str, bindery: Bindery) -> None:
    assert bindery[name].warnings == ()


def test_the_combinations_hold_every_pair() -> None:
    orders = [(o.paper, o.overrides["ink"], o.overrides["edition"]) for o in COMBINATIONS.values()]
    orders += [(paper, "colour", "study") for paper in ("a4", "letter", "a5", "half-letter")]  # the whole sample
    assert len({(paper, ink) for paper, ink, _ in orders}) == 4 * 3
    assert len({(paper, edition) for paper, _, edition in orders}) == 4 * 2
    assert len({(ink, edition) for _, ink, edition in orders}) == 3 * 2
