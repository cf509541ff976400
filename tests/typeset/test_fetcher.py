"""The engine's way to files: content and design folders, inline data, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.assets import fonts_folder
from generator.typeset.engine import listening, load_engine

PLAIN = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="5" height="5"/></svg>'
INNER = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
    '<image {} width="5" height="5"/></svg>'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An allowed folder, with traps in it; a secret beside it."""
    allowed = tmp_path / "allowed"
    (allowed / "sub dir").mkdir(parents=True)
    (tmp_path / "secret.svg").write_text(PLAIN)
    (tmp_path / "allowed-too").mkdir()
    (tmp_path / "allowed-too/secret.svg").write_text(PLAIN)
    (allowed / "plain.svg").write_text(PLAIN)
    (allowed / "sub dir/plain.svg").write_text(PLAIN)
    (allowed / "href.svg").write_text(INNER.format('href="../secret.svg"'))
    (allowed / "xlink.svg").write_text(INNER.format('xlink:href="../secret.svg"'))
    (allowed / "link.svg").symlink_to(tmp_path / "secret.svg")
    (allowed / "inside-link.svg").symlink_to(allowed / "plain.svg")
    (allowed / "folder-link").symlink_to(tmp_path)
    (allowed / "import.css").write_text('@import url("../secret.css");')
    (tmp_path / "secret.css").write_text("p { color: red }")
    return allowed


def set_(markup: str, folder: Path) -> bytes:
    from weasyprint.urls import URLFetcher

    weasyprint: Any = load_engine(fonts_folder())
    from generator.typeset.fetcher import FolderFetcher

    fetcher = FolderFetcher([folder])
    assert isinstance(fetcher, URLFetcher)
    data: bytes = weasyprint.HTML(string=markup, base_url=folder.as_uri() + "/", url_fetcher=fetcher).write_pdf()
    return data


@pytest.mark.parametrize(
    "markup",
    [
        '<img alt=a src="plain.svg">',
        '<img alt=a src="sub%20dir/plain.svg">',
        '<img alt=a src="sub dir/../plain.svg">',
        '<img alt=a src="inside-link.svg">',
        '<img alt=a src="data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>">',
        '<p style="background: url(plain.svg)">x',
        '<a href="http://127.0.0.1:9/">a link is not fetched</a>',
    ],
)
def test_files_of_the_folder_and_inline_data_are_served(folder: Path, markup: str) -> None:
    assert set_(markup, folder).startswith(b"%PDF")


@pytest.mark.parametrize(
    "markup",
    [
        '<img alt=a src="../secret.svg">',
        '<img alt=a src="{secret}">',
        '<img alt=a src="sub%20dir/../../secret.svg">',
        '<img alt=a src="%2e%2e/secret.svg">',
        '<img alt=a src="%2e%2e%2fsecret.svg">',
        '<img alt=a src="link.svg">',
        '<img alt=a src="folder-link/secret.svg">',
        '<img alt=a src="../allowed-too/secret.svg">',
        '<img alt=a src="no-such.svg">',
        '<img alt=a src="sub%20dir">',
        '<img alt=a src="file://example.org{path}/plain.svg">',
        '<img alt=a src="file:///etc/passwd">',
        '<img alt=a src="http://127.0.0.1:9/x.png">',
        '<img alt=a src="https://127.0.0.1:9/x.png">',
        '<img alt=a src="ftp://127.0.0.1:9/x.png">',
        '<img alt=a src="//127.0.0.1:9/x.png">',
        '<link rel=stylesheet href="import.css"><p>x',
        '<link rel=stylesheet href="../secret.css"><p>x',
        '<link rel=attachment href="../secret.svg">',
        "<style>@font-face { font-family: x; src: url(../secret.svg) } p { font-family: x }</style><p>x",
        '<p style="background: url(http://127.0.0.1:9/)">x',
        '<object data="../secret.svg"></object>',
        '<embed src="../secret.svg">',
        '<base href="http://127.0.0.1:9/"><img alt=a src=x.png>',
    ],
)
def test_everything_else_stops_the_engine(folder: Path, markup: str) -> None:
    load_engine(fonts_folder())
    from weasyprint.urls import FatalURLFetchingError

    filled = markup.replace("{secret}", (folder.parent / "secret.svg").as_uri()).replace("{path}", str(folder))
    with pytest.raises(FatalURLFetchingError) as caught:
        set_(filled, folder)
    assert str(folder.parent) not in str(caught.value), "no folder of this machine is told"


@pytest.mark.parametrize("name", ["href.svg", "xlink.svg"])
def test_a_picture_in_a_picture_is_refused_and_told(folder: Path, name: str) -> None:
    """The engine itself catches this one: it leaves the picture out and logs it, and the log is the user's warning."""
    load_engine(fonts_folder())
    asked: list[str] = []
    from generator.typeset.fetcher import FolderFetcher

    class Spy(FolderFetcher):
        def fetch(self, url: str, headers: Mapping[str, Any] | None = None) -> Any:
            response = super().fetch(url, headers)
            asked.append(url.rsplit("/", 1)[-1])
            return response

    weasyprint: Any = load_engine(fonts_folder())
    with listening(lambda _: None) as heard:
        markup = f'<img alt=a src="{name}">'
        weasyprint.HTML(string=markup, base_url=folder.as_uri() + "/", url_fetcher=Spy([folder])).write_pdf()
    assert asked == [name], "the inner file is never opened"
    assert any(name in str(problem) for problem in heard.problems)


def test_the_message_names_the_file_and_what_to_do(folder: Path) -> None:
    load_engine(fonts_folder())
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError, match=r'"secret\.svg" lies outside the content and design folders'):
        set_('<img alt=a src="../secret.svg">', folder)
    with pytest.raises(FatalURLFetchingError, match=r'"no-such\.svg" is not there'):
        set_('<img alt=a src="no-such.svg">', folder)
