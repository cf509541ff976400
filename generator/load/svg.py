"""An SVG of a stranger → shapes alone, or the reason why not.

What may stay is listed; what may do harm is told by name; what other programs add for themselves is left out. The rest
of the program sees only what is written anew here.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from .brought import Unfit, open_raster

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
SHAPES = frozenset(
    (
        *("svg", "g", "defs", "title", "desc", "style", "text", "tspan", "use", "image", "clipPath"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("linearGradient", "radialGradient", "stop"),
    )
)
LEFT_OUT = frozenset({"metadata"})
DEEPEST, MOST_ELEMENTS, MOST_DRAWN = 40, 5_000, 20_000
"""How far elements may be nested, how many there may be, and how many are drawn when each ``use`` is followed."""

_INNER = re.compile(r"url\(\s*['\"]?#([\w.:-]+)['\"]?\s*\)", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(png|jpeg);base64,([A-Za-z0-9+/\s]*={0,2}\s*)")
_NUMBER = re.compile(r"\s*([0-9]*\.?[0-9]+(?:e[-+]?\d+)?)\s*(px|pt|pc|mm|cm|in|q)?\s*", re.IGNORECASE)
_UNITS = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6}
_FORBIDDEN = re.compile(r"<!(DOCTYPE|ENTITY)|<\?(?!xml\s)", re.IGNORECASE)


def plain_svg(data: bytes) -> tuple[bytes, float]:
    """The picture written anew, and its width by its height.

    Raises:
        Unfit: it is no SVG, or holds more than shapes.
    """
    root = _parse(data)
    if root.tag != f"{{{SVG}}}svg":
        raise Unfit("is neither a PNG nor an SVG", "save the logo as one of these")
    ratio = _ratio(root)
    plain = _plain(root)
    _check_drawing(plain)
    plain.set("viewBox", plain.get("viewBox") or f"0 0 {_length(root, 'width'):g} {_length(root, 'height'):g}")
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    return ElementTree.tostring(plain, encoding="utf-8"), ratio


def _parse(data: bytes) -> Element:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unfit("is neither a PNG nor an SVG", "save the logo as one of these") from None
    if "<" not in text[:200]:
        raise Unfit("is neither a PNG nor an SVG", "save the logo as one of these")
    found = _FORBIDDEN.search(text)
    if found:
        raise Unfit(f'holds "{found[0]}"', "delete that line, or save it as plain SVG")
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError) as error:
        raise Unfit(f"is no whole SVG ({error})", "save it anew") from None
    level, depth, count = [root], 0, 0
    while level:
        depth, count = depth + 1, count + len(level)
        level = [child for element in level for child in element]
    if depth > DEEPEST or count > MOST_ELEMENTS:
        raise Unfit("is too intricate", f"at most {MOST_ELEMENTS} shapes, nested {DEEPEST} deep; simplify it")
    return root


def _ratio(root: Element) -> float:
    box = [float(n) for n in re.findall(r"[-+]?[0-9]*\.?[0-9]+(?:e[-+]?\d+)?", root.get("viewBox", ""), re.IGNORECASE)]
    width, height = (box[2], box[3]) if len(box) == 4 else (_length(root, "width"), _length(root, "height"))
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise Unfit("does not say how large it is", "give it a viewBox")
    return width / height


def _length(root: Element, name: str) -> float:
    found = _NUMBER.fullmatch(root.get(name, ""))
    return float(found[1]) * _UNITS[(found[2] or "px").lower()] if found else 0.0


def _plain(element: Element) -> Element:
    """The element with its children, without what belongs to other programs."""
    name = _local(element.tag)
    plain = Element(element.tag, dict(_attributes(element, name)))
    plain.text, plain.tail = element.text, element.tail
    if name == "style":
        _check_words(element.text or "", "style")
        if "clip-path" in (element.text or ""):
            raise Unfit(
                "has a clip-path in its style sheet", "save it with styles as attributes (presentation attributes)"
            )
    for child in element:
        if _is_svg(child.tag) and _local(child.tag) not in LEFT_OUT:
            if _local(child.tag) not in SHAPES:
                raise Unfit(f"holds <{_local(child.tag)}>", "save the logo as plain SVG: shapes, colours, gradients")
            plain.append(_plain(child))
    return plain


def _attributes(element: Element, name: str) -> Iterator[tuple[str, str]]:
    for key, value in element.attrib.items():
        if (key.startswith("{") and key != f"{{{XLINK}}}href") or key.startswith("data-"):
            continue  # of another program, or of XML itself
        word = _local(key)
        if word.lower().startswith("on"):
            raise Unfit(f'holds a script ("{word}")', "save the logo as plain SVG")
        if word == "href":
            _check_reference(value, name)
        else:
            _check_words(value, word)
        yield key, value


def _check_reference(value: str, name: str) -> None:
    picture = _PICTURE.fullmatch(value) if name == "image" else None
    if picture:
        open_raster(base64.b64decode(picture[2]), picture[1].upper())
    elif not value.startswith("#"):
        raise Unfit(f'refers to "{value[:40]}"', "embed what it shows, as a PNG or JPEG, or draw it")


def _check_words(value: str, key: str) -> None:
    rest = _INNER.sub("", value)
    for sign in ("url(", "@", "javascript:", "\\"):
        if sign in rest.lower() and (key == "style" or sign != "@"):
            raise Unfit(f'refers to something outside ("{rest[:40].strip()}")', "save the logo as plain SVG")


def _check_drawing(root: Element) -> None:
    """Refuses what refers to itself, and what is small to write and endless to draw."""
    by_id = {element.get("id", ""): element for element in root.iter()}
    _Drawing(by_id).cost(root)


class _Drawing:
    """How many elements are drawn when every reference is followed."""

    def __init__(self, by_id: Mapping[str, Element]) -> None:
        self._by_id = by_id
        self._known: dict[Element, int] = {}
        self._open: set[Element] = set()

    def cost(self, element: Element) -> int:
        if element in self._open:
            raise Unfit("refers to itself", "save the logo as plain SVG")
        # Before it is followed any deeper, or a long chain ends Python and not the logo.
        if len(self._open) > 10 * DEEPEST:
            raise Unfit("repeats its shapes too often", "save the logo as plain SVG")
        if element not in self._known:
            self._open.add(element)
            led_to = [self._by_id[name] for name in _references(element) if name in self._by_id]
            self._known[element] = 1 + sum(map(self.cost, [*element, *led_to]))
            self._open.discard(element)
            if self._known[element] > MOST_DRAWN:
                raise Unfit("repeats its shapes too often", "save the logo as plain SVG")
        return self._known[element]


def _references(element: Element) -> Iterator[str]:
    for key, value in element.attrib.items():
        if _local(key) == "href" and value.startswith("#"):
            yield value[1:]
        yield from _INNER.findall(value)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _is_svg(tag: object) -> bool:
    return isinstance(tag, str) and tag.startswith(f"{{{SVG}}}")
