"""Drafts of letters for a cohort: beside each pack a message to whose it is, for a mail program. None is sent."""

from __future__ import annotations

from pathlib import Path

from .. import assets
from ..finish.files import write_atomically
from ..load.designs import load_design
from ..model.address import read_address
from ..model.design import Design
from ..model.mail import ENDING, Enclosure, Mail, Reader
from ..model.pack import PackSpec
from ..model.problems import Problem, warning


class Drafts:
    """Writes the drafts of one run.

    Args:
        folder: the reader's, for designs.
        target: where the packs are, and the drafts beside them.
    """

    def __init__(self, folder: Path, target: Path) -> None:
        self.count = 0
        self._roots = assets.design_roots(folder)
        self._target = target
        self._designs: dict[str, Design] = {}

    def write(self, file: str, pages: int, spec: PackSpec) -> tuple[Problem, ...]:
        """Write the draft for a finished pack; what is unwise about it. A pack without an address gets none.

        Raises:
            DesignError: the letter's template is wrong.
            OutputError: the draft cannot be written.
        """
        # Most runs write none: templates and mail take time to load.
        from ..deliver.message import make_draft
        from ..jobs.emailing import file_name, size_problems
        from ..render.letter import render_letter

        if not spec.email:
            return ()
        design = self._designs.get(spec.design) or load_design(spec.design, self._roots)
        self._designs[spec.design] = design
        letter = render_letter(Reader.CANDIDATE, spec, 0, pages, design, assets.shipped_templates())
        enclosure = Enclosure(file_name(spec), (self._target / file).read_bytes(), pages)
        draft = make_draft(Mail(letter, enclosure, (read_address(spec.email).called(spec.candidate),)))
        write_atomically((self._target / file).with_suffix(ENDING), draft)
        self.count += 1
        return size_problems(enclosure)


def without_addresses(spec: PackSpec) -> PackSpec:
    """The pack of a book: where it is sent changes nothing in it."""
    return spec.model_copy(update={"email": "", "coach_email": ""})


def unaddressed() -> Problem:
    """A row that gets no draft."""
    return warning('"email" is empty, so there is no draft', "write the candidate's address")
