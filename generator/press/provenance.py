"""All that can change how a page comes out, but for what is on it: the program, its files, the libraries below it.

Every key of what is kept, and every digest of a finished book, begins with this. So nothing that another version of
anything has made is ever taken for what this one would make.
"""

from __future__ import annotations

import logging
import platform
import re
import zlib
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from .. import __version__, assets
from ..keep.digests import digest, fingerprint
from ..typeset.libraries import harfbuzz_version, pango_version

LIBRARIES = (
    *("weasyprint", "pydyf", "pyphen", "tinycss2", "tinyhtml5", "cssselect2", "webencodings", "cffi", "pillow"),
    *("fonttools", "brotli", "zopfli"),
    *("jinja2", "markupsafe", "markdown", "num2words"),
    *("pikepdf", "lxml"),
)
"""What sets, dresses and binds pages, and what these stand on (`tests/press` holds it against what is installed)."""

_log = logging.getLogger(__name__)

PACKAGE = Path(__file__).resolve().parents[1]
_VERSION = re.compile(r"^Version:[ \t]*(\S+)", re.MULTILINE)


def provenance() -> str:
    """The digest of the program, its files and its libraries, as they are on this machine now."""
    found = ingredients()
    for name, value in found.items():
        _log.debug("provenance: %s %s", name, value)
    return digest(*(f"{name} {value}" for name, value in found.items()))


def ingredients() -> Mapping[str, str]:
    """What goes into `provenance`, by name: versions, and digests of the program's own files."""
    return {
        "prep-pack": __version__,
        "code": fingerprint(PACKAGE, _is_code),
        "templates": fingerprint(assets.shipped_templates()),
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "pango": pango_version(),
        "harfbuzz": harfbuzz_version(),
        **{name: _version(name) for name in LIBRARIES},
    }


def _is_code(path: Path) -> bool:
    return path.suffix == ".py"


def _version(name: str) -> str:
    """A library's version; empty where it is not there, since some are only used where they are."""
    try:
        library = distribution(name)
    except PackageNotFoundError:
        return ""
    # Asked for its version, a library reads the whole of its description: most of the time that all this takes.
    line = _VERSION.search(library.read_text("METADATA") or "")
    return line[1] if line else library.version
