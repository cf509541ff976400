"""Texts that are put into fields, dressed to be set: a page of the field's size for each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from ..model.design import Design
from ..model.form import Entry
from ..model.workbook import HtmlDocument, HtmlSection
from .brand import face_rules

ASIDE = 1.5
"""Room at the left and right of a field, pt: what viewers keep when they set a text themselves."""

_RULES = f"""
html, body {{ margin: 0 }}
div {{ margin: 0; padding: 0 {ASIDE}pt; font-style: italic; font-variant-numeric: oldstyle-nums; white-space: pre-wrap;
overflow-wrap: anywhere; hyphens: none; orphans: 1; widows: 1 }}
span {{ position: relative }}
"""


def dress_entries(entries: Sequence[Entry], design: Design, templates: Path, language: str) -> HtmlDocument:
    """The markup of all texts. The page of each holds its name ``e0``, ``e1`` …, where it begins."""
    rules = [face_rules(design), _RULES, f'div {{ font-family: "{design.tokens.text_family}" }}']
    body = []
    for number, entry in enumerate(entries):
        size = f"size: {entry.place.width:.2f}pt {entry.place.height:.2f}pt; margin: 0"
        rules.append(f"@page e{number} {{ {size} }}")
        style = f"page: e{number}; font-size: {entry.size:.2f}pt; line-height: {entry.line:.3f}pt"
        body.append(
            Markup('<div id="e{}" style="{}"><span style="top: {:.2f}pt">{}</span></div>').format(
                number, style, entry.fall, entry.text
            )
        )
    return HtmlDocument(
        head="<meta charset=utf-8><title>Texts in fields</title>",
        css="\n".join(rules),
        sections=(HtmlSection("entries", "Texts in fields", Markup("\n").join(body)),),
        filler=HtmlSection("filler", "", ""),
        language=language,
        roots=(str(design.folder), str(templates / "fonts")),
        base=design.folder.as_uri() + "/",
        column_shift=0.0,
    )
