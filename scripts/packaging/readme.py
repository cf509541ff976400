"""The README as a package index shows it: links and pictures lead to where the source can be seen."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

VARIABLE = "PREP_PACK_SOURCE"
"""The address of the released source, such as ``https://host/owner/prep-pack/raw/v1.0.0``."""
_LINK = re.compile(r"(?P<picture>!?)\[(?P<text>[^\]]*)\]\((?P<target>(?!https?:|#)[^)\s]+)\)")


class ReadmeHook(MetadataHookInterface):
    """Gives the wheel's description."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the readme of the metadata."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": on_an_index(text, os.environ.get(VARIABLE, ""))}


def on_an_index(text: str, source: str) -> str:
    """The text with whole addresses; without a source, with the words of its links and pictures alone."""

    def replaced(found: re.Match[str]) -> str:
        if not source:
            return found["text"]
        return f"{found['picture']}[{found['text']}]({source.rstrip('/')}/{found['target']})"

    return _LINK.sub(replaced, text)
