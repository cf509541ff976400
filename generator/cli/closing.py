"""What a command that makes a file says last: where it is and how large."""

from __future__ import annotations

from pathlib import Path

from ..model.problems import Problem, UsageError
from ..model.words import counted
from ..model.workbook import Artifact, BuildReport, InkReport


def check_output(output: Path | None) -> None:
    """Refuse the name of a file that is no PDF.

    Raises:
        UsageError: it does not end in .pdf.
    """
    if output is not None and output.suffix.lower() != ".pdf":
        raise UsageError(Problem(f"the output {output} does not end in .pdf", "give the name of a PDF file"))


def summary(report: BuildReport) -> str:
    """The closing line: path, pages, size, seconds."""
    return f"{report.artifact.path}  {extent(report.artifact)}, {report.seconds:.1f} s"


def ink_told(ink: InkReport) -> str:
    """How much of the paper is inked: on average, and on the page that takes most."""
    mean, most = (f"{100 * share:.1f} %" for share in (ink.mean, ink.most))
    return f"ink covers {mean} of a page on average, and {most} of the heaviest, page {ink.heaviest}"


def extent(made: Artifact) -> str:
    """Pages and size."""
    return f"{counted(made.pages, 'page')}, {file_size(made.size)}"


def file_size(size: int) -> str:
    """Bytes in kB or MB."""
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"
