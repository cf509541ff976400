"""Cards → notes for Anki: every field as HTML that can do nothing, and the look of both sides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from ..model.answer import Bullets
from ..model.cards import Card, CardDeck, CardNote
from ..model.design import Design
from ..model.pack import PackSpec
from ..model.problems import DesignError, Problem, SourceRef
from .colour import HUES
from .contrast import colours_of
from .html import TEMPLATE_FAULTS
from .plainly import plainly
from .prose import Prose

SIDES = "anki/front.html", "anki/back.html"
STYLE = "anki/style.css.j2"

_COMMAND = re.compile(r"\[(?=\s*(?:sound|anki|latex|\$|/))", re.IGNORECASE)
_FORMULA = re.compile(r"\\(?=[(\[])")
_SEPARATOR = re.compile(r"[\x00-\x1f\x7f]+")
_NO_TAG = re.compile(r"[^\w:-]+")
WORD_JOINER = "&#8288;"


def render_deck(name: str, cards: Sequence[Card], spec: PackSpec, design: Design, templates: Path) -> CardDeck:
    """The cards as notes, in their order.

    Args:
        name: of the deck.
        cards: what is on them.
        spec: for its language and ink.
        design: tokens, and files that stand for those of the base.
        templates: the base templates' folder.

    Raises:
        DesignError: a template is missing or wrong.
    """
    prose = Prose(spec.language)
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(design.folder), FileSystemLoader(templates)]), undefined=StrictUndefined
    )
    palettes = [colours_of(design, hue, spec.ink) for hue in range(len(HUES))]
    try:
        # The sides are written in Anki's own template language, so they are read as they are.
        front, back = (_source(environment, side) for side in SIDES)
        css = environment.get_template(STYLE).render(tokens=design.tokens, palettes=palettes)
    except TEMPLATE_FAULTS as error:
        place = SourceRef(getattr(error, "name", None) or STYLE, getattr(error, "lineno", None) or 0)
        raise DesignError(Problem(f"template error: {error}", "mend the design's template", place)) from error
    return CardDeck(name, tuple(_note(card, prose) for card in cards), front, back, css)


def _source(environment: ImmutableSandboxedEnvironment, name: str) -> str:
    loader = environment.loader
    return loader.get_source(environment, name)[0] if loader else ""


def _note(card: Card, prose: Prose) -> CardNote:
    q = card.question
    fields = {
        "Question": escape(q.wording),
        "Number": escape(card.number),
        "Theme": escape(card.theme.name),
        "ThemeNumber": escape(card.theme_number),
        "Format": escape(f"{card.labels.format} · {card.labels.level}"),
        "Seconds": escape(card.seconds or ""),
        "Headline": _words(q.headline.markdown, prose) if q.headline else Markup(),
        "Cues": _list(q.cues, prose),
        "Numbers": _list(q.numbers, prose),
        "Hue": escape(card.theme.hue % len(HUES)),
        "Id": escape(q.id),
    }
    tags = (f"theme::{q.theme}", f"format::{q.format}", f"level::{q.level}", *q.tags)
    return CardNote(
        q.id,
        {name: inert(text) for name, text in fields.items()},
        tuple(dict.fromkeys(_NO_TAG.sub("-", tag) for tag in tags)),
    )


def _words(text: str, prose: Prose) -> Markup:
    return plainly(prose.inline(text))


def _list(bullets: Bullets | None, prose: Prose) -> Markup:
    if bullets is None:
        return Markup()
    items = Markup("").join(Markup("<li>{}</li>").format(_words(item, prose)) for item in bullets.items)
    return Markup("<ul>{}</ul>").format(items)


def inert(markup: Markup) -> str:
    """A field without what Anki itself would obey: sounds, LaTeX, formulas, the mark that ends a field."""
    text = _SEPARATOR.sub(" ", str(markup))
    return _FORMULA.sub("\\\\" + WORD_JOINER, _COMMAND.sub("&#91;", text))
