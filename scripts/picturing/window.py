"""A window as HTML: a terminal with what was typed and printed, or an editor with a file."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from .desk import COLUMNS, ROOT
from .screen import Line, Run, Style

MONOSPACED = "DejaVu Sans Mono"
"""Not among the fonts that prep-pack brings: its pages need none of equal widths. Most Linux systems have it."""
FONTS = ROOT / "templates" / "fonts" / "inter"
WIDTH = 650
_BAR, _LINE, _PADDING = 30, 16.5, 12
_LETTER = 6.5
"""How wide a letter is. It and the line are whole pixels at twice the size: each letter is painted the same wherever it
stands, which makes the picture a good deal smaller."""
_SIZE = _LETTER * 2048 / 1233
"""The size of type at which the font's letters are so wide."""
_SIDE = (WIDTH - _LETTER * COLUMNS) / 2 - 1
_GUTTER = 5
"""Columns for line numbers."""
_PLACEHOLDER = re.compile(r"^<!-- .* -->$")


_CSS = f"""
@font-face {{ font-family: Bar; font-weight: 600; src: url("Inter_600SemiBold.ttf") }}
@font-face {{ font-family: Bar; font-weight: 400; src: url("Inter_400Regular.ttf") }}
@page {{ size: {WIDTH}px {{height}}px; margin: 0 }}
body {{ margin: 0; color: #1f2630; background: #fcfcfb }}
.window {{ border: 1px solid #c3c7cc; box-sizing: border-box; height: {{height}}px; overflow: hidden }}
.bar {{ background: #eceef0; border-bottom: 1px solid #d7dadd; box-sizing: border-box; height: {_BAR}px;
  position: relative; font: 600 11px/{_BAR - 1}px Bar; color: #4a525c; text-align: center }}
.bar i {{ position: absolute; top: 10px; width: 8px; height: 8px; border: 1px solid #b4b9bf; border-radius: 50% }}
.bar span {{ position: absolute; right: 14px; font-weight: 400; color: #6a727c }}
pre {{ margin: 0; padding: {_PADDING}px {_SIDE}px; font: {_SIZE:.4f}px/{_LINE}px "{MONOSPACED}" }}
b, .bold {{ font-weight: bold }}
.prompt, .dim {{ color: #5f6873 }}
.number {{ color: #9aa1a9 }}
.red {{ color: #b3261e }} .green {{ color: #2c6e3f }} .yellow {{ color: #8a5a00 }}
.blue {{ color: #1d5491 }} .magenta {{ color: #7d3c8c }} .cyan {{ color: #0a6578 }}
.todo {{ background: #fdf0c8 }} .comment {{ color: #6f7780 }}
.heading {{ color: #1d5491; font-weight: bold }} .note {{ color: #2c6e3f }}
"""


@dataclass(frozen=True, slots=True)
class Window:
    """A title, something small at the right of the bar, and lines of markup that fit the width."""

    title: str
    lines: tuple[str, ...]
    aside: str = ""

    @property
    def height(self) -> int:
        """Of the whole, in CSS pixels."""
        return round(_BAR + 2 * _PADDING + _LINE * len(self.lines)) + 2

    def html(self) -> str:
        """A page of exactly this window; what it names is in ``FONTS``."""
        style = _CSS.replace("{height}", str(self.height))
        dots = "".join(f'<i style="left: {14 + 15 * n}px"></i>' for n in range(3))
        bar = f'<div class="bar">{dots}<span>{escape(self.aside)}</span>{escape(self.title)}</div>'
        text = "\n".join(self.lines)
        return (
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(self.title)}</title>'
            f'<style>{style}</style><div class="window">{bar}<pre>{text}</pre></div></html>'
        )


def terminal(runs: Iterable[tuple[str, list[Line]]]) -> Window:
    """Each command after its prompt, what it printed below it, and a line between two commands."""
    lines: list[str] = []
    for command, printed in runs:
        typed = f"$ {command}"
        if len(typed) > COLUMNS:
            raise ValueError(f"longer than a line: {typed}")
        lines += [""] * bool(lines)
        lines.append(f'<span class="prompt">$</span> <b>{escape(command)}</b>')
        lines += ["".join(map(_marked, line)) for line in printed]
    return Window("Terminal", tuple(lines))


def editor(name: str, text: str, first: int, last: int) -> Window:
    """The lines of a file from ``first`` to ``last``, numbered, long ones wrapped as an editor does."""
    every = text.splitlines()
    lines: list[str] = []
    matter = 0
    for number, line in enumerate(every[:last], 1):
        matter += line == "---"
        if number < first:
            continue
        rows = textwrap.wrap(line, COLUMNS - _GUTTER, break_on_hyphens=False) or [""]
        for n, row in enumerate(rows):
            label = f"{number:>3}  " if n == 0 else " " * _GUTTER
            lines.append(f'<span class="number">{label}</span>{_coloured(line, row, in_matter=matter == 1)}')
    aside = f"{len(every)} lines" if last - first + 1 == len(every) else f"lines {first} to {last} of {len(every)}"
    return Window(name, tuple(lines), aside)


def _coloured(line: str, row: str, *, in_matter: bool) -> str:
    """A row of a line as markup. What is still to do is marked; all else is quiet."""
    if _PLACEHOLDER.match(line):
        return f'<span class="todo">{escape(row)}</span>'
    if in_matter:
        # A row that does not begin its line is the rest of a long comment.
        key = row.partition("# ")[0] if line.startswith(row) else ""
        return f'{escape(key)}<span class="comment">{escape(row.removeprefix(key))}</span>'
    for sign, kind in (("#", "heading"), (">", "note")):
        if line.startswith(sign):
            return f'<span class="{kind}">{escape(row)}</span>'
    return escape(row)


def _marked(run: Run) -> str:
    return escape(run.text) if run.style == Style() else f'<span class="{run.style.classes}">{escape(run.text)}</span>'
