"""What a stranger's design may bring: colours, a logo, fonts. What may not be printed is told, with its line."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageFile

from generator.assets import design_roots, fonts_folder
from generator.load.designs import load_design
from generator.model.design import Design
from generator.model.problems import DesignError

INTER = fonts_folder() / "inter/Inter_400Regular.ttf"
SHAPES = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10">%s</svg>'


def mine(folder: Path, yaml: str, **files: bytes | str) -> Design:
    """A design of these keys; ``__`` in a file's name stands for a dot."""
    home = folder / "designs/mine"
    (home / "fonts").mkdir(parents=True, exist_ok=True)
    (home / "design.yaml").write_text(yaml, encoding="utf-8")
    for name, data in files.items():
        (home / name.replace("__", ".")).write_bytes(data if isinstance(data, bytes) else data.encode())
    return load_design("mine", design_roots(folder))


def told(folder: Path, yaml: str, **files: bytes | str) -> list[str]:
    with pytest.raises(DesignError) as caught:
        mine(folder, yaml, **files)
    messages = [str(problem) for problem in caught.value.problems]
    assert all(message.startswith("designs/mine/design.yaml:") for message in messages)
    return [message.removeprefix("designs/mine/design.yaml:") for message in messages]


def png(width: int, height: int, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), "#b0124a").save(out, "PNG")
    return out.getvalue()


