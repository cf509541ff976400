"""An editable install knows the program by the name that the wheel gives it."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CheckoutHook(BuildHookInterface):  # type: ignore[type-arg]  # configured by nothing
    """In a checkout the package is `generator`, in a wheel `prep_pack` (docs/adr/0017-the-name-in-a-wheel.md)."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Have an editable install bring the module that stands in for the other name."""
        if version == "editable":
            build_data["force_include_editable"] = {"scripts/packaging/checkout.py": "prep_pack.py"}
