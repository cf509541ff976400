from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.assets import fonts_folder
from generator.typeset.engine import listening, load_engine

NO_PANGO = """
import cffi.api
real = cffi.api.FFI.dlopen
def dlopen(self, name, *rest):
    if name and ("pango" in str(name) or "gobject" in str(name)):
        raise OSError(f"cannot load library '{name}': {name}: cannot open shared object file: No such file or directory")
    return real(self, name, *rest)
cffi.api.FFI.dlopen = dlopen
"""


def without_pango(folder: Path, root: Path) -> dict[str, str]:
    """An interpreter's surroundings in which the loader does not find Pango."""
    (folder / "sitecustomize.py").write_text(NO_PANGO)
    return {"PYTHONPATH": f"{folder}{os.pathsep}{root}"}


def test_a_machine_without_pango_gets_one_line_that_says_what_to_run(
    tmp_path: Path, root: Path, prep_pack: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    (tmp_path / "hook").mkdir()
    done = prep_pack(
        "build", "sample", "-o", "book.pdf", PREP_PACK_CACHE=str(tmp_path), **without_pango(tmp_path / "hook", root)
    )
    assert done.returncode == 8
    assert "Pango library is not installed" in done.stderr
    assert "libpango-1.0-0" in done.stderr or sys.platform != "linux"
    assert "Traceback" not in done.stderr
    assert len(done.stderr.replace("\n  ", " ").strip().splitlines()) <= 4, done.stderr
    assert not (tmp_path / "book.pdf").exists()


def test_only_bundled_fonts_are_seen() -> None:
    load_engine(fonts_folder())
    assert Path(os.environ["FONTCONFIG_FILE"]).parent == fonts_folder()
    assert Path(os.environ["FONTCONFIG_FILE"]).is_file()


def said(*records: tuple[str, int, str]) -> list[str]:
    with listening(lambda _: None) as heard:
        for logger, level, message in records:
            logging.getLogger(logger).log(level, message)
    assert not any(problem.is_error for problem in heard.problems)
    return [str(problem) for problem in heard.problems]


def test_what_the_engine_logs_becomes_warnings() -> None:
    told = said(
        ("weasyprint", logging.WARNING, "Ignored `colr: red` at 1:2"), ("fontTools.subset", logging.ERROR, "oh")
    )
    assert len(told) == 2
    assert told[0].startswith("typesetting: Ignored `colr: red` at 1:2; ")
    assert told[1].startswith("typesetting: oh; ")


def test_each_thing_is_told_once_and_chatter_is_not() -> None:
    again = ("weasyprint", logging.WARNING, "The same")
    assert len(said(again, again, ("weasyprint", logging.INFO, "Step 1"), ("other", logging.WARNING, "not ours"))) == 1


def test_a_missing_glyph_is_told_by_its_character() -> None:
    (told,) = said(
        ("weasyprint", logging.WARNING, '.notdef glyph rendered for Unicode string unsupported by fonts: "語" (U+8A9E)')
    )
    assert 'no bundled font has the character "語" (U+8A9E)' in told


def test_nothing_is_printed_and_the_loggers_are_left_as_they_were(capfd: pytest.CaptureFixture[str]) -> None:
    before = [(logging.getLogger(n).handlers[:], logging.getLogger(n).propagate) for n in ("weasyprint", "fontTools")]
    said(("weasyprint", logging.ERROR, "loud"))
    assert before == [
        (logging.getLogger(n).handlers[:], logging.getLogger(n).propagate) for n in ("weasyprint", "fontTools")
    ]
    assert capfd.readouterr() == ("", "")