def huge_png() -> bytes:
    """A header of 60 000 × 60 000 pixels, and hardly any data."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("written", "colour"),
    [('"#7a1f3d"', "#7a1f3d"), ('"#73D"', "#7733dd"), ("teal", "#008080"), ("RebeccaPurple", "#663399")],
)
def test_a_colour_as_people_write_it(here: Path, written: str, colour: str) -> None:
    (accent,) = mine(here, f"title: x\naccent: {written}\n").accents
    assert (accent.colour, accent.where.line) == (colour, 2)


def test_several_accents_in_their_order(here: Path) -> None:
    design = mine(here, 'accents:\n  - navy\n  - "#0a0"\n')
    assert [(a.colour, a.where.line) for a in design.accents] == [("#000080", 2), ("#00aa00", 3)]


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("accent: teel", '1: "accent": "teel" is no colour; did you mean "teal"?'),
        ('accent: "#12345"', '1: "accent": "#12345" is no colour; write "#7a1f3d", "#73d", or a CSS name such as teal'),
        ("accent: transparent", '1: "accent": "transparent" is no colour'),
        ("accent: 'red; } body { display: none'", '1: "accent": "red; } body { display: none" is no colour'),
        ("accent: url(http://x.org/)", '1: "accent": "url(http://x.org/)" is no colour'),
        ("title: x\naccent: #7a1f3d", '2: "accent": #7a1f3d is a remark here; write "#7a1f3d"'),
        ("accents:\n  - teal\n  - #7a1f3d", '3: "accents": #7a1f3d is a remark here; write "#7a1f3d"'),
        ("accent: teal\naccents: [red]", '2: both "accent" and "accents" are given; keep one of them'),
        ("accents: [red, 12]", '1: "accents" must be text, not 12; put it in quotes'),
        ("accents: [a, b, c, d, e, f, g, h, i, j]", '1: "accents" has too many items; at most 9 fit'),
        ("foot: " + "x" * 81, '1: "foot" is too long (81 characters); at most 80 fit'),
    ],
)
def test_what_is_no_colour_or_too_long(here: Path, yaml: str, message: str) -> None:
    (line,) = told(here, yaml + "\n")
    assert line.startswith(message)


def test_a_key_left_empty_is_not_given(here: Path) -> None:
    assert mine(here, "accent:  # one colour\naccents: []\nlogo:\nfoot:\ntypeface:\n").accents == ()


def test_a_png_and_an_svg_with_their_shapes(here: Path) -> None:
    logo = mine(here, "logo: logo.png\nlogo_alt: Example\n", logo__png=png(60, 20)).logo
    assert logo is not None
    assert (logo.kind, logo.ratio, logo.alt) == ("png", 3, "Example")
    assert logo.fitted(22, 4.6) == pytest.approx((13.8, 4.6))
    svg = mine(here, "logo: logo.svg\n", logo__svg=SHAPES % '<rect width="30" height="10"/>').logo
    assert svg is not None
    assert (svg.kind, svg.ratio, svg.alt) == ("svg", 3, "Logo")


def test_what_other_programs_leave_in_an_svg_is_left_out(here: Path) -> None:
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:ink="http://inkscape.org/x" width="30mm" height="10mm" ink:v="1">'
        '<!-- made --><ink:view href="http://x.org/"/><metadata><a href="http://x.org/">x</a></metadata>'
        '<defs><linearGradient id="g"><stop stop-color="red"/></linearGradient></defs>'
        '<rect data-name="C:\\x" width="30" height="10" fill="url(#g)"/></svg>'
    )
    logo = mine(here, "logo: logo.svg\n", logo__svg=text).logo
    assert logo is not None
    found = logo.data.decode()
    assert "x.org/" not in found
    assert "data-name" not in found
    root = ElementTree.fromstring(found)
    assert [e.tag.rpartition("}")[2] for e in root.iter()] == ["svg", "defs", "linearGradient", "stop", "rect"]
    assert root.get("viewBox"), "it is scaled by its viewBox"


CHAIN = "".join(f'<use id="c{i}" href="#c{i + 1}"/>' for i in range(3000))
NESTED = "<g>" * 60 + "</g>" * 60
BOMB = '<g id="a0"><rect width="1" height="1"/></g>' + "".join(
    f'<g id="a{i}">' + f'<use href="#a{i - 1}"/>' * 10 + "</g>" for i in range(1, 9)
)
HOSTILE: dict[str, tuple[bytes | str, str]] = {
    "script": (SHAPES % "<script>alert(1)</script>", "holds <script>"),
    "handler": (SHAPES % '<rect onload="x()" width="1" height="1"/>', 'holds a script ("onload")'),
    "foreign": (SHAPES % "<foreignObject/>", "holds <foreignObject>"),
    "filter": (SHAPES % '<filter id="f"/>', "holds <filter>"),
    "remote": (SHAPES % '<image href="http://x.org/a.png"/>', 'refers to "http://x.org/a.png"'),
    "file": (SHAPES % '<image href="file:///etc/passwd"/>', 'refers to "file:///etc/passwd"'),
    "sibling": (SHAPES % '<image href="other.png"/>', 'refers to "other.png"'),
    "html": (SHAPES % '<image href="data:text/html;base64,PGI+"/>', 'refers to "data:text/html'),
    "svg inside": (SHAPES % '<image href="data:image/svg+xml;base64,PGI+"/>', 'refers to "data:image/svg+xml'),
    "use outside": (SHAPES % '<use href="other.svg#a"/>', 'refers to "other.svg#a"'),
    "url": (SHAPES % '<rect fill="url(http://x.org/#a)" width="1" height="1"/>', "refers to something outside"),
    "style": (SHAPES % "<style>rect{fill:url(//x.org/a)}</style>", "refers to something outside"),
    "import": (SHAPES % "<style>@import '//x.org/a.css';</style>", "refers to something outside"),
    "escaped": (SHAPES % "<style>rect{fill:u\\72l(//x.org)}</style>", "refers to something outside"),
    "doctype": ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SHAPES % "&a;", 'holds "<!DOCTYPE"'),
    "sheet": ('<?xml-stylesheet href="http://x.org/"?>' + SHAPES % "", 'holds "<?"'),
    "loop": (SHAPES % '<g id="a"><use href="#a"/></g>', "refers to itself"),
    "bomb": (SHAPES % BOMB, "repeats its shapes too often"),
    "chain": (SHAPES % CHAIN, "repeats its shapes too often"),
    "deep": (SHAPES % NESTED, "is too intricate"),
    "many": (SHAPES % ("<g/>" * 5001), "is too intricate"),
    "cut": ((SHAPES % "<g/>")[:-8], "is no whole SVG"),
    "no size": ('<svg xmlns="http://www.w3.org/2000/svg"/>', "does not say how large it is"),
    "no svg": ("<html/>", "is neither a PNG nor an SVG"),
    "words": ("just words", "is neither a PNG nor an SVG"),
    "empty": ("", "is neither a PNG nor an SVG"),
    "jpeg": (b"\xff\xd8\xff\xe0", "is neither a PNG nor an SVG"),
    "utf-16": ((SHAPES % "").encode("utf-16"), "is neither a PNG nor an SVG"),
    "large": (SHAPES % ("<!-- -->" * 200_000), "is larger than 1 MB"),
    "pixels": (png(2001, 2000, "1"), "has too many pixels; at most 4 million fit"),
    "huge": (huge_png(), "has too many pixels"),
    "damaged": (png(40, 40)[:60], "is a damaged PNG"),
    "long": (png(130, 10), "the logo is 13 times as wide as high"),
    "huge inside": (
        SHAPES % f'<image href="data:image/png;base64,{base64.b64encode(huge_png()).decode()}"/>',
        "has too many pixels",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_logo_that_is_not_printed(name: str, here: Path) -> None:
    data, reason = HOSTILE[name]
    (message,) = told(here, "title: x\nlogo: logo.svg\n", logo__svg=data)
    assert message.startswith("2: ")
    assert reason in message
    assert "; " in message, "what to do"


@pytest.mark.parametrize("name", ["../secret.svg", "/etc/passwd", "nosuch.png", "fonts", "a\\0b"])
def test_a_logo_that_is_not_in_the_folder(name: str, here: Path) -> None:
    (here / "designs").mkdir()
    (here / "designs/secret.svg").write_text(SHAPES % "", encoding="utf-8")
    assert told(here, f'logo: "{name}"\n')[0].startswith("1: ")


def test_a_link_out_of_the_folder(here: Path) -> None:
    (here / "secret.svg").write_text(SHAPES % "", encoding="utf-8")
    (here / "designs/mine").mkdir(parents=True)
    (here / "designs/mine/logo.svg").symlink_to(here / "secret.svg")
    (here / "designs/mine/a.ttf").symlink_to(INTER)
    lines = told(here, "logo: logo.svg\ntypeface: {label: {regular: a.ttf}}\n")
    assert ["leads out of the design's folder" in line for line in lines] == [True, True]


def test_fonts_become_a_family_that_is_named_after_its_bytes(here: Path) -> None:
    yaml = "typeface:\n  text: {regular: Own-Regular.ttf}\n  label: Inter\n"
    first = mine(here, yaml, **{"Own-Regular.ttf": INTER.read_bytes()})
    assert first.family_names == ("Own", "Inter")
    assert first.tokens.text_family == first.faces[0].family
    (here / "designs/mine/Own-Regular.ttf").write_bytes(INTER.with_name("Inter_600SemiBold.ttf").read_bytes())
    second = mine(here, yaml)
    assert second.faces[0].family != first.faces[0].family
    assert second.faces[0].breadth[0] > first.faces[0].breadth[0], "a bold face runs wider"


def changed_font(*lost: str, letters: str = "") -> bytes:
    """Inter without some tables and letters."""
    out = io.BytesIO()
    with TTFont(INTER) as font:
        for table in lost:
            del font[table]
        for table in font["cmap"].tables if letters else ():
            table.cmap = {code: name for code, name in table.cmap.items() if chr(code) not in letters}
        font.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is no TTF or OTF font"),
        (b"wOF2" + bytes(100), "is no TTF or OTF font"),
        (b"ttcf" + bytes(100), "is no TTF or OTF font"),
        (b"\x00\x01\x00\x00" + bytes(100), "has no outlines"),
        (INTER.read_bytes()[:3000], "is a damaged font"),
        (bytes(5_000_001), "is larger than 5 MB"),
        (changed_font("glyf", "loca"), "has no outlines"),
        (changed_font(letters="7"), 'lacks the character "7"'),
    ],
)
def test_a_file_that_is_no_font(data: bytes, reason: str, here: Path) -> None:
    (message,) = told(here, "typeface:\n  label:\n    regular: a.ttf\n", **{"a.ttf": data})
    assert message.startswith('3: "a.ttf" ')
    assert reason in message


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("typeface: {text: Nosuch}", '1: unknown typeface "Nosuch"'),
        ("typeface: {text: 'x; y'}", '1: "family" cannot be "x; y"'),
        ("typeface: {txt: Inter}", '1: unknown key "txt"; did you mean "text"?'),
        ("typeface: {text: {regulr: a.ttf}}", '1: unknown key "regulr"; did you mean "regular"?'),
        ("typeface: {text: {bold: a.ttf}}", '1: "text" has no "regular"; name a font file, or a family'),
        ("typeface: {text: 12}", '1: "text" must be a set of keys, not 12'),
        ("typeface: {text: {family: Inter, regular: a.ttf}}", '1: "text" has both a family and files'),
        ("text_family: Inter\ntypeface: {text: Inter}", '2: both "text_family" and "typeface" give it'),
        ("typeface: {text: {regular: ../a.ttf}}", '1: "../a.ttf" leads out of the design\'s folder'),
    ],
)
def test_a_typeface_that_makes_no_sense(here: Path, yaml: str, message: str) -> None:
    assert told(here, yaml + "\n")[0].startswith(message)


def test_everything_that_is_wrong_at_once(here: Path) -> None:
    lines = told(here, "accent: teel\nlogo: no.png\ntypeface:\n  text: {regular: a.ttf}\nfoot: 12\nscale: 9\n")
    assert [line.partition(":")[0] for line in lines] == ["1", "5", "6"], (
        "files are looked into when the keys are right"
    )
    lines = told(here, "accent: teel\nlogo: no.png\ntypeface:\n  text: {regular: a.ttf}\n")
    assert [line.partition(":")[0] for line in lines] == ["1", "2", "4"]


def test_what_the_engine_takes_is_no_measure(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once it is loaded, pictures that are cut short pass for whole in the same process."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    (message,) = told(here, "title: x\nlogo: logo.png\n", logo__png=HOSTILE["damaged"][0])
    assert "is a damaged PNG" in message
    assert ImageFile.LOAD_TRUNCATED_IMAGES
