"""`Workbook` → `HtmlDocument`. The only owner of Jinja: sandboxed, and every undefined name is an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from ..model.pack import Edition, Ink
from ..model.problems import DesignError, Problem, SourceRef
from ..model.workbook import HtmlDocument, HtmlSection, Section, Workbook
from .colour import Palette, palette
from .cover import cover_figure
from .dates import long_date, short_date
from .design import Design
from .prose import Prose
from .rules import page_rules, rules

STYLE_SHEETS = ("tokens", "base", "components", "answers", "worksheets", "page")
"""In this order; `page` is last because `@page` ignores layers and source order wins."""

NEUTRAL_HUE = 0
SHORTEST_LAST_LINE = 12
"""Characters that the last line of a title has at least."""

RUNNING_HEAD = 74
"""Characters of a question in the running head; the whole wording stands on its opener."""


def render(workbook: Workbook, design: Design, templates: Path, roots: Sequence[Path]) -> HtmlDocument:
    """Dress a workbook.

    Args:
        workbook: what to print.
        design: tokens and overriding files.
        templates: the base templates' folder.
        roots: folders from which content may bring pictures.

    Raises:
        DesignError: a template is missing, does not parse, or uses a name that is not there.
    """
    environment = _environment(workbook, design, templates)
    try:
        css = "\n".join(_style_sheets(environment, design))
        head = environment.get_template("head.html.j2").render()
        sections = tuple(_section(environment, section, workbook) for section in workbook.sections)
    except TemplateError as error:
        raise DesignError(_template_problem(error, design)) from error
    shift = workbook.page.measure + workbook.page.gap if workbook.page.column else 0.0
    return HtmlDocument(
        head=head,
        css=css,
        sections=sections,
        language=workbook.spec.language,
        roots=tuple(str(folder) for folder in (*roots, design.folder, templates / "fonts")),
        base=design.folder.as_uri() + "/",
        column_shift=shift if workbook.spec.edition is Edition.STUDY else 0.0,
    )


def _environment(workbook: Workbook, design: Design, templates: Path) -> ImmutableSandboxedEnvironment:
    base = FileSystemLoader(templates)
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(design.folder), base, PrefixLoader({"base": base})]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    prose = Prose(workbook.spec.language)
    environment.filters.update(prose=prose.block, line=prose.inline, short_head=short_head, tied=tied)
    environment.filters.update(long_date=_dated(long_date, workbook), short_date=_dated(short_date, workbook))
    environment.globals.update(_globals(workbook, design))
    return environment


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
        "themes": {s.theme_number: (s.theme, palette(s.theme.hue, spec.ink)) for s in workbook.sections if s.theme},
        "rules": rules,
        "page_rules": page_rules,
        "cover_figure": cover_figure,
    }


def _style_sheets(environment: ImmutableSandboxedEnvironment, design: Design) -> list[str]:
    names = [f"css/{name}.css.j2" for name in STYLE_SHEETS]
    if (design.folder / "design.css.j2").is_file():
        names.append("design.css.j2")
    return [environment.get_template(name).render() for name in names]


def _section(environment: ImmutableSandboxedEnvironment, section: Section, workbook: Workbook) -> HtmlSection:
    template = environment.get_template(f"sections/{section.kind}.html.j2")
    markup = template.render(section=section, palette=_palette(section, workbook), **section.facts)
    return HtmlSection(section.id, section.title, Markup(markup))


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


def _template_problem(error: TemplateError, design: Design) -> Problem:
    name = getattr(error, "name", None) or getattr(error, "filename", None) or design.name
    line = getattr(error, "lineno", 0) or 0
    return Problem(
        f"template error: {error.message or type(error).__name__}",
        "mend the design's template",
        SourceRef(str(name), line),
    )
