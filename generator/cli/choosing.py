"""The pack that a command's words choose, and what is said where they do not."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ..jobs.packs import OWN_PACK, ChosenPack, choose_pack
from . import console


def chosen_pack(
    pack: str | None, keys: Collection[str], *, quiet: bool, sample: str = "the sample workbook"
) -> ChosenPack:
    """The pack to build. Says which it is when not told; ``sample`` is what is made of the sample pack, in words."""
    chosen = choose_pack(pack, keys, Path.cwd())
    if chosen.unasked and not quiet:
        own = chosen.unasked == OWN_PACK
        console.note(f"using {OWN_PACK} of this folder" if own else f"there is no {OWN_PACK} here; making {sample}")
    return chosen
