"""A browser without JavaScript."""

import pytest
from starlette.testclient import TestClient

from tests.public.citizen import open_browser
from tinbao.app import House


@pytest.fixture
def browser(sqlite_house: House) -> TestClient:
    return open_browser(sqlite_house)
