"""The engine's only way to a file: inside the given folders, or inline data. No network, no other file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse


class FolderFetcher(URLFetcher):  # type: ignore[misc]  # the engine ships no types
    """Serves `file:` addresses below ``roots`` (``..``, escapes and links resolved) and `data:`; the rest is fatal."""

    def __init__(self, roots: Sequence[Path]) -> None:
        super().__init__(allowed_protocols={"file", "data"}, allow_redirects=False)
        self._roots = [root.resolve() for root in roots]

    def fetch(self, url: str, headers: Mapping[str, Any] | None = None) -> URLFetcherResponse:
        """Open an allowed address.

        Raises:
            FatalURLFetchingError: the address is not allowed, or is no regular file.
        """
        parts = urlsplit(url)
        if parts.scheme == "file":
            self._check(url, parts.netloc, Path(url2pathname(parts.path)))
        elif parts.scheme != "data":
            raise FatalURLFetchingError(f"{_shown(url)} is not in the content or design folders")
        return super().fetch(url, headers)

    def _check(self, url: str, host: str, path: Path) -> None:
        real = path.resolve()
        if host not in ("", "localhost") or not any(real.is_relative_to(root) for root in self._roots):
            raise FatalURLFetchingError(f"{_shown(url)} lies outside the content and design folders")
        if not real.is_file():
            raise FatalURLFetchingError(f"{_shown(url)} is not there, or is not a file")


def _shown(url: str) -> str:
    """The last part of an address: enough to find it, and no folder of this machine."""
    return f'"{url[:80]}"' if url.startswith("data:") else f'"{url.rsplit("/", 1)[-1][:80]}"'
