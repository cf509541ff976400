"""Markup cut down to words with emphasis, for places where a link or a picture means nothing."""

from __future__ import annotations

from html.parser import HTMLParser

from markupsafe import Markup, escape

KEPT = {"em", "strong", "code"}
APART = {"p", "li", "td", "th", "br", "pre"}
"""Words on either side of these are not one word."""


def plainly(markup: Markup) -> Markup:
    """The same words with their emphasis. Everything else is left out: no attribute, address or picture stays."""
    reader = _Reader()
    reader.feed(str(markup))
    reader.close()
    return Markup("").join(reader.kept).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.kept: list[Markup] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag(tag, "<{}>")

    def handle_endtag(self, tag: str) -> None:
        self._tag(tag, "</{}>")

    def handle_data(self, data: str) -> None:
        self.kept.append(escape(data))

    def _tag(self, tag: str, form: str) -> None:
        if tag in KEPT:
            self.kept.append(Markup(form).format(tag))
        elif tag in APART and self.kept:
            self.kept.append(Markup(" "))
