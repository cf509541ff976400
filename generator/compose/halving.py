"""A pack for sheets that hold two pages a side: the pages are set for half the sheet, never shrunk."""

from __future__ import annotations

from ..model.holes import Holes
from ..model.pack import PackSpec
from ..model.printing import PAGES_ON, Booklet, Imposing
from ..model.problems import Problem, UsageError


def halve(spec: PackSpec, imposing: Imposing) -> PackSpec:
    """The pack with pages of half its paper.

    Raises:
        UsageError: its paper is too small for two pages, its edition has no margin at the fold, it is to be punched, or
            it is for a print shop, which does this itself.
    """
    problems = []
    name = "--booklet" if isinstance(imposing, Booklet) else "--nup 2"
    page = PAGES_ON.get(spec.paper) if spec.paper else None
    if page is None:
        sheets = {half: sheet for sheet, half in PAGES_ON.items()}
        fitting = [sheet for half, sheet in sheets.items() if half == spec.paper] or list(PAGES_ON)
        what = f"{name} prints on a4 or letter sheets, and the paper is {spec.paper}"
        mend = f"give the sheet, --paper {fitting[0]}; its pages are {PAGES_ON[fitting[0]]}"
        problems.append(Problem(what, mend, about=("paper",)))
    if isinstance(imposing, Booklet) and not spec.edition.mirrored:
        what = f"{name} needs a margin at the fold, and the edition {spec.edition} has none"
        problems.append(Problem(what, "use --edition study, or --nup 2 instead", about=("edition",)))
    if spec.holes is not Holes.NONE:
        what = f"holes are for one page a side, and {name} puts two there"
        problems.append(Problem(what, f"add --holes none, or leave out {name}", about=("holes",)))
    if spec.bleed or spec.marks:
        given = "bleed and marks are" if spec.bleed and spec.marks else "bleed is" if spec.bleed else "marks are"
        what = f"{name} puts pages on sheets for your own printer, and {given} for a print shop"
        mend = f"leave out {name}: the shop puts the pages on its sheets itself"
        problems.append(Problem(what, mend, about=("bleed" if spec.bleed else "marks",)))
    if spec.fillable:
        what = f"{name} puts pages on sheets to print, and fillable is for a screen"
        problems.append(Problem(what, f"leave out {name}, or fillable", about=("fillable",)))
    if problems or page is None:
        raise UsageError(*problems)
    return spec.model_copy(update={"paper": page})
