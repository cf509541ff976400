"""`Workbook` → `HtmlDocument`. The only owner of Jinja: sandboxed, and every undefined name is an error."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import partial
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
from ..model.design import STYLE_FILE, Design
from ..model.facts import PERSONAL, AnswerFacts, CoverageFacts, FillerFacts, SectionKind
from ..model.pack import Edition, Hand, Ink
from ..model.problems import DesignError, Problem, SourceRef
from ..model.slug import slug
from ..model.workbook import HtmlDocument, HtmlSection, Section, Side, Workbook
from .brand import brand_of, face_rules, letter_filters, quoted
from .colour import Palette, contrast
from .contrast import colours_of, faint, swatches
from .cover import cover_figure
from .dates import long_date, short_date
from .fields import Places
from .marks import card_marks
from .plainly import plainly
from .prose import Prose
from .references import References
from .rules import in_style, rise, rules
from .typed import typed

STYLE_SHEETS = ("tokens", "base", "components", "answers", "worksheets", "calibration", "ink", "page")
"""In this order; `page` is last because `@page` ignores layers and source order wins."""
OWN_SHEETS = {SectionKind.CARDS: ("cards",), SectionKind.SPECIMEN: ("cards", "specimen")}
"""Kinds of section with style sheets that no other book needs."""

NEUTRAL_HUE = 0

TEMPLATE_FAULTS = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
    *(RecursionError, MemoryError),
)
"""What a wrong template can raise; a design is its author's to mend."""
SHORTEST_LAST_LINE = 12
"""Characters that the last line of a title has at least."""
LONGEST_WHOLE = 24
"""Characters of a last sentence that is never broken: so many fit a line of any opener."""

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
    try:
        dressing = _Dressing(workbook, design, templates, apart)
        css = "\n".join(dressing.style_sheets())
        head = dressing.environment.get_template("head.html.j2").render(spec=workbook.spec, issued=workbook.issued)
        sections = tuple(known(section) or dressing.section(section) for section in workbook.sections)
        filler = dressing.section(Section("filler", "Notes", FillerFacts()))
    except TEMPLATE_FAULTS as error:
        raise DesignError(_template_problem(error, design)) from error
    page = dressing.page
    shift = page.measure + page.gap if page.column else 0.0
    return HtmlDocument(
        head=head,
        css=css,
        sections=sections,
        filler=filler,
        language=workbook.spec.language,
        roots=tuple(str(folder) for folder in (*roots, design.folder, templates / "fonts")),
        base=design.folder.as_uri() + "/",
        column_shift=shift if workbook.spec.edition.mirrored else 0.0,
        problems=tuple(faint(design, workbook.spec.ink)),
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
        self.page = design.page(workbook.page)
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
            prose=self.prose.block, line=self.prose.inline, short_head=short_head, tied=tied, quoted=quoted
        )
        self.environment.filters.update(letter_filters(design))
        self.environment.filters["typed"] = lambda text: typed(self.prose.block(text))
        self.environment.filters["plainly"] = lambda text: plainly(self.prose.inline(text))
        self.environment.filters.update(long_date=_dated(long_date, workbook), short_date=_dated(short_date, workbook))
        self.environment.globals.update(self._globals())
        self.environment.globals.update(self.references.functions(), fill=Places(apart).fill)
        self.environment.filters["slug"] = slug
        themes = {section.theme_number: section.theme for section in workbook.sections if section.theme}
        self.theme_sheets = {number: self._theme_sheet(theme, number) for number, theme in themes.items()}
        self.own_sheet = self._own_sheet()

    def colours(self, hue: int) -> Palette:
        """The palette of an accent, as dark as the design asks for."""
        return colours_of(self.design, hue, self.workbook.spec.ink)

    def _theme_sheet(self, theme: Theme, number: int) -> str:
        colours = self.colours(theme.hue)
        return self.environment.get_template("css/theme.css.j2").render(number=number, colours=colours)

    def style_sheets(self) -> list[str]:
        kinds = {section.kind for section in self.workbook.sections}
        names = (*STYLE_SHEETS, *(name for kind, own in OWN_SHEETS.items() if kind in kinds for name in own))
        sheets = [self.environment.get_template(f"css/{name}.css.j2").render() for name in names]
        sheets[:0] = filter(None, [face_rules(self.design)])
        return sheets if self.references.apart else [*sheets, *self.theme_sheets.values(), self.own_sheet]

    def _own_sheet(self) -> str:
        """The design's own sheet. It comes last, so that it may change everything."""
        there = (self.design.folder / STYLE_FILE).is_file()
        return self.environment.get_template(STYLE_FILE).render() if there else ""

    def section(self, section: Section) -> HtmlSection:
        self.references.clear()
        self.prose.pictures.clear()
        template = self.environment.get_template(f"sections/{section.kind}.html.j2")
        # The others are dressed without knowing whose book they stand in: they are the same in all that look alike.
        whose = {"spec": self.workbook.spec} if section.kind in PERSONAL else {}
        colours = self.colours(section.theme.hue if section.theme else NEUTRAL_HUE)
        held = {field.name: getattr(section.facts, field.name) for field in fields(section.facts)}
        markup = template.render(whose, section=section, palette=colours, **held)
        return HtmlSection(
            section.id,
            section.title,
            markup,
            self._starts(section),
            tuple(self.references.slots),
            tuple(self.prose.pictures),
            self.theme_sheets.get(section.theme_number, "") + self.own_sheet if self.references.apart else "",
        )

    def _starts(self, section: Section) -> Side:
        """A question's opener is a recto; without a margin column it is a spread, which starts on a verso.

        Where the answers are at the back it is a verso, so that its worksheet faces it; and so is a model answer on
        large paper, where it is a spread. The table of what is covered is a verso where the story bank follows, to face
        it.
        """
        small = self.page.small
        faced = isinstance(section.facts, CoverageFacts) and section.facts.faced
        lean = isinstance(section.facts, AnswerFacts) and section.facts.entry.question.is_lean
        sides = {
            SectionKind.QUESTION: Side.RECTO if self.page.column else Side.VERSO,
            SectionKind.ATTEMPT: Side.VERSO,
            SectionKind.COVERAGE: Side.VERSO if faced else Side.ANY,
            SectionKind.ANSWERS: Side.ANY if small else Side.RECTO,
            SectionKind.ANSWER: Side.ANY if small or lean else Side.VERSO,
        }
        return sides.get(section.kind, Side.ANY) if self.workbook.spec.edition.mirrored else Side.ANY

    def _globals(self) -> Mapping[str, Any]:
        spec = self.workbook.spec
        writing, page_rules = in_style(spec.line_style)
        return {
            "spec": spec.form(),
            "page": self.page,
            "tokens": self.design.tokens,
            "mirrored": spec.edition.mirrored,
            "answers_apart": spec.edition is Edition.PRACTICE,
            "low_ink": spec.ink is Ink.LOW,
            "neutral": self.colours(NEUTRAL_HUE),
            "rules": rules,
            "writing": writing,
            "writing_above": rise(spec.line_style),
            "page_rules": page_rules,
            "left_handed": spec.hand is Hand.LEFT,
            "cover_figure": partial(cover_figure, colours=self.colours),
            "brand": brand_of(self.design, spec.ink),
            "family_names": self.design.family_names,
            "swatches": partial(swatches, self.design, spec.ink),
            "contrast": contrast,
            "card_marks": card_marks,
            "palette_of": lambda theme: self.colours(theme.hue),
        }


