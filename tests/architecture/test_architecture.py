"""The shape that docs/architecture.md promises."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.rules import absolute_imports, prints, shape, writes

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "generator"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST, LONGEST_OF_ONE_PIECE = 300, 400
OF_ONE_PIECE = {
    "finish/files.py": "what the user asked for is written in one place",
    "cohort/cluster.py": "what Dask wants is known in one place",
}
"""Modules that may be longer, since they would only be longer to read in two."""
WRITERS = {PACKAGE / "finish" / "files.py", PACKAGE / "keep" / "disk.py"}
"""What the user asked for is written in one place; what is kept for the next build in another."""
TEMPORARY = {
    "cohort/batch.py": {"tempfile.TemporaryDirectory"},  # a store for one run, which is to leave none behind
    "typeset/pool.py": {"tempfile.TemporaryDirectory"},  # the folder above those of its workers
    # A worker's own folder, for what the libraries leave: nobody else is sure to live long enough to remove it.
    "typeset/worker.py": {"tempfile.mkdtemp", "tempfile.tempdir", "shutil.rmtree"},
}
"""What else may touch the disk, and only so: folders that are gone when the program is."""
PRINTING = {
    "cli/console.py": {"sys.stdout", "sys.stderr", "rich.console.Console"},
    "cli/app.py": {"typer.echo"},  # the help of the whole program, as Typer sets it
}
STAGES = ("load", "judge", "compose", "render", "typeset", "keep", "finish", "collect", "draft", "deliver")
ROOMS = ("cli", "cohort", "jobs", "press", "intake", *STAGES)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def inside(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_there_is_something_to_look_at() -> None:
    assert set(MODULES) > WRITERS
    assert len(MODULES) > 30
    assert {path.parent.name for path in MODULES} >= {"model", *ROOMS}


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True)


def test_the_contracts_in_pyproject_are_kept() -> None:
    done = linted(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    assert f"{len(contracts)} kept, 0 broken" in done.stdout


BREACHES = [
    ("compose/select.py", "from ..load import text", "Data flows one way"),
    ("model/pack.py", "from ..jobs import workbook", "Data flows one way"),
    ("finish/files.py", "from .. import assets", "Data flows one way"),
    ("cli/build.py", "import jinja2", "Jinja belongs to render"),
    ("load/sections.py", "import markdown", "Markdown belongs to render"),
    ("jobs/workbook.py", "import weasyprint", "WeasyPrint belongs to typeset"),
    ("typeset/pdf.py", "import pikepdf", "pikepdf belongs to finish"),
    ("keep/store.py", "from ..finish import files", "Data flows one way"),
    ("collect/reading.py", "from ..load import text", "Data flows one way"),
    ("collect/places.py", "import pypdfium2", "pypdfium2 belongs to finish"),
    ("jobs/opening.py", "import pikepdf", "pikepdf belongs to finish"),
    ("keep/store.py", "import pikepdf", "pikepdf belongs to finish"),
    ("jobs/workbook.py", "from ..cohort import batch", "Data flows one way"),
    ("press/press.py", "from ..jobs import workbook", "Data flows one way"),
    ("intake/document.py", "from ..press import press", "Data flows one way"),
    ("cohort/batch.py", "from ..cli import console", "Data flows one way"),
    ("press/press.py", "import fontTools", "fontTools belongs to finish"),
    ("judge/prose.py", "from ..load import text", "Data flows one way"),
    ("draft/yaml.py", "from ..load import strictyaml", "Data flows one way"),
    ("load/text.py", "import textstat", "textstat belongs to judge"),
    ("judge/prose.py", "import num2words", "num2words belongs to speech"),
    ("cohort/batch.py", "import distributed", "Dask belongs to the cluster"),
    ("cli/build.py", "import pypdfium2", "pypdfium2 belongs to finish"),
    ("render/html.py", "import rich", "Typer and Rich belong to the command line"),
    ("render/html.py", "from fontTools import ttLib", "fontTools belongs to finish"),
    ("deliver/message.py", "from ..finish import files", "Data flows one way"),
    ("jobs/posting.py", "import smtplib", "Mail servers and passwords belong to deliver"),
    ("cli/emailing.py", "import keyring", "Mail servers and passwords belong to deliver"),
    ("deliver/account.py", "import idna", "idna belongs to what an address is"),
    ("deliver/smtp.py", "import pydantic", "pydantic belongs to what people write"),
    ("compose/select.py", "import pydantic", "pydantic belongs to what people write"),
]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is said of the package with all breaches in it at once, by contract."""
    folder = tmp_path_factory.mktemp("breaches")
    shutil.copytree(PACKAGE, folder / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    for number, (module, line, _) in enumerate(BREACHES):
        with (folder / "generator" / module).open("a", encoding="utf-8") as file:
            file.write(f"\ndef _late_{number}() -> None:\n    {line}\n")
    done = linted(folder)
    assert done.returncode == 1, done.stdout + done.stderr
    told = re.split(r"^(.+)\n-{5,}\n", done.stdout.partition("Broken contracts")[2], flags=re.MULTILINE)
    return dict(zip(told[1::2], told[2::2], strict=True))


@pytest.mark.parametrize(("module", "line", "contract"), BREACHES)
def test_the_contracts_would_be_noticed_broken(broken: dict[str, str], module: str, line: str, contract: str) -> None:
    (told,) = (said for name, said in broken.items() if name.startswith(contract))
    importer = "generator." + module.removesuffix(".py").replace("/", ".")
    _, source, *names = line.split()
    # Of a library outside only the name is told.
    imported = ".".join(["generator", *filter(None, source.split(".")), names[-1]]) if source[0] == "." else source
    assert re.search(rf"{re.escape(importer)} -> {re.escape(imported)}\b", told), told


def test_every_contract_is_tried() -> None:
    contracts = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    for contract in contracts:
        assert any(contract["name"].startswith(name) for _, _, name in BREACHES), contract["name"]


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_fits_in_a_head(path: Path) -> None:
    longest = LONGEST_OF_ONE_PIECE if inside(path) in OF_ONE_PIECE else LONGEST
    assert list(shape(path.stem, text(path), longest)) == []


def test_a_module_that_does_not_fit_would_be_noticed() -> None:
    assert list(shape("select", '"""Choosing."""\n' + "x = 1\n" * 298, LONGEST)) == []
    assert list(shape("select", '"""Choosing."""\n' + "x = 1\n" * 299, LONGEST)) == ["longer than 300 lines"]
    assert list(shape("utils", "x = 1\n", LONGEST)) == ['"utils" says nothing', "a module says what it is for"]


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_imports_inside_the_package_are_relative(path: Path) -> None:
    assert list(absolute_imports(text(path))) == []


@pytest.mark.parametrize("line", ["import generator.load", "from generator import load", "import os, generator as g"])
def test_an_absolute_import_would_be_noticed(line: str) -> None:
    assert list(absolute_imports(f"def late():\n    {line}\n"))
    assert list(absolute_imports("from . import generator\nimport generators\nfrom ..load import generator\n")) == []


@pytest.mark.parametrize("path", [path for path in MODULES if path not in WRITERS], ids=named)
def test_only_two_modules_write(path: Path) -> None:
    assert set(writes(text(path))) == TEMPORARY.get(inside(path), set()), (
        "writing belongs to finish/files.py and keep/disk.py"
    )


@pytest.mark.parametrize(
    "line",
    [
        "path.write_text('x')", "path.write_bytes(b'x')", "path.mkdir()", "path.touch()", "path.unlink()",
        "path.rename(other)", "path.rmdir()", "path.symlink_to(other)", "path.chmod(0o600)",
        "path.open('w')", "path.open('ab')", "path.open(mode='x')", "path.open('r+')", "Path('x').open('wb')",
        "path.open('r' if known else 'w')", "(folder / 'x').open('w', encoding='utf-8')",
        "open('x', 'w')", "open('x', mode='a')", "open(path, mode)", "io.open(path, 'wb')",
        "part.replace(path)", "part.replace(target=path)", "Path('x').replace('y')", "part.with_name('x').replace(path)",
        "os.replace(a, b)", "os.rename(a, b)", "os.open(path, flags)", "os.mkdir(a)", "os.makedirs(a)", "os.unlink(a)",
        "os.remove(a)", "os.truncate(a, 0)", "os.link(a, b)", "os.write(1, b'x')", "os.utime(a)",
        "import os as system; system.replace(a, b)", "from os import replace; replace(a, b)",
        "from os import replace as put; put(a, b)", "run(os.unlink, a)",
        "shutil.copy(a, b)", "shutil.rmtree(a)", "from shutil import move; move(a, b)", "partial(shutil.rmtree, a)",
        "tempfile.mkdtemp()", "tempfile.NamedTemporaryFile()", "from tempfile import TemporaryFile; TemporaryFile()",
    ],
)  # fmt: skip
def test_writing_would_be_noticed(line: str) -> None:
    assert list(writes(f"import io, os, shutil, tempfile\nfrom pathlib import Path\n\n\ndef late():\n    {line}\n"))


@pytest.mark.parametrize(
    "line",
    [
        "text.replace('a', 'b')", "text.replace('a', 'b', 1)", "text.replace(*pair)", "'a-b'.replace('-', ' ')",
        "dataclasses.replace(spec, title='x')", "from dataclasses import replace; replace(spec)",
        "dataclasses.replace(spec)", "now.replace(tzinfo=None)", "now.replace(microsecond=0)",
        "path.open()", "path.open('rb')", "path.open('r', encoding='utf-8')", "open(path)", "open(path, 'rb')",
        "open(os.devnull, 'w')", "os.open(os.devnull, os.O_WRONLY)", "pikepdf.open(out)", "wardrobe.open(book, 'wax')",
        "press.open(workbook, key)", "os.walk(path)", "os.environ.get('x')", "os.path.join(a, b)",
        "shutil.which('x')", "stream.write(b'x')", "document.save(out)", "path.read_text()",
    ],
)  # fmt: skip
def test_what_only_looks_like_writing_is_let_be(line: str) -> None:
    assert list(writes(f"import dataclasses, os, pikepdf, shutil\n\n\ndef late():\n    {line}\n")) == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_only_the_console_prints(path: Path) -> None:
    assert set(prints(text(path))) == PRINTING.get(inside(path), set()), "printing belongs to cli/console.py"


@pytest.mark.parametrize(
    "line",
    [
        "print('x')", "run(print)", "sys.stdout.write('x')", "sys.stderr.write('x')", "sys.stdout.buffer.write(b'x')",
        "sys.__stderr__.write('x')", "from sys import stdout; stdout.write('x')", "print('x', file=sys.stderr)",
        "import typer; typer.echo('x')", "from rich import print; print('x')",
        "from rich.console import Console; Console().print('x')", "from pprint import pprint; pprint(x)",
    ],
)  # fmt: skip
def test_printing_would_be_noticed(line: str) -> None:
    assert list(prints(f"import sys\n\n\ndef late():\n    {line}\n"))


@pytest.mark.parametrize("line", ["console.print('x')", "console.stdout().print(x)", "out.write('x')", "sys.exit(1)"])
def test_what_goes_through_the_console_is_let_be(line: str) -> None:
    assert list(prints(f"import sys\nfrom . import console\n\n\ndef late():\n    {line}\n")) == []


def test_tests_mirror_the_package() -> None:
    """A folder of the package has a folder of tests."""
    tested = {path.parent.name for path in (ROOT / "tests").rglob("test_*.py")}
    assert tested >= set(ROOMS)


def test_the_drawing_of_the_house_is_that_of_the_contract() -> None:
    guide = text(ROOT / "docs" / "architecture.md")
    drawn = guide.partition("```text\n")[2].partition("```")[0].splitlines()
    floors = [set(line.split()) for line in drawn if line.strip(" │")]
    contracts = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = [
        {room.strip().removeprefix("generator.") for room in layer.split("|")} for layer in contracts[0]["layers"]
    ]
    assert floors == layers
    rooms = {path.name.removesuffix(".py") for path in PACKAGE.iterdir() if not path.name.startswith(("_", "py."))}
    assert set.union(*floors) == rooms
    told = set(re.findall(r"^\| `([a-z]+)(?:/|\.py)` \|", guide, re.MULTILINE))
    assert told == rooms


def test_what_the_guide_names_is_there() -> None:
    guide = text(ROOT / "docs" / "architecture.md")
    named_there = set(re.findall(r"`((?:\w+/)+\w+)\.(\w+)`", guide))
    assert len(named_there) > 15
    for module, name in sorted(named_there):
        if name in ("py", "md", "j2", "yaml", "txt"):
            continue
        source = text(PACKAGE / f"{module}.py")
        assert re.search(rf"^(?:def|class) {name}\b|^    def {name}\b", source, re.MULTILINE), f"{module}.{name}"
