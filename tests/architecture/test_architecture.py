"""The shape that docs/architecture.md promises."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "generator"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 300
WRITING = {"write_text", "write_bytes", "mkdir", "touch", "unlink", "rmdir", "rename", "symlink_to", "hardlink_to"}
WRITERS = {PACKAGE / "finish" / "files.py", PACKAGE / "keep" / "disk.py"}
"""What the user asked for is written in one place; what is kept for the next build in another."""
STAGES = ("load", "judge", "compose", "render", "typeset", "keep", "finish")
ROOMS = ("cli", "cohort", "jobs", "press", "intake", *STAGES)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


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


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("compose/select.py", "from ..load import text", "Data flows one way"),
        ("model/pack.py", "from ..jobs import workbook", "Data flows one way"),
        ("finish/files.py", "from .. import assets", "Data flows one way"),
        ("cli/build.py", "import jinja2", "Jinja belongs to render"),
        ("load/sections.py", "import markdown", "Markdown belongs to render"),
        ("jobs/workbook.py", "import weasyprint", "WeasyPrint belongs to typeset"),
        ("typeset/pdf.py", "import pikepdf", "pikepdf belongs to finish"),
        ("keep/store.py", "from ..finish import files", "Data flows one way"),
        ("keep/store.py", "import pikepdf", "pikepdf belongs to finish"),
        ("jobs/workbook.py", "from ..cohort import batch", "Data flows one way"),
        ("press/press.py", "from ..jobs import workbook", "Data flows one way"),
        ("intake/document.py", "from ..press import press", "Data flows one way"),
        ("cohort/batch.py", "from ..cli import console", "Data flows one way"),
        ("press/press.py", "import fontTools", "fontTools belongs to finish"),
        ("judge/prose.py", "from ..load import text", "Data flows one way"),
        ("load/text.py", "import textstat", "textstat belongs to judge"),
        ("judge/prose.py", "import num2words", "num2words belongs to speech"),
        ("cohort/batch.py", "import distributed", "Dask belongs to the cluster"),
        ("cli/build.py", "import pypdfium2", "pypdfium2 belongs to finish"),
        ("render/html.py", "import rich", "Typer and Rich belong to the command line"),
    ],
)
def test_the_contracts_would_be_noticed_broken(tmp_path: Path, module: str, line: str, contract: str) -> None:
    shutil.copytree(PACKAGE, tmp_path / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "generator" / module).open("a", encoding="utf-8") as file:
        file.write(f"\ndef _late() -> None:\n    {line}\n")
    done = linted(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "1 broken" in done.stdout
    assert contract in done.stdout.partition("Broken contracts")[2]


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_fits_in_a_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < LONGEST
    assert path.stem not in {"utils", "util", "helpers", "misc", "common"}
    assert ast.get_docstring(tree(path)), "a module says what it is for"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_imports_inside_the_package_are_relative(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            assert not any(alias.name.partition(".")[0] == "generator" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            assert (node.module or "").partition(".")[0] != "generator"


@pytest.mark.parametrize("path", [path for path in MODULES if path not in WRITERS], ids=named)
def test_only_two_modules_write(path: Path) -> None:
    for call in calls(path):
        if isinstance(call.func, ast.Attribute):
            assert call.func.attr not in WRITING, (
                f"line {call.lineno}: writing belongs to finish/files.py and keep/disk.py"
            )


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent.name != "cli"], ids=named)
def test_only_the_command_line_prints(path: Path) -> None:
    for call in calls(path):
        assert not (isinstance(call.func, ast.Name) and call.func.id == "print"), f"line {call.lineno}"


def test_tests_mirror_the_package() -> None:
    """A folder of the package has a folder of tests."""
    tested = {path.parent.name for path in (ROOT / "tests").rglob("test_*.py")}
    assert tested >= set(ROOMS)
