from __future__ import annotations

import os

import pytest

FLAG = "--refresh-goldens"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The flag is known when this folder is named on the command line: ``pytest tests/golden --refresh-goldens``."""
    parser.addoption(
        FLAG, action="store_true", help="write the goldens anew; look at the difference before you keep it"
    )


@pytest.fixture
def refresh(request: pytest.FixtureRequest) -> bool:
    """Whether to write goldens instead of comparing: by the flag, or PREP_PACK_REFRESH_GOLDENS=1."""
    return bool(request.config.getoption(FLAG, default=False)) or os.environ.get("PREP_PACK_REFRESH_GOLDENS") == "1"
