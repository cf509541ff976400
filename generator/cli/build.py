"""``prep-pack build``: make a workbook."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from .. import assets, pipeline
from ..model.problems import ContentError, Problem, UsageError, did_you_mean, warning
from ..model.workbook import Artifact, BuildReport, Coverage
from . import completion, console, printing
from .flags import chooses, given, with_pack_flags

OWN_PACK = "pack.yaml"
SAMPLE = "sample"

EXAMPLES = """Examples:

    prep-pack build

    prep-pack build pack.yaml --paper a5 --ink grey

    prep-pack build --theme strategy --level director --limit 6

    prep-pack build --booklet --paper a4

    prep-pack build --question first-ninety-days --candidate "Ann Lee" -o ann.pdf --open"""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(build)


@with_pack_flags()
def build(
    pack: Annotated[
        str | None,
        typer.Argument(
            metavar="PACK",
            help="A pack file, or the name of a ready pack. When not given: pack.yaml of this folder, else the sample.",
            autocompletion=completion.packs,
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write this file instead of output/<pack>-<edition>-<paper>.pdf"
        ),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", metavar="", help="Open the workbook when it is made")] = False,
    strict: Annotated[bool, typer.Option("--strict", metavar="", help="Treat every warning as an error")] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", metavar="", help="Print nothing but warnings and errors")
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", metavar="", help="Set every page anew, and keep none of them")
    ] = False,
    ink_report: Annotated[
        bool, typer.Option("--ink-report", metavar="", help="Measure how much ink pages take, and name the heaviest")
    ] = False,
    booklet: printing.BookletFlag = False,
    flip: printing.FlipFlag = None,
    sheets_per_signature: printing.SignatureFlag = None,
    paper_thickness: printing.ThicknessFlag = None,
    manual_duplex: printing.ManualFlag = False,
    nup: printing.NupFlag = None,
    **keys: object,
) -> None:
    """Make a workbook: one PDF, ready to print.

    A pack file says what goes into it. A flag overrides the pack's key of the same name.

    A flag for a list, such as --question, may be given again.
    """
    imposing = printing.imposing(booklet, flip, sheets_per_signature, paper_thickness, manual_duplex, nup)
    overrides = given(keys)
    path = chosen_pack(pack, overrides, quiet=quiet)
    check_output(output)
    today = pipeline.today(os.environ)
    request = pipeline.BuildRequest(
        path, overrides, output, folder_of(path), today, strict, not no_cache, imposing, ink_report
    )
    with console.progress(quiet) as progress:
        report = pipeline.build(request, progress)
    console.report(report.problems)
    if not quiet:
        console.say(summary(report))
        for artifact in report.beside:
            console.say(f"{artifact.path}  {_extent(artifact)}")
        if report.ink:
            console.say(ink_told(report.ink))
        for line in report.advice:
            console.note(line)
    if open_:
        _open(Path(report.artifact.path))


def check_output(output: Path | None) -> None:
    """Refuse the name of a file that is no PDF.

    Raises:
        UsageError: it does not end in .pdf.
    """
    if output is not None and output.suffix.lower() != ".pdf":
        raise UsageError(Problem(f"the output {output} does not end in .pdf", "give the name of a PDF file"))


def chosen_pack(
    pack: str | None, overrides: dict[str, object], *, quiet: bool, sample: str = "the sample workbook"
) -> Path | None:
    """The pack file to build; none where flags alone choose from the whole bank. Says what it took when not told.

    ``sample`` is what is made of the sample pack, in words.
    """
    here = Path.cwd()
    if pack is not None:
        return find_pack(pack, here)
    if (here / OWN_PACK).exists():
        words, path = f"using {OWN_PACK} of this folder", Path(OWN_PACK)
    elif any(chooses(key) for key in overrides):
        return None
    else:
        words, path = f"there is no {OWN_PACK} here; making {sample}", find_pack(SAMPLE, here)
    if not quiet:
        console.note(words)
    return path


def find_pack(pack: str, folder: Path) -> Path:
    """A pack file by its path, or a ready pack by its name."""
    if os.path.lexists(pack) or "/" in pack or "\\" in pack or pack.endswith((".yaml", ".yml")):
        return Path(pack)
    ready = assets.pack_files(folder)
    if pack in ready:
        return ready[pack]
    raise ContentError(Problem(f'there is no pack file or ready pack "{pack}"', did_you_mean(pack, ready)))


def folder_of(pack: Path | None) -> Path:
    """The user's folder: that of the pack file where it has content or designs of its own, else the current one."""
    here = Path.cwd()
    if pack is None or pack in assets.pack_files(here).values():
        return here
    home = assets.home_of(pack)
    return home if any((home / name).is_dir() for name in ("content", "designs")) else here


def summary(report: BuildReport) -> str:
    """The closing line: path, pages, size, seconds."""
    return f"{report.artifact.path}  {_extent(report.artifact)}, {report.seconds:.1f} s"


def ink_told(ink: Coverage) -> str:
    """How much of the paper is inked: on average, and on the page that takes most."""
    mean, most = (f"{100 * share:.1f} %" for share in (ink.mean, ink.most))
    return f"ink covers {mean} of a page on average, and {most} of the heaviest, page {ink.heaviest}"


def _extent(made: Artifact) -> str:
    return f"{made.pages} page{'' if made.pages == 1 else 's'}, {file_size(made.size)}"


def file_size(size: int) -> str:
    """Bytes in kB or MB."""
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"


def _open(path: Path) -> None:
    viewer = {"darwin": "open", "win32": "explorer"}.get(sys.platform, "xdg-open")
    if shutil.which(viewer) is None:
        console.report([warning(f"cannot open the workbook: there is no {viewer}", f"open {path} yourself")])
        return
    subprocess.Popen([viewer, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
