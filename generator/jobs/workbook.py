"""The order of the stages, and nothing else: load → compose → render → typeset → finish → deliver."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from .. import assets
from ..compose.assemble import assemble
from ..compose.back import SPARE_ANCHOR
from ..compose.cards import how_to_cut, lay_out_cards, sheet_for_cards
from ..compose.halving import halve
from ..finish.files import check_targets, write_books
from ..finish.imposition import advise, check_fold, saddle_stitch
from ..load.library import load_library
from ..load.packfile import SourcedPack
from ..model.cards import CARD_FLIP
from ..model.content import Library
from ..model.facts import NotesFacts
from ..model.filename import ENDING, PLAIN, filled
from ..model.pack import PAGE_SIZES, Edition, PackSpec, Paper
from ..model.printing import PAGES_ON, Booklet, Flip, Imposing, TwoUp
from ..model.problems import Problem, refuse_warnings
from ..model.progress import Progress, unheard
from ..model.slug import slug
from ..model.words import counted
from ..model.workbook import BuildReport, InkReport, PdfDocument, Selection, Workbook
from ..press.copyfit import make_book
from ..press.press import Press, open_press
from .choice import chosen_how
from .choosing import chosen
from .packs import open_pack
from .records import record
from .surroundings import with_paper

_log = logging.getLogger(__name__)

OUTPUT = Path("output")
LONGEST_NAME = 60
"""Characters of a person's or a firm's name in the name of a file."""
MOST_ROUNDS = 4
"""More pages for notes may lengthen the contents, once; a book that never comes out even ends with blank pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
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
    ink_report: bool = False
    """Whether to measure how much ink the pages take; it costs time."""
    flip: Flip = CARD_FLIP
    """The edge that sheets of cards are turned over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A workbook that is made and not yet written: its files, what is printed first, and what is told of them.

    ``kept`` is what is written in the reader's folder once a file of it is: the record of a book to fill in.
    """

    spec: PackSpec
    books: Mapping[Path, PdfDocument]
    kept: Mapping[Path, bytes]
    questions: int
    problems: tuple[Problem, ...]
    advice: tuple[str, ...]
    ink: InkReport | None
    chosen: str


Check = Callable[[Collection[Path]], None]
"""Raises where what becomes of a build could not be written; given the names of its files."""


def build(request: BuildRequest, progress: Progress = unheard) -> BuildReport:
    """Make a workbook and write it.

    Raises:
        PrepPackError: anything that is the user's to mend. Nothing is written then, and an earlier file is kept.
    """
    started = time.perf_counter()
    made = make(request, progress, check_targets)
    artifact, *beside = write_books(made.books, made.kept)
    seconds = time.perf_counter() - started
    return BuildReport(
        artifact, made.questions, seconds, made.problems, tuple(beside), made.advice, made.ink, made.chosen
    )


def make(request: BuildRequest, progress: Progress, check: Check) -> Made:
    """Make a workbook, and write nothing. ``check`` is asked before pages are set, so that nobody waits in vain.

    Raises:
        PrepPackError: anything that is the user's to mend.
    """
    progress("reading", 0, 0)
    pack = read_request(request)
    spec = pack.spec
    names = output_names(request, spec)
    with pack.placing():
        pages = halve(spec, request.imposing) if request.imposing else spec
    library, odd = load_library(assets.content_roots(request.folder))
    check(names)
    measure_ink = ink_meter() if request.ink_report else None
    with pack.placing():
        selection = chosen(library, pack, pages)
    layout = partial(compose, library, selection, pages, request.today, flip=request.flip)
    imposing = _facing(request.imposing, pages)
    with pack.placing(), open_press(request.folder, cache=request.cache) as press:
        workbook, pdf = _filled_up(press, layout, imposing, progress)
    books, advice, unwise = _print_ready(imposing, spec, pages, pdf)
    _log.info(
        "%d sections on %d pages, paper %s, design %s", len(workbook.sections), pdf.pages, spec.paper, spec.design
    )
    problems = (*odd, *map(pack.placed, workbook.problems), *pdf.problems, *unwise)
    refuse_warnings(problems, request.strict)
    ink = measure_ink(pdf) if measure_ink else None
    progress("writing", 0, 0)
    count = len(selection.questions)
    return Made(
        spec=spec,
        books=dict(zip(names, books, strict=True)),
        kept=record(pdf, workbook, request.pack.stem if request.pack else "workbook", request.folder),
        questions=count,
        # Trouble with the store changes no page, so not even --strict minds it.
        problems=(*problems, *press.problems),
        advice=(*advice, *_told(workbook), *how_to_cut(workbook)),
        ink=ink,
        chosen=chosen_how(count, request.pack, request.overrides),
    )


def ink_meter() -> Callable[[PdfDocument], InkReport]:
    """What measures ink. Asked for before pages are set, so that nobody waits for what cannot be measured.

    Raises:
        SetupError: the library that paints pages is missing.
    """
    from ..finish.ink import find_painter, measure_ink

    find_painter()
    return measure_ink


def _facing(imposing: Imposing | None, pages: PackSpec) -> Imposing | None:
    """Mirrored pages stand beside each other as in the open book, or their wide margins would be outside."""
    return replace(imposing, facing=pages.edition.mirrored) if isinstance(imposing, TwoUp) else imposing


def _told(workbook: Workbook) -> tuple[str, ...]:
    """What was done to fill the last sheet."""
    notes = sum(pages.count for pages in workbook.held(NotesFacts)) - workbook.spec.notes_pages
    added = [f"a sheet ({section.title})" for section in workbook.sections if section.id == SPARE_ANCHOR]
    if notes > 0:
        added.append(f"{counted(notes, 'page')} for notes")
    many = len(added) > 1 or notes > 1
    return (f"{' and '.join(added)} {'were' if many else 'was'} added",) if added else ()


