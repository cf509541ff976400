"""Whether a pack's pages take the holes that it asks for."""

from __future__ import annotations

from ..model.holes import PUNCHES, HoleMarks, Punch
from ..model.pack import PAGE_SIZES, PackSpec, Paper
from ..model.problems import Problem, UsageError


def check_holes(spec: PackSpec) -> None:
    """Refuse holes that the paper is too short for, and marks without holes.

    Raises:
        UsageError: either; the problem says what would do.
    """
    punch = PUNCHES.get(spec.holes)
    if punch is None:
        if spec.hole_marks is not HoleMarks.NONE:
            what = f"hole_marks is {spec.hole_marks}, and there are no holes to mark"
            raise UsageError(Problem(what, "say how many: holes 2, 3 or 4", about=("hole_marks",)))
        return
    paper = spec.paper or Paper.A4
    height = PAGE_SIZES[paper].height
    if punch.needs > height:
        what = (
            f"{punch.count} holes {punch.apart:g} mm apart need a page {punch.needs:g} mm high, "
            f"and {paper} has {height:g} mm"
        )
        raise UsageError(Problem(what, _what_would_do(punch, height), about=("holes",)))


def _what_would_do(punch: Punch, height: float) -> str:
    fewer = [str(other.count) for other in PUNCHES.values() if other.needs <= height]
    papers = [str(paper) for paper, page in PAGE_SIZES.items() if punch.needs <= page.height]
    return f"holes {' or '.join(fewer)} would fit, or take {' or '.join(papers)}"
