"""`Workbook` → `HtmlDocument`. The only owner of Jinja: sandboxed, and every undefined name is an error."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..model.content import Theme
from ..model.pack import Edition, Ink
from ..model.problems import DesignError, Problem, SourceRef
from ..model.workbook import HtmlDocument, HtmlSection, Section, SectionKind, Side, Workbook
from .colour import Palette, palette
from .cover import cover_figure
from .dates import long_date, short_date
from .design import Design
from .marks import card_marks
from .plainly import plainly
from .prose import Prose
from .references import References
from .rules import page_rules, rules

STYLE_SHEETS = ("tokens", "base", "components", "answers", "worksheets", "page")
"""In this order; `page` is last because `@page` ignores layers and source order wins."""
OWN_SHEETS = {SectionKind.CARDS: "cards"}
"""Kinds of section with a style sheet that no other book needs."""

NEUTRAL_HUE = 0

TEMPLATE_FAULTS = (TemplateError, ArithmeticError, AttributeError, LookupError, OverflowError, TypeError, ValueError)
"""What a wrong template can raise; a design is its author's to mend."""
SHORTEST_LAST_LINE = 12
"""Characters that the last line of a title has at least."""

RUNNING_HEAD = 74
"""Characters of a question in the running head; the whole wording stands on its opener."""


Known = Callable[[Section], HtmlSection | None]
"""Gives a section as it was dressed before, for the same book in the same design; None where it must be dressed."""


def render(
    workbook: Workbook,
    design: Design,
    templates: Path,
    roots: Sequence[Path],
    *,
    apart: bool = False,
    known: Known = lambda _: None,
) -> HtmlDocument:
    """Dress a workbook.

    Args:
        workbook: what to print.
        design: tokens and overriding files.
        templates: the base templates' folder.
        roots: folders from which content may bring pictures.
        apart: for sections set one by one: page numbers become slots, and links lead to names in the book.
        known: gives what need not be dressed again.

    Raises:
        DesignError: a template is missing, does not parse, or uses a name that is not there.
    """
    dressing = _Dressing(workbook, design, templates, apart)
    try:
        css = "\n".join(dressing.style_sheets())
        head = dressing.environment.get_template("head.html.j2").render()
        sections = tuple(known(section) or dressing.section(section) for section in workbook.sections)
        filler = dressing.section(Section("filler", SectionKind.FILLER, "Notes", {}))
    except TEMPLATE_FAULTS as error:
        raise DesignError(_template_problem(error, design)) from error
    shift = workbook.page.measure + workbook.page.gap if workbook.page.column else 0.0
    return HtmlDocument(
        head=head,
        css=css,
        sections=sections,
        filler=filler,
        language=workbook.spec.language,
        roots=tuple(str(folder) for folder in (*roots, design.folder, templates / "fonts")),
        base=design.folder.as_uri() + "/",
        column_shift=shift if workbook.spec.edition is Edition.STUDY else 0.0,
    )