def _filled_up(
    press: Press, layout: Callable[[int], Workbook], imposing: Imposing | None, progress: Progress
) -> tuple[Workbook, PdfDocument]:
    """A book; where it goes onto sheets, with as many more pages to write on as the last one has room for."""
    filling = 0
    for _ in range(MOST_ROUNDS):
        workbook = layout(filling)
        pdf = make_book(press, workbook, progress)
        missing = imposing.wanting(pdf.pages) if imposing else 0
        if not missing:
            break
        filling += missing
    return workbook, pdf


def _print_ready(
    imposing: Imposing | None, sheet: PackSpec, page: PackSpec, pdf: PdfDocument
) -> tuple[tuple[PdfDocument, ...], tuple[str, ...], tuple[Problem, ...]]:
    """The book as it is printed, the book as it is read; what to know before printing; what is unwise."""
    if imposing is None:
        return (pdf,), (), ()
    from ..finish.booklet import SheetSize, make_booklet, make_two_up

    size = SheetSize(PAGE_SIZES[sheet.paper or Paper.A4], PAGE_SIZES[page.paper or Paper.A5])
    fonts = assets.fonts_folder()
    if isinstance(imposing, TwoUp):
        return (make_two_up(pdf, imposing, size, fonts), pdf), (), ()
    sheets = saddle_stitch(pdf.pages, imposing.sheets_per_signature)
    unwise = check_fold(sheets, imposing)
    return (*make_booklet(pdf, imposing, size, fonts), pdf), (advise(sheets, imposing),), unwise


def read_request(request: BuildRequest) -> SourcedPack:
    """The pack with its flags, and the paper of the user's country where neither says one."""
    pack = open_pack(request.pack, request.overrides)
    spec = with_paper(pack.spec)
    if spec.edition is Edition.CARDS:
        with pack.placing():
            spec = sheet_for_cards(spec, request.overrides.keys(), request.imposing)
    return replace(pack, spec=spec)


def compose(
    library: Library, selection: Selection, spec: PackSpec, today: date, filling: int = 0, flip: Flip = CARD_FLIP
) -> Workbook:
    """Lay out the book's sections, with ``filling`` more pages at its end. ``flip`` matters to cards only."""
    if spec.edition is Edition.CARDS:
        return lay_out_cards(library, selection, spec, today, flip)
    return assemble(library, selection, spec, today, filling)


def make_pdf(workbook: Workbook, folder: Path, progress: Progress = unheard) -> PdfDocument:
    """A workbook set in one piece: slower, and what a book bound from sections is measured against."""
    from ..finish.holes import mark_holes
    from ..finish.tags import tidy
    from ..load.designs import load_design
    from ..render.html import render
    from ..typeset.pdf import typeset

    design = load_design(workbook.spec.design, assets.design_roots(folder))
    html = render(workbook, design, assets.shipped_templates(), assets.content_roots(folder))
    progress("typesetting", 0, 0)
    pdf = tidy(typeset(html, assets.fonts_folder(), lambda page: progress("typesetting", page, 0)))
    return mark_holes(replace(pdf, problems=(*html.problems, *pdf.problems)), workbook.spec)


def output_names(request: BuildRequest, spec: PackSpec) -> tuple[Path, ...]:
    """The files of a build, what is printed first: ``<pack>-<edition>-<paper>.pdf``, or as the pack's ``output`` says.

    On sheets: ``<pack>-<edition>-booklet-<sheet>.pdf`` (or ``-2up-``) and, for reading, the book by the name of its own
    paper. A file that the user names is the printed one, and its name begins those of the others.
    """
    ending = request.output.suffix if request.output else ENDING
    if request.imposing is None:
        return (request.output or made_name(request, spec, str(spec.paper), ENDING),)
    kind = "2up" if isinstance(request.imposing, TwoUp) else "booklet"
    printed = request.output or made_name(request, spec, f"{kind}-{spec.paper}", ENDING)
    paper = str(PAGES_ON.get(spec.paper or Paper.A4))
    if request.output:
        reading = printed.with_name(f"{printed.stem}-{paper}{ending}")
    else:
        reading = made_name(request, spec, paper, ENDING)
    if isinstance(request.imposing, Booklet) and request.imposing.manual_duplex:
        return *(printed.with_name(f"{printed.stem}-{side}{ending}") for side in ("fronts", "backs")), reading
    return printed, reading


def made_name(request: BuildRequest, spec: PackSpec, paper: str, ending: str) -> Path:
    """A file that the user did not name. ``paper`` is what its name says of the paper; empty where it has none."""
    pattern = spec.output or _telling_apart(request, spec)
    if request.imposing and "{paper}" not in pattern:
        pattern += "-{paper}"
    values = {
        "pack": request.pack.stem if request.pack else "workbook",
        "candidate": slug(spec.candidate, LONGEST_NAME, apostrophes=""),
        "company": slug(spec.company, LONGEST_NAME, apostrophes=""),
        "edition": str(spec.edition),
        "paper": paper,
    }
    return OUTPUT / f"{filled(pattern, values)}{ending}"


def _telling_apart(request: BuildRequest, spec: PackSpec) -> str:
    """The pattern that names whoever a flag names in place of the pack, so that one firm's book replaces no other's."""
    keys = [key for key in ("candidate", "company") if request.overrides.get(key)]
    if not keys:
        return PLAIN
    beneath = open_pack(request.pack, {}).spec
    others = (f"-{{{key}}}" for key in keys if getattr(spec, key) != getattr(beneath, key))
    return PLAIN.replace("{pack}", "{pack}" + "".join(others))
