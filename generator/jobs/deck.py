"""The cards of a pack as a deck for a flashcard program. Nothing is typeset, so the stages are fewer."""

from __future__ import annotations

import time

from .. import assets
from ..compose.cards import cards_of
from ..finish.files import check_target, write_atomically
from ..load.library import load_library
from ..model.problems import refuse_warnings
from ..model.workbook import BuildReport
from .choice import chosen_how
from .choosing import chosen
from .workbook import BuildRequest, compose, made_name, read_request

ENDING = ".apkg"


def build_deck(request: BuildRequest, moment: int) -> BuildReport:
    """Make the cards of a pack into a deck for Anki and write it.

    Args:
        request: a pack of the edition ``cards``.
        moment: now, seconds since 1970.

    Raises:
        PrepPackError: anything that is the user's to mend. Nothing is written then, and an earlier file is kept.
    """
    from ..finish.anki import make_apkg
    from ..load.designs import load_design
    from ..render.anki import render_deck

    started = time.perf_counter()
    pack = read_request(request)
    spec = pack.spec
    path = request.output or made_name(request, spec, "", ENDING)
    library, odd = load_library(assets.content_roots(request.folder))
    check_target(path)
    with pack.placing():
        workbook = compose(library, chosen(library, pack), spec, request.today)
        design = load_design(spec.design, assets.design_roots(request.folder))
    cards = tuple(cards_of(workbook))
    deck = render_deck(spec.title, cards, spec, design, assets.shipped_templates())
    problems = (*odd, *map(pack.placed, workbook.problems))
    refuse_warnings(problems, request.strict)
    artifact = write_atomically(path, make_apkg(deck, moment))
    how = chosen_how(len(cards), request.pack, request.overrides)
    return BuildReport(artifact, len(cards), time.perf_counter() - started, problems, chosen=how)
