"""What a build takes from where it runs: the day, the moment, the paper of the country."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime

from ..model.pack import PackSpec, Paper

LETTER_COUNTRIES = {"US", "CA"}


def with_paper(spec: PackSpec) -> PackSpec:
    """The pack with the paper of the user's country where it says none."""
    return spec if spec.paper else spec.model_copy(update={"paper": local_paper(os.environ)})


def today(environment: Mapping[str, str]) -> date:
    """The date of a build: ``SOURCE_DATE_EPOCH`` (seconds) if it is set and makes sense, else the clock's."""
    epoch = _epoch(environment)
    return datetime.now().astimezone().date() if epoch is None else datetime.fromtimestamp(epoch, UTC).date()


def moment(environment: Mapping[str, str]) -> int:
    """Now, in seconds since 1970: ``SOURCE_DATE_EPOCH`` if it is set and makes sense, else the clock's."""
    epoch = _epoch(environment)
    return int(time.time()) if epoch is None else epoch


def _epoch(environment: Mapping[str, str]) -> int | None:
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    return int(epoch) if epoch.isascii() and epoch.isdigit() and len(epoch) < 12 else None


def local_paper(environment: Mapping[str, str]) -> Paper:
    """Letter where the locale (``LC_ALL``, ``LC_PAPER`` or ``LANG``) is of the US or Canada, else A4."""
    name = next((environment[v] for v in ("LC_ALL", "LC_PAPER", "LANG") if environment.get(v)), "")
    country = name.partition(".")[0].partition("@")[0].rpartition("_")[2]
    return Paper.LETTER if country in LETTER_COUNTRIES else Paper.A4
