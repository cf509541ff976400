"""Where content and designs are looked for: the user's first, and nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import assets

ROOT = Path(__file__).resolve().parents[2]


def test_a_checkout_uses_its_own_folders() -> None:
    assert assets.shipped_content() == ROOT / "content"
    assert assets.shipped_templates() == ROOT / "templates"
    assert (assets.fonts_folder() / "fonts.conf").is_file()


def test_an_empty_folder_has_what_is_shipped(tmp_path: Path) -> None:
    assert assets.content_roots(tmp_path) == (ROOT / "content",)
    assert assets.design_roots(tmp_path) == (ROOT / "templates" / "designs",)


def test_the_users_folders_come_first(tmp_path: Path) -> None:
    for name in ("content", "designs"):
        (tmp_path / name).mkdir()
    assert assets.content_roots(tmp_path) == (tmp_path / "content", ROOT / "content")
    assert assets.design_roots(tmp_path) == (tmp_path / "designs", ROOT / "templates" / "designs")


def test_in_a_checkout_nothing_counts_twice(tmp_path: Path) -> None:
    assert assets.content_roots(ROOT) == (ROOT / "content",)
    (tmp_path / "content").symlink_to(ROOT / "content")
    assert assets.content_roots(tmp_path) == (ROOT / "content",)


def test_a_pack_of_the_user_hides_a_shipped_one(tmp_path: Path) -> None:
    assert assets.pack_files(tmp_path)["sample"] == ROOT / "content" / "packs" / "sample.yaml"
    own = tmp_path / "content" / "packs" / "sample.yaml"
    own.parent.mkdir(parents=True)
    own.touch()
    assert assets.pack_files(tmp_path)["sample"] == own


@pytest.mark.parametrize(
    ("pack", "home"), [("own/pack.yaml", "own"), ("own/content/packs/x.yaml", "own"), ("x.yaml", "")]
)
def test_the_folder_that_a_pack_belongs_to(tmp_path: Path, pack: str, home: str) -> None:
    assert assets.home_of(tmp_path / pack) == tmp_path / home
