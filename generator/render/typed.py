"""What is typed in a form, as the lines that stand on its rules: words with their emphasis, and nothing else."""

from __future__ import annotations

from html.parser import HTMLParser

from markupsafe import Markup, escape

KEPT = {"em", "strong", "code"}
APART = {"p", "li", "br", "tr", "pre", "div", "blockquote", "ul", "ol", "table", "hr"}
"""Words on either side of these stand on lines of their own."""
DASH = "– "


def typed(markup: Markup) -> Markup:
    """Text as lines, each a paragraph. Items get a dash or their number; of a picture its words are left."""
    reader = _Reader()
    reader.feed(str(markup))
    reader.close()
    reader.end_line()
    return Markup("\n").join(Markup("<p>{}</p>").format(line) for line in reader.lines)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Markup] = []
        self._line: list[Markup] = []
        self._open: list[str] = []
        self._numbers: list[int] = []
        self._verbatim = False

    def end_line(self) -> None:
        """Close what is open, and go on with it on the next line."""
        # The closing tags of what is open, so that each line is whole by itself.
        closing = [Markup("</{}>").format(tag) for tag in reversed(self._open)]
        line = Markup("").join([*self._line, *closing]).strip()
        if line.striptags():
            self.lines.append(line)
        self._line = [Markup("<{}>").format(tag) for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in APART:
            self.end_line()
        if tag in ("ul", "ol"):
            self._numbers.append(int(given.get("start") or 1) if tag == "ol" else 0)
        elif tag == "li":
            self._begin_item()
        elif tag in ("td", "th") and self._line:
            self._line.append(Markup(" · "))
        elif tag == "img":
            self._line.append(escape(given.get("alt") or ""))
        elif tag in KEPT:
            self._open.append(tag)
            self._line.append(Markup("<{}>").format(tag))
        self._verbatim = self._verbatim or tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag in APART:
            self.end_line()
        if tag in ("ul", "ol"):
            self._numbers.pop()
        elif tag in KEPT and tag in self._open:
            self._open.remove(tag)
            self._line.append(Markup("</{}>").format(tag))
        self._verbatim = self._verbatim and tag != "pre"

    def handle_data(self, data: str) -> None:
        first, *others = data.split("\n") if self._verbatim else [" ".join(data.split("\n"))]
        self._line.append(escape(first))
        for line in others:
            self.end_line()
            self._line.append(escape(line))

    def _begin_item(self) -> None:
        number = self._numbers[-1] if self._numbers else 0
        self._line.append(Markup("{}. ").format(number) if number else Markup(DASH))
        if number:
            self._numbers[-1] += 1
