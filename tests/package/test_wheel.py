"""The wheel, built and installed elsewhere, works without the checkout and without a network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = (
    "generator",
    "content",
    "templates",
    "scripts",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "THIRD_PARTY_NOTICES.md",
)

Run = Callable[..., subprocess.CompletedProcess[str]]

NO_NETWORK = """
import socket

connect = socket.socket.connect

def refuse(*arguments):
    raise AssertionError("a network was asked for")

def connect_here(self, address):
    # Processes of one machine talk through sockets that have a path.
    return connect(self, address) if self.family == socket.AF_UNIX else refuse()

socket.socket.connect = connect_here
socket.create_connection = socket.getaddrinfo = refuse
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a checkout holds, so that nothing is left behind in it."""
    source = tmp_path_factory.mktemp("source")
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source)
    return source


def build(source: Path, **variables: str) -> Path:
    shutil.rmtree(source / "dist", ignore_errors=True)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "dist"]
    done = subprocess.run(command, cwd=source, env=os.environ | variables, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = (source / "dist").glob("prep_pack-*.whl")
    return built


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = build(source)
    return built.rename(tmp_path_factory.mktemp("wheel") / built.name)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel was installed into."""
    target = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target)]
    done = subprocess.run([*command, str(wheel)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (target / "sitecustomize.py").write_text(NO_NETWORK)
    return target


@pytest.fixture
def run_installed(installed: Path, tmp_path: Path, cli_environment: dict[str, str]) -> Run:
    """Run the installed command in an empty folder, with the checkout out of sight."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(installed / "bin" / "prep-pack"), *arguments]
        env = cli_environment | {"PYTHONPATH": str(installed)}
        return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120)

    return run


def test_the_wheel_holds_everything_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for top in ("content", "templates"):
        files = {path.relative_to(ROOT).as_posix() for path in (ROOT / top).rglob("*") if path.is_file()}
        assert files
        assert {f"prep_pack/_bundled/{name}" for name in files if "__pycache__" not in name} <= names
    assert {name.partition("/")[0].rpartition(".")[2] for name in names} == {"prep_pack", "dist-info"}
    assert sum("licenses/" in name for name in names) >= 4


def test_the_wheel_runs_from_its_own_files(run_installed: Run, installed: Path, tmp_path: Path) -> None:
    from_wheel = "from prep_pack import assets; print(assets.shipped_content(), assets.fonts_folder())"
    done = subprocess.run(
        [sys.executable, "-c", from_wheel],
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
    )
    bundled = installed / "prep_pack" / "_bundled"
    assert done.stdout == f"{bundled / 'content'} {bundled / 'templates' / 'fonts'}\n"
    listed = run_installed("list")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "first-ninety-days\tstrategy\t" in listed.stdout


def test_the_installed_command_makes_a_workbook_offline(run_installed: Run, tmp_path: Path) -> None:
    done = run_installed("build", "--question", "first-ninety-days", "--strict", "-o", "x.pdf")
    assert (done.returncode, done.stderr) == (0, "1 question, chosen by --question first-ninety-days\n")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")


def test_it_makes_the_same_bytes_as_the_checkout(run_installed: Run, prep_pack: Run, tmp_path: Path) -> None:
    flags = ("--question", "stopped-funding", "--notes-pages", "0", "--plan", "none", "-q")
    assert run_installed("build", *flags, "-o", "wheel.pdf").returncode == 0
    assert prep_pack("build", *flags, "-o", "checkout.pdf").returncode == 0
    assert (tmp_path / "wheel.pdf").read_bytes() == (tmp_path / "checkout.pdf").read_bytes()


def test_the_constraints_name_exact_versions_and_no_host() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert len(pins) > 40
    for pin in pins:
        name, _, version = pin.partition("==")
        assert name
        assert version
        assert not set(pin) & set(" /:@;")


def test_the_description_has_no_link_that_leads_nowhere(wheel: Path) -> None:
    (metadata,) = (name for name in zipfile.ZipFile(wheel).namelist() if name.endswith("/METADATA"))
    text = zipfile.ZipFile(wheel).read(metadata).decode()
    assert "A question bank becomes an interview workbook" in text
    assert "docs/pictures" not in text
    assert not re.search(r"\]\((?!https?:|#)", text)


def test_a_release_shows_its_pictures(source: Path) -> None:
    built = build(source, PREP_PACK_SOURCE="https://example.org/prep-pack/v1/")
    (metadata,) = (name for name in zipfile.ZipFile(built).namelist() if name.endswith("/METADATA"))
    text = zipfile.ZipFile(built).read(metadata).decode()
    assert "](https://example.org/prep-pack/v1/docs/pictures/opener.png)" in text
