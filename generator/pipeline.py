"""The order of the stages, and nothing else: load → compose → render → typeset → finish → deliver."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from . import assets
from .cards import make_book
from .compose.assemble import assemble
from .compose.cards import how_to_cut, lay_out_cards, sheet_for_cards
from .compose.halving import halve
from .compose.loose import find_sheet, loose_sheet
from .compose.select import select
from .finish.files import check_target, check_targets, write_atomically, write_books
from .finish.imposition import advise, check_fold, saddle_stitch
from .load.library import load_library
from .load.packfile import load_pack
from .model.cards import CARD_FLIP
from .model.content import Library
from .model.pack import PAGE_SIZES, Edition, PackSpec, Paper
from .model.printing import PAGES_ON, Booklet, Flip, Imposing, TwoUp
from .model.problems import Problem, Severity, StrictError
from .model.workbook import BuildReport, PdfDocument, Selection, Workbook
from .press import Press, Progress, open_press

LETTER_COUNTRIES = {"US", "CA"}
OUTPUT = Path("output")
MOST_ROUNDS = 4
"""More pages for notes may lengthen the contents, once; a book that never comes out even ends with blank pages."""


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What a user asks for: a pack file, flags over it, and where the result goes.

    ``folder`` is the reader's own folder (its ``content`` and ``designs`` come before the shipped ones); ``today``
    dates a pack without a date of its own.
    """

    pack: Path | None
    overrides: Mapping[str, object]
    output: Path | None
    folder: Path
    today: date
    strict: bool = False
    cache: bool = True
    """Whether sections that were set before may be used again, and new ones are kept."""
    imposing: Imposing | None = None
    """How the book goes onto sheets of two pages a side; one page a side unless given."""
    flip: Flip = CARD_FLIP
    """The edge that sheets of cards are turned over."""


def build(request: BuildRequest, progress: Progress = lambda *_: None) -> BuildReport:
    """Make a workbook and write it.

    Raises:
        PrepPackError: anything that is the user's to mend. Nothing is written then, and an earlier file is kept.
    """
    started = time.perf_counter()
    progress("reading", 0, 0)
    spec = load_spec(request)
    names = output_names(request, spec)
    pages = halve(spec, request.imposing) if request.imposing else spec
    library, odd = load_library(assets.content_roots(request.folder))
    check_targets(names)
    selection = select(library, pages)
    with open_press(request.folder, cache=request.cache) as press:
        workbook, pdf = _make(
            request,
            press,
            partial(compose, library, selection, today=request.today, flip=request.flip),
            pages,
            progress,
        )
    books, advice, unwise = _print_ready(request, spec, pages, pdf)
    added = workbook.spec.notes_pages - pages.notes_pages
    problems = (*odd, *workbook.problems, *pdf.problems, *unwise)
    refuse_warnings(problems, request.strict)
    progress("writing", 0, 0)
    artifact, *beside = write_books(dict(zip(names, books, strict=True)))
    questions = sum(section.kind == "question" for section in workbook.sections)
    # Trouble with the store changes no page, so not even --strict minds it.
    problems = (*problems, *press.problems)
    advice = (*advice, *_told(added), *how_to_cut(workbook))
    return BuildReport(artifact, questions, time.perf_counter() - started, problems, tuple(beside), advice)


def _told(added: int) -> tuple[str, ...]:
    """What was done to fill the last sheet."""
    if not added:
        return ()
    return (f"{added} page{'' if added == 1 else 's'} for notes {'was' if added == 1 else 'were'} added",)


def _make(
    request: BuildRequest, press: Press, layout: Callable[[PackSpec], Workbook], spec: PackSpec, progress: Progress
) -> tuple[Workbook, PdfDocument]:
    """A book; where it goes onto sheets, with as many more pages for notes as the last sheet has room for."""
    multiple = request.imposing.multiple if request.imposing else 1
    for _ in range(MOST_ROUNDS):
        workbook = layout(spec)
        pdf = make_book(press, workbook, progress)
        missing = -pdf.pages % multiple
        if not missing:
            break
        spec = spec.model_copy(update={"notes_pages": spec.notes_pages + missing})
    return workbook, pdf


def _print_ready(
    request: BuildRequest, sheet: PackSpec, page: PackSpec, pdf: PdfDocument
) -> tuple[tuple[PdfDocument, ...], tuple[str, ...], tuple[Problem, ...]]:
    """The book as it is printed, the book as it is read; what to know before printing; what is unwise."""
    if request.imposing is None:
        return (pdf,), (), ()
    from .finish.booklet import SheetSize, make_booklet, make_two_up

    size = SheetSize(PAGE_SIZES[sheet.paper or Paper.A4], PAGE_SIZES[page.paper or Paper.A5])
    fonts = assets.fonts_folder()
    if isinstance(request.imposing, TwoUp):
        return (make_two_up(pdf, size, fonts), pdf), (), ()
    sheets = saddle_stitch(pdf.pages, request.imposing.sheets_per_signature)
    unwise = check_fold(sheets, request.imposing)
    return (*make_booklet(pdf, request.imposing, size, fonts), pdf), (advise(sheets, request.imposing),), unwise


