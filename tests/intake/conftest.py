"""One house per kind of database for all these tests: every test has citizens of its own."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from intake.inbox import Inbox
from intake.unit_of_work import Ledger
from tests.conftest import make_settings
from tests.intake.citizen import Citizen
from tinbao.app import House, build_house


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A whole house without running jobs, on SQLite and on PostgreSQL."""
    url = request.getfixturevalue("new_postgres_url")() if request.param == "postgresql" else None
    built = build_house(make_settings(tmp_path_factory.mktemp("house"), url), opens_identities=True)
    yield built
    built.close()


@pytest.fixture
def inbox(house: House) -> Inbox:
    """The inbox of the house."""
    return replace(house.inbox, status_desk=type(house.inbox.status_desk)())


@pytest.fixture
def ledger(house: House) -> Ledger:
    """The ledger of the house."""
    return house.ledger


@pytest.fixture
def citizen(inbox: Inbox) -> Citizen:
    """Somebody on the web."""
    return Citizen(inbox)


@pytest.fixture
def telegram_citizen(inbox: Inbox) -> Citizen:
    """Somebody on Telegram, to whom replies are pushed."""
    return Citizen(inbox, channel="telegram")