def _dated(write: Any, workbook: Workbook) -> Any:
    def filled(day: date) -> str:
        return str(write(day, workbook.spec.language))

    return filled


def short_head(wording: str, most: int = RUNNING_HEAD) -> str:
    """The wording, or what fits of it: whole sentences, or its beginning to a whole word with an ellipsis."""
    words: list[str] = []
    length = 0
    for word in wording.split():
        length += len(word) + 1
        if length > most:
            short = " ".join(words)
            ends = [end for mark in (". ", "? ") if (end := f"{short} ".rfind(mark) + 1)]
            return short[: max(ends)] if ends else short.rstrip(",;:.–—") + "…"
        words.append(word)
    return " ".join(words)


def tied(text: str, whole: int = LONGEST_WHOLE) -> str:
    """The text with its last words held together, so that display type does not end on a lone short word.

    A last sentence of up to ``whole`` characters is held together: "How did you do it?"
    """
    words = text.split(" ")
    tail = words.pop()
    last = text[max(text.rfind(mark) for mark in (". ", "? ", "! ")) + 1 :].strip()
    least = len(last) if SHORTEST_LAST_LINE < len(last) <= whole < len(text) else SHORTEST_LAST_LINE
    while words and len(tail) < least and "<" not in words[-1] + tail:
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
