"""The letter that goes with a workbook: plain text, from a template in the language of the pack."""

from __future__ import annotations

from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..model.address import printable
from ..model.design import Design
from ..model.mail import LONGEST_SUBJECT, Letter, Reader, one_line
from ..model.pack import PackSpec
from ..model.problems import DesignError, Problem, SourceRef
from .dates import long_date
from .html import TEMPLATE_FAULTS

FALLBACK = "en-GB"
"""The letter of a language that has none."""
WORDS = ("title", "candidate", "role", "company", "coach")
"""What the pack says that a letter may say too."""


def render_letter(
    reader: Reader, spec: PackSpec, questions: int, pages: int, design: Design, templates: Path
) -> Letter:
    """Fill a letter's template: its first line is the subject, and what follows the blank line after it the text.

    Nothing that the pack says can begin a line of its own.

    Args:
        reader: to whom it is.
        spec: of the workbook.
        questions: how many there are in it; 0 where that is not known.
        pages: how many it has.
        design: may bring a template that stands for the base one.
        templates: the base templates' folder.

    Raises:
        DesignError: a template is wrong.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(design.folder), FileSystemLoader(templates)]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    language = spec.language
    names = [f"email/{reader}/{tag}.txt.j2" for tag in (language, language.partition("-")[0], FALLBACK)]
    # Only English templates take the day from here.
    spoken = language if language.startswith("en") else FALLBACK
    words = {key: one_line(getattr(spec, key)) for key in WORDS}
    try:
        template = environment.select_template(names)
        text = template.render(
            words,
            interview=spec.interview_date,
            interview_day=long_date(spec.interview_date, spoken) if spec.interview_date else "",
            questions=questions,
            pages=pages,
        )
    except TEMPLATE_FAULTS as error:
        place = SourceRef(getattr(error, "name", None) or names[-1], getattr(error, "lineno", None) or 0)
        raise DesignError(Problem(f"template error: {error}", "mend the design's template", place)) from error
    subject, _, body = text.partition("\n")
    lines = [printable(line).rstrip() for line in body.strip("\n").split("\n")]
    return Letter(one_line(subject)[:LONGEST_SUBJECT].rstrip(), "\n".join(lines) + "\n")