class _Compiled(BytecodeCache):
    """Templates compiled once in a process, for however many books; the name and the text are the key."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code if it is known. The environment checks that it is of the same text."""
        if bucket.key + bucket.checksum in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key + bucket.checksum])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        self._kept[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class _Dressing:
    """The templates of one book, with what its sections ask for while they are dressed."""

    def __init__(self, workbook: Workbook, design: Design, templates: Path, apart: bool) -> None:
        self.workbook, self.design = workbook, design
        self.references = References(apart)
        self.prose = Prose(workbook.spec.language)
        base = FileSystemLoader(templates)
        self.environment = ImmutableSandboxedEnvironment(
            loader=ChoiceLoader([FileSystemLoader(design.folder), base, PrefixLoader({"base": base})]),
            undefined=StrictUndefined,
            bytecode_cache=_COMPILED,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.filters.update(
            prose=self.prose.block, line=self.prose.inline, short_head=short_head, tied=tied
        )
        self.environment.filters["plainly"] = lambda text: plainly(self.prose.inline(text))
        self.environment.filters.update(long_date=_dated(long_date, workbook), short_date=_dated(short_date, workbook))
        self.environment.globals.update(_globals(workbook, design))
        self.environment.globals.update(self.references.functions())
        themes = {section.theme_number: section.theme for section in workbook.sections if section.theme}
        self.theme_sheets = {number: self._theme_sheet(theme, number) for number, theme in themes.items()}
        self.own_sheet = self._own_sheet()

    def _theme_sheet(self, theme: Theme, number: int) -> str:
        colours = palette(theme.hue, self.workbook.spec.ink)
        return self.environment.get_template("css/theme.css.j2").render(number=number, colours=colours)

    def style_sheets(self) -> list[str]:
        kinds = {section.kind for section in self.workbook.sections}
        names = (*STYLE_SHEETS, *(name for kind, name in OWN_SHEETS.items() if kind in kinds))
        sheets = [self.environment.get_template(f"css/{name}.css.j2").render() for name in names]
        return sheets if self.references.apart else [*sheets, *self.theme_sheets.values(), self.own_sheet]

    def _own_sheet(self) -> str:
        """The design's own sheet. It comes last, so that it may change everything."""
        there = (self.design.folder / "design.css.j2").is_file()
        return self.environment.get_template("design.css.j2").render() if there else ""

    def section(self, section: Section) -> HtmlSection:
        self.references.clear()
        self.prose.pictures.clear()
        template = self.environment.get_template(f"sections/{section.kind}.html.j2")
        markup = template.render(section=section, palette=_palette(section, self.workbook), **section.facts)
        return HtmlSection(
            section.id,
            section.title,
            markup,
            _starts(section, self.workbook),
            tuple(self.references.slots),
            tuple(self.prose.pictures),
            self.theme_sheets.get(section.theme_number, "") + self.own_sheet if self.references.apart else "",
        )


def _starts(section: Section, workbook: Workbook) -> Side:
    """A question's opener is a recto; on small paper it is a spread, which starts on a verso."""
    if section.kind is not SectionKind.QUESTION or workbook.spec.edition is not Edition.STUDY:
        return Side.ANY
    return Side.VERSO if workbook.page.small else Side.RECTO


def _globals(workbook: Workbook, design: Design) -> Mapping[str, Any]:
    spec, page = workbook.spec, workbook.page
    return {
        "spec": spec,
        "page": page,
        "tokens": design.tokens,
        "issued": workbook.issued,
        "mirrored": spec.edition is Edition.STUDY,
        "low_ink": spec.ink is Ink.LOW,
        "neutral": palette(NEUTRAL_HUE, spec.ink),
        "rules": rules,
        "page_rules": page_rules,
        "cover_figure": cover_figure,
        "card_marks": card_marks,
        "palette_of": lambda theme: palette(theme.hue, spec.ink),
    }


def _palette(section: Section, workbook: Workbook) -> Palette:
    return palette(section.theme.hue if section.theme else NEUTRAL_HUE, workbook.spec.ink)


def _dated(write: Any, workbook: Workbook) -> Any:
    def filled(day: date) -> str:
        return str(write(day, workbook.spec.language))

    return filled


def short_head(wording: str) -> str:
    """The wording, or its beginning to a whole word with an ellipsis."""
    words: list[str] = []
    length = 0
    for word in wording.split():
        length += len(word) + 1
        if length > RUNNING_HEAD:
            return " ".join(words).rstrip(",;:.–—") + "…"
        words.append(word)
    return " ".join(words)


def tied(text: str) -> str:
    """The text with its last words held together, so that display type does not end on a lone short word."""
    words = text.split(" ")
    tail = words.pop()
    while words and len(tail) < SHORTEST_LAST_LINE and "<" not in words[-1] + tail:
        tail = words.pop() + "\u00a0" + tail
    return type(text)(" ").join([*words, tail])


def _template_problem(error: Exception, design: Design) -> Problem:
    place = _template_place(error, design) or SourceRef(getattr(error, "name", None) or design.name)
    told = getattr(error, "message", None) or str(error) or type(error).__name__
    return Problem(f"template error: {told}", "mend the design's template", place)


def _template_place(error: Exception, design: Design) -> SourceRef | None:
    """The innermost template line in a traceback; Jinja puts templates' names and lines there."""
    if isinstance(error, TemplateSyntaxError):
        return SourceRef(error.name or "template", error.lineno)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    if not frames:
        return None
    path = Path(frames[-1].filename)
    shown = path.relative_to(design.folder) if path.is_relative_to(design.folder) else Path(*path.parts[-2:])
    return SourceRef(shown.as_posix(), frames[-1].lineno or 0)
