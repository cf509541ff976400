from __future__ import annotations

from datetime import date

import pytest

from generator.render.dates import long_date, short_date

DAY = date(2026, 12, 4)


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("en-GB", "4 December 2026", "Fri 4 Dec"),
        ("en", "4 December 2026", "Fri 4 Dec"),
        ("en-US", "December 4, 2026", "Fri Dec 4"),
        ("de", "2026-12-04", "2026-12-04"),
        ("fr-FR", "2026-12-04", "2026-12-04"),
    ],
)
def test_dates_are_written_as_the_pack_s_readers_do(language: str, long: str, short: str) -> None:
    assert long_date(DAY, language) == long
    assert short_date(DAY, language) == short


def test_dates_do_not_depend_on_the_machine_s_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert long_date(date(2026, 5, 1), "en-GB") == "1 May 2026"
