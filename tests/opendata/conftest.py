"""An index of its own for each test, and counters of requests that begin at zero."""

from pathlib import Path

import pytest
from pytest_django import Settings

from opendata import keys
from opendata.manual import openapi


@pytest.fixture(autouse=True)
def index_directory(settings: Settings, tmp_path: Path) -> None:
    """Give the test an empty place for its index."""
    settings.SEARCH_DIR = tmp_path / "index"
    settings.SEARCH_URL = ""


@pytest.fixture(autouse=True)
def no_requests_yet() -> None:
    """Forget what earlier tests asked."""
    keys.forget()
    openapi.cache_clear()