@dataclass(frozen=True, slots=True)
class SheetRequest:
    """What a user asks for who wants one sheet alone; ``name`` is its id or its word."""

    name: str
    copies: int
    overrides: Mapping[str, object]
    output: Path | None
    folder: Path
    today: date


def print_sheet(request: SheetRequest) -> BuildReport:
    """Make copies of a worksheet without a question and write them.

    Raises:
        PrepPackError: anything that is the user's to mend. Nothing is written then, and an earlier file is kept.
    """
    started = time.perf_counter()
    spec = _with_paper(load_pack(None, request.overrides))
    library, odd = load_library(assets.content_roots(request.folder))
    worksheet = find_sheet(library, request.name)
    path = request.output or OUTPUT / f"{worksheet.name}-{spec.paper}.pdf"
    check_target(path)
    # Margins are alike on both sides: a loose sheet may be punched on either, printed on one side or on both.
    loose = spec.model_copy(update={"edition": Edition.SCREEN})
    workbook = loose_sheet(library, worksheet, request.copies, loose, request.today)
    with open_press(request.folder) as press:
        pdf = press.make(workbook)
    artifact = write_atomically(path, pdf.data, pages=pdf.pages)
    return BuildReport(artifact, 0, time.perf_counter() - started, (*odd, *pdf.problems, *press.problems))


def load_spec(request: BuildRequest) -> PackSpec:
    """The pack with its flags, and the paper of the user's country where neither says one."""
    spec = _with_paper(load_pack(request.pack, request.overrides))
    if spec.edition is not Edition.CARDS:
        return spec
    return sheet_for_cards(spec, paper_asked="paper" in request.overrides, imposing=request.imposing)


def _with_paper(spec: PackSpec) -> PackSpec:
    return spec if spec.paper else spec.model_copy(update={"paper": local_paper(os.environ)})


def compose(library: Library, selection: Selection, spec: PackSpec, today: date, flip: Flip = CARD_FLIP) -> Workbook:
    """Lay out the book's sections. ``flip`` matters to cards only."""
    if spec.edition is Edition.CARDS:
        return lay_out_cards(library, selection, spec, today, flip)
    return assemble(library, selection, spec, today)


def make_pdf(workbook: Workbook, folder: Path, progress: Progress = lambda *_: None) -> PdfDocument:
    """A workbook set in one piece: slower, and what a book bound from sections is measured against."""
    from .finish.tags import tidy
    from .render.design import load_design
    from .render.html import render
    from .typeset.pdf import typeset

    design = load_design(workbook.spec.design, assets.design_roots(folder))
    html = render(workbook, design, assets.shipped_templates(), assets.content_roots(folder))
    progress("typesetting", 0, 0)
    return tidy(typeset(html, assets.fonts_folder(), lambda page: progress("typesetting", page, 0)))


def today(environment: Mapping[str, str]) -> date:
    """The date of a build: ``SOURCE_DATE_EPOCH`` (seconds) if it is set and makes sense, else the clock's."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) < 12:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now().astimezone().date()


def local_paper(environment: Mapping[str, str]) -> Paper:
    """Letter where the locale (``LC_ALL``, ``LC_PAPER`` or ``LANG``) is of the US or Canada, else A4."""
    name = next((environment[v] for v in ("LC_ALL", "LC_PAPER", "LANG") if environment.get(v)), "")
    country = name.partition(".")[0].partition("@")[0].rpartition("_")[2]
    return Paper.LETTER if country in LETTER_COUNTRIES else Paper.A4


def output_names(request: BuildRequest, spec: PackSpec) -> tuple[Path, ...]:
    """The files of a build, what is printed first: ``<pack>-<edition>-<paper>.pdf``.

    On sheets: ``<pack>-<edition>-booklet-<sheet>.pdf`` (or ``-2up-``) and, for reading, the book by the name of its own
    paper. A file that the user names is the printed one, and its name begins those of the others.
    """
    made = OUTPUT / f"{stem_of(request)}-{spec.edition}"
    ending = request.output.suffix if request.output else ".pdf"
    if request.imposing is None:
        return (request.output or made.with_name(f"{made.name}-{spec.paper}.pdf"),)
    kind = "2up" if isinstance(request.imposing, TwoUp) else "booklet"
    printed = request.output or made.with_name(f"{made.name}-{kind}-{spec.paper}.pdf")
    base = printed.with_suffix("") if request.output else made
    reading = base.with_name(f"{base.name}-{PAGES_ON.get(spec.paper or Paper.A4)}{ending}")
    if isinstance(request.imposing, Booklet) and request.imposing.manual_duplex:
        return *(printed.with_name(f"{printed.stem}-{side}{ending}") for side in ("fronts", "backs")), reading
    return printed, reading


def stem_of(request: BuildRequest) -> str:
    """What the names of a pack's files begin with."""
    return request.pack.stem if request.pack else "workbook"


def refuse_warnings(problems: tuple[Problem, ...], strict: bool) -> None:
    """Under ``strict`` every problem is an error.

    Raises:
        StrictError: there are problems.
    """
    if strict and problems:
        raise StrictError(*(replace(problem, severity=Severity.ERROR) for problem in problems))
