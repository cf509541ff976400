"""The same words set by others: Typst from PyPI and Debian's Chromium, where they are installed.

The books are equivalent, not equal: headings, paragraphs, lists, contents and a page of ruled lines for each question.
"""

from __future__ import annotations

import html
import importlib.util
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from .book import Book

LINES = 28
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def peers(book: Book) -> Iterator[tuple[str, Sequence[str | Path]]]:
    """Name and command of each peer that is here; its source file is written beside the book."""
    if importlib.util.find_spec("typst"):
        source = book.folder / "peer.typ"
        source.write_text(_typst(book), encoding="utf-8")
        program = "import typst, sys; typst.compile(sys.argv[1], output=sys.argv[2])"
        yield "Typst", [sys.executable, "-c", program, source, book.folder / "typst.pdf"]
    browser = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if browser:
        page = book.folder / "peer.html"
        page.write_text(_html(book), encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        profile = f"--user-data-dir={book.folder / 'profile'}"
        result = f"--print-to-pdf={book.folder / 'chromium.pdf'}"
        yield "Chromium", [browser, *flags, profile, "--no-pdf-header-footer", result, page.as_uri()]


def _blocks(path: Path) -> Iterator[tuple[str, str]]:
    """A question's text as (kind, words): ``#``, ``##``, ``###``, ``-`` or nothing for a paragraph."""
    body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    for block in re.split(r"\n\n+|\n(?=- |#)", body.strip()):
        words = re.sub(r"[*_`>]", "", " ".join(block.split()))
        kind = re.match(r"(#{1,3}|-) ", words)
        yield (kind[1] if kind else "", words[len(kind[0]) :] if kind else words)


def _typst(book: Book) -> str:
    parts = [
        '#set page(paper: "a4", margin: 2cm, numbering: "1")\n#set text(size: 10.5pt)\n#set par(justify: false)\n'
        "= Benchmark\n#outline()\n"
    ]
    ruled = f"#for _ in range({LINES}) [#v(8mm - 0.2mm) #line(length: 100%, stroke: 0.2mm)]"
    for question in book.questions:
        parts.append("#pagebreak()")
        for kind, words in _blocks(question):
            escaped = re.sub(r"([#$\\@<>*_`~=\[\]])", r"\\\1", words)
            parts.append({"#": "= ", "##": "== ", "###": "=== ", "-": "- "}.get(kind, "\n") + escaped)
        parts += ["#pagebreak()", ruled]
    return "\n".join(parts)


def _html(book: Book) -> str:
    style = (
        "@page{size:A4;margin:20mm}body{font:10.5pt/15pt serif}section,.ruled{break-before:page}"
        ".ruled div{height:8mm;box-sizing:border-box;border-bottom:.2mm solid #888}"
    )
    tags = {"#": "h1", "##": "h2", "###": "h3", "-": "li", "": "p"}
    sections = [
        "<section>"
        + "".join(f"<{tags[k]}>{html.escape(words)}</{tags[k]}>" for k, words in _blocks(question))
        + f"</section><div class=ruled>{'<div></div>' * LINES}</div>"
        for question in book.questions
    ]
    return f"<!DOCTYPE html><html lang=en><title>Benchmark</title><style>{style}</style>{''.join(sections)}</html>"
