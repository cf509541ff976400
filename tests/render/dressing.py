"""Dressing a small book, for tests of templates and designs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from generator.assets import design_roots, shipped_templates
from generator.compose.assemble import assemble
from generator.compose.select import select
from generator.load.designs import load_design
from generator.model.content import Library
from generator.model.pack import PackSpec
from generator.model.workbook import HtmlDocument
from generator.render.html import render
from tests.compose.bank import library, question

TODAY = date(2026, 11, 23)


def dress(folder: Path, bank: Library | None = None, **keys: Any) -> HtmlDocument:
    """A book of one question (or of a bank), in a design from ``folder/designs`` or a shipped one."""
    bank = bank or library(question("one", worksheets=("W1",)))
    spec = PackSpec(**keys)
    workbook = assemble(bank, select(bank, spec), spec, TODAY)
    design = load_design(spec.design, design_roots(folder))
    return render(workbook, design, shipped_templates(), (folder,))


def markup(document: HtmlDocument) -> str:
    """All of a book's sections."""
    return "\n".join(section.markup for section in document.sections)


def write_design(folder: Path, **files: str) -> Path:
    """A reader's own design named ``mine``; keys are paths with ``__`` for a slash and ``_`` kept."""
    design = folder / "designs/mine"
    for name, text in {"design.yaml": "", **{k.replace("__", "/"): v for k, v in files.items()}}.items():
        path = design / (name if name.endswith(".yaml") else f"{name}.j2")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return design
