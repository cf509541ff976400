from __future__ import annotations

import os

import pytest

from .books import Bindery


@pytest.fixture(scope="session")
def bindery(tmp_path_factory: pytest.TempPathFactory) -> Bindery:
    """The books, set once for all workers."""
    shelf = tmp_path_factory.getbasetemp()
    return Bindery(shelf.parent if "PYTEST_XDIST_WORKER" in os.environ else shelf)
